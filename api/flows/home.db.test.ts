import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stableId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { listMyFlats } from '#api/residents/access.ts';
import { seedDemo } from '#prisma/seed.ts';
import { homeSummary } from './home.ts';

let house: TestHouse;

beforeAll(async () => {
  house = await testCtx();
  await seedDemo(house.ctx, { demo: 'uk', asOf: '2026-11-20' });
});
afterAll(() => house.close());

const person = (key: string) => ({ kind: 'resident' as const, residentId: stableId('demo', 'uk', 'resident', key) });
const flat = (key: string) => stableId('demo', 'uk', 'unit', key);

describe('Home of the golden flat', () => {
  it('says who, where, what is owed and what waits', async () => {
    const home = await homeSummary(house.ctx, person('anna'), flat('A-57'));
    expect(home.givenName).toBe('Анна');
    expect(home.flat).toMatchObject({
      number: '57',
      address: 'ул. Садовая, 12',
      accountNumber: '0000510057',
      areaM2: '54',
    });
    expect(home.billing).toMatchObject({ currency: 'RUB', owedMinor: 2_452_655n, overpaidMinor: 0n });
    expect(home.unpaid.map(({ period, toPayMinor, dueOn, state }) => ({ period, toPayMinor, dueOn, state }))).toEqual([
      { period: '2026-11', toPayMinor: 1_308_367n, dueOn: '2026-12-15', state: 'unpaid' },
      { period: '2026-10', toPayMinor: 1_144_288n, dueOn: '2026-11-15', state: 'overdue' },
    ]);
    expect(home.tickets.underReview.map((one) => one.categoryNames?.en)).toEqual(['Intercom and doors']);
    expect(home.tickets.inWork).toHaveLength(1);
    expect(home.tickets.waitingForMe.map((one) => `${one.status}/${one.pause}`).sort()).toEqual([
      'claimed/waiting-for-resident',
      'resolved/none',
    ]);
    expect(home.readings).toMatchObject({ missing: 3, meters: 3, window: { state: 'open', daysLeft: 5 } });
    expect(home.news).toHaveLength(3);
    expect(home.news[0]?.texts.en?.title).not.toBe('');
    expect(home.emergencyPhone).toBe('+7 495 000-00-12');
  });

  it('is the same for the family that lives there', async () => {
    const home = await homeSummary(house.ctx, person('boris'), flat('A-57'));
    expect(home.billing?.owedMinor).toBe(2_452_655n);
    expect(home.tickets.inWork).toHaveLength(1);
  });

  it('takes two statements', async () => {
    let statements = 0;
    const db = new Proxy(house.ctx.db, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key, target);
        if (typeof key === 'string') statements += 1;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    await homeSummary({ ...house.ctx, db }, person('anna'), flat('A-57'));
    expect(statements).toBe(2);
  });
});

describe('Home of others', () => {
  it('shows a tenant no bills, but their requests and meters', async () => {
    const home = await homeSummary(house.ctx, person('elena'), flat('A-24'));
    expect(home.billing).toBeNull();
    expect(home.unpaid).toEqual([]);
    expect(home.tickets.inWork).toHaveLength(1);
    expect(home.readings?.meters).toBeGreaterThan(0);
  });

  it('shows a new owner only the months since they came', async () => {
    const home = await homeSummary(house.ctx, person('irina'), flat('A-90'));
    const all = await house.ctx.db.invoice.count({ where: { account: { unitId: flat('A-90') } } });
    expect(all).toBe(11);
    expect(home.unpaid.map((one) => one.period)).toEqual(['2026-11']);
    expect(home.billing?.owedMinor).toBe(home.unpaid[0]?.toPayMinor);
  });

  it('adds up the payees of a flat that has two, one payment on its way', async () => {
    expect(await listMyFlats(house.ctx, person('carol'))).toHaveLength(2);
    const home = await homeSummary(house.ctx, person('carol'), flat('C-7'));
    expect(home.billing?.totals).toHaveLength(2);
    expect(home.billing?.totals.map((one) => one.onTheirWayMinor)).toEqual([300_000n, 0n]);
    expect(home.unpaid.reduce((all, one) => all + one.toPayMinor, 0n)).toBe(home.billing?.owedMinor);
  });

  it('says an advance', async () => {
    const home = await homeSummary(house.ctx, person('jack'), flat('B-44'));
    expect(home.billing?.owedMinor).toBe(0n);
    expect(home.billing?.overpaidMinor).toBeGreaterThan(0n);
  });

  it('is nobody else’s', async () => {
    await expect(homeSummary(house.ctx, person('anna'), flat('B-12'))).rejects.toMatchObject({
      code: 'flat.not-found',
    });
  });
});
