import { cell, type Page, readCursor, toPage } from '#api/company/page.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import type { Instant } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { mustKeepBooks } from '../keepers.ts';

/** Where billing's balance and ours did not agree, and by how much: above zero billing says that more is owed. Minor units. */
export type BalanceDifference = {
  id: string;
  unitId: string;
  accountNumber: string;
  payeeName: string;
  address: string;
  unitNumber: string;
  amountMinor: bigint;
  currency: string;
  /** The day whose balance billing stated. */
  asOf: string;
  /** What billing stated then. */
  statedMinor: bigint | null;
  fileName: string | null;
  batchId: string | null;
  /** The file was undone, and the entry with it. */
  isUndone: boolean;
  createdAt: Instant;
};

/** The differences that files brought, newest first: each is one entry of its account's ledger. Refuses `not-allowed`, `page.bad-cursor`. */
export async function listDifferences(
  ctx: Ctx,
  actor: Actor,
  {
    batchId,
    after,
    limit = 50,
  }: { batchId?: string | undefined; after?: string | undefined; limit?: number | undefined },
): Promise<Page<BalanceDifference>> {
  mustKeepBooks(actor);
  const [last] = readCursor(after, [cell.id]) ?? [];
  const rows = await ctx.db.$queryRaw<BalanceDifference[]>(Prisma.sql`
    select e.id, a.unit_id as "unitId", a.number as "accountNumber", p.name as "payeeName", b.address, u.number as "unitNumber",
      e.amount_minor as "amountMinor", e.currency::text, e.effective_on::text as "asOf", s.balance_minor as "statedMinor",
      f.file_name as "fileName", e.import_batch_id as "batchId",
      exists (select 1 from ledger_entry r where r.reverses_id = e.id) as "isUndone", e.created_at as "createdAt"
    from ledger_entry e join account a on a.id = e.account_id join payee p on p.id = a.payee_id
      join unit u on u.id = a.unit_id join building b on b.id = u.building_id
      left join import_batch f on f.id = e.import_batch_id
      left join lateral (select balance_minor from stated_balance where account_id = e.account_id and batch_id = e.import_batch_id
        order by as_of desc limit 1) s on true
    where e.kind = 'reconciliation' and e.reverses_id is null
      and ${batchId ? Prisma.sql`e.import_batch_id = ${batchId}::uuid` : Prisma.sql`true`}
      and ${last ? Prisma.sql`e.id < ${last}::uuid` : Prisma.sql`true`}
    order by e.id desc limit ${limit + 1}`);
  return toPage(
    rows,
    limit,
    ({ id }) => [id],
    (row) => row,
  );
}
