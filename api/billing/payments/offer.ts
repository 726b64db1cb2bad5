import { getSetting } from '#api/company/settings.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { AppError, found, isAppError } from '#api/core/errors.ts';
import { formatPeriod } from '#locales/format.ts';
import { type Locale, translator } from '#locales/translate.ts';
import { lockAccount } from '../settle-account.ts';
import { type Checkout, findProvider, type PaymentToOffer, type Providers } from './provider.ts';
import { mustMove } from './status.ts';

export type Payer = { locale: Locale; backUrl: string; email?: string };

/**
 * Tells the provider of a payment, and gives back how to pay it. Asked again, it is the same payment there.
 * Refuses: payment.not-found, payment.wrong-state, payment.way-not-offered, payment.provider-silent.
 */
export async function offerPayment(ctx: Ctx, providers: Providers, paymentId: string, payer: Payer): Promise<Checkout> {
  const payment = found(
    await ctx.db.payment.findUnique({
      where: { id: paymentId },
      include: {
        account: { include: { payee: true } },
        targets: { include: { invoice: { select: { period: true } } } },
        resident: { select: { phone: true } },
      },
    }),
    'payment',
  );
  mustMove(payment.state, 'offer');
  const provider = findProvider(providers, payment.provider);
  if (!provider) throw new AppError('payment.way-not-offered', { provider: payment.provider });
  const { receiptVatCode } = await getSetting(ctx, 'payments');
  const periods = payment.targets.map(({ invoice }) => invoice.period).sort();
  const { account } = payment;
  // Who pays by a link that was sent to them learns no account.
  const isSent = payment.payLinkId !== null && payment.checkoutId === null;
  const purpose = purposeOf(payer.locale, account.number, periods);
  // A relative's phone is not known, and is not asked for.
  const phone = payment.payLinkId === null ? (payment.resident?.phone ?? undefined) : undefined;
  const checkout = await reach(ctx, () =>
    provider.createCheckout({
      ...{ id: payment.id, totalMinor: payment.amountMinor + payment.commissionMinor, currency: payment.currency },
      ...{ accountNumber: account.number, unifiedNumber: account.unifiedNumber, serviceId: account.serviceId },
      ...{ periods, payee: account.payee, locale: payer.locale, backUrl: payer.backUrl },
      ...{ purpose, title: isSent ? titleForOthers(payer.locale, account.payee.name, periods) : purpose },
      receipt: receiptOf(payer.email, phone, receiptVatCode),
    }),
  );
  if (checkout.kind === 'url') await rememberOffer(ctx, paymentId, checkout);
  return checkout;
}

/** The provider knows of it from now on. */
async function rememberOffer(
  ctx: Ctx,
  paymentId: string,
  { url, providerRef }: { url: string; providerRef: string },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { accountId } = await tx.db.payment.findUniqueOrThrow({ where: { id: paymentId } });
    await lockAccount(tx, accountId);
    const { state } = await tx.db.payment.findUniqueOrThrow({ where: { id: paymentId } });
    // A very quick payer, and a very quick notice, may have been here before us.
    const isOpen = state === 'created' || state === 'pending';
    const next = isOpen ? { state: mustMove(state, 'offer'), askedAt: tx.now() } : {};
    await tx.db.payment.update({ where: { id: paymentId }, data: { payUrl: url, providerRef, ...next } });
  });
}

async function reach<T>(ctx: Ctx, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    ctx.log.error({ error, code: isAppError(error) ? error.values.code : undefined }, 'a payment provider refused');
    throw new AppError('payment.provider-silent');
  }
}

function titleForOthers(locale: Locale, payeeName: string, periods: string[]): string {
  return [payeeName, ...periods.map((period) => formatPeriod(locale, period, true))].join(', ');
}

function purposeOf(locale: Locale, account: string, periods: string[]): string {
  const t = translator(locale);
  const months = periods.map((period) => formatPeriod(locale, period, true)).join(', ');
  return months === '' ? t('pay.title-account', { account }) : t('pay.title-bill', { account, months });
}

function receiptOf(
  email: string | undefined,
  phone: string | undefined,
  vatCode: number | null,
): PaymentToOffer['receipt'] {
  if (vatCode === null || (!email && !phone)) return null;
  return { ...(email ? { email } : phone ? { phone } : {}), vatCode };
}
