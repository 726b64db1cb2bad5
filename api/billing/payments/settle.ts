import { getCompany } from '#api/company/company.ts';
import type { ProviderName } from '#api/company/payment-ways.ts';
import type { Actor } from '#api/core/actor.ts';
import { type Ctx, inTransaction, type TxCtx } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import { today } from '#api/core/time.ts';
import { mayWriteBooks } from '../keepers.ts';
import { balanceOf } from '../ledger.ts';
import { openOf } from '../open-sum.ts';
import { bookPayment, lockCharge } from '../record-payment.ts';
import { lockAccount } from '../settle-account.ts';
import { afterMove, mustMove, type Trouble } from './status.ts';

/** Money that a provider says it took. `receivedMinor` is what the payer paid, commission included. */
export type MoneyCame = {
  paymentId: string;
  provider: ProviderName;
  /** Names the charge at its provider: the same one twice is the same money. */
  chargeId: string;
  providerRef?: string | null;
  receivedMinor: bigint;
  currency: string;
};

type PaymentRow = NonNullable<Awaited<ReturnType<typeof readPayment>>>;

/**
 * Takes money that came, once for its charge: it is in the ledger whatever is odd about it, goes to the bills that were named, and
 * what is odd is noted for the accountants (`payment.troubled`). Refuses: not-allowed, payment.not-found, payment.wrong-currency.
 * Emits `payment.recorded`.
 */
export async function settlePayment(
  ctx: Ctx,
  actor: Actor,
  came: MoneyCame,
): Promise<{ paymentId: string; isNew: boolean; trouble: Trouble | null }> {
  mustBeAllowed(mayWriteBooks(actor));
  return inTransaction(ctx, async (tx) => {
    await lockCharge(tx, came.provider, came.chargeId);
    const known = await tx.db.payment.findUnique({
      where: { provider_providerChargeId: { provider: came.provider, providerChargeId: came.chargeId } },
      select: { id: true, trouble: true },
    });
    if (known) return { paymentId: known.id, isNew: false, trouble: known.trouble as Trouble | null };
    const { accountId } = found(await readPayment(tx, came.paymentId), 'payment');
    const account = found(await lockAccount(tx, accountId), 'account');
    // Read again, now that nobody else changes payments of this account.
    const payment = found(await readPayment(tx, came.paymentId), 'payment');
    if (came.currency !== payment.currency) throw new AppError('payment.wrong-currency', { currency: came.currency });
    const amountMinor = creditOf(payment, came);
    const trouble = await findTrouble(tx, payment, amountMinor);
    const id = trouble === 'duplicate' ? newId(tx.now()) : payment.id;
    const taken = {
      ...{ amountMinor, trouble, state: mustMove(trouble === 'duplicate' ? 'created' : payment.state, 'succeed') },
      ...{ providerChargeId: came.chargeId, succeededAt: tx.now(), endedAt: tx.now(), failure: null },
      ...(came.providerRef ? { providerRef: came.providerRef } : {}),
    };
    if (trouble === 'duplicate') await tx.db.payment.create({ data: { ...twinOf(payment, id, tx), ...taken } });
    else await tx.db.payment.update({ where: { id }, data: taken });
    if (payment.payLinkId) await markUsed(tx, payment.payLinkId);
    const { timeZone } = await getCompany(tx);
    await bookPayment(tx, account, { id, amountMinor, paidOn: today(tx, timeZone) });
    if (trouble) await emit(tx, { kind: 'payment.troubled', data: { paymentId: id } });
    return { paymentId: id, isNew: true, trouble };
  });
}

/** It did not come about: the payer gave up, the bank said no. `reason` is the provider's own short word. Too late is no error. */
export async function cancelPayment(ctx: Ctx, paymentId: string, reason: string): Promise<boolean> {
  return end(ctx, paymentId, 'cancel', reason);
}

/** Nobody paid it in time. */
export async function expirePayment(ctx: Ctx, paymentId: string): Promise<boolean> {
  return end(ctx, paymentId, 'expire', 'expired');
}

/** Less is asked for now, and another payment takes its place: over without a word to the payer, who is at its page. */
export async function supersedePayment(ctx: Ctx, paymentId: string): Promise<boolean> {
  return end(ctx, paymentId, 'expire', 'sum-changed');
}

async function end(ctx: Ctx, paymentId: string, move: 'cancel' | 'expire', failure: string): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const { accountId } = found(await readPayment(tx, paymentId), 'payment');
    await lockAccount(tx, accountId);
    const { state } = found(await readPayment(tx, paymentId), 'payment');
    const next = afterMove(state, move);
    if (next === null) return false;
    await tx.db.payment.update({
      where: { id: paymentId },
      data: { state: next, failure: failure.slice(0, 60), endedAt: tx.now() },
    });
    if (next === 'cancelled') await emit(tx, { kind: 'payment.failed', data: { paymentId } });
    return true;
  });
}

function readPayment(tx: TxCtx, id: string) {
  return tx.db.payment.findUnique({
    where: { id },
    include: { targets: { orderBy: { position: 'asc' }, include: { invoice: true } } },
  });
}

/** What of the money is the account's: all of it but the commission that the payer bore. */
function creditOf(payment: PaymentRow, { receivedMinor }: MoneyCame): bigint {
  const credit = receivedMinor - payment.commissionMinor;
  return credit > 0n ? credit : receivedMinor;
}

/** The gravest of what is odd; null when the money is what was expected. */
async function findTrouble(tx: TxCtx, payment: PaymentRow, amountMinor: bigint): Promise<Trouble | null> {
  if (payment.state === 'succeeded' || payment.state === 'refunded') return 'duplicate';
  const bills = payment.targets.map(({ invoice }) => invoice);
  if (bills.some(({ state }) => state !== 'issued')) return 'cancelled-invoice';
  if (amountMinor !== payment.amountMinor) return 'wrong-amount';
  if (payment.state === 'cancelled' || payment.state === 'expired') return 'late';
  const open = bills.reduce((all, bill) => all + openOf(bill), 0n);
  const owed = (await balanceOf(tx, [payment.accountId])).get(payment.accountId)?.balanceMinor ?? 0n;
  return bills.length > 0 && amountMinor > open && amountMinor > owed ? 'overpaid' : null;
}

/** The same invoice paid twice is two payments: the second one's row. */
function twinOf(payment: PaymentRow, id: string, tx: TxCtx) {
  const { accountId, payeeId, residentId, checkoutId, provider, commissionMinor, currency, payLinkId } = payment;
  const about = { accountId, payeeId, residentId, checkoutId, provider, commissionMinor, currency, payLinkId };
  return { id, ...about, refundedMinor: 0n, createdAt: tx.now() };
}

async function markUsed(tx: TxCtx, payLinkId: string): Promise<void> {
  await tx.db.payLink.updateMany({ where: { id: payLinkId, usedAt: null }, data: { usedAt: tx.now() } });
}

/** A provider took another currency than was asked: nothing we can put into the ledger, so accountants see it. */
export async function noteWrongCurrency(ctx: Ctx, paymentId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.payment.updateMany({
      where: { id: paymentId, trouble: null, state: { in: ['created', 'pending', 'cancelled', 'expired'] } },
      data: { trouble: 'wrong-amount', failure: 'wrong-currency' },
    });
    if (count > 0) await emit(tx, { kind: 'payment.troubled', data: { paymentId } });
  });
}
