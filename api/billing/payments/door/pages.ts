import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { providerNames } from '#api/company/payment-ways.ts';
import { getSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { isAppError } from '#api/core/errors.ts';
import type { Locale } from '#locales/translate.ts';
import { lookAtPayment } from '../look.ts';
import { offerPayment } from '../offer.ts';
import { findPayPage, isOutdated, type PayPage, payByLink } from '../pay-page.ts';
import { findProvider, type Providers } from '../provider.ts';
import { cancelPayment, settlePayment } from '../settle.ts';
import { payHtml, type Shown } from './page.ts';
import { sendHtml, sendTo } from './wire.ts';

type Payer = { token: string; locale: Locale; isBack: boolean };

/** The pages that payers see, and what their buttons do. Whoever has the token may pay, and learns nothing but what is to be paid. */
export function payPages(ctx: Ctx, providers: Providers) {
  async function show(payer: Payer, response: ServerResponse): Promise<void> {
    const page = await findPayPage(ctx, payer.token);
    if (!page) return sendHtml(response, 404, payHtml(payer.locale, null));
    const present = payer.isBack ? await askedAgain(page, payer) : page;
    const what = present.state === 'open' ? progressOf(page, present) : present.state;
    sendHtml(response, 200, payHtml(payer.locale, { page: present, what }));
  }

  /** Whoever comes back from a provider is not told to wait for a notice: the provider is asked now. */
  async function askedAgain(page: PayPage, { token }: Payer): Promise<PayPage> {
    const payment = page.payment && (await ctx.db.payment.findUnique({ where: { id: page.payment.id } }));
    const provider = payment && findProvider(providers, payment.provider);
    if (!provider || !payment.providerRef) return page;
    try {
      await lookAtPayment(ctx, provider, payment);
    } catch (error) {
      ctx.log.warn({ error }, 'a provider was asked in vain');
    }
    return (await findPayPage(ctx, token)) ?? page;
  }

  async function press(payer: Payer, form: URLSearchParams, response: ServerResponse): Promise<void> {
    const page = await findPayPage(ctx, payer.token);
    if (!page) return sendHtml(response, 404, payHtml(payer.locale, null));
    const sandboxed = form.get('sandbox');
    if (sandboxed !== null) return pressSandbox(page, sandboxed, payer, response);
    const way = z.enum(providerNames).safeParse(form.get('way')).data;
    // Nobody is asked for a new sum while the old one may have been paid.
    const present = isOutdated(page) ? await askedAgain(page, payer) : page;
    if (present.state !== 'open' || !way) return show(payer, response);
    try {
      const paymentId = await payByLink(ctx, payer.token, way);
      const { payAt } = await getSetting(ctx, 'payment-ways');
      const email = z.email().safeParse(form.get('email')).data;
      const backUrl = `${payAt ?? ''}/${payer.token}?back=1`;
      const at = { locale: payer.locale, backUrl, ...(email ? { email } : {}) };
      const checkout = await offerPayment(ctx, providers, paymentId, at);
      if (checkout.kind === 'url') return sendTo(response, checkout.url);
      sendHtml(response, 200, payHtml(payer.locale, { page: present, what: 'sandbox' }));
    } catch (error) {
      if (!isAppError(error)) throw error;
      ctx.log.warn({ code: error.code }, 'a payer was refused');
      const what = error.code === 'pay-link.over' ? 'closed' : 'failed';
      sendHtml(response, 502, payHtml(payer.locale, { page, what }));
    }
  }

  async function pressSandbox(page: PayPage, act: string, payer: Payer, response: ServerResponse): Promise<void> {
    const { payment } = page;
    const isPayable = page.state === 'open' && !isOutdated(page);
    if (payment?.provider === 'sandbox' && isPayable && findProvider(providers, 'sandbox')) {
      const receivedMinor = payment.amountMinor + payment.commissionMinor;
      const charge = { paymentId: payment.id, provider: 'sandbox' as const, chargeId: payment.id };
      const came = { ...charge, receivedMinor, currency: page.currency };
      if (act === 'pay') await settlePayment(ctx, systemActor, came);
      else await cancelPayment(ctx, payment.id, 'declined');
    }
    sendTo(response, `${(await getSetting(ctx, 'payment-ways')).payAt ?? ''}/${payer.token}`);
  }

  return { show, press };
}

/** How far a payment of this page has come: `before` is the page before its provider was asked again. */
function progressOf(before: PayPage, { payment }: PayPage): Shown['what'] {
  if (payment?.state === 'pending') return 'waiting';
  return before.payment && !payment ? 'failed' : 'open';
}
