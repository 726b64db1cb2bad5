import { show as showSession, signatureOf } from './stripe.ts';
import type { Charge, Refund, Till } from './till.ts';
import { show as showPayment, showRefund } from './yookassa.ts';

/** A notice to be sent: what both wires call it differs. */
export type Notice = { event: string; id: string; object: object };

/** The notices of what happened to a charge, in the order in which they should come. */
export function noticesOf(
  till: Till,
  charge: Charge,
  what: 'begun' | 'succeeded' | 'confirmed' | 'canceled',
  pageOf: (id: string) => string,
): Notice[] {
  const about = { pageOf };
  if (charge.wire === 'yookassa') {
    if (what === 'begun') return [];
    const event = what === 'confirmed' ? 'payment.succeeded' : `payment.${what}`;
    return [{ event, id: till.newId('evt_'), object: showPayment(charge, about) }];
  }
  const events = {
    begun: ['checkout.session.completed'],
    succeeded: ['checkout.session.completed'],
    confirmed: ['checkout.session.async_payment_succeeded'],
    canceled: ['checkout.session.expired'],
  }[what];
  return events.map((event) => ({ event, id: till.newId('evt_'), object: showSession(charge, about, false) }));
}

export function refundNotice(till: Till, charge: Charge, refund: Refund): Notice {
  const id = till.newId('evt_');
  if (charge.wire === 'yookassa') return { event: 'refund.succeeded', id, object: showRefund(refund, charge) };
  const object = { id: `ch_${charge.intent.slice(3)}`, object: 'charge', payment_intent: charge.intent };
  return { event: 'charge.refunded', id, object: { ...object, amount_refunded: charge.refunded } };
}

/** Sends a notice until it is answered with 200: at once, and then after a half, one and two seconds. Gives back the last status. */
export async function send(till: Till, wire: Charge['wire'], notice: Notice): Promise<number> {
  const to = till.notify[wire];
  if (!to) return 0;
  const { event, id, object } = notice;
  const body =
    wire === 'yookassa'
      ? JSON.stringify({ type: 'notification', event, object })
      : JSON.stringify({ id, object: 'event', type: event, created: 0, data: { object }, livemode: false });
  let status = 0;
  for (const wait of [0, 500, 1000, 2000]) {
    if (wait > 0) await new Promise((done) => setTimeout(done, wait));
    const headers = {
      'content-type': 'application/json',
      ...(wire === 'stripe' ? { 'stripe-signature': signatureOf(body) } : {}),
    };
    status = await fetch(to, { method: 'POST', headers, body }).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) break;
  }
  return status;
}
