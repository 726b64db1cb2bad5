import type { TxCtx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { coverBills } from './cover-bills.ts';

/**
 * Takes back what a file set right and confirmed, entry by entry, and forgets the balances it stated. What else the file posted is
 * its target's to take back. Refuses what `refuseLaterBalances` refuses.
 */
export async function undoReconciliation(tx: TxCtx, batchId: string): Promise<void> {
  await refuseLaterBalances(tx, batchId);
  await tx.db.$executeRaw`
    insert into ledger_entry (id, account_id, origin, kind, amount_minor, currency, effective_on, payment_id, dispute_id,
      reverses_id, import_batch_id, created_at)
    select gen_random_uuid(), e.account_id, e.origin, e.kind, -e.amount_minor, e.currency, e.effective_on, e.payment_id,
      e.dispute_id, e.id, e.import_batch_id, ${tx.now()}
    from ledger_entry e where e.import_batch_id = ${batchId}::uuid and e.kind in ('reconciliation', 'confirmation')
      and not exists (select 1 from ledger_entry r where r.reverses_id = e.id)
      and not exists (select 1 from ledger_entry o where o.id = e.reverses_id and o.kind = e.kind)`;
  await tx.db.$executeRaw`
    update dispute set billed_at = null, billed_batch_id = null where billed_batch_id = ${batchId}::uuid`;
  await tx.db.statedBalance.deleteMany({ where: { batchId } });
  await coverBills(tx, Prisma.sql`select account_id from ledger_entry where import_batch_id = ${batchId}::uuid`);
}

/**
 * Refuses `import.later-balances` { count } to undo a file while balances of the same accounts stand that were stated by a file
 * applied later: they were reckoned with what this one posted.
 */
export async function refuseLaterBalances(tx: TxCtx, batchId: string): Promise<void> {
  const [later] = await tx.db.$queryRaw<{ count: number }[]>`
    select count(distinct e.account_id)::int as count
    from import_batch mine
    join ledger_entry e on e.import_batch_id = mine.id
    join stated_balance s on s.account_id = e.account_id and s.as_of >= e.effective_on
    join import_batch other on other.id = s.batch_id and other.undone_at is null
      and (other.applied_at, other.id) > (mine.applied_at, mine.id)
    where mine.id = ${batchId}::uuid`;
  if (later && later.count > 0) throw new AppError('import.later-balances', { count: later.count });
}
