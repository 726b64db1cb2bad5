import type { LabeledPrice } from '@grammyjs/types';
import { numberParam, textParam } from '../call.ts';
import { badRequest } from '../errors.ts';

export type Invoice = {
  title: string;
  description: string;
  payload: string;
  currency: string;
  totalAmount: number;
  startParameter: string;
};

/** A part of the currencies Telegram takes, enough for a playground; XTR are Stars. */
const currencies = new Set(
  'AED AMD AUD AZN BGN BRL BYN CAD CHF CNY CZK DKK EUR GBP GEL HUF ILS INR JPY KGS KRW KZT MDL NOK PLN RON RSD RUB SEK THB TJS TRY UAH USD UZS XTR'.split(
    ' ',
  ),
);

/** What both ways to make an invoice share. Refuses with Telegram's codes. */
export function readInvoice(params: Record<string, unknown>): Invoice {
  for (const name of ['title', 'description', 'payload', 'currency']) {
    if (textParam(params, name) === '') throw badRequest(`parameter "${name}" is required`);
  }
  const currency = textParam(params, 'currency');
  if (!currencies.has(currency)) throw badRequest('CURRENCY_INVALID');
  const isStars = currency === 'XTR';
  // Stars need no provider; everything else does.
  if (isStars === (textParam(params, 'provider_token') !== '')) {
    throw badRequest(isStars ? 'STARS_INVOICE_INVALID' : 'PAYMENT_PROVIDER_INVALID');
  }
  const prices = (params.prices ?? []) as LabeledPrice[];
  if (prices.length === 0) throw badRequest('parameter "prices" is required');
  if (isStars && prices.length !== 1) throw badRequest('STARS_INVOICE_INVALID');
  if (prices.some((price) => price.label === ''))
    throw badRequest('can\'t parse labeled price: Field "label" is empty');
  const totalAmount = prices.reduce((sum, price) => sum + price.amount, 0);
  if (totalAmount <= 0 || totalAmount > 999_999_999_999) throw badRequest('CURRENCY_TOTAL_AMOUNT_INVALID');
  const tips = (params.suggested_tip_amounts ?? []) as number[];
  const maxTip = numberParam(params, 'max_tip_amount') ?? 0;
  if (tips.length > 4 || tips.some((tip, i) => tip <= (tips[i - 1] ?? 0) || tip > maxTip)) {
    throw badRequest('TIP_AMOUNTS_INVALID');
  }
  const providerData = textParam(params, 'provider_data');
  if (providerData !== '' && !isJson(providerData)) throw badRequest('DATA_JSON_INVALID');
  return {
    title: textParam(params, 'title'),
    description: textParam(params, 'description'),
    payload: textParam(params, 'payload'),
    currency,
    totalAmount,
    startParameter: textParam(params, 'start_parameter'),
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
