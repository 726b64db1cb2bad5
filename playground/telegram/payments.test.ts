import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openTestTelegram, type TestTelegram } from './test-telegram.ts';

let tg: TestTelegram;
let invoice: number;
const terms = {
  title: 'March',
  description: 'Water and heating',
  payload: 'invoice-1',
  provider_token: 'TEST',
  currency: 'RUB',
  prices: [
    { label: 'Water', amount: 50_000 },
    { label: 'Heating', amount: 75_000 },
  ],
};
beforeEach(async () => {
  tg = await openTestTelegram();
  await tg.start(1);
  invoice = (await tg.call('sendInvoice', { chat_id: 1, ...terms })).result.message_id;
});
afterEach(() => tg.stop());

async function nextQuery(): Promise<{ id: string; total_amount: number; invoice_payload: string }> {
  return vi.waitFor(async () => {
    const { result } = await tg.call('getUpdates');
    const query = result.at(-1)?.pre_checkout_query;
    expect(query).toBeDefined();
    return query;
  });
}

it('asks the bot first, then tells it of the payment; one invoice may be paid twice', async () => {
  const charges = new Set<string>();
  for (let i = 0; i < 2; i++) {
    const paying = tg.act({ chat: 1, do: 'pay', messageId: invoice });
    const query = await nextQuery();
    expect(query).toMatchObject({
      total_amount: 125_000,
      invoice_payload: 'invoice-1',
      currency: 'RUB',
      from: { id: 1 },
    });
    await tg.call('answerPreCheckoutQuery', { pre_checkout_query_id: query.id, ok: true });
    const paid = await paying;
    expect(paid).toMatchObject({ ok: true, state: 'paid' });
    const { result } = await tg.call('getUpdates', { offset: paid.updateId });
    const payment = result[0].message.successful_payment;
    expect(payment).toMatchObject({ total_amount: 125_000, currency: 'RUB', invoice_payload: 'invoice-1' });
    charges.add(payment.telegram_payment_charge_id);
    await tg.call('getUpdates', { offset: paid.updateId + 1 });
  }
  expect(charges.size).toBe(2);
});

it('takes nothing when the bot says no or says nothing for ten seconds', async () => {
  const refused = tg.act({ chat: 1, do: 'pay', messageId: invoice });
  const query = await nextQuery();
  expect(await tg.refusal('answerPreCheckoutQuery', { pre_checkout_query_id: query.id, ok: false })).toBe(
    '400 Bad Request: parameter "error_message" is required',
  );
  const answer = { pre_checkout_query_id: query.id, ok: false, error_message: 'Already paid' };
  expect(await tg.refusal('answerPreCheckoutQuery', answer)).toBe('ok');
  expect(await refused).toMatchObject({ ok: false, error: 'Already paid' });
  expect(await tg.refusal('answerPreCheckoutQuery', answer)).toMatch('query is too old');

  const silent = tg.act({ chat: 1, do: 'pay', messageId: invoice });
  await tg.act({ do: 'advance', seconds: 10 });
  expect(await silent).toMatchObject({ ok: false, error: expect.stringContaining('10 seconds') });
});

it('checks invoices as Telegram does', async () => {
  const refusal = (change: object) => tg.refusal('sendInvoice', { chat_id: 1, ...terms, ...change });
  expect(await refusal({ title: 'x'.repeat(33) })).toBe('400 Bad Request: INVOICE_TITLE_INVALID');
  expect(await refusal({ payload: 'ы'.repeat(65) })).toBe('400 Bad Request: INVOICE_PAYLOAD_INVALID');
  expect(await refusal({ currency: 'RUR' })).toBe('400 Bad Request: CURRENCY_INVALID');
  expect(await refusal({ provider_token: '' })).toBe('400 Bad Request: PAYMENT_PROVIDER_INVALID');
  expect(await refusal({ prices: [{ label: 'x', amount: 0 }] })).toBe('400 Bad Request: CURRENCY_TOTAL_AMOUNT_INVALID');
  expect(await refusal({ prices: [{ label: 'x', amount: 1.5 }] })).toBe(
    `400 Bad Request: can't parse labeled price: Field "amount" must be of type Number`,
  );
});

it('pays by a link, and gives Stars back once', async () => {
  const stars = { ...terms, provider_token: '', currency: 'XTR', prices: [{ label: 'x', amount: 5 }] };
  const link = (await tg.call('createInvoiceLink', stars)).result;
  expect(link).toMatch(/^https:\/\/t\.me\/\$/);
  const paying = tg.act({ chat: 1, do: 'pay', link });
  const query = await nextQuery();
  await tg.call('answerPreCheckoutQuery', { pre_checkout_query_id: query.id, ok: true });
  const { chargeId } = await paying;
  const refund = () => tg.refusal('refundStarPayment', { user_id: 1, telegram_payment_charge_id: chargeId });
  expect(await refund()).toBe('ok');
  expect(await refund()).toBe('400 Bad Request: CHARGE_ALREADY_REFUNDED');
});
