import type { Api } from 'grammy';
import type { Message, PreCheckoutQuery, SuccessfulPayment } from 'grammy/types';
import { checkNative, keepNative } from '#api/billing/payments/native.ts';
import type { Ctx } from '#api/core/ctx.ts';
import type { InvoiceToPay } from '#bot/resident/view.ts';
import { nearestLocale, translator } from '#locales/translate.ts';

/** Caps of https://core.telegram.org/bots/api#sendinvoice */
const titleCap = 32;
const descriptionCap = 255;

/** An invoice with its Pay button. A copy that is forwarded can be paid by nobody: it leads back to the bot. */
export function sendInvoice(api: Api, to: number, token: string, invoice: InvoiceToPay): Promise<Message> {
  const { title, description, payload, currency, amountMinor, startParameter } = invoice;
  const prices = [{ label: cut(title, titleCap), amount: amountMinor }];
  return api.sendInvoice(to, cut(title, titleCap), cut(description, descriptionCap), payload, currency, prices, {
    provider_token: token,
    start_parameter: startParameter,
    protect_content: true,
  });
}

/**
 * Says yes or no before the money is taken. Telegram waits for ten seconds and calls the payment off then, so this is answered
 * here, whatever happens.
 */
export async function answerPreCheckout(ctx: Ctx, api: Api, query: PreCheckoutQuery): Promise<void> {
  const refusal = await checked(ctx, query);
  try {
    if (refusal === null) await api.answerPreCheckoutQuery(query.id, true);
    else {
      const t = translator(nearestLocale(query.from.language_code));
      await api.answerPreCheckoutQuery(query.id, false, { error_message: t(`errors.${refusal}`) });
    }
  } catch (error) {
    ctx.log.warn({ error }, 'pre-checkout not answered');
  }
}

async function checked(ctx: Ctx, query: PreCheckoutQuery): Promise<string | null> {
  const { invoice_payload: payload, currency, total_amount: total, from } = query;
  try {
    const ask = { payload, currency, totalMinor: BigInt(total), address: String(from.id) };
    const code = await checkNative(ctx, ask);
    if (code) ctx.log.info({ code }, 'a payment was refused before it was made');
    return code;
  } catch (error) {
    ctx.log.error({ error }, 'a payment could not be checked');
    return 'unexpected';
  }
}

/** The only confirmation there is: kept before the update is. */
export async function keepSuccessfulPayment(ctx: Ctx, paid: SuccessfulPayment): Promise<void> {
  await keepNative(ctx, {
    payload: paid.invoice_payload,
    chargeId: paid.telegram_payment_charge_id,
    providerRef: paid.provider_payment_charge_id,
    currency: paid.currency,
    totalMinor: BigInt(paid.total_amount),
  });
}

function cut(text: string, cap: number): string {
  const letters = [...text];
  return letters.length > cap ? `${letters.slice(0, cap - 1).join('')}…` : text;
}
