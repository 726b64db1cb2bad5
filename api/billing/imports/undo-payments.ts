import type { TxCtx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { settleAccounts, writeAllocations } from '../settle-account.ts';
import { undoReconciliation } from '../undo-reconciliation.ts';

/**
 * Takes the payments of a file back: off the bills they paid, out of the ledger by reversing entries, and cancelled. Their
 * operations may come again with another file. Refuses `import.later-balances` { count } and, when money of it was given back
 * since, `import.refunded` { count }.
 */
export async function undoPayments(tx: TxCtx, batchId: string): Promise<void> {
  await tx.db.$queryRaw`
    select count(*)::int from (select id from account where id in (
      select account_id from ledger_entry where import_batch_id = ${batchId}::uuid) order by id for update) held`;
  const payments = await tx.db.payment.findMany({
    where: { importBatchId: batchId },
    select: { id: true, accountId: true, refundedMinor: true },
  });
  const refunded = payments.filter((payment) => payment.refundedMinor > 0n).length;
  if (refunded > 0) throw new AppError('import.refunded', { count: refunded });
  await undoReconciliation(tx, batchId);
  await takeOffBills(tx, batchId);
  await tx.db.$executeRaw`
    insert into ledger_entry (id, account_id, origin, kind, amount_minor, currency, effective_on, payment_id, reverses_id,
      import_batch_id, created_at)
    select gen_random_uuid(), e.account_id, e.origin, e.kind, -e.amount_minor, e.currency, e.effective_on, e.payment_id, e.id,
      e.import_batch_id, ${tx.now()}
    from ledger_entry e where e.import_batch_id = ${batchId}::uuid and e.kind = 'payment' and e.reverses_id is null`;
  await tx.db.$executeRaw`
    update payment set state = 'cancelled', failure = 'import-undone', ended_at = ${tx.now()},
      provider_ref = coalesce(provider_ref, provider_charge_id), provider_charge_id = null
    where import_batch_id = ${batchId}::uuid`;
  await settleAccounts(tx, [...new Set(payments.map(({ accountId }) => accountId))]);
}

async function takeOffBills(tx: TxCtx, batchId: string): Promise<void> {
  const laid = await tx.db.$queryRaw<
    { paymentId: string; invoiceId: string; lineId: string | null; amountMinor: bigint }[]
  >`select x.payment_id as "paymentId", x.invoice_id as "invoiceId", x.line_id as "lineId",
      -sum(x.amount_minor)::bigint as "amountMinor"
    from payment_allocation x join payment p on p.id = x.payment_id where p.import_batch_id = ${batchId}::uuid
    group by 1, 2, 3 having sum(x.amount_minor) <> 0`;
  if (laid.length > 0) await writeAllocations(tx, laid);
}
