import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workDesk } from '#api/billing/payments/desk.ts';
import { checkNative, keepNative } from '#api/billing/payments/native.ts';
import { findPayPage } from '#api/billing/payments/pay-page.ts';
import { offerAll } from '#api/billing/payments/testing.ts';
import { aBillOf, aLine } from '#api/billing/testing.ts';
import { saveSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import { openHearing } from '#api/core/hearing.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { hearForNotices } from '#api/notifications/hearers.ts';
import { hearAll } from '#api/notifications/testing.ts';
import { aColleague, aUnit } from '#api/residents/testing.ts';
import { mapChannel } from '#api/staff/channels.ts';
import { aHouseWithFlat, aJoined, type Person } from '../testing.ts';
import { payByRoute } from './routes.ts';

let house: TestHouse;
let accountId: string;
let unitId: string;
let buildingId: string;
let anna: Person;

beforeAll(async () => {
  house = await testCtx();
  ({ unitId, buildingId } = await aHouseWithFlat(house.ctx));
  accountId = (await house.ctx.db.account.findFirstOrThrow({ where: { unitId } })).id;
  anna = await aJoined(house.ctx, unitId);
  await offerAll(house.ctx);
  await aColleague(house.ctx, 'accountant');
  await mapChannel(house.ctx, systemActor, { service: 'billing', channelId: 'C0BILLING' });
  await aBillOf(house.ctx, accountId, '2026-11', [aLine('water', 100_000n)]);
  await aBillOf(house.ctx, accountId, '2026-12', [aLine('heating', 230_000n)]);
});
afterAll(() => house.close());

const payments = (state?: string) =>
  house.ctx.db.payment.findMany({ where: { accountId, ...(state ? { state } : {}) }, orderBy: { createdAt: 'asc' } });
const urls = (person: Person) =>
  person.answers.flatMap(({ view }) => view?.rows.flat() ?? []).flatMap((one) => ('url' in one ? [one.url] : []));

/** Telegram took the money for an invoice. */
async function telegramTook(payload: string, totalMinor: bigint, chargeId: string): Promise<void> {
  await keepNative(house.ctx, { payload, chargeId, providerRef: `p-${chargeId}`, currency: 'RUB', totalMinor });
  await workDesk(house.ctx, []);
}

async function told(): Promise<string[]> {
  const hearing = openHearing();
  hearForNotices(hearing);
  await hearAll(house.ctx, hearing);
  const where = { template: { not: 'channel-check' } };
  const rows = await house.ctx.db.delivery.findMany({ where, orderBy: { id: 'asc' } });
  return rows.map(({ template, recipient }) => `${template} → ${recipient.split(':')[0]}`);
}

describe('paying', () => {
  it('says what is paid to whom, what each way costs, and leads to a page that nobody can guess', async () => {
    const commissions = { yookassa: { percent: '1', payer: 'resident' } } as const;
    await saveSetting(house.ctx, systemActor, 'payments', { commissions });
    await anna.say('/pay');
    await anna.tap('Оплатить всё');
    expect(anna.text).toMatch(/К оплате 3\s300,00\s₽/);
    expect(anna.text).toContain('ноябрь, декабрь');
    expect(anna.text).toMatch(/Карта или СБП \(ЮKassa\): комиссия 33,00\s₽, всего 3\s333,00\s₽/);
    expect(anna.text).toContain('Карта (Stripe): без комиссии');
    await anna.tap('Карта или СБП');
    const [address = ''] = urls(anna);
    const page = await findPayPage(house.ctx, address.split('/').at(-1) ?? '');
    expect(page).toMatchObject({ state: 'open', amountMinor: 330_000n, periods: ['2026-11', '2026-12'] });
    expect(await payments()).toMatchObject([{ provider: 'yookassa', state: 'created', commissionMinor: 3_300n }]);
    await saveSetting(house.ctx, systemActor, 'payments', {});
  });

  it('of one bill in the chat: asked before, taken once, told to payer and accountants', async () => {
    await anna.say('/pay');
    await anna.tap('1');
    await anna.tap('Оплатить');
    await anna.tap('Здесь, в чате');
    const invoice = anna.answers[0]?.view?.invoice;
    expect(invoice).toMatchObject({ currency: 'RUB', startParameter: 'bills' });
    const payload = invoice?.payload ?? '';
    const amount = BigInt(invoice?.amountMinor ?? 0);
    const ask = { payload, currency: 'RUB', totalMinor: amount, address: anna.address };
    const neighbour = await aJoined(house.ctx, await aUnit(house.ctx, { buildingId, number: '58' }));
    expect(await checkNative(house.ctx, { ...ask, totalMinor: amount + 1n })).toBe('payment.other-sum');
    expect(await checkNative(house.ctx, { ...ask, currency: 'USD' })).toBe('payment.other-sum');
    expect(await checkNative(house.ctx, { ...ask, address: neighbour.address })).toBe('not-allowed');
    expect(await checkNative(house.ctx, { ...ask, payload: 'nonsense' })).toBe('payment.not-found');
    expect(await checkNative(house.ctx, ask)).toBeNull();
    expect(await anna.say('/pay')).toContain('ждём подтверждения');
    for (let times = 0; times < 3; times += 1) await telegramTook(payload, amount, 'tg-1');
    expect(await payments('succeeded')).toHaveLength(1);
    expect(await checkNative(house.ctx, ask)).toBe('payment.already-paid');
    expect(await told()).toEqual(['payment-received → resident', 'payment-line → slack']);
  });

  it('for an invoice that was paid twice in the chat keeps both, and shows accountants the second', async () => {
    const [paid] = await payments('succeeded');
    await telegramTook(paid?.id ?? '', paid?.amountMinor ?? 0n, 'tg-2');
    expect(await payments('succeeded')).toMatchObject([{ trouble: null }, { trouble: 'duplicate' }]);
    await told();
    expect(await house.ctx.db.card.findFirst({ where: { subjectType: 'payment' } })).toMatchObject({
      place: 'slack:C0BILLING',
    });
  });

  it('that names no payment of ours is told to the accountants, not lost', async () => {
    await telegramTook('somebody-else', 777n, 'tg-3');
    expect(await told()).toContain('payment-stray → slack');
  });

  it('of a bill that was cancelled or has run out is refused before the money is taken', async () => {
    const { ctx } = house;
    const invoiceId = await aBillOf(ctx, accountId, '2027-01', [aLine('gas', 50_000_000n)]);
    await anna.press(payByRoute.to({ b: invoiceId, w: 'telegram' }));
    const invoice = anna.answers[0]?.view?.invoice;
    const ask = {
      ...{ payload: invoice?.payload ?? '', currency: 'RUB', address: anna.address },
      totalMinor: BigInt(invoice?.amountMinor ?? 0),
    };
    await ctx.db.invoice.update({ where: { id: invoiceId }, data: { state: 'cancelled' } });
    expect(await checkNative(ctx, ask)).toBe('payment.bill-cancelled');
    house.clock.advance('PT25H');
    expect(await checkNative(ctx, ask)).toBe('payment.over');
    house.clock.set('2026-11-20T09:00:00Z');
    await ctx.db.invoice.update({ where: { id: invoiceId }, data: { state: 'issued' } });
  });
});

describe('another sum', () => {
  it('is asked for in words, understood as people write it, and refused kindly', async () => {
    await anna.say('/pay');
    await anna.tap('Другая сумма');
    expect(await anna.say('сколько не жалко')).toContain('не похоже на сумму');
    expect(await anna.say('-500')).toContain('не похоже на сумму');
    expect(await anna.say('9999999999')).toContain('слишком большая сумма');
    expect(await anna.say('3 000,50 ₽')).toMatch(/К оплате 3\s000,50\s₽/);
    await anna.tap('Учебная оплата');
    expect((await payments('created')).at(-1)).toMatchObject({ provider: 'sandbox', amountMinor: 300_050n });
  });
});

describe('a link for a relative', () => {
  it('is made, shown to be sent, and taken back', async () => {
    await anna.say('/pay');
    await anna.tap('Оплатить всё');
    await anna.tap('Попросить близких заплатить');
    expect(anna.text).toContain('только получателя, период и сумму');
    const shared = new URL(urls(anna)[0] ?? '');
    const token = (shared.searchParams.get('url') ?? '').split('/').at(-1) ?? '';
    expect(await findPayPage(house.ctx, token)).toMatchObject({ state: 'open' });
    await anna.tap('Отозвать ссылку');
    expect(await findPayPage(house.ctx, token)).toMatchObject({ state: 'closed' });
  });
});

it('a tenant who may not pay is offered nothing, and refused when they try', async () => {
  const tenant = await aJoined(house.ctx, unitId, { role: 'tenant' });
  await tenant.say('/pay');
  expect(tenant.labels().join()).not.toContain('Оплатить');
  await tenant.press(payByRoute.to({ w: 'telegram' }));
  expect(tenant.toast).toContain('нет права');
});
