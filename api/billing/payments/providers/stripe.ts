import Stripe from 'stripe';
import { AppError } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import type { PaymentProvider, ProviderSays } from '../provider.ts';

const stripeRoot = 'https://api.stripe.com';

export type StripeOptions = {
  secret: string;
  webhookSecret: string;
  /** Another server that speaks Stripe's wire, with a path if it has one. */
  apiUrl: string | null;
  fetch: typeof globalThis.fetch;
};

/** Notices that say something about a payment; the others are none of our business. */
const known = /^(checkout\.session\.(completed|expired|async_payment_(succeeded|failed))|charge\.refunded)$/;

/** Stripe Checkout, by the official library. A notice is taken with its signature only, and the session is read again. */
export function stripe(options: StripeOptions): PaymentProvider {
  const root = options.apiUrl?.replace(/\/+$/, '');
  const elsewhere: typeof globalThis.fetch = (url, init) =>
    options.fetch(root ? String(url).replace(stripeRoot, root) : url, init);
  const client = new Stripe(options.secret, {
    httpClient: Stripe.createFetchHttpClient(elsewhere),
    maxNetworkRetries: 1,
    timeout: 15_000,
    telemetry: false,
  });

  return {
    name: 'stripe',
    async createCheckout(payment) {
      const session = await client.checkout.sessions.create(
        {
          mode: 'payment',
          client_reference_id: payment.id,
          metadata: { paymentId: payment.id },
          payment_intent_data: { metadata: { paymentId: payment.id }, description: payment.title },
          line_items: [
            {
              quantity: 1,
              price_data: {
                currency: payment.currency.toLowerCase(),
                unit_amount: Number(payment.totalMinor),
                product_data: { name: payment.title.slice(0, 250) },
              },
            },
          ],
          success_url: payment.backUrl,
          cancel_url: payment.backUrl,
          locale: payment.locale,
          ...(payment.receipt?.email ? { customer_email: payment.receipt.email } : {}),
        },
        { idempotencyKey: payment.id },
      );
      if (!session.url) throw new AppError('provider.refused', { provider: 'stripe', code: 'no-url' });
      return { kind: 'url', url: session.url, providerRef: session.id };
    },
    async readNotice({ headers, rawBody }) {
      const event = await read(client, rawBody, String(headers['stripe-signature'] ?? ''), options.webhookSecret);
      if (!known.test(event.type)) return null;
      const about = event.data.object as { id: string; payment_intent?: unknown };
      const common = { key: event.id, kind: event.type };
      if (event.type !== 'charge.refunded') return { ...common, providerRef: about.id };
      return typeof about.payment_intent === 'string' ? { ...common, chargeId: about.payment_intent } : null;
    },
    async fetchStatus({ providerRef, chargeId }) {
      const expand = ['payment_intent.latest_charge'];
      if (providerRef) return saysOf(await client.checkout.sessions.retrieve(providerRef, { expand }));
      const listed = await client.checkout.sessions.list({ payment_intent: chargeId ?? '', limit: 1 });
      const [session] = listed.data;
      if (!session) throw new AppError('provider.refused', { provider: 'stripe', code: 'no-session' });
      return saysOf(await client.checkout.sessions.retrieve(session.id, { expand }));
    },
    async refund({ refundId, chargeId, amountMinor }) {
      const made = await client.refunds.create(
        { payment_intent: chargeId, amount: Number(amountMinor), metadata: { refundId } },
        { idempotencyKey: refundId },
      );
      const isOver = made.status === 'failed' || made.status === 'canceled';
      if (isOver) return { state: 'failed', providerRef: made.id, failure: made.failure_reason ?? made.status ?? '' };
      return { state: made.status === 'succeeded' ? 'succeeded' : 'pending', providerRef: made.id };
    },
    async listSucceeded(from, until) {
      const all: ProviderSays[] = [];
      const created = { gte: seconds(from), lt: seconds(until) };
      for await (const session of client.checkout.sessions.list({ created, status: 'complete', limit: 100 })) {
        if (session.payment_status === 'paid') all.push(saysOf(session));
      }
      return all;
    },
  };
}

async function read(client: Stripe, rawBody: Buffer, signature: string, secret: string): Promise<Stripe.Event> {
  try {
    return await client.webhooks.constructEventAsync(rawBody, signature, secret);
  } catch {
    throw new AppError('notice.refused', { why: 'signature' });
  }
}

function saysOf(session: Stripe.Checkout.Session): ProviderSays {
  const intent = session.payment_intent;
  const charge = typeof intent === 'object' && intent !== null ? intent.latest_charge : null;
  const isPaid = session.payment_status === 'paid';
  return {
    providerRef: session.id,
    paymentId: session.client_reference_id ?? session.metadata?.paymentId ?? null,
    state: isPaid ? 'succeeded' : session.status === 'expired' ? 'cancelled' : 'pending',
    chargeId: typeof intent === 'string' ? intent : (intent?.id ?? session.id),
    receivedMinor: BigInt(session.amount_total ?? 0),
    refundedMinor: typeof charge === 'object' && charge !== null ? BigInt(charge.amount_refunded) : 0n,
    currency: (session.currency ?? '').toUpperCase(),
    reason: 'expired',
  };
}

function seconds(at: Instant): number {
  return Math.floor(at.getTime() / 1000);
}
