import { z } from 'zod';
import { systemActor } from '#api/core/actor.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { isAppError } from '#api/core/errors.ts';
import { emit } from '#api/core/outbox.ts';
import { flatAccess } from '#api/residents/access.ts';
import { askNow } from './ask-now.ts';
import { leaveForDesk } from './desk-row.ts';
import { settlePayment } from './settle.ts';
import { afterMove } from './status.ts';

/** A payment that a messenger makes in the chat: it asks before it takes the money, and tells afterwards. */
export type NativeAsk = { payload: string; currency: string; totalMinor: bigint; address: string };

/**
 * May this be paid now? Null when it may; else the code of why not. The payment is then under way.
 * Codes: payment.not-found, payment.over, payment.other-sum, payment.already-paid, payment.bill-cancelled, not-allowed.
 */
export async function checkNative(ctx: Ctx, ask: NativeAsk): Promise<string | null> {
  const id = z.uuid().safeParse(ask.payload).data;
  const payment = id
    ? await ctx.db.payment.findUnique({
        where: { id },
        include: { account: true, targets: { include: { invoice: true } } },
      })
    : null;
  if (payment?.provider !== 'telegram') return 'payment.not-found';
  if (!(await mayPay(ctx, ask.address, payment.account.unitId))) return 'not-allowed';
  if (payment.state === 'succeeded' || payment.state === 'refunded') return 'payment.already-paid';
  const isLate = payment.expiresAt !== null && payment.expiresAt <= ctx.now();
  if (afterMove(payment.state, 'offer') === null || isLate) return 'payment.over';
  if (ask.currency !== payment.currency || ask.totalMinor !== payment.amountMinor + payment.commissionMinor)
    return 'payment.other-sum';
  const bills = payment.targets.map(({ invoice }) => invoice);
  if (bills.some(({ state }) => state !== 'issued')) return 'payment.bill-cancelled';
  const asked = await askNow(ctx, { ...payment, invoiceIds: bills.map(({ id: invoiceId }) => invoiceId) });
  if (asked.amountMinor <= 0n) return 'payment.already-paid';
  // Its invoice stays in the chat with the sum it was sent with.
  if (asked.amountMinor < payment.amountMinor) return 'payment.other-sum';
  await ctx.db.payment.updateMany({
    where: { id: payment.id, state: 'created' },
    data: { state: 'pending', askedAt: ctx.now() },
  });
  return null;
}

async function mayPay(ctx: Ctx, address: string, unitId: string): Promise<boolean> {
  const chat = await ctx.db.chat.findFirst({ where: { messenger: 'telegram', address } });
  if (!chat?.residentId) return false;
  try {
    await flatAccess(ctx, { kind: 'resident', residentId: chat.residentId }, unitId, 'pay');
    return true;
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}

/** The messenger took the money. It is a row before anything is made of it: whatever goes wrong then is tried again. */
export async function keepNative(
  ctx: Ctx,
  paid: { payload: string; chargeId: string; providerRef: string; currency: string; totalMinor: bigint },
): Promise<void> {
  const { payload, chargeId, providerRef, currency, totalMinor } = paid;
  const body = { do: 'take' as const, payload, chargeId, providerRef, currency, receivedMinor: totalMinor.toString() };
  await leaveForDesk(ctx, { provider: 'telegram', key: `paid:${chargeId}`, kind: 'paid', line: payload, body });
}

/** Makes a payment of it, once for its charge. Money that names no payment of ours is told to the accountants. */
export async function takeNative(
  ctx: Ctx,
  paid: { payload: string; chargeId: string; providerRef: string; currency: string; receivedMinor: string },
): Promise<void> {
  const { payload, chargeId, providerRef, currency } = paid;
  const receivedMinor = BigInt(paid.receivedMinor);
  try {
    const paymentId = z.uuid().safeParse(payload).data ?? '00000000-0000-7000-8000-000000000000';
    const came = { paymentId, provider: 'telegram' as const, chargeId, providerRef, receivedMinor, currency };
    await settlePayment(ctx, systemActor, came);
  } catch (error) {
    const isStray = isAppError(error, 'payment.not-found') || isAppError(error, 'payment.wrong-currency');
    if (!isStray) throw error;
    const data = { provider: 'telegram', chargeId, receivedMinor: paid.receivedMinor, currency };
    await inTransaction(ctx, (tx) => emit(tx, { kind: 'payment.stray', data }));
  }
}
