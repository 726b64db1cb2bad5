import { systemActor } from '#api/core/actor.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { toDateColumn } from '#api/core/time.ts';
import { balanceOf, type EntryKind, postEntry } from './ledger.ts';
import { reconcileAccount } from './reconcile.ts';
import { recordPayment } from './record-payment.ts';
import { settleAccount } from './settle-account.ts';
import { undoReconciliation } from './undo-reconciliation.ts';

/** Factories for tests of the ledger: files that state balances, and what happens here meanwhile. */

/** An import as the machinery leaves it once it is applied, without a file. */
export async function aBatch(ctx: Ctx, target: string, asOf?: string): Promise<string> {
  const id = newId(ctx.now());
  const counts = { rowCount: 0, goodCount: 0, badCount: 0 };
  await ctx.db.importBatch.create({
    data: {
      ...{ id, target, state: 'applied', fileName: `${target}.csv`, sha256: id, ...counts, summary: {} },
      ...{ asOf: asOf ? toDateColumn(asOf) : null, createdAt: ctx.now(), appliedAt: ctx.now() },
    },
  });
  return id;
}

/** A file of balances that states one account's. */
export async function states(ctx: Ctx, accountId: string, asOf: string, balanceMinor: bigint): Promise<string> {
  const batchId = await aBatch(ctx, 'balances', asOf);
  await inTransaction(ctx, (tx) => reconcileAccount(tx, { accountId, asOf, balanceMinor, batchId }));
  return batchId;
}

/** Takes a file of balances back. */
export async function unsays(ctx: Ctx, batchId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await undoReconciliation(tx, batchId);
    await tx.db.importBatch.update({ where: { id: batchId }, data: { state: 'undone', undoneAt: tx.now() } });
  });
}

export async function paysHere(ctx: Ctx, accountId: string, amountMinor: bigint, paidOn: string): Promise<string> {
  const chargeId = newId(ctx.now());
  const paid = await recordPayment(ctx, systemActor, { accountId, amountMinor, paidOn, provider: 'sandbox', chargeId });
  return paid.paymentId;
}

/** An entry of ours that its own verb would post. */
export async function postsOurs(
  ctx: Ctx,
  entry: { accountId: string; kind: EntryKind; amountMinor: bigint; effectiveOn: string; paymentId?: string },
): Promise<string> {
  return inTransaction(ctx, async (tx) => {
    const id = await postEntry(tx, { ...entry, origin: 'ours', currency: 'RUB' });
    await settleAccount(tx, entry.accountId);
    return id;
  });
}

export async function standsAt(
  ctx: Ctx,
  accountId: string,
): Promise<{ balanceMinor: bigint; onTheirWayMinor: bigint }> {
  const balance = (await balanceOf(ctx, [accountId])).get(accountId);
  return balance ?? { balanceMinor: 0n, onTheirWayMinor: 0n };
}
