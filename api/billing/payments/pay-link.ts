import { type ProviderName, pageProviders } from '#api/company/payment-ways.ts';
import { getSetting } from '#api/company/settings.ts';
import type { Actor } from '#api/core/actor.ts';
import { type Ctx, inTransaction, type TxCtx } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { hashSecret, newId, newSecret } from '#api/core/ids.ts';
import { plus, type YearMonth } from '#api/core/time.ts';
import { openOf } from '../open-sum.ts';
import { commissionOf } from './commission.ts';
import { createPayment } from './create-payment.ts';
import { type QuotePart, quotePayment } from './quote.ts';
import type { QuotePaymentInput } from './schema.ts';

/** A page at which one payee is paid. The token opens it and is not kept: who has it may pay, and see what is on the page. */
export type PayLinkMade = { id: string; token: string };

/** Makes the page of what one payee is to be paid. */
export async function newPayLink(tx: TxCtx, residentId: string, part: QuotePart): Promise<PayLinkMade> {
  const { linkHours } = await getSetting(tx, 'payments');
  const token = newSecret();
  const id = newId(tx.now());
  await tx.db.payLink.create({
    data: {
      ...{ id, residentId },
      accountId: part.accountId,
      invoiceIds: part.bills.map(({ invoiceId }) => invoiceId),
      amountMinor: part.amountMinor,
      currency: part.currency,
      tokenHash: hashSecret(token),
      expiresAt: plus(tx.now(), `PT${linkHours}H`),
      createdAt: tx.now(),
    },
  });
  return { id, token };
}

/**
 * "Send to a relative": a link for each payee that pays once. Who opens it sees payee, period and sum only.
 * Refuses as `quotePayment`, and payment.no-pages when this house has none.
 */
export async function createPayLinks(
  ctx: Ctx,
  actor: Actor,
  input: QuotePaymentInput,
): Promise<(PayLinkMade & Pick<QuotePart, 'payeeName' | 'amountMinor' | 'currency'>)[]> {
  mustBeAllowed(actor.kind === 'resident');
  return inTransaction(ctx, async (tx) => {
    const { parts } = await quotePayment(tx, actor, input);
    const { payAt } = await getSetting(tx, 'payment-ways');
    if (payAt === null) throw new AppError('payment.no-pages');
    const made = [];
    for (const part of parts) {
      const { payeeName, amountMinor, currency } = part;
      made.push({ ...(await newPayLink(tx, actor.residentId, part)), payeeName, amountMinor, currency });
    }
    return made;
  });
}

/** Takes a link back: nobody pays by it any more. Refuses: pay-link.not-found (not theirs). */
export async function revokePayLink(ctx: Ctx, actor: Actor, id: string): Promise<void> {
  mustBeAllowed(actor.kind === 'resident');
  const { count } = await ctx.db.payLink.updateMany({
    where: { id, residentId: actor.residentId, revokedAt: null, usedAt: null },
    data: { revokedAt: ctx.now() },
  });
  if (count === 0) throw new AppError('pay-link.not-found');
}

/** What stands on a payment's page. `state`: `open` can be paid; the others say why not. */
export type PayPage = {
  linkId: string;
  accountId: string;
  payeeId: string;
  payeeName: string;
  periods: YearMonth[];
  amountMinor: bigint;
  currency: string;
  state: 'open' | 'paid' | 'closed';
  /** A payment of it that was begun and is neither done nor over. */
  payment: { id: string; provider: ProviderName; state: string; commissionMinor: bigint } | null;
  ways: { provider: ProviderName; commissionMinor: bigint }[];
};

/** The page behind a token; null when there is none. */
export async function findPayPage(ctx: Ctx, token: string): Promise<PayPage | null> {
  const link = await ctx.db.payLink.findUnique({
    where: { tokenHash: hashSecret(token) },
    include: {
      account: { include: { payee: true } },
      payments: { orderBy: { createdAt: 'desc' } },
    },
  });
  if (!link) return null;
  const bills = await ctx.db.invoice.findMany({ where: { id: { in: link.invoiceIds } }, orderBy: { period: 'asc' } });
  const settings = await getSetting(ctx, 'payments');
  const { offered } = await getSetting(ctx, 'payment-ways');
  const onPage = pageProviders.filter((name) => offered.includes(name));
  const underWay = link.payments.find(({ state }) => state === 'created' || state === 'pending');
  const isOver = link.revokedAt !== null || link.expiresAt <= ctx.now();
  const open = bills.reduce((all, bill) => all + openOf(bill), 0n);
  // Somebody else may have paid the bills in the meantime.
  const isPaid = link.usedAt !== null || (bills.length > 0 && open <= 0n);
  return {
    linkId: link.id,
    accountId: link.accountId,
    payeeId: link.account.payeeId,
    payeeName: link.account.payee.name,
    periods: bills.map(({ period }) => period),
    amountMinor: link.amountMinor,
    currency: link.currency,
    state: isPaid ? 'paid' : isOver ? 'closed' : 'open',
    payment: underWay
      ? { ...underWay, provider: underWay.provider as ProviderName, commissionMinor: underWay.commissionMinor }
      : null,
    ways: onPage.map((provider) => ({
      provider,
      commissionMinor: commissionOf(link.amountMinor, provider, settings.commissions),
    })),
  };
}

/**
 * Somebody at the page chose a way to pay: the payment to pay with. One that was begun the same way before goes on.
 * Refuses: pay-link.not-found, pay-link.over, payment.way-not-offered.
 */
export async function payByLink(ctx: Ctx, token: string, provider: ProviderName): Promise<string> {
  return inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`select 1 from pay_link where token_hash = ${hashSecret(token)} for update`;
    const page = found(await findPayPage(tx, token), 'pay-link');
    if (page.state !== 'open') throw new AppError('pay-link.over');
    const way = page.ways.find((one) => one.provider === provider);
    if (!way) throw new AppError('payment.way-not-offered', { provider });
    if (page.payment?.provider === provider) return page.payment.id;
    const link = await tx.db.payLink.findUniqueOrThrow({ where: { id: page.linkId } });
    const bills = link.invoiceIds.map((invoiceId) => ({ invoiceId }));
    const about = { commissionMinor: way.commissionMinor, checkoutId: null, payLinkId: link.id };
    return createPayment(tx, { ...page, bills }, { provider, ...about, residentId: link.residentId });
  });
}
