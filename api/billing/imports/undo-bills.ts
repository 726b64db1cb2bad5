import type { TxCtx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { reopenAdjustments } from '../disputes/close-adjustments.ts';
import { settleAccounts } from '../settle-account.ts';
import { undoReconciliation } from '../undo-reconciliation.ts';
import { cancelBills, reverseEntries } from './cancel-bills.ts';

/**
 * Takes the bills of a file back: cancelled, out of the ledger by reversing entries, what was paid for them laid on other bills; the
 * bills they replaced stand again. Refuses `import.bills-replaced` { count } (a later file replaced some), `import.bills-disputed`
 * { count }, `import.bills-being-paid` { count } and `import.later-balances` { count }.
 */
export async function undoBills(tx: TxCtx, batchId: string): Promise<void> {
  const accountIds = await holdAccounts(tx, batchId);
  await refuseEntangled(tx, batchId);
  await reopenAdjustments(tx, batchId);
  await undoReconciliation(tx, batchId);
  await cancelBills(tx, Prisma.sql`(select id from invoice where import_batch_id = ${batchId}::uuid)`);
  // Its charges, and its reversals of the bills it replaced: those stand again.
  await reverseEntries(tx, batchId, Prisma.sql`e.import_batch_id = ${batchId}::uuid`);
  await standAgain(tx, batchId);
  await settleAccounts(tx, accountIds);
}

async function holdAccounts(tx: TxCtx, batchId: string): Promise<string[]> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    select a.id from account a where a.id in (
      select account_id from ledger_entry where import_batch_id = ${batchId}::uuid) order by a.id for update`;
  return rows.map(({ id }) => id);
}

async function refuseEntangled(tx: TxCtx, batchId: string): Promise<void> {
  const [found] = await tx.db.$queryRaw<{ replaced: number; disputed: number; paying: number }[]>`
    select (count(*) filter (where i.state = 'cancelled'))::int as replaced,
      (count(*) filter (where exists (select 1 from dispute d where d.invoice_id = i.id and d.state <> 'withdrawn')))::int as disputed,
      (count(*) filter (where exists (select 1 from payment_target t join payment p on p.id = t.payment_id
        where t.invoice_id = i.id and p.state in ('created', 'pending'))))::int as paying
    from invoice i where i.import_batch_id = ${batchId}::uuid`;
  const { replaced = 0, disputed = 0, paying = 0 } = found ?? {};
  if (replaced > 0) throw new AppError('import.bills-replaced', { count: replaced });
  if (disputed > 0) throw new AppError('import.bills-disputed', { count: disputed });
  if (paying > 0) throw new AppError('import.bills-being-paid', { count: paying });
}

/** The bills of other files that this one had reversed, and whoever paid for what took their place. */
async function standAgain(tx: TxCtx, batchId: string): Promise<void> {
  const replaced = Prisma.sql`(select e.invoice_id from ledger_entry e where e.import_batch_id = ${batchId}::uuid
    and e.kind = 'charge' and e.reverses_id is not null)`;
  const count = await tx.db.$executeRaw`
    update invoice set state = 'issued', cancelled_at = null
    where id in ${replaced} and import_batch_id is distinct from ${batchId}::uuid`;
  if (count === 0) return;
  await tx.db.$executeRaw`
    update payment_target t set invoice_id = old.id
    from invoice mine join invoice old on (old.account_id, old.period, old.number) = (mine.account_id, mine.period, mine.number)
      and old.state = 'issued' and old.id in ${replaced}
    where mine.import_batch_id = ${batchId}::uuid and t.invoice_id = mine.id`;
}
