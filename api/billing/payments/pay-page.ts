import { type ProviderName, pageProviders } from '#api/company/payment-ways.ts';
import { getSetting } from '#api/company/settings.ts';
import { type Ctx, inTransaction, type TxCtx } from '#api/core/ctx.ts';
import { AppError, found } from '#api/core/errors.ts';
import { hashSecret } from '#api/core/ids.ts';
import type { YearMonth } from '#api/core/time.ts';
import type { PayLink, Payment } from '#prisma/generated/client.ts';
import { lockAccount } from '../settle-account.ts';
import { askNow } from './ask-now.ts';
import { commissionOf } from './commission.ts';
import { createPayment } from './create-payment.ts';
import { supersedePayment } from './settle.ts';

/**
 * What stands on a payment's page. `state`: `open` can be paid; the others say why not: it was paid here, nothing is left to pay, or
 * nobody pays by this link any more. `amountMinor` is what is asked now, at most `toldMinor`, which was asked when the link was made.
 */
export type PayPage = {
  linkId: string;
  accountId: string;
  payeeId: string;
  payeeName: string;
  bills: { invoiceId: string; period: YearMonth }[];
  periods: YearMonth[];
  amountMinor: bigint;
  toldMinor: bigint;
  isDebt: boolean;
  currency: string;
  state: 'open' | 'paid' | 'nothing-left' | 'closed';
  /** A payment of it that was begun and is neither done nor over. Its sum may be what was asked before. */
  payment: { id: string; provider: ProviderName; state: string; amountMinor: bigint; commissionMinor: bigint } | null;
  ways: { provider: ProviderName; commissionMinor: bigint }[];
};

/** The page behind a token; null when there is none. */
export async function findPayPage(ctx: Ctx, token: string): Promise<PayPage | null> {
  const link = await ctx.db.payLink.findUnique({
    where: { tokenHash: hashSecret(token) },
    include: {
      account: { include: { payee: true } },
      payments: { where: { state: { in: ['created', 'pending'] } }, orderBy: { createdAt: 'desc' }, take: 1 },
    },
  });
  if (!link) return null;
  const { bills, amountMinor } = await askNow(ctx, link);
  const settings = await getSetting(ctx, 'payments');
  const { offered } = await getSetting(ctx, 'payment-ways');
  const onPage = pageProviders.filter((name) => offered.includes(name));
  const [underWay] = link.payments;
  return {
    linkId: link.id,
    accountId: link.accountId,
    payeeId: link.account.payeeId,
    payeeName: link.account.payee.name,
    bills: bills.map(({ id, period }) => ({ invoiceId: id, period })),
    periods: bills.map(({ period }) => period),
    ...{ amountMinor, toldMinor: link.amountMinor, isDebt: link.isDebt, currency: link.currency },
    state: stateOf(ctx, link, {
      isGone: !link.isDebt && link.invoiceIds.length > 0 && bills.length === 0,
      amountMinor,
    }),
    payment: underWay ? presentPayment(underWay) : null,
    ways: onPage.map((provider) => ({
      provider,
      commissionMinor: commissionOf(amountMinor, provider, settings.commissions),
    })),
  };
}

function stateOf(
  ctx: Ctx,
  link: Pick<PayLink, 'usedAt' | 'revokedAt' | 'expiresAt'>,
  now: { isGone: boolean; amountMinor: bigint },
): PayPage['state'] {
  if (link.usedAt !== null) return 'paid';
  if (link.revokedAt !== null || link.expiresAt <= ctx.now() || now.isGone) return 'closed';
  return now.amountMinor <= 0n ? 'nothing-left' : 'open';
}

function presentPayment(payment: Payment): PayPage['payment'] {
  const { id, state, amountMinor, commissionMinor } = payment;
  return { id, provider: payment.provider as ProviderName, state, amountMinor, commissionMinor };
}

/** Is a payment of this page under way that would take another sum than is asked now? */
export function isOutdated({ payment, amountMinor }: PayPage): boolean {
  return payment !== null && payment.amountMinor !== amountMinor;
}

/**
 * Somebody at the page chose a way to pay: the payment to pay with, of what is asked now. One that was begun the same way before goes
 * on; one of another sum is over. Refuses: pay-link.not-found, pay-link.over, payment.way-not-offered.
 */
export async function payByLink(ctx: Ctx, token: string, provider: ProviderName): Promise<string> {
  return inTransaction(ctx, async (tx) => {
    const { residentId } = await holdLink(tx, token);
    const page = found(await findPayPage(tx, token), 'pay-link');
    if (page.state !== 'open') throw new AppError('pay-link.over');
    const way = page.ways.find((one) => one.provider === provider);
    if (!way) throw new AppError('payment.way-not-offered', { provider });
    if (page.payment?.provider === provider && !isOutdated(page)) return page.payment.id;
    if (page.payment && isOutdated(page)) await supersedePayment(tx, page.payment.id);
    const about = { commissionMinor: way.commissionMinor, checkoutId: null, payLinkId: page.linkId };
    return createPayment(tx, page, { provider, ...about, residentId });
  });
}

/** Money of this account moves, and its bills change, before or after this, and two presses come one after the other. */
async function holdLink(tx: TxCtx, token: string): Promise<{ residentId: string }> {
  const link = found(await tx.db.payLink.findUnique({ where: { tokenHash: hashSecret(token) } }), 'pay-link');
  await lockAccount(tx, link.accountId);
  return link;
}
