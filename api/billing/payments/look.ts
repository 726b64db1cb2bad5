import { systemActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError, isAppError } from '#api/core/errors.ts';
import type { PaymentProvider, ProviderSays } from './provider.ts';
import { failRefund, noteRefunded, settleRefund } from './refund.ts';
import { cancelPayment, expirePayment, noteWrongCurrency, settlePayment } from './settle.ts';

/**
 * Asks a provider how a payment stands, and makes it so here. Whatever told us to look, and however often and in whatever order, the
 * present is what counts. Says what it found: `unknown` is money that names no payment of ours.
 */
export async function lookAtPayment(
  ctx: Ctx,
  provider: PaymentProvider,
  ref: { providerRef?: string | null; chargeId?: string | null },
): Promise<ProviderSays['state'] | 'unknown'> {
  const says = await provider.fetchStatus(ref);
  return applyStatus(ctx, provider, says);
}

export async function applyStatus(
  ctx: Ctx,
  provider: PaymentProvider,
  says: ProviderSays,
): Promise<ProviderSays['state'] | 'unknown'> {
  const payment = says.paymentId ? await findOurs(ctx, provider.name, says.paymentId) : null;
  if (!payment) {
    ctx.log.warn({ provider: provider.name, providerRef: says.providerRef }, 'a payment that is none of ours');
    return 'unknown';
  }
  if (says.state === 'succeeded') await take(ctx, provider, payment.id, says);
  if (says.state === 'cancelled') await cancelPayment(ctx, payment.id, says.reason);
  const isOver = says.state === 'pending' && payment.expiresAt !== null && payment.expiresAt <= ctx.now();
  if (isOver) await expirePayment(ctx, payment.id);
  await ctx.db.payment.update({ where: { id: payment.id }, data: { askedAt: ctx.now() } });
  return says.state;
}

async function findOurs(ctx: Ctx, provider: string, id: string) {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const payment = await ctx.db.payment.findUnique({ where: { id } });
  return payment?.provider === provider ? payment : null;
}

async function take(ctx: Ctx, { name }: PaymentProvider, paymentId: string, says: ProviderSays): Promise<void> {
  const { chargeId, providerRef, receivedMinor, currency, refundedMinor } = says;
  try {
    const came = { paymentId, provider: name, chargeId, providerRef, receivedMinor, currency };
    const settled = await settlePayment(ctx, systemActor, came);
    if (refundedMinor > 0n) await noteRefunded(ctx, settled.paymentId, refundedMinor);
  } catch (error) {
    if (!isAppError(error, 'payment.wrong-currency')) throw error;
    await noteWrongCurrency(ctx, paymentId);
  }
}

/** Asks a provider to give money back, as it was decided. Asked twice, it is one refund there. */
export async function carryOutRefund(ctx: Ctx, provider: PaymentProvider, refundId: string): Promise<void> {
  const refund = await ctx.db.paymentRefund.findUnique({ where: { id: refundId }, include: { payment: true } });
  if (refund?.state !== 'pending') return;
  const { payment, amountMinor, reason } = refund;
  if (!provider.refund || !payment.providerChargeId) throw new AppError('payment.wrong-state');
  const answer = await provider.refund({
    ...{ refundId, chargeId: payment.providerChargeId, amountMinor, reason },
    currency: payment.currency,
  });
  if (answer.state === 'failed') return failRefund(ctx, refundId, answer.failure ?? 'refused');
  // What is pending is told of by a notice, or found when the payment is looked at.
  if (answer.state === 'succeeded') await settleRefund(ctx, refundId, answer.providerRef);
}
