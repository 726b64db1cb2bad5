import { getCompany } from '#api/company/company.ts';
import { pageProviders } from '#api/company/payment-ways.ts';
import { type Actor, hasRole } from '#api/core/actor.ts';
import { type Ctx, inTransaction, type TxCtx } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import { today } from '#api/core/time.ts';
import { storeInbound } from '#api/inbound/inbound.ts';
import { type NewEntry, postEntry } from '../ledger.ts';
import { lockAccount, settleAccount, writeAllocations } from '../settle-account.ts';
import { isOnline, type RefundPaymentInput } from './schema.ts';
import { mustMove } from './status.ts';

/** Who may give money back, and settle what is odd about it. */
export function mayMoveMoney(actor: Actor): boolean {
  return hasRole(actor, 'accountant', 'manager');
}

/**
 * Gives back a part of a payment, or all that is left of it. A provider that can is asked to (the refund is pending until it says
 * so); what was given back in a provider's cabinet, by a bank or over the counter is written down at once.
 * Refuses: not-allowed, payment.not-found, payment.wrong-state { state }, payment.refund-too-large { left, currency }.
 */
export async function refundPayment(
  ctx: Ctx,
  actor: Actor,
  input: RefundPaymentInput,
): Promise<{ refundId: string; state: 'pending' | 'succeeded' }> {
  mustBeAllowed(mayMoveMoney(actor));
  return inTransaction(ctx, async (tx) => {
    const { payment, leftMinor } = await lockPayment(tx, input.paymentId);
    mustMove(payment.state, 'give-back');
    const amountMinor = input.amountMinor ?? leftMinor;
    if (amountMinor <= 0n || amountMinor > leftMinor)
      throw new AppError('payment.refund-too-large', { left: leftMinor, currency: payment.currency });
    const refundId = newId(tx.now());
    const staffId = actor.kind === 'staff' ? actor.staffId : null;
    const about = { id: refundId, paymentId: payment.id, amountMinor, reason: input.reason, staffId };
    await tx.db.paymentRefund.create({ data: { ...about, state: 'pending', createdAt: tx.now() } });
    // The others do it in their own cabinet, and we write it down.
    if (pageProviders.some((name) => name === payment.provider)) {
      const row = { source: payment.provider, key: `${payment.provider}:refund:${refundId}`, kind: 'refund' };
      await storeInbound(tx, { ...row, line: payment.id, body: { do: 'refund', refundId } });
      return { refundId, state: 'pending' };
    }
    await bookRefund(tx, refundId, null);
    return { refundId, state: 'succeeded' };
  });
}

/** The provider gave it back. Told twice, it is one refund. */
export async function settleRefund(ctx: Ctx, refundId: string, providerRef: string | null): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { paymentId } = await tx.db.paymentRefund.findUniqueOrThrow({ where: { id: refundId } });
    await lockPayment(tx, paymentId);
    await bookRefund(tx, refundId, providerRef);
  });
}

/** The provider does not give it back; the accountants see why. */
export async function failRefund(ctx: Ctx, refundId: string, failure: string): Promise<void> {
  await ctx.db.paymentRefund.updateMany({
    where: { id: refundId, state: 'pending' },
    data: { state: 'failed', failure: failure.slice(0, 100), endedAt: ctx.now() },
  });
}

/**
 * What a provider says it has given back of a payment in all: what we do not know of (done in its cabinet) is written down. One that
 * we asked for and have not heard about is that one.
 */
export async function noteRefunded(ctx: Ctx, paymentId: string, refundedMinor: bigint): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { payment } = await lockPayment(tx, paymentId);
    let unknown = refundedMinor - payment.refundedMinor;
    const pending = await tx.db.paymentRefund.findMany({
      where: { paymentId, state: 'pending' },
      orderBy: { createdAt: 'asc' },
    });
    for (const refund of pending) {
      if (refund.amountMinor > unknown) continue;
      await bookRefund(tx, refund.id, null);
      unknown -= refund.amountMinor;
    }
    if (unknown <= 0n) return;
    const id = newId(tx.now());
    const about = { id, paymentId, amountMinor: unknown, reason: 'at-provider' };
    await tx.db.paymentRefund.create({ data: { ...about, state: 'pending', createdAt: tx.now() } });
    await bookRefund(tx, id, null);
  });
}

/** An accountant has dealt with what was odd. Refuses: not-allowed, payment.not-found, payment.no-trouble. */
export async function settleTrouble(ctx: Ctx, actor: Actor, paymentId: string): Promise<void> {
  mustBeAllowed(mayMoveMoney(actor));
  await inTransaction(ctx, async (tx) => {
    const { payment } = await lockPayment(tx, paymentId);
    if (!payment.trouble || payment.troubleSettledAt) throw new AppError('payment.no-trouble');
    await tx.db.payment.update({ where: { id: paymentId }, data: { troubleSettledAt: tx.now() } });
    await emit(tx, { kind: 'payment.changed', data: { paymentId } });
  });
}

/** A payment with its account locked, and what of it neither was given back nor is about to be. */
async function lockPayment(tx: TxCtx, id: string) {
  const { accountId } = found(await tx.db.payment.findUnique({ where: { id } }), 'payment');
  await lockAccount(tx, accountId);
  const payment = found(await tx.db.payment.findUnique({ where: { id }, include: { refunds: true } }), 'payment');
  const asked = payment.refunds.filter(({ state }) => state === 'pending');
  const leftMinor = asked.reduce((left, one) => left - one.amountMinor, payment.amountMinor - payment.refundedMinor);
  return { payment, leftMinor };
}

/** The money is gone: from the advance first, then from the bills it paid, the last one first. */
async function bookRefund(tx: TxCtx, refundId: string, providerRef: string | null): Promise<void> {
  const refund = await tx.db.paymentRefund.findUniqueOrThrow({ where: { id: refundId }, include: { payment: true } });
  if (refund.state === 'succeeded') return;
  const { payment, amountMinor } = refund;
  const refundedMinor = payment.refundedMinor + amountMinor;
  const isWhole = refundedMinor === payment.amountMinor;
  await takeBack(tx, payment, amountMinor);
  await tx.db.paymentRefund.update({
    where: { id: refundId },
    data: { state: 'succeeded', endedAt: tx.now(), ...(providerRef ? { providerRef } : {}) },
  });
  await tx.db.payment.update({
    where: { id: payment.id },
    data: {
      refundedMinor,
      state: isWhole ? 'refunded' : mustMove(payment.state, 'give-back'),
      // Whoever gave the odd money back has dealt with it.
      ...(isWhole && payment.trouble && !payment.troubleSettledAt ? { troubleSettledAt: tx.now() } : {}),
    },
  });
  const { timeZone } = await getCompany(tx);
  const entry: NewEntry = {
    ...{ accountId: payment.accountId, origin: 'ours', kind: 'refund', amountMinor, currency: payment.currency },
    ...{ effectiveOn: today(tx, timeZone), paymentId: payment.id },
  };
  await postEntry(tx, entry);
  await settleAccount(tx, payment.accountId);
  const isOurs = isOnline(payment.provider);
  await emit(tx, { kind: 'payment.refunded', data: { paymentId: payment.id, refundId, isOnline: isOurs } });
}

/** The part of each bill, the one that was paid last first. A bill that loses all of it loses it line by line as it was laid. */
async function takeBack(
  tx: TxCtx,
  payment: { id: string; amountMinor: bigint; refundedMinor: bigint },
  amountMinor: bigint,
): Promise<void> {
  const laid = await tx.db.$queryRaw<Laid[]>`
    select invoice_id as "invoiceId", line_id as "lineId", sum(amount_minor)::bigint as "amountMinor"
    from payment_allocation where payment_id = ${payment.id}::uuid
    group by invoice_id, line_id having sum(amount_minor) <> 0
    order by max(max(id::text)) over (partition by invoice_id) desc, max(id::text) desc`;
  const rest = payment.amountMinor - payment.refundedMinor - sumOf(laid);
  let toTake = amountMinor > rest ? amountMinor - rest : 0n;
  const taken: Laid[] = [];
  for (const invoiceId of new Set(laid.map((row) => row.invoiceId))) {
    const ofBill = laid.filter((row) => row.invoiceId === invoiceId);
    const isWhole = sumOf(ofBill) <= toTake;
    const rows = isWhole ? ofBill : takeFrom(ofBill, toTake);
    taken.push(...rows);
    toTake -= sumOf(rows);
  }
  const paymentId = payment.id;
  if (taken.length === 0) return;
  await writeAllocations(
    tx,
    taken.map((row) => ({ ...row, paymentId, amountMinor: -row.amountMinor })),
  );
}

type Laid = { invoiceId: string; lineId: string | null; amountMinor: bigint };

/** Less than a bill got: from its lines, the last first. Credits that it used up stay used. */
function takeFrom(rows: readonly Laid[], amountMinor: bigint): Laid[] {
  let left = amountMinor;
  return rows.flatMap((row) => {
    const isMore = row.amountMinor >= left;
    const taken = isMore ? left : row.amountMinor;
    if (taken <= 0n) return [];
    left -= taken;
    return [{ ...row, amountMinor: taken }];
  });
}

function sumOf(rows: readonly Laid[]): bigint {
  return rows.reduce((all, row) => all + row.amountMinor, 0n);
}
