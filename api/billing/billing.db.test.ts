import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { newId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aBuilding, aCompany, aResident, aUnit } from '#api/residents/testing.ts';
import { getBilling } from './get-billing.ts';
import { getMyInvoice } from './get-invoice.ts';
import { issueInvoice } from './issue-invoice.ts';
import { balanceOf } from './ledger.ts';
import { listMyInvoices } from './list-invoices.ts';
import { recordPayment } from './record-payment.ts';
import type { Group, InvoiceLineInput } from './schema.ts';

let house: TestHouse;
let buildingId: string;
let charges = 0;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  buildingId = await aBuilding(house.ctx);
});
afterAll(() => house.close());

const line = (group: Group, chargedMinor: bigint, more: Partial<InvoiceLineInput> = {}): InvoiceLineInput => ({
  serviceCode: `${group}-service`,
  name: group,
  group,
  unit: '',
  chargedMinor,
  ...more,
});

async function aFlat(): Promise<{ unitId: string; accountId: string }> {
  const unitId = await aUnit(house.ctx, { buildingId, accountNumber: `00${newId(house.ctx.now()).slice(-8)}` });
  const { id: accountId } = await house.ctx.db.account.findFirstOrThrow({ where: { unitId } });
  return { unitId, accountId };
}

function bill(accountId: string, period: string, lines: InvoiceLineInput[], more: object = {}) {
  const dates = { issuedOn: `${period}-20`, dueOn: `${period}-25` };
  return issueInvoice(house.ctx, systemActor, { accountId, period, ...dates, lines, ...more });
}

function pay(accountId: string, amountMinor: bigint, paidOn: string, chargeId?: string) {
  charges += 1;
  const id = chargeId ?? `charge-${charges}`;
  return recordPayment(house.ctx, systemActor, { accountId, amountMinor, paidOn, provider: 'bank', chargeId: id });
}

async function aBilledFlat() {
  const flat = await aFlat();
  const owner = await aResident(house.ctx, { unitId: flat.unitId, startsOn: '2026-01-01' });
  const older = await bill(flat.accountId, '2026-09', [line('water', 40_000n), line('heating', 60_000n)]);
  const newer = await bill(flat.accountId, '2026-10', [line('water', 50_000n), line('service-fees', 150_000n)]);
  return { ...flat, owner: owner.actor, older: older.invoiceId, newer: newer.invoiceId };
}

describe('a payment', () => {
  it('pays the oldest bill first, and a part of the next', async () => {
    const { unitId, accountId, owner, older, newer } = await aBilledFlat();
    await pay(accountId, 140_000n, '2026-11-01');
    const { items } = await listMyInvoices(house.ctx, owner, { unitId });
    expect(items.map(({ id, state, toPayMinor }) => ({ id, state, toPayMinor }))).toEqual([
      { id: newer, state: 'overdue', toPayMinor: 160_000n },
      { id: older, state: 'paid', toPayMinor: 0n },
    ]);
    expect(await getBilling(house.ctx, owner, unitId)).toMatchObject({
      currency: 'RUB',
      owedMinor: 160_000n,
      overpaidMinor: 0n,
      totals: [{ owedMinor: 160_000n, onTheirWayMinor: 140_000n }],
    });
  });

  it('is one however often it is told, also at the same time', async () => {
    const { accountId } = await aBilledFlat();
    const told = await Promise.all(Array.from({ length: 10 }, () => pay(accountId, 1_000n, '2026-11-01', 'same')));
    expect(new Set(told.map((one) => one.paymentId)).size).toBe(1);
    expect(told.filter((one) => one.isNew)).toHaveLength(1);
    expect((await balanceOf(house.ctx, [accountId])).get(accountId)?.balanceMinor).toBe(299_000n);
    await expect(pay(accountId, 2_000n, '2026-11-01', 'same')).rejects.toMatchObject({
      code: 'payment.charge-id-reused',
    });
  });

  it('that is too much becomes an advance, which pays the next bill', async () => {
    const { unitId, accountId, owner } = await aBilledFlat();
    await pay(accountId, 330_000n, '2026-11-01');
    expect(await getBilling(house.ctx, owner, unitId)).toMatchObject({ owedMinor: 0n, overpaidMinor: 30_000n });
    await bill(accountId, '2026-11', [line('water', 45_000n)]);
    const [next] = (await listMyInvoices(house.ctx, owner, { unitId })).items;
    expect(next).toMatchObject({ paidMinor: 30_000n, toPayMinor: 15_000n, state: 'partly' });
  });

  it('of nothing or less is refused', async () => {
    const { accountId } = await aFlat();
    await expect(pay(accountId, 0n, '2026-11-01')).rejects.toMatchObject({ code: 'payment.bad-sum' });
    await expect(pay(newId(house.ctx.now()), 1n, '2026-11-01')).rejects.toMatchObject({ code: 'account.not-found' });
  });
});

describe('a bill', () => {
  it('adds up: total, groups and rounding', async () => {
    const { unitId, accountId } = await aFlat();
    const { actor } = await aResident(house.ctx, { unitId, startsOn: '2026-01-01' });
    const lines = [
      line('water', 10_001n, { recalculationMinor: -500n, recalculationReason: 'break' }),
      line('heating', 20_000n, { benefitMinor: 3_000n }),
      line('penalty', 0n, { penaltyMinor: 77n }),
      line('water', 1n),
    ];
    const { invoiceId } = await bill(accountId, '2026-10', lines, { openingMinor: 5_000n, roundingMinor: -2n });
    const view = await getMyInvoice(house.ctx, actor, invoiceId);
    expect(view).toMatchObject({ openingMinor: 5_000n, totalMinor: 31_577n, toPayMinor: 26_577n });
    expect(view.groups).toEqual([
      { group: 'water', minor: 9_502n, paidMinor: 0n },
      { group: 'heating', minor: 17_000n, paidMinor: 0n },
      { group: 'penalty', minor: 77n, paidMinor: 0n },
    ]);
    const ofGroups = view.groups.reduce((all, group) => all + group.minor, 0n);
    expect(ofGroups + view.roundingMinor + view.openingMinor).toBe(view.totalMinor);
    const { items } = await listMyInvoices(house.ctx, actor, { unitId, group: 'water' });
    expect(items).toMatchObject([{ groupMinor: 9_502n, toPayMinor: 9_502n }]);
    expect((await listMyInvoices(house.ctx, actor, { unitId, group: 'gas' })).items).toEqual([]);
    await pay(accountId, 26_577n, '2026-10-22');
    expect((await getMyInvoice(house.ctx, actor, invoiceId)).groups.every((one) => one.paidMinor === one.minor)).toBe(
      true,
    );
  });

  it('is refused twice, with dates the wrong way round, and with too much rounding', async () => {
    const { accountId } = await aFlat();
    await bill(accountId, '2026-10', [line('water', 1n)]);
    await expect(bill(accountId, '2026-10', [line('water', 1n)])).rejects.toMatchObject({
      code: 'invoice.already-issued',
    });
    await expect(bill(accountId, '2026-11', [line('water', 1n)], { dueOn: '2026-11-01' })).rejects.toMatchObject({
      code: 'invoice.due-before-issued',
    });
    await expect(bill(accountId, '2026-11', [line('water', 1n)], { roundingMinor: 101n })).rejects.toMatchObject({
      code: 'invoice.rounding-too-large',
    });
  });

  it('is listed page by page without a gap', async () => {
    const { unitId, accountId } = await aFlat();
    const { actor } = await aResident(house.ctx, { unitId, startsOn: '2026-01-01' });
    for (const month of ['03', '04', '05', '06', '07']) await bill(accountId, `2026-${month}`, [line('water', 100n)]);
    const first = await listMyInvoices(house.ctx, actor, { unitId, limit: 2 });
    const second = await listMyInvoices(house.ctx, actor, { unitId, limit: 2, after: first.next });
    const third = await listMyInvoices(house.ctx, actor, { unitId, limit: 2, after: second.next });
    expect([first, second, third].flatMap((page) => page.items.map((one) => one.period))).toEqual([
      '2026-07',
      '2026-06',
      '2026-05',
      '2026-04',
      '2026-03',
    ]);
    expect(third.next).toBeNull();
    expect(first).toMatchObject({ previous: null, count: 5 });
    const back = await listMyInvoices(house.ctx, actor, { unitId, limit: 2, before: third.previous });
    expect(back.items).toEqual(second.items);
    const start = await listMyInvoices(house.ctx, actor, { unitId, limit: 2, before: back.previous });
    expect(start).toEqual({ ...first, previous: null });
    await expect(listMyInvoices(house.ctx, actor, { unitId, after: 'bm8' })).rejects.toMatchObject({
      code: 'page.bad-cursor',
    });
  });

  it('is found by its month, its year or a part of its number; what is unpaid stands first', async () => {
    const { unitId, accountId } = await aFlat();
    const { actor } = await aResident(house.ctx, { unitId, startsOn: '2025-01-01' });
    for (const period of ['2025-10', '2026-03', '2026-10']) {
      await bill(accountId, period, [line('water', 100n)], { number: `AB-${period.replace('-', '')}_7` });
    }
    await pay(accountId, 200n, '2026-10-01');
    const found = async (search: object, more: object = {}) =>
      (await listMyInvoices(house.ctx, actor, { unitId, search, ...more })).items.map((one) => one.period);
    expect(await found({ month: 10 })).toEqual(['2026-10', '2025-10']);
    expect(await found({ month: 10, year: 2025 })).toEqual(['2025-10']);
    expect(await found({ year: 2026 })).toEqual(['2026-10', '2026-03']);
    expect(await found({ year: 2026 }, { state: 'paid' })).toEqual(['2026-03']);
    expect(await found({ number: 'ab-202603' })).toEqual(['2026-03']);
    expect(await found({ number: '%' })).toEqual([]);
    await bill(accountId, '2026-11', [line('water', 0n)]);
    expect((await listMyInvoices(house.ctx, actor, { unitId })).items.map((one) => one.period)).toEqual([
      '2026-10',
      '2026-11',
      '2026-03',
      '2025-10',
    ]);
  });

  it('of which a group’s part is asked is paid or not as that part is', async () => {
    const { unitId, accountId } = await aFlat();
    const { actor } = await aResident(house.ctx, { unitId, startsOn: '2026-01-01' });
    await bill(accountId, '2026-10', [line('water', 10_000n), line('penalty', 0n, { penaltyMinor: 500n })]);
    await pay(accountId, 10_000n, '2026-10-21');
    const parts = async (group: Group, state: 'paid' | 'overdue' | 'all' = 'all') =>
      (await listMyInvoices(house.ctx, actor, { unitId, group, state })).items.map((one) => [
        one.groupMinor,
        one.toPayMinor,
        one.state,
      ]);
    expect(await parts('water')).toEqual([[10_000n, 0n, 'paid']]);
    expect(await parts('water', 'overdue')).toEqual([]);
    expect(await parts('penalty', 'overdue')).toEqual([[500n, 500n, 'overdue']]);
    expect(await parts('penalty', 'paid')).toEqual([]);
  });
});

describe('who sees what', () => {
  it('a neighbour gets "not found" for a bill that is not theirs', async () => {
    const { older } = await aBilledFlat();
    const { actor } = await aResident(house.ctx, { unitId: await aUnit(house.ctx, { buildingId }) });
    await expect(getMyInvoice(house.ctx, actor, older)).rejects.toMatchObject({ code: 'invoice.not-found' });
    await expect(getMyInvoice(house.ctx, actor, newId(house.ctx.now()))).rejects.toMatchObject({
      code: 'invoice.not-found',
    });
  });

  it('a tenant without the right is not allowed', async () => {
    const { unitId, older } = await aBilledFlat();
    const { actor } = await aResident(house.ctx, { unitId, role: 'tenant', startsOn: '2026-01-01' });
    for (const look of [
      () => getBilling(house.ctx, actor, unitId),
      () => listMyInvoices(house.ctx, actor, { unitId }),
      () => getMyInvoice(house.ctx, actor, older),
    ]) {
      await expect(look()).rejects.toMatchObject({ code: 'not-allowed' });
    }
  });

  it('a new owner starts clean: neither bills nor debts nor payments of before', async () => {
    const { unitId, accountId, older, newer } = await aBilledFlat();
    await pay(accountId, 120_000n, '2026-11-01');
    const { actor } = await aResident(house.ctx, { unitId, startsOn: '2026-11-03' });
    await bill(accountId, '2026-11', [line('water', 7_000n)]);
    // What the former owner still pays goes to the former owner's bills.
    await pay(accountId, 180_000n, '2026-11-18');
    const { items } = await listMyInvoices(house.ctx, actor, { unitId });
    expect(items.map((one) => one.period)).toEqual(['2026-11']);
    expect(await getBilling(house.ctx, actor, unitId)).toMatchObject({ owedMinor: 7_000n, overpaidMinor: 0n });
    for (const id of [older, newer]) {
      await expect(getMyInvoice(house.ctx, actor, id)).rejects.toMatchObject({ code: 'invoice.not-found' });
    }
  });
});

it('the ledger, the bills and the resident’s view agree after any sequence of bills and payments', async () => {
  const step = fc.oneof(
    fc.record({ pays: fc.bigInt({ min: 1n, max: 300_000n }) }),
    fc.record({ charges: fc.array(fc.bigInt({ min: -5_000n, max: 90_000n }), { minLength: 1, maxLength: 4 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), async (steps) => {
      const { unitId, accountId } = await aFlat();
      const { actor } = await aResident(house.ctx, { unitId, startsOn: '2025-01-01' });
      let expected = 0n;
      for (const [index, one] of steps.entries()) {
        const period = `2026-${String(index + 1).padStart(2, '0')}`;
        if ('pays' in one) {
          await pay(accountId, one.pays, `${period}-21`);
          expected -= one.pays;
        } else {
          const { ownMinor } = await bill(
            accountId,
            period,
            one.charges.map((minor) => line('water', minor)),
          );
          expected += ownMinor;
        }
      }
      expect((await balanceOf(house.ctx, [accountId])).get(accountId)?.balanceMinor).toBe(expected);
      const { owedMinor, overpaidMinor } = await getBilling(house.ctx, actor, unitId);
      expect(owedMinor - overpaidMinor).toBe(expected);
      const [wrong] = await house.ctx.db.$queryRaw<{ count: number }[]>`
        select count(*)::int as count from invoice i where i.account_id = ${accountId}::uuid and (
          i.paid_minor <> coalesce((select sum(x.amount_minor) from payment_allocation x where x.invoice_id = i.id), 0)
          or i.paid_minor <> (select sum(l.paid_minor) from invoice_line l where l.invoice_id = i.id))`;
      expect(wrong?.count).toBe(0);
    }),
    { numRuns: 12 },
  );
});
