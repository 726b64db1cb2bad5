import type { Ctx } from '#api/core/ctx.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** An account as a row of a table names it, and where it stands in the order of addresses. */
export type AccountRow = {
  id: string;
  number: string;
  address: string;
  unit: string;
  unitKey: string;
  payee: string;
  currency: string;
};

/** What of the company's accounts a table is about. */
export type AccountsFilter = { payeeId?: string | undefined; buildingId?: string | undefined };

/** So many accounts are read at once: little enough that nobody waits for it. */
const handful = 1000;

/**
 * The accounts in the order of addresses and flats, a handful at a time, each with what `columns` say of an account `page.id` (`joins` are
 * lateral). The places are kept by value, so that long tables cost no more towards their end.
 */
export async function* accountsInOrder<Row extends AccountRow>(
  ctx: Ctx,
  { payeeId, buildingId }: AccountsFilter,
  { columns, joins, where = Prisma.sql`true` }: { columns: Prisma.Sql; joins: Prisma.Sql; where?: Prisma.Sql },
): AsyncIterable<Row[]> {
  let last: Pick<AccountRow, 'address' | 'unitKey' | 'id'> | null = null;
  for (;;) {
    const after: Prisma.Sql = last
      ? Prisma.sql`and (b.address, lpad(u.number, 12, '0'), a.id) > (${last.address}, ${last.unitKey}, ${last.id}::uuid)`
      : Prisma.empty;
    const rows: (Row & { isShown: boolean })[] = await ctx.db.$queryRaw(Prisma.sql`
      with page as (
        select a.id, a.number, b.address, u.number as unit, lpad(u.number, 12, '0') as "unitKey", p.name as payee, p.currency::text
        from account a join unit u on u.id = a.unit_id join building b on b.id = u.building_id join payee p on p.id = a.payee_id
        where ${payeeId ? Prisma.sql`a.payee_id = ${payeeId}::uuid` : Prisma.sql`true`}
          and ${buildingId ? Prisma.sql`u.building_id = ${buildingId}::uuid` : Prisma.sql`true`} ${after}
        order by b.address, lpad(u.number, 12, '0'), a.id limit ${handful})
      select page.*, ${columns}, ${where} as "isShown" from page ${joins}
      order by page.address, page."unitKey", page.id`);
    const end = rows.at(-1);
    if (!end) return;
    last = end;
    yield rows.filter(({ isShown }) => isShown);
    if (rows.length < handful) return;
  }
}
