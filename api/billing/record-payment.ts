import type { Actor } from '#api/core/actor.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import { mayKeepBooks } from './issue-invoice.ts';
import { postEntry } from './ledger.ts';
import type { RecordPaymentInput } from './schema.ts';
import { lockAccount, settleAccount } from './settle-account.ts';

/**
 * Records money that came in, once for its provider's charge id: ledger entry, and allocation to the oldest bills of this account
 * (never another payee's). What is left over stays an advance. Refuses: not-allowed, account.not-found, payment.bad-sum,
 * payment.charge-id-reused { chargeId } (the same id with another sum or account). Emits `payment.recorded`.
 */
export async function recordPayment(
  ctx: Ctx,
  actor: Actor,
  input: RecordPaymentInput,
): Promise<{ paymentId: string; isNew: boolean }> {
  mustBeAllowed(mayKeepBooks(actor));
  if (input.amountMinor <= 0n) throw new AppError('payment.bad-sum', { amountMinor: input.amountMinor.toString() });
  return inTransaction(ctx, async (tx) => {
    // The same charge twice at the same moment: the second waits here and finds the first.
    await tx.db
      .$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`${input.provider}:${input.chargeId}`}, 0))`;
    const known = await tx.db.payment.findUnique({
      where: { provider_providerChargeId: { provider: input.provider, providerChargeId: input.chargeId } },
    });
    if (known) {
      if (known.accountId !== input.accountId || known.amountMinor !== input.amountMinor) {
        throw new AppError('payment.charge-id-reused', { chargeId: input.chargeId });
      }
      return { paymentId: known.id, isNew: false };
    }
    const account = found(await lockAccount(tx, input.accountId), 'account');
    const id = newId(tx.now());
    await tx.db.payment.create({
      data: {
        id,
        accountId: account.id,
        payeeId: account.payeeId,
        residentId: input.residentId ?? null,
        provider: input.provider,
        state: 'succeeded',
        amountMinor: input.amountMinor,
        commissionMinor: input.commissionMinor ?? 0n,
        refundedMinor: 0n,
        currency: account.currency,
        providerChargeId: input.chargeId,
        createdAt: tx.now(),
        succeededAt: tx.now(),
      },
    });
    await postEntry(tx, {
      accountId: account.id,
      origin: input.origin ?? 'ours',
      kind: 'payment',
      amountMinor: -input.amountMinor,
      currency: account.currency,
      effectiveOn: input.paidOn,
      paymentId: id,
    });
    await settleAccount(tx, account.id);
    await emit(tx, {
      kind: 'payment.recorded',
      data: { paymentId: id, accountId: account.id, unitId: account.unitId },
    });
    return { paymentId: id, isNew: true };
  });
}
