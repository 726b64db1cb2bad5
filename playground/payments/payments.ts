import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLocal, sendJson, sendText } from '../respond.ts';
import { readBody } from '../wire/body.ts';
import { keys } from './keys.ts';
import { noticesOf, refundNotice, send } from './notices.ts';
import { deeds, type PayDeed, payPage } from './page.ts';
import { stripeApi } from './stripe.ts';
import { type Charge, openTill } from './till.ts';
import { type Call, yookassaApi } from './yookassa.ts';

export type Payments = ReturnType<typeof createPayments>;

/** For how long a bank thinks that "answers in 5 seconds". */
const laterMs = 5000;

/**
 * A payment system on loopback that speaks two wires, YooKassa's and Stripe's, with one page to pay at. What a payer makes happen
 * is told to the shop by notices, as the real ones do: repeated, late, or out of order when asked to.
 */
export function createPayments(dir: string, root: string) {
  const till = openTill(dir);
  const pageOf = (id: string) => `${root}/page/${id}`;
  const timers = new Set<NodeJS.Timeout>();

  async function handle(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
    if (!isLocal(req)) return sendText(res, 403, 'the payment system answers on loopback only');
    const url = new URL(path, 'http://localhost');
    const { fields } = req.method === 'POST' ? await readBody(req, 256 * 1024) : { fields: {} };
    if (url.pathname.startsWith('/page/')) return page(req, res, url, fields);
    const [, wire = ''] = url.pathname.split('/');
    const api = { yookassa: yookassaApi, stripe: stripeApi }[wire];
    if (!api) return sendText(res, 404, 'Not Found');
    const inside = url.pathname.slice(wire.length + 1);
    const call: Call = {
      ...{ method: req.method ?? 'GET', path: wire === 'yookassa' ? inside.replace(/^\/v3/, '') : inside },
      ...{ query: url.searchParams, headers: req.headers, fields, pageOf },
    };
    const before = till.refunds.length;
    const answer = api(till, call);
    sendJson(res, answer.status, answer.body);
    for (const refund of till.refunds.slice(before)) {
      const charge = till.find(refund.charge);
      if (charge) void send(till, charge.wire, refundNotice(till, charge, refund));
    }
  }

  async function page(
    req: IncomingMessage,
    res: ServerResponse,
    url: URL,
    fields: Record<string, unknown>,
  ): Promise<void> {
    const charge = till.find(url.pathname.slice('/page/'.length));
    if (!charge) return sendText(res, 404, 'No such payment');
    const deed = String(fields.do ?? '');
    if (req.method !== 'POST') return html(res, payPage(charge, 'choose'));
    if (deed === 'three-d-secure') return html(res, payPage(charge, 'code'));
    void happen(charge, deed === 'confirm' ? 'succeed' : (deed as PayDeed));
    res.writeHead(303, { location: charge.backUrl }).end();
  }

  /** Resolves when the notices of what happened at once have been sent. */
  async function happen(charge: Charge, deed: PayDeed): Promise<void> {
    if (charge.state !== 'pending') return;
    if (deed === 'later') {
      const timer = setTimeout(() => void settle(charge, 'succeeded', 'confirmed'), laterMs);
      timers.add(timer);
      for (const notice of noticesOf(till, charge, 'begun', pageOf)) await send(till, charge.wire, notice);
      return;
    }
    if (deed === 'decline') return settle(charge, 'canceled');
    if (deed !== 'noisy') return settle(charge, 'succeeded');
    // What was true a moment ago comes after what is true now, and all of it ten times.
    const old = noticesOf(till, charge, 'canceled', pageOf);
    charge.state = 'succeeded';
    charge.doneAt = Date.now();
    till.touch();
    const fresh = noticesOf(till, charge, 'succeeded', pageOf);
    const all = Array.from({ length: 10 }, () => [...fresh, ...old]).flat();
    await Promise.all(all.map((notice) => send(till, charge.wire, notice)));
  }

  async function settle(
    charge: Charge,
    state: 'succeeded' | 'canceled',
    what: 'succeeded' | 'canceled' | 'confirmed' = state,
  ): Promise<void> {
    charge.state = state;
    charge.doneAt = Date.now();
    charge.reason = state === 'canceled' ? 'insufficient_funds' : null;
    till.touch();
    for (const notice of noticesOf(till, charge, what, pageOf)) await send(till, charge.wire, notice);
  }

  const acts: Record<string, (action: Record<string, unknown>) => Promise<object> | object> = {
    connect({ yookassa, stripe }) {
      if (typeof yookassa === 'string') till.notify.yookassa = yookassa;
      if (typeof stripe === 'string') till.notify.stripe = stripe;
      till.touch();
      return { notify: till.notify };
    },
    list: () => ({ charges: till.charges, refunds: till.refunds }),
    async pay({ id, how }) {
      const charge = chargeOf(id);
      if (typeof how !== 'string' || !(how in deeds))
        throw new Error(`how must be one of ${Object.keys(deeds).join(', ')}`);
      await happen(charge, how as PayDeed);
      return { state: charge.state };
    },
    async refund({ id, amount }) {
      const charge = chargeOf(id);
      const left = charge.amount - charge.refunded;
      const sum = typeof amount === 'number' ? amount : left;
      if (charge.state !== 'succeeded' || sum <= 0 || sum > left) throw new Error('there is not so much to give back');
      charge.refunded += sum;
      const refund = { id: till.newId('re_'), charge: charge.id, amount: sum };
      till.refunds.push(refund);
      till.touch();
      return { status: await send(till, charge.wire, refundNotice(till, charge, refund)) };
    },
  };

  function chargeOf(id: unknown): Charge {
    const charge = till.find(String(id));
    if (!charge) throw new Error(`there is no payment ${String(id)}`);
    return charge;
  }

  return {
    handle,
    async act(action: Record<string, unknown>): Promise<object> {
      const deed = acts[String(action.do)];
      if (!deed) throw new Error(`do must be one of ${Object.keys(acts).join(', ')}`);
      return deed(action);
    },
    info: {
      yookassa: { root: `${root}/yookassa/v3`, ...keys.yookassa },
      stripe: { root: `${root}/stripe`, ...keys.stripe },
    },
    reset: () => till.clear(),
    close() {
      for (const timer of timers) clearTimeout(timer);
      return till.close();
    },
  };
}

function html(res: ServerResponse, text: string): void {
  res.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' http://127.0.0.1:* http://localhost:*",
    'cache-control': 'no-store',
  });
  res.end(text);
}
