import type { Ctx } from '#api/core/ctx.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** An account as a row of a table names it. */
export type AccountRow = { id: string; number: string; address: string; unit: string; payee: string; currency: string };

/** What of the company's accounts a table is about. */
export type AccountsFilter = { payeeId?: string | undefined; buildingId?: string | undefined };

/**
 * The accounts in the order of addresses and flats, a building at a time, each with what `columns` say of an account `page.id` (`joins`
 * are lateral). A building's accounts are few, so that nobody waits for them and long tables cost no more towards their end.
 */
export async function* accountsInOrder<Row extends AccountRow>(
  ctx: Ctx,
  { payeeId, buildingId }: AccountsFilter,
  { columns, joins, where = Prisma.sql`true` }: { columns: Prisma.Sql; joins: Prisma.Sql; where?: Prisma.Sql },
): AsyncIterable<Row[]> {
  const buildings = await ctx.db.building.findMany({
    where: buildingId ? { id: buildingId } : {},
    orderBy: [{ address: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  const ofPayee = payeeId ? Prisma.sql`and a.payee_id = ${payeeId}::uuid` : Prisma.empty;
  for (const { id } of buildings) {
    yield await ctx.db.$queryRaw<Row[]>(Prisma.sql`
      with page as (
        select a.id, a.number, b.address, u.number as unit, p.name as payee, p.currency::text
        from account a join unit u on u.id = a.unit_id join building b on b.id = u.building_id join payee p on p.id = a.payee_id
        where b.id = ${id}::uuid ${ofPayee})
      select page.*, ${columns} from page ${joins} where ${where}
      order by lpad(page.unit, 12, '0'), page.id`);
  }
}
