import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderName } from '#api/company/payment-ways.ts';
import { saveSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import { newId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aBuilding, aColleague, aCompany, aResident, saidKinds } from '#api/residents/testing.ts';
import { issueInvoice } from '../issue-invoice.ts';
import { balanceOf } from '../ledger.ts';
import { createPayLinks, revokePayLink } from './pay-link.ts';
import { findPayPage, payByLink } from './pay-page.ts';
import { quotePayment } from './quote.ts';
import { noteRefunded, refundPayment, settleRefund, settleTrouble } from './refund.ts';
import type { PayWhat } from './schema.ts';
import { cancelPayment, expirePayment, settlePayment } from './settle.ts';
import { startPayment } from './start.ts';
import { aLine, aPayingFlat, offerAll, type PayingFlat, wrongSums } from './testing.ts';

let house: TestHouse;
let buildingId: string;
let charges = 0;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  buildingId = await aBuilding(house.ctx);
  await offerAll(house.ctx);
});
afterAll(() => house.close());

const aFlat = (...sums: bigint[]) => aPayingFlat(house, buildingId, sums);

function start(flat: PayingFlat, what: PayWhat, provider: ProviderName = 'yookassa') {
  const checkoutId = newId(house.ctx.now());
  return startPayment(house.ctx, flat.actor, { unitId: flat.unitId, what, provider, checkoutId });
}

async function begin(flat: PayingFlat, what: PayWhat, provider: ProviderName = 'yookassa'): Promise<string> {
  const { begun } = await start(flat, what, provider);
  return begun[0]?.paymentId ?? '';
}

function come(paymentId: string, receivedMinor: bigint, more: { chargeId?: string; provider?: ProviderName } = {}) {
  charges += 1;
  const chargeId = more.chargeId ?? `charge-${charges}`;
  const provider = more.provider ?? 'yookassa';
  return settlePayment(house.ctx, systemActor, { paymentId, provider, chargeId, receivedMinor, currency: 'RUB' });
}

async function paidOf(flat: PayingFlat): Promise<bigint[]> {
  const bills = await house.ctx.db.invoice.findMany({
    where: { accountId: flat.accountId },
    orderBy: { period: 'asc' },
  });
  return bills.map(({ paidMinor }) => paidMinor);
}

const balance = async ({ accountId }: PayingFlat) =>
  (await balanceOf(house.ctx, [accountId])).get(accountId)?.balanceMinor;

describe('paying', () => {
  it('pays the bill that was named, although an older one is open', async () => {
    const flat = await aFlat(10_000n, 20_000n, 30_000n);
    const payment = await begin(flat, { kind: 'invoices', invoiceIds: [flat.invoiceIds[2] ?? ''] });
    expect(await come(payment, 30_000n)).toMatchObject({ paymentId: payment, isNew: true, trouble: null });
    expect(await paidOf(flat)).toEqual([0n, 0n, 30_000n]);
  });

  it('lays a sum of one’s own on the oldest bills, and keeps what is left as an advance', async () => {
    const flat = await aFlat(10_000n, 20_000n);
    const payment = await begin(flat, { kind: 'sum', accountId: flat.accountId, amountMinor: 35_000n });
    expect(await come(payment, 35_000n)).toMatchObject({ trouble: null });
    expect(await paidOf(flat)).toEqual([10_000n, 20_000n]);
    expect(await balance(flat)).toBe(-5_000n);
  });

  it('takes the newest first where the company wants it so', async () => {
    await saveSetting(house.ctx, systemActor, 'payments', { order: 'newest-first' });
    const flat = await aFlat(10_000n, 20_000n);
    await come(await begin(flat, { kind: 'sum', accountId: flat.accountId, amountMinor: 21_000n }), 21_000n);
    expect(await paidOf(flat)).toEqual([1_000n, 20_000n]);
    await saveSetting(house.ctx, systemActor, 'payments', {});
  });

  it('of all that is owed to two payees is two payments of one checkout', async () => {
    const flat = await aFlat(10_000n);
    const { ctx } = house;
    const fund = newId(ctx.now());
    const accountId = newId(ctx.now());
    const common = { createdAt: ctx.now() };
    await ctx.db.payee.create({ data: { id: fund, code: `fund-${fund}`, name: 'Фонд', currency: 'RUB', ...common } });
    await ctx.db.account.create({
      data: { id: accountId, unitId: flat.unitId, payeeId: fund, number: '77', isMain: false, ...common },
    });
    const days = { period: '2026-10', issuedOn: '2026-10-20', dueOn: '2026-10-25' };
    await issueInvoice(ctx, systemActor, { accountId, ...days, lines: [aLine(1_500n)] });
    const { checkoutId, begun } = await start(flat, { kind: 'debt' });
    expect(begun.map(({ payeeName, amountMinor }) => [payeeName, amountMinor])).toEqual([
      [expect.any(String), 10_000n],
      ['Фонд', 1_500n],
    ]);
    for (const { paymentId, amountMinor } of begun) await come(paymentId, amountMinor);
    expect(await ctx.db.payment.count({ where: { checkoutId, state: 'succeeded' } })).toBe(2);
    for (const id of [flat.accountId, accountId]) expect(await wrongSums(ctx, id)).toEqual([]);
    await expect(quotePayment(ctx, flat.actor, { unitId: flat.unitId, what: { kind: 'debt' } })).rejects.toThrow(
      'payment.nothing-to-pay',
    );
  });

  it('begun twice with the same key is begun once', async () => {
    const flat = await aFlat(10_000n);
    const input = { unitId: flat.unitId, what: { kind: 'debt' }, provider: 'telegram' } as const;
    const checkoutId = newId(house.ctx.now());
    await startPayment(house.ctx, flat.actor, { ...input, checkoutId });
    expect((await startPayment(house.ctx, flat.actor, { ...input, checkoutId })).begun).toEqual([]);
    expect(await house.ctx.db.payment.count({ where: { checkoutId } })).toBe(1);
  });

  it('says beforehand what it costs on top, and credits the sum without it', async () => {
    const commissions = { yookassa: { percent: '1', fixedMinor: 0, payer: 'resident' } } as const;
    await saveSetting(house.ctx, systemActor, 'payments', { commissions });
    const flat = await aFlat(10_000n);
    const { ways } = await quotePayment(house.ctx, flat.actor, { unitId: flat.unitId, what: { kind: 'debt' } });
    expect(ways.find(({ provider }) => provider === 'yookassa')).toMatchObject({ commissionMinor: 100n });
    expect(await come(await begin(flat, { kind: 'debt' }), 10_100n)).toMatchObject({ trouble: null });
    expect(await balance(flat)).toBe(0n);
    await saveSetting(house.ctx, systemActor, 'payments', {});
  });

  it('refuses another flat’s bill, a foreign account, odd sums, and who may not pay', async () => {
    const [flat, other] = [await aFlat(10_000n), await aFlat(20_000n)];
    const tenant = await aResident(house.ctx, { unitId: flat.unitId, role: 'tenant', startsOn: '2026-01-01' });
    const quote = (what: PayWhat, actor = flat.actor) =>
      quotePayment(house.ctx, actor, { unitId: flat.unitId, what }).then(
        () => 'taken',
        (error: { code: string }) => error.code,
      );
    const sum = (amountMinor: bigint, accountId = flat.accountId) => quote({ kind: 'sum', accountId, amountMinor });
    expect(await quote({ kind: 'invoices', invoiceIds: [...flat.invoiceIds, ...other.invoiceIds] })).toBe(
      'invoice.not-found',
    );
    expect(await sum(100n, other.accountId)).toBe('account.not-found');
    expect([await sum(-1n), await sum(0n), await sum(10n ** 15n)]).toEqual([
      'payment.bad-sum',
      'payment.bad-sum',
      'payment.sum-too-large',
    ]);
    expect(await quote({ kind: 'debt' }, tenant.actor)).toBe('not-allowed');
    expect(await quote({ kind: 'debt' }, other.actor)).toBe('flat.not-found');
    await saveSetting(house.ctx, systemActor, 'payment-ways', { offered: ['telegram'] });
    await expect(begin(flat, { kind: 'debt' })).rejects.toThrow('payment.way-not-offered');
    await offerAll(house.ctx);
  });
});

describe('money that came', () => {
  it('is one payment however often it is told, also at the same time', async () => {
    const flat = await aFlat(10_000n);
    const payment = await begin(flat, { kind: 'debt' });
    const told = await Promise.all(Array.from({ length: 10 }, () => come(payment, 10_000n, { chargeId: 'ten-times' })));
    expect(told.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await balance(flat)).toBe(0n);
  });

  it.each([
    ['a second charge of the same payment', 'duplicate', -10_000n],
    ['after it was cancelled', 'late', 0n],
    ['after it had expired', 'late', 0n],
    ['of another sum', 'wrong-amount', 1_000n],
    ['for a bill that was cancelled', 'cancelled-invoice', 0n],
    ['for what has been paid meanwhile', 'overpaid', -10_000n],
  ])('%s is in the ledger, and shown as %s', async (what, trouble, left) => {
    const flat = await aFlat(10_000n);
    const bills: PayWhat = { kind: 'invoices', invoiceIds: flat.invoiceIds };
    const payment = await begin(flat, bills);
    if (trouble === 'duplicate') await come(payment, 10_000n);
    if (what === 'after it was cancelled') await cancelPayment(house.ctx, payment, 'card_expired');
    if (what === 'after it had expired') await expirePayment(house.ctx, payment);
    if (trouble === 'overpaid') await come(await begin(flat, bills), 10_000n);
    if (trouble === 'cancelled-invoice')
      await house.ctx.db.invoice.updateMany({ where: { accountId: flat.accountId }, data: { state: 'cancelled' } });
    expect(await come(payment, trouble === 'wrong-amount' ? 9_000n : 10_000n)).toMatchObject({ isNew: true, trouble });
    expect(await balance(flat)).toBe(left);
    expect(await wrongSums(house.ctx, flat.accountId)).toEqual([]);
    expect(await saidKinds(house.ctx)).toContain('payment.troubled');
  });

  it('in another currency is refused and changes nothing', async () => {
    const flat = await aFlat(10_000n);
    const came = { paymentId: await begin(flat, { kind: 'debt' }), provider: 'stripe', chargeId: 'usd' } as const;
    await expect(
      settlePayment(house.ctx, systemActor, { ...came, receivedMinor: 10_000n, currency: 'USD' }),
    ).rejects.toThrow('payment.wrong-currency');
    expect(await balance(flat)).toBe(10_000n);
  });

  it('is not undone by news of a cancellation that comes later', async () => {
    const flat = await aFlat(10_000n);
    const payment = await begin(flat, { kind: 'debt' });
    await come(payment, 10_000n);
    expect(await cancelPayment(house.ctx, payment, 'late-news')).toBe(false);
    expect(await expirePayment(house.ctx, payment)).toBe(false);
    expect(await house.ctx.db.payment.findUnique({ where: { id: payment } })).toMatchObject({ state: 'succeeded' });
  });
});

describe('a refund', () => {
  it('of a part opens the bill by that part; of the rest, wholly', async () => {
    const flat = await aFlat(10_000n, 20_000n);
    const clerk = await aColleague(house.ctx, 'accountant');
    const payment = await begin(flat, { kind: 'debt' }, 'telegram');
    await come(payment, 30_000n, { provider: 'telegram' });
    const ask = (amountMinor?: bigint) =>
      refundPayment(house.ctx, clerk, {
        paymentId: payment,
        reason: 'paid twice',
        ...(amountMinor ? { amountMinor } : {}),
      });
    expect(await ask(5_000n)).toMatchObject({ state: 'succeeded' });
    expect(await paidOf(flat)).toEqual([10_000n, 15_000n]);
    await expect(ask(25_001n)).rejects.toThrow('payment.refund-too-large');
    await ask();
    expect(await paidOf(flat)).toEqual([0n, 0n]);
    expect(await house.ctx.db.payment.findUnique({ where: { id: payment } })).toMatchObject({ state: 'refunded' });
    expect(await balance(flat)).toBe(30_000n);
    await expect(ask(1n)).rejects.toThrow('payment.wrong-state');
    expect(await wrongSums(house.ctx, flat.accountId)).toEqual([]);
  });

  it('waits for its provider, is one when told twice, and may have been made in the provider’s own cabinet', async () => {
    const flat = await aFlat(10_000n);
    const clerk = await aColleague(house.ctx, 'manager');
    const payment = await begin(flat, { kind: 'debt' });
    await come(payment, 10_000n);
    const { refundId, state } = await refundPayment(house.ctx, clerk, {
      paymentId: payment,
      amountMinor: 4_000n,
      reason: 'by mistake',
    });
    expect(state).toBe('pending');
    expect(await balance(flat)).toBe(0n);
    await noteRefunded(house.ctx, payment, 4_000n);
    await settleRefund(house.ctx, refundId, 'rf-1');
    expect(await balance(flat)).toBe(4_000n);
    await noteRefunded(house.ctx, payment, 10_000n);
    await noteRefunded(house.ctx, payment, 10_000n);
    expect(await balance(flat)).toBe(10_000n);
    expect(await house.ctx.db.paymentRefund.count({ where: { paymentId: payment } })).toBe(2);
  });

  it('and what is odd are for accountants and managers', async () => {
    const flat = await aFlat(10_000n);
    const payment = await begin(flat, { kind: 'debt' });
    await come(payment, 9_000n);
    const technician = await aColleague(house.ctx, 'technician');
    const input = { paymentId: payment, reason: 'because' };
    await expect(refundPayment(house.ctx, technician, input)).rejects.toThrow('not-allowed');
    await expect(refundPayment(house.ctx, flat.actor, input)).rejects.toThrow('not-allowed');
    await expect(settleTrouble(house.ctx, technician, payment)).rejects.toThrow('not-allowed');
    const clerk = await aColleague(house.ctx, 'accountant');
    await settleTrouble(house.ctx, clerk, payment);
    await expect(settleTrouble(house.ctx, clerk, payment)).rejects.toThrow('payment.no-trouble');
  });
});

describe('a link for a relative', () => {
  it('shows payee, period and sum, pays once, and is over after that', async () => {
    const flat = await aFlat(10_000n);
    const what: PayWhat = { kind: 'invoices', invoiceIds: flat.invoiceIds };
    const [link] = await createPayLinks(house.ctx, flat.actor, { unitId: flat.unitId, what });
    const token = link?.token ?? '';
    expect(await findPayPage(house.ctx, token)).toMatchObject({
      ...{ state: 'open', periods: ['2026-07'], amountMinor: 10_000n, payment: null },
    });
    const payment = await payByLink(house.ctx, token, 'sandbox');
    expect(await payByLink(house.ctx, token, 'sandbox')).toBe(payment);
    await come(payment, 10_000n, { provider: 'sandbox' });
    expect(await findPayPage(house.ctx, token)).toMatchObject({ state: 'paid' });
    await expect(payByLink(house.ctx, token, 'sandbox')).rejects.toThrow('pay-link.over');
    expect(await house.ctx.db.payment.findUnique({ where: { id: payment } })).toMatchObject({
      residentId: flat.residentId,
      state: 'succeeded',
    });
  });

  it('can be taken back, runs out, and cannot be guessed', async () => {
    const flat = await aFlat(10_000n);
    const links = () => createPayLinks(house.ctx, flat.actor, { unitId: flat.unitId, what: { kind: 'debt' } });
    const [first] = await links();
    const [second] = await links();
    const stranger = await aFlat(1n);
    await expect(revokePayLink(house.ctx, stranger.actor, first?.id ?? '')).rejects.toThrow('pay-link.not-found');
    await revokePayLink(house.ctx, flat.actor, first?.id ?? '');
    expect(await findPayPage(house.ctx, first?.token ?? '')).toMatchObject({ state: 'closed' });
    house.clock.advance('PT73H');
    expect(await findPayPage(house.ctx, second?.token ?? '')).toMatchObject({ state: 'closed' });
    house.clock.set('2026-11-20T09:00:00Z');
    expect(await findPayPage(house.ctx, 'no-such-token')).toBeNull();
  });
});

it('the ledger is what was received less what was given back, after any sequence', async () => {
  const sum = fc.bigInt({ min: 1n, max: 60_000n });
  const step = fc.oneof(
    fc.record({
      do: fc.constant('bill' as const),
      parts: fc.array(fc.bigInt({ min: -9_000n, max: 40_000n }), { minLength: 1, maxLength: 4 }),
      penalty: fc.bigInt({ min: 0n, max: 900n }),
    }),
    fc.record({ do: fc.constant('pay' as const), sum, twice: fc.boolean(), named: fc.boolean() }),
    fc.record({ do: fc.constant('refund' as const), sum }),
  );
  const clerk = await aColleague(house.ctx, 'accountant');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
      const flat = await aFlat();
      let expected = 0n;
      for (const [index, one] of steps.entries()) {
        const period = `2026-${String(index + 1).padStart(2, '0')}`;
        if (one.do === 'bill') {
          const days = { period, issuedOn: `${period}-20`, dueOn: `${period}-25` };
          const lines = [
            ...one.parts.map((minor) => aLine(minor)),
            aLine(0n, { group: 'penalty', penaltyMinor: one.penalty }),
          ];
          const { ownMinor } = await issueInvoice(house.ctx, systemActor, {
            accountId: flat.accountId,
            ...days,
            lines,
          });
          expected += ownMinor;
        } else if (one.do === 'pay') {
          const bills = await house.ctx.db.invoice.findMany({
            where: { accountId: flat.accountId },
            orderBy: { period: 'desc' },
          });
          const open = bills.find((bill) => bill.totalMinor > bill.paidMinor);
          const what: PayWhat =
            one.named && open
              ? { kind: 'invoices', invoiceIds: [open.id] }
              : { kind: 'sum', accountId: flat.accountId, amountMinor: one.sum };
          const payment = await begin(flat, what);
          await come(payment, one.sum);
          if (one.twice) await come(payment, one.sum);
          expected -= one.twice ? 2n * one.sum : one.sum;
        } else {
          const [last] = await house.ctx.db.payment.findMany({
            where: { accountId: flat.accountId, state: 'succeeded' },
            take: 1,
          });
          if (!last) continue;
          const left = last.amountMinor - last.refundedMinor;
          const isPart = one.sum < left;
          const amountMinor = isPart ? one.sum : left;
          const { refundId } = await refundPayment(house.ctx, clerk, {
            paymentId: last.id,
            amountMinor,
            reason: 'because',
          });
          await settleRefund(house.ctx, refundId, `rf-${refundId}`);
          expected += amountMinor;
        }
      }
      expect(await balance(flat)).toBe(expected);
      expect(await wrongSums(house.ctx, flat.accountId)).toEqual([]);
    }),
    { numRuns: 15 },
  );
});
