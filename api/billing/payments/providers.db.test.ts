import { spawn } from 'node:child_process';
import { once as happened } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDueSchedules } from '#api/core/schedule.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { dayOf, realNow } from '#api/core/time.ts';
import { aBuilding, aColleague, aCompany, saidData } from '#api/residents/testing.ts';
import { balanceOf } from '../ledger.ts';
import { compareDay } from './compare-day.ts';
import { workDesk } from './desk.ts';
import { createPayLinks } from './pay-link.ts';
import { findProvider, type PaymentProvider, type Providers } from './provider.ts';
import { refundPayment } from './refund.ts';
import { paymentSchedules } from './schedules.ts';
import { aPayingFlat, type PayingFlat, wrongSums } from './testing.ts';
import { clientsOf, openTestDoor, startBank, type TestBank } from './testing-playground.ts';

let house: TestHouse;
let buildingId: string;
let bank: TestBank;
let providers: Providers;
let door: Awaited<ReturnType<typeof openTestDoor>>;

beforeAll(async () => {
  house = await testCtx();
  // The payment system lives by the real clock: its days and signatures are today's.
  house.clock.set(realNow().toISOString());
  await aCompany(house.ctx);
  buildingId = await aBuilding(house.ctx);
  bank = await startBank();
  providers = clientsOf(bank.info);
  door = await openTestDoor(house.ctx, bank, providers);
});
afterAll(async () => {
  door?.close();
  await bank?.stop();
  await house?.close();
});

type Name = 'yookassa' | 'stripe';
const names: Name[] = ['yookassa', 'stripe'];

function provider(name: Name): PaymentProvider {
  const one = findProvider(providers, name);
  if (!one) throw new Error(`no ${name}`);
  return one;
}

/** Somebody opens the page of a flat's debt, and chooses a way: the payment and its id at the provider. */
async function chooses(flat: PayingFlat, way: Name) {
  const input = { unitId: flat.unitId, what: { kind: 'debt' } } as const;
  const [link] = await createPayLinks(house.ctx, flat.actor, input);
  const address = `${door.root}/${link?.token}`;
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams({ way }), redirect: 'manual' });
  const payAt = answer.headers.get('location') ?? '';
  const payment = await house.ctx.db.payment.findFirstOrThrow({ where: { payLinkId: link?.id ?? '' } });
  return { address, payAt, paymentId: payment.id, ref: payment.providerRef ?? '' };
}

const balance = async ({ accountId }: PayingFlat) =>
  (await balanceOf(house.ctx, [accountId])).get(accountId)?.balanceMinor;
const work = async () => {
  while ((await workDesk(house.ctx, providers)) > 0);
};
const stateOf = (id: string) =>
  house.ctx.db.payment.findUniqueOrThrow({ where: { id } }).then(({ state, failure }) => ({ state, failure }));

describe.each(names)('%s', (name) => {
  it('is paid on its page, and told of by a notice: one payment, and the page says so', async () => {
    const flat = await aPayingFlat(house, buildingId, [1_308_367n]);
    const { address, payAt, paymentId, ref } = await chooses(flat, name);
    expect(await fetch(payAt).then((page) => page.text())).toContain('13083.67');
    expect(await stateOf(paymentId)).toMatchObject({ state: 'pending' });
    await bank.act({ do: 'pay', id: ref, how: 'succeed' });
    await work();
    expect(await stateOf(paymentId)).toMatchObject({ state: 'succeeded' });
    expect(await balance(flat)).toBe(0n);
    expect(await fetch(address).then((page) => page.text())).toMatch(/Paid|Оплачено/);
  });

  it('shows who pays for a relative what it is for and to whom, and not the account', async () => {
    const flat = await aPayingFlat(house, buildingId, [3_000n]);
    const { payAt } = await chooses(flat, name);
    const page = await fetch(payAt).then((answer) => answer.text());
    const where = { where: { id: flat.accountId }, include: { payee: true } };
    const { number, payee } = await house.ctx.db.account.findUniqueOrThrow(where);
    expect(page).toContain('30.00');
    expect(page).toContain(payee.name.replaceAll('"', '&quot;'));
    expect(page).not.toContain(number);
  });

  it('told ten times and out of order is one payment', async () => {
    const flat = await aPayingFlat(house, buildingId, [50_000n]);
    const { paymentId, ref } = await chooses(flat, name);
    await bank.act({ do: 'pay', id: ref, how: 'noisy' });
    await work();
    expect(await stateOf(paymentId)).toMatchObject({ state: 'succeeded' });
    expect(await house.ctx.db.payment.count({ where: { accountId: flat.accountId, state: 'succeeded' } })).toBe(1);
    expect(await balance(flat)).toBe(0n);
  });

  it('whose notice got lost is asked by whoever comes back, or after a quarter of an hour', async () => {
    const [one, other] = [
      await aPayingFlat(house, buildingId, [7_000n]),
      await aPayingFlat(house, buildingId, [8_000n]),
    ];
    await bank.act({ do: 'connect', [name]: '' });
    const [first, second] = [await chooses(one, name), await chooses(other, name)];
    for (const { ref } of [first, second]) await bank.act({ do: 'pay', id: ref, how: 'succeed' });
    await bank.act({ do: 'connect', [name]: `${door.root}/notices/${name}` });
    expect(await fetch(`${first.address}?back=1`).then((page) => page.text())).toMatch(/Paid|Оплачено/);
    expect(await balance(one)).toBe(0n);
    house.clock.advance('PT16M');
    await runDueSchedules(house.ctx, paymentSchedules);
    await work();
    expect(await stateOf(second.paymentId)).toMatchObject({ state: 'succeeded' });
  });

  it('that is declined costs nothing and can be tried again', async () => {
    const flat = await aPayingFlat(house, buildingId, [9_000n]);
    const { address, paymentId, ref } = await chooses(flat, name);
    await bank.act({ do: 'pay', id: ref, how: 'decline' });
    await work();
    expect(await stateOf(paymentId)).toMatchObject({ state: 'cancelled' });
    expect(await balance(flat)).toBe(9_000n);
    const answer = await fetch(address, {
      method: 'POST',
      body: new URLSearchParams({ way: name }),
      redirect: 'manual',
    });
    expect(answer.status).toBe(303);
  });

  it('gives back what was asked, and tells what was given back in its own cabinet', async () => {
    const flat = await aPayingFlat(house, buildingId, [10_000n]);
    const { paymentId, ref } = await chooses(flat, name);
    await bank.act({ do: 'pay', id: ref, how: 'succeed' });
    await work();
    const clerk = await aColleague(house.ctx, 'accountant');
    await refundPayment(house.ctx, clerk, { paymentId, amountMinor: 4_000n, reason: 'by mistake' });
    await work();
    expect(await balance(flat)).toBe(4_000n);
    await bank.act({ do: 'refund', id: ref, amount: 6_000 });
    await work();
    expect(await balance(flat)).toBe(10_000n);
    expect(await stateOf(paymentId)).toMatchObject({ state: 'refunded' });
    expect(await wrongSums(house.ctx, flat.accountId)).toEqual([]);
  });

  it('has a day that is compared with ours: what we do not know of is taken, what names nobody is told', async () => {
    const flat = await aPayingFlat(house, buildingId, [11_000n]);
    await bank.act({ do: 'connect', [name]: '' });
    const { paymentId, ref } = await chooses(flat, name);
    await bank.act({ do: 'pay', id: ref, how: 'succeed' });
    const stranger = { ...toOffer, id: 'not-ours' };
    const checkout = await provider(name).createCheckout(stranger);
    const theirs = checkout.kind === 'url' ? checkout.providerRef : '';
    await bank.act({ do: 'pay', id: theirs, how: 'succeed' });
    const differences = await compareDay(house.ctx, provider(name), dayOf(realNow(), 'Europe/Moscow').toString());
    expect(differences).toEqual([expect.objectContaining({ what: 'only-there', providerRef: theirs })]);
    expect(await stateOf(paymentId)).toMatchObject({ state: 'succeeded' });
    expect(await saidData(house.ctx, 'payments.compared')).toContainEqual(expect.objectContaining({ provider: name }));
    await bank.act({ do: 'connect', [name]: `${door.root}/notices/${name}` });
  });
});

const toOffer = {
  ...{ totalMinor: 12_300n, currency: 'RUB', accountNumber: '1', unifiedNumber: null, serviceId: null, periods: [] },
  payee: { name: 'x', taxId: null, kpp: null, bankName: null, bic: null, bankAccount: null, corrAccount: null },
  ...{ title: 'A stranger', purpose: 'A stranger', locale: 'ru' as const, backUrl: 'http://127.0.0.1/', receipt: null },
};

describe('a notice', () => {
  const post = (name: Name, body: object, headers: Record<string, string> = {}) =>
    fetch(`${door.root}/notices/${name}`, { method: 'POST', body: JSON.stringify(body), headers });

  it('from elsewhere, unsigned, or of no shape is refused in words and kept nowhere', async () => {
    const before = await house.ctx.db.inboundEvent.count();
    const forged = { type: 'notification', event: 'payment.succeeded', object: { id: 'x' } };
    const answers = [
      await post('yookassa', forged, { 'x-forwarded-for': '203.0.113.7' }),
      await post('yookassa', { hello: 'there' }),
      await post('stripe', { id: 'evt_1', type: 'checkout.session.completed', data: { object: { id: 'cs' } } }),
      await post('stripe', {}, { 'stripe-signature': 't=1,v1=00' }),
      await fetch(`${door.root}/notices/nobody`, { method: 'POST' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 400, 403, 403, 404]);
    expect(await answers[0]?.text()).toContain('addresses of the payment service');
    expect(await house.ctx.db.inboundEvent.count()).toBe(before);
  });

  it('that claims a success its provider knows nothing of changes nothing', async () => {
    const flat = await aPayingFlat(house, buildingId, [5_000n]);
    const { paymentId, ref } = await chooses(flat, 'yookassa');
    const forged = { type: 'notification', event: 'payment.succeeded', object: { id: ref, status: 'succeeded' } };
    expect((await post('yookassa', forged)).status).toBe(200);
    await work();
    expect(await stateOf(paymentId)).toMatchObject({ state: 'pending' });
    expect(await balance(flat)).toBe(5_000n);
  });
});

it('what nobody paid expires, and money that comes after that is late, not lost', async () => {
  const flat = await aPayingFlat(house, buildingId, [6_000n]);
  const { paymentId, ref } = await chooses(flat, 'yookassa');
  house.clock.advance('PT25H');
  await runDueSchedules(house.ctx, paymentSchedules);
  await work();
  expect(await stateOf(paymentId)).toMatchObject({ state: 'expired' });
  await bank.act({ do: 'pay', id: ref, how: 'succeed' });
  await work();
  const payment = await house.ctx.db.payment.findUniqueOrThrow({ where: { id: paymentId } });
  expect(payment).toMatchObject({ state: 'succeeded', trouble: 'late' });
  expect(await balance(flat)).toBe(0n);
});

it.each(['before-booking', 'before-commit'])(
  'a death %s leaves one payment, once somebody looks again',
  async (where) => {
    const flat = await aPayingFlat(house, buildingId, [12_000n]);
    const { paymentId, ref } = await chooses(flat, 'yookassa');
    await bank.act({ do: 'pay', id: ref, how: 'succeed' });
    const child = fileURLToPath(new URL('./crash-child.ts', import.meta.url));
    const args = ['--import', 'tsx', child, where, house.url, JSON.stringify(bank.info.yookassa), ref];
    const died = spawn(process.execPath, args, { stdio: 'inherit' });
    const [, signal] = (await happened(died, 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');
    expect(await balance(flat)).toBe(12_000n);
    await work();
    expect(await stateOf(paymentId)).toMatchObject({ state: 'succeeded' });
    expect(await balance(flat)).toBe(0n);
    expect(await house.ctx.db.ledgerEntry.count({ where: { paymentId } })).toBe(1);
  },
);
