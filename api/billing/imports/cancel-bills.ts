import type { TxCtx } from '#api/core/ctx.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** Cancels bills and frees what was laid on them, for other bills to be laid on. `ids` is a query of their ids. Gives how many. */
export async function cancelBills(tx: TxCtx, ids: Prisma.Sql): Promise<number> {
  const freed = await tx.db.$executeRaw(Prisma.sql`
    insert into payment_allocation (id, payment_id, invoice_id, line_id, amount_minor, created_at)
    select gen_random_uuid(), x.payment_id, x.invoice_id, x.line_id, -sum(x.amount_minor)::bigint, ${tx.now()}
    from payment_allocation x where x.invoice_id in ${ids} group by 2, 3, 4 having sum(x.amount_minor) <> 0`);
  if (freed > 0) {
    await tx.db.$executeRaw(
      Prisma.sql`update invoice_line set paid_minor = 0 where invoice_id in ${ids} and paid_minor <> 0`,
    );
  }
  return tx.db.$executeRaw(Prisma.sql`
    update invoice set state = 'cancelled', cancelled_at = ${tx.now()}, paid_minor = 0 where id in ${ids} and state = 'issued'`);
}

/** Takes charges `e` of the ledger that stand back by entries of the file, on the days on which they took effect. */
export async function reverseEntries(tx: TxCtx, batchId: string, which: Prisma.Sql): Promise<void> {
  await tx.db.$executeRaw(Prisma.sql`
    insert into ledger_entry (id, account_id, origin, kind, amount_minor, currency, effective_on, invoice_id, reverses_id,
      import_batch_id, created_at)
    select gen_random_uuid(), e.account_id, e.origin, e.kind, -e.amount_minor, e.currency, e.effective_on, e.invoice_id, e.id,
      ${batchId}::uuid, ${tx.now()}
    from ledger_entry e where ${which} and e.kind in ('charge', 'penalty') and not exists (select 1 from ledger_entry r
      where r.reverses_id = e.id and not exists (select 1 from ledger_entry again where again.reverses_id = r.id))`);
}
