import { keys } from './keys.ts';
import type { Charge, Till } from './till.ts';

export type Answer = { status: number; body: object };
export type Call = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  fields: Record<string, unknown>;
  pageOf(id: string): string;
};

/** YooKassa's API v3, as far as a shop of a housing company needs it: payments with `payment_order`, and refunds. */
export function yookassaApi(till: Till, call: Call): Answer {
  const expected = Buffer.from(`${keys.yookassa.shopId}:${keys.yookassa.secret}`).toString('base64');
  if (call.headers.authorization !== `Basic ${expected}`) return refuse(401, 'invalid_credentials');
  const [, what = '', id = ''] = call.path.split('/');
  if (call.method === 'POST') return once(till, call, what);
  if (what !== 'payments') return refuse(404, 'not_found');
  if (id === '') return list(till, call);
  const charge = till.find(id);
  return charge?.wire === 'yookassa' ? { status: 200, body: show(charge, call) } : refuse(404, 'not_found');
}

/** The same key again is answered as before, and does nothing. */
function once(till: Till, call: Call, what: string): Answer {
  const key = String(call.headers['idempotence-key'] ?? '');
  if (key === '' || key.length > 64) return refuse(400, 'invalid_request', 'Idempotence-Key');
  const known = till.answers[`yookassa:${key}`];
  if (known) return { status: 200, body: known };
  const answer = what === 'payments' ? create(till, call) : what === 'refunds' ? giveBack(till, call) : null;
  if (!answer) return refuse(404, 'not_found');
  if (answer.status === 200) till.answers[`yookassa:${key}`] = answer.body;
  till.touch();
  return answer;
}

type Money = { value?: unknown; currency?: unknown };

function create(till: Till, call: Call): Answer {
  const {
    amount,
    confirmation,
    metadata,
    description,
    payment_order: order,
  } = call.fields as {
    amount?: Money;
    confirmation?: { return_url?: unknown };
    metadata?: Record<string, string>;
    description?: unknown;
    payment_order?: { type?: unknown };
  };
  const value = minorOf(amount?.value);
  if (value === null || value <= 0) return refuse(400, 'invalid_request', 'amount');
  if (amount?.currency !== 'RUB') return refuse(400, 'invalid_request', 'amount.currency');
  if (order?.type !== 'utilities') return refuse(400, 'invalid_request', 'payment_order');
  const charge: Charge = {
    ...{ id: till.newId(''), wire: 'yookassa', amount: value, currency: 'RUB', title: String(description ?? '') },
    ...{ metadata: metadata ?? {}, reference: null, backUrl: String(confirmation?.return_url ?? '') },
    ...{ state: 'pending', reason: null, refunded: 0, intent: '', createdAt: Date.now(), doneAt: null },
    asked: call.fields,
  };
  till.charges.push(charge);
  return { status: 200, body: show(charge, call) };
}

function giveBack(till: Till, call: Call): Answer {
  const { payment_id: id, amount } = call.fields as { payment_id?: string; amount?: Money };
  const charge = till.find(id ?? '');
  const value = minorOf(amount?.value);
  if (charge?.state !== 'succeeded' || value === null) return refuse(400, 'invalid_request', 'payment_id');
  if (value > charge.amount - charge.refunded) return refuse(400, 'invalid_request', 'amount');
  charge.refunded += value;
  const refund = { id: till.newId(''), charge: charge.id, amount: value };
  till.refunds.push(refund);
  return { status: 200, body: showRefund(refund, charge) };
}

function list(till: Till, call: Call): Answer {
  const at = (name: string, otherwise: number) => {
    const text = call.query.get(name);
    return text === null ? otherwise : Date.parse(text);
  };
  const [from, until] = [at('captured_at.gte', 0), at('captured_at.lt', Number.POSITIVE_INFINITY)];
  const items = till.charges
    .filter(({ wire, state }) => wire === 'yookassa' && state === 'succeeded')
    .filter(({ doneAt }) => doneAt !== null && doneAt >= from && doneAt < until);
  return { status: 200, body: { type: 'list', items: items.map((one) => show(one, call)) } };
}

export function show(charge: Charge, call: Pick<Call, 'pageOf'>): Record<string, unknown> {
  const { currency, metadata, title, reason } = charge;
  return {
    id: charge.id,
    status: charge.state,
    paid: charge.state === 'succeeded',
    amount: { value: decimalOf(charge.amount), currency },
    ...(charge.refunded > 0 ? { refunded_amount: { value: decimalOf(charge.refunded), currency } } : {}),
    ...{ description: title, metadata, created_at: new Date(charge.createdAt).toISOString() },
    ...(charge.doneAt ? { captured_at: new Date(charge.doneAt).toISOString() } : {}),
    ...(charge.state === 'pending'
      ? { confirmation: { type: 'redirect', confirmation_url: call.pageOf(charge.id) } }
      : {}),
    ...(reason ? { cancellation_details: { party: 'payment_network', reason } } : {}),
    test: true,
  };
}

export function showRefund(refund: { id: string; charge: string; amount: number }, { currency }: Charge): object {
  const amount = { value: decimalOf(refund.amount), currency };
  return { id: refund.id, payment_id: refund.charge, status: 'succeeded', amount };
}

function refuse(status: number, code: string, parameter?: string): Answer {
  const about = parameter ? { parameter } : {};
  return { status, body: { type: 'error', id: 'playground', code, description: code, ...about } };
}

function minorOf(value: unknown): number | null {
  return typeof value === 'string' && /^\d+\.\d\d$/.test(value) ? Number(value.replace('.', '')) : null;
}

function decimalOf(minor: number): string {
  return (minor / 100).toFixed(2);
}
