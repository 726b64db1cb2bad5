import { type Method, numberParam, textParam } from '../call.ts';
import { badRequest, queryTooOld } from '../errors.ts';
import { readMarkup } from '../markup.ts';
import { answerPreCheckout, type InvoiceOnLink } from '../payments.ts';
import { chatToWrite, postAsBot, shown } from '../post.ts';
import { countSending, readPostOptions } from './common.ts';
import { readInvoice } from './invoice-input.ts';

/** An invoice that anybody in the chat may pay, as many times as they like. */
export const sendInvoice: Method = (world, call) => {
  const invoice = readInvoice(call.params);
  const markup = readMarkup(call.params.reply_markup, { inlineOnly: true, invoice: true });
  const chat = chatToWrite(world, call.params.chat_id);
  const { replyTo, protect } = readPostOptions(world, chat, { ...call.params, reply_markup: undefined });
  countSending(world, call, chat);
  const content = {
    invoice: {
      title: invoice.title,
      description: invoice.description,
      start_parameter: invoice.startParameter,
      currency: invoice.currency,
      total_amount: invoice.totalAmount,
    },
  };
  return shown(world, postAsBot(world, chat, content, { markup, replyTo, protect, invoicePayload: invoice.payload }));
};

export const createInvoiceLink: Method = (world, call) => {
  const { payload, currency, totalAmount, title } = readInvoice(call.params);
  const slug = world.ids.opaque(`invoice/${world.next('link')}/${payload}`, 16);
  const invoice: InvoiceOnLink = { payload, currency, totalAmount, title };
  world.facts.put(`invoice:${slug}`, invoice);
  return `https://t.me/$${slug}`;
};

/** Says yes or no to a payment: once, within 10 seconds; a "no" says why. */
export const answerPreCheckoutQuery: Method = (world, call) => {
  const { params } = call;
  const words = textParam(params, 'error_message');
  if (params.ok === undefined) throw badRequest('parameter "ok" is required');
  if (params.ok !== true && words === '') throw badRequest('parameter "error_message" is required');
  answerPreCheckout(world, textParam(params, 'pre_checkout_query_id'), params.ok === true ? null : words);
  return true;
};

/** Nothing here is shipped, so no shipping query was ever asked. */
export const answerShippingQuery: Method = () => {
  throw queryTooOld();
};

/** Gives Stars back, once. */
export const refundStarPayment: Method = (world, call) => {
  const charge = textParam(call.params, 'telegram_payment_charge_id');
  const user = numberParam(call.params, 'user_id');
  if (!user) throw badRequest('invalid user_id specified');
  const paid = world.facts.get(`charge:${charge}`) as { user: number; currency: string; refunded?: true } | undefined;
  if (!paid || paid.user !== user || paid.currency !== 'XTR') throw badRequest('CHARGE_ID_EMPTY');
  if (paid.refunded) throw badRequest('CHARGE_ALREADY_REFUNDED');
  world.facts.put(`charge:${charge}`, { ...paid, refunded: true });
  return true;
};
