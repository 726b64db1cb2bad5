import { z } from 'zod';
import { AppError } from '#api/core/errors.ts';
import { parseMinor } from '#api/core/money.ts';
import { isAddressIn } from '../address.ts';
import type { PaymentProvider, PaymentToOffer, ProviderSays } from '../provider.ts';

/** https://yookassa.ru/developers/api */
export const yookassaRoot = 'https://api.yookassa.ru/v3';

export type YookassaOptions = {
  shopId: string;
  secret: string;
  apiUrl: string | null;
  fetch: typeof globalThis.fetch;
  /** From where notices come; read when one comes. */
  trusted(): Promise<readonly string[]>;
};

const money = z.object({ value: z.string(), currency: z.string() });
const paymentShape = z.object({
  id: z.string(),
  status: z.enum(['pending', 'waiting_for_capture', 'succeeded', 'canceled']),
  amount: money,
  refunded_amount: money.optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  confirmation: z.object({ confirmation_url: z.string().optional() }).optional(),
  cancellation_details: z.object({ reason: z.string() }).optional(),
});
const refundShape = z.object({
  id: z.string(),
  status: z.string(),
  cancellation_details: z.object({ reason: z.string() }).optional(),
});
const listShape = z.object({ items: z.array(paymentShape), next_cursor: z.string().optional() });
const noticeShape = z.object({
  type: z.literal('notification'),
  event: z.string().max(60),
  object: z.object({ id: z.string().max(60), payment_id: z.string().max(60).optional() }),
});

/**
 * YooKassa v3. Its notices are not signed: they are taken from its own addresses only, and the payment is read again before
 * anything is believed (https://yookassa.ru/developers/using-api/webhooks#ip). Bills for a home need `payment_order`.
 */
export function yookassa(options: YookassaOptions): PaymentProvider {
  const root = (options.apiUrl ?? yookassaRoot).replace(/\/+$/, '');
  const authorization = `Basic ${Buffer.from(`${options.shopId}:${options.secret}`).toString('base64')}`;

  async function call<T>(shape: z.ZodType<T>, path: string, post?: { key: string; body: object }): Promise<T> {
    const answer = await options.fetch(`${root}${path}`, {
      method: post ? 'POST' : 'GET',
      headers: {
        authorization,
        ...(post ? { 'content-type': 'application/json', 'idempotence-key': post.key } : {}),
      },
      ...(post ? { body: JSON.stringify(post.body) } : {}),
    });
    const body: unknown = await answer.json().catch(() => null);
    if (!answer.ok) {
      const code = z.object({ code: z.string() }).safeParse(body).data?.code ?? `http-${answer.status}`;
      throw new AppError('provider.refused', { provider: 'yookassa', code });
    }
    return shape.parse(body);
  }

  return {
    name: 'yookassa',
    async createCheckout(payment) {
      const made = await call(paymentShape, '/payments', { key: payment.id, body: bodyOf(payment) });
      const url = made.confirmation?.confirmation_url;
      if (!url) throw new AppError('provider.refused', { provider: 'yookassa', code: 'no-confirmation' });
      return { kind: 'url', url, providerRef: made.id };
    },
    async readNotice({ rawBody, address }) {
      if (!isAddressIn(address, await options.trusted())) throw new AppError('notice.refused', { why: 'address' });
      const notice = noticeShape.safeParse(readJson(rawBody)).data;
      if (!notice) throw new AppError('notice.refused', { why: 'shape' });
      const { event, object } = notice;
      const isRefund = event.startsWith('refund.');
      if (!isRefund && !event.startsWith('payment.')) return null;
      const providerRef = isRefund ? object.payment_id : object.id;
      if (!providerRef) throw new AppError('notice.refused', { why: 'shape' });
      return { key: `${event}:${object.id}`, kind: event, providerRef };
    },
    async fetchStatus({ providerRef, chargeId }) {
      return saysOf(await call(paymentShape, `/payments/${encodeURIComponent(providerRef ?? chargeId ?? '')}`));
    },
    async refund({ refundId, chargeId, amountMinor, currency, reason }) {
      const body = {
        payment_id: chargeId,
        amount: { value: decimalOf(amountMinor), currency },
        description: reason.slice(0, 250),
      };
      const made = await call(refundShape, '/refunds', { key: refundId, body });
      const isOver = made.status === 'canceled';
      const failure = made.cancellation_details?.reason ?? 'canceled';
      if (isOver) return { state: 'failed', providerRef: made.id, failure };
      return { state: made.status === 'succeeded' ? 'succeeded' : 'pending', providerRef: made.id };
    },
    async listSucceeded(from, until) {
      const all: ProviderSays[] = [];
      const query = new URLSearchParams({
        'captured_at.gte': from.toISOString(),
        'captured_at.lt': until.toISOString(),
        status: 'succeeded',
        limit: '100',
      });
      for (;;) {
        const page = await call(listShape, `/payments?${query}`);
        all.push(...page.items.map(saysOf));
        if (!page.next_cursor) return all;
        query.set('cursor', page.next_cursor);
      }
    },
  };
}

/** `payment_order` is what YooKassa reports to the state's register of housing; a bank's name is cut at 45 characters there. */
function bodyOf(payment: PaymentToOffer): object {
  const amount = { value: decimalOf(payment.totalMinor), currency: payment.currency };
  const { payee, receipt } = payment;
  const [year, month] = (payment.periods.at(-1) ?? '').split('-');
  const hasBank = payee.taxId && payee.bic && payee.bankAccount;
  return {
    amount,
    capture: true,
    confirmation: { type: 'redirect', return_url: payment.backUrl },
    description: payment.title.slice(0, 128),
    metadata: { paymentId: payment.id },
    payment_order: {
      type: 'utilities',
      amount,
      payment_purpose: payment.purpose.slice(0, 210),
      account_number: payment.accountNumber,
      ...(payment.unifiedNumber ? { unified_account_number: payment.unifiedNumber } : {}),
      ...(payment.serviceId ? { service_id: payment.serviceId } : {}),
      ...(year && month ? { payment_period: { month: Number(month), year: Number(year) } } : {}),
      ...(hasBank
        ? {
            recipient: {
              name: payee.name,
              inn: payee.taxId,
              ...(payee.kpp ? { kpp: payee.kpp } : {}),
              bank: {
                name: (payee.bankName ?? '').slice(0, 45),
                bic: payee.bic,
                account: payee.bankAccount,
                ...(payee.corrAccount ? { correspondent_account: payee.corrAccount } : {}),
              },
            },
          }
        : {}),
    },
    ...(receipt ? { receipt: receiptOf(payment, receipt, amount) } : {}),
  };
}

function receiptOf(
  payment: PaymentToOffer,
  { email, phone, vatCode }: NonNullable<PaymentToOffer['receipt']>,
  amount: { value: string; currency: string },
): object {
  return {
    customer: email ? { email } : { phone },
    items: [
      {
        description: payment.title.slice(0, 128),
        quantity: '1.00',
        amount,
        vat_code: vatCode,
        payment_subject: 'service',
        payment_mode: 'full_payment',
      },
    ],
  };
}

function saysOf(payment: z.infer<typeof paymentShape>): ProviderSays {
  const { status } = payment;
  return {
    providerRef: payment.id,
    paymentId: payment.metadata?.paymentId ?? null,
    state: status === 'succeeded' ? 'succeeded' : status === 'canceled' ? 'cancelled' : 'pending',
    chargeId: payment.id,
    receivedMinor: parseMinor(payment.amount.value) ?? 0n,
    refundedMinor: parseMinor(payment.refunded_amount?.value ?? '0') ?? 0n,
    currency: payment.amount.currency,
    reason: payment.cancellation_details?.reason ?? 'canceled',
  };
}

/** `13083.67`, as YooKassa writes sums. */
function decimalOf(minor: bigint): string {
  return `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
}

function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
