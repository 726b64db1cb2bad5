import { createHmac } from 'node:crypto';
import { keys } from './keys.ts';
import type { Charge, Till } from './till.ts';
import type { Answer, Call } from './yookassa.ts';

/** Stripe's API, as far as Checkout needs it: sessions and refunds. Bodies are forms with bracketed names. */
export function stripeApi(till: Till, call: Call): Answer {
  if (call.headers.authorization !== `Bearer ${keys.stripe.secret}`) return refuse(401, 'Invalid API Key provided');
  const path = call.path.replace(/^\/v1/, '');
  if (call.method === 'POST') return once(till, call, path);
  if (path === '/checkout/sessions') return list(till, call);
  const charge = till.find(/^\/checkout\/sessions\/(\w+)$/.exec(path)?.[1] ?? '');
  if (charge?.wire !== 'stripe') return refuse(404, 'No such checkout.session');
  return { status: 200, body: show(charge, call, isExpanded(call.query)) };
}

/** The same key again is answered as before, and does nothing. */
function once(till: Till, call: Call, path: string): Answer {
  const key = call.headers['idempotency-key'];
  const known = typeof key === 'string' ? till.answers[`stripe:${key}`] : undefined;
  if (known) return { status: 200, body: known };
  const answer = path === '/checkout/sessions' ? create(till, call) : path === '/refunds' ? giveBack(till, call) : null;
  if (!answer) return refuse(404, `Unrecognized request URL (POST: ${path})`);
  if (answer.status === 200 && typeof key === 'string') till.answers[`stripe:${key}`] = answer.body;
  till.touch();
  return answer;
}

function create(till: Till, call: Call): Answer {
  const text = (name: string) => String(call.fields[name] ?? '');
  const amount = Number(text('line_items[0][price_data][unit_amount]'));
  if (!Number.isSafeInteger(amount) || amount <= 0) return refuse(400, 'Invalid integer: unit_amount');
  const metadata = Object.entries(call.fields).flatMap(([name, value]) => {
    const key = /^metadata\[(\w+)\]$/.exec(name)?.[1];
    return key ? [[key, String(value)] as const] : [];
  });
  const charge: Charge = {
    ...{ id: till.newId('cs_test_'), wire: 'stripe', amount, currency: text('line_items[0][price_data][currency]') },
    ...{ title: text('line_items[0][price_data][product_data][name]'), metadata: Object.fromEntries(metadata) },
    ...{ reference: text('client_reference_id'), backUrl: text('success_url'), state: 'pending', reason: null },
    ...{ refunded: 0, intent: till.newId('pi_'), createdAt: Date.now(), doneAt: null, asked: call.fields },
  };
  till.charges.push(charge);
  return { status: 200, body: show(charge, call, false) };
}

function giveBack(till: Till, call: Call): Answer {
  const charge = till.find(String(call.fields.payment_intent ?? ''));
  if (charge?.state !== 'succeeded') return refuse(400, 'No such payment_intent');
  const amount = call.fields.amount === undefined ? charge.amount - charge.refunded : Number(call.fields.amount);
  if (amount > charge.amount - charge.refunded) return refuse(400, 'Refund amount is greater than charge amount');
  charge.refunded += amount;
  const refund = { id: till.newId('re_'), charge: charge.id, amount };
  till.refunds.push(refund);
  const about = { object: 'refund', amount, currency: charge.currency, payment_intent: charge.intent };
  return { status: 200, body: { id: refund.id, ...about, status: 'succeeded' } };
}

function list(till: Till, call: Call): Answer {
  const intent = call.query.get('payment_intent');
  const from = Number(call.query.get('created[gte]') ?? 0) * 1000;
  const until = Number(call.query.get('created[lt]') ?? Number.POSITIVE_INFINITY) * 1000;
  const data = till.charges
    .filter(({ wire, createdAt }) => wire === 'stripe' && createdAt >= from && createdAt < until)
    .filter((one) => intent === null || one.intent === intent)
    .filter(({ state }) => call.query.get('status') !== 'complete' || state === 'succeeded');
  const items = data.map((one) => show(one, call, false));
  return { status: 200, body: { object: 'list', data: items, has_more: false, url: '/v1/checkout/sessions' } };
}

export function show(charge: Charge, call: Pick<Call, 'pageOf'>, isWhole: boolean): object {
  const latest_charge = { id: `ch_${charge.intent.slice(3)}`, object: 'charge', amount_refunded: charge.refunded };
  const intent = { id: charge.intent, object: 'payment_intent', latest_charge };
  const states = { pending: 'open', succeeded: 'complete', canceled: 'expired' } as const;
  return {
    ...{ id: charge.id, object: 'checkout.session', mode: 'payment', livemode: false },
    ...{ amount_total: charge.amount, currency: charge.currency, metadata: charge.metadata },
    client_reference_id: charge.reference,
    created: Math.floor(charge.createdAt / 1000),
    payment_intent: isWhole ? intent : charge.intent,
    payment_status: charge.state === 'succeeded' ? 'paid' : 'unpaid',
    status: states[charge.state],
    url: charge.state === 'pending' ? call.pageOf(charge.id) : null,
  };
}

/** `t=…,v1=…` over the very bytes: https://docs.stripe.com/webhooks#verify-manually */
export function signatureOf(payload: string): string {
  const t = Math.floor(Date.now() / 1000);
  const v1 = createHmac('sha256', keys.stripe.webhookSecret).update(`${t}.${payload}`).digest('hex');
  return `t=${t},v1=${v1}`;
}

function isExpanded(query: URLSearchParams): boolean {
  return [...query].some(([name, value]) => name.startsWith('expand') && value.startsWith('payment_intent'));
}

function refuse(status: number, message: string): Answer {
  return { status, body: { error: { type: 'invalid_request_error', message } } };
}
