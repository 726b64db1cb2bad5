import type { Actor } from '#api/core/actor.ts';
import { type Ctx, inTransaction, type TxCtx } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import type { PlainDate } from '#api/core/time.ts';
import { mayWriteBooks } from './keepers.ts';
import { type EntryOrigin, postEntry } from './ledger.ts';
import type { RecordPaymentInput } from './schema.ts';
import { lockAccount, settleAccount } from './settle-account.ts';

/**
 * Records money that came in, once for its provider's charge id: ledger entry, and allocation to the bills of this account in the
 * company's order (never another payee's). What is left over stays an advance. Refuses: not-allowed, account.not-found, payment.bad-sum,
 * payment.charge-id-reused { chargeId } (the same id with another sum or account). Emits `payment.recorded`.
 */
export async function recordPayment(
  ctx: Ctx,
  actor: Actor,
  input: RecordPaymentInput,
): Promise<{ paymentId: string; isNew: boolean }> {
  mustBeAllowed(mayWriteBooks(actor));
  if (input.amountMinor <= 0n) throw new AppError('payment.bad-sum', { amountMinor: input.amountMinor.toString() });
  return inTransaction(ctx, async (tx) => {
    await lockCharge(tx, input.provider, input.chargeId);
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
    await bookPayment(tx, account, { id, amountMinor: input.amountMinor, paidOn: input.paidOn, origin: input.origin });
    return { paymentId: id, isNew: true };
  });
}

/** The same charge told twice at the same moment: the second waits here and finds the first. */
export async function lockCharge(tx: TxCtx, provider: string, chargeId: string): Promise<void> {
  await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`${provider}:${chargeId}`}, 0))`;
}

/**
 * Money that came, in the ledger and on the bills. The payment's row is there, as succeeded, and its account locked. Emits
 * `payment.recorded`.
 */
export async function bookPayment(
  tx: TxCtx,
  account: { id: string; unitId: string; currency: string },
  payment: { id: string; amountMinor: bigint; paidOn: PlainDate | string; origin?: EntryOrigin | undefined },
): Promise<void> {
  await postEntry(tx, {
    accountId: account.id,
    origin: payment.origin ?? 'ours',
    kind: 'payment',
    amountMinor: -payment.amountMinor,
    currency: account.currency,
    effectiveOn: payment.paidOn,
    paymentId: payment.id,
  });
  await settleAccount(tx, account.id);
  await emit(tx, {
    kind: 'payment.recorded',
    data: { paymentId: payment.id, accountId: account.id, unitId: account.unitId },
  });
}
