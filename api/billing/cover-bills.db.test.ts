import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ResidentActor, systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aBuilding, aCompany, aResident } from '#api/residents/testing.ts';
import { getMyInvoice } from './get-invoice.ts';
import { listMyInvoices } from './list-invoices.ts';
import { quotePayment } from './payments/quote.ts';
import { recordPayment } from './record-payment.ts';
import { aBillOf, aFlatWithAccount, aLine } from './testing.ts';
import { standsAt, states, unsays } from './testing-ledger.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let buildingId: string;
let flat: { unitId: string; accountId: string };
let anna: ResidentActor;

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
  buildingId = await aBuilding(ctx);
});
afterAll(() => house.close());

beforeEach(async () => {
  flat = await aFlatWithAccount(ctx, buildingId);
  anna = (await aResident(ctx, { unitId: flat.unitId, startsOn: '2026-01-01' })).actor;
});

const listed = async (group?: 'water' | 'electricity') =>
  (await listMyInvoices(ctx, anna, { unitId: flat.unitId, group })).items.map(
    ({ period, toPayMinor, state }) => `${period} ${toPayMinor} ${state}`,
  );
const quoted = async () =>
  (await quotePayment(ctx, anna, { unitId: flat.unitId, what: { kind: 'debt' } })).parts.map((part) => ({
    sum: part.amountMinor,
    bills: part.bills.map(({ period }) => period),
  }));

describe('money that billing knows of and no payment here tells of', () => {
  it('is asked for no more: the oldest bills are covered, and a file taken back uncovers them', async () => {
    const old = await aBillOf(ctx, flat.accountId, '2026-08', [aLine('water', 30_000n), aLine('electricity', 20_000n)]);
    await aBillOf(ctx, flat.accountId, '2026-09', [aLine('water', 40_000n)]);
    const file = await states(ctx, flat.accountId, '2026-10-31', 25_000n);
    expect(await listed()).toEqual(['2026-09 25000 overdue', '2026-08 0 paid']);
    expect(await listed('electricity')).toEqual(['2026-08 0 paid']);
    expect(await listed('water')).toEqual(['2026-09 25000 overdue', '2026-08 0 paid']);
    expect(await quoted()).toEqual([{ sum: 25_000n, bills: ['2026-09'] }]);
    expect(await getMyInvoice(ctx, anna, old)).toMatchObject({ coveredMinor: 50_000n, paidMinor: 0n, state: 'paid' });
    await expect(
      quotePayment(ctx, anna, { unitId: flat.unitId, what: { kind: 'invoices', invoiceIds: [old] } }),
    ).rejects.toMatchObject({ code: 'payment.nothing-to-pay' });

    await unsays(ctx, file);
    expect(await listed()).toEqual(['2026-09 40000 overdue', '2026-08 50000 overdue']);
    expect(await getMyInvoice(ctx, anna, old)).toMatchObject({ coveredMinor: 0n });
  });

  it('covers nothing any more once its payment is told of', async () => {
    const bill = await aBillOf(ctx, flat.accountId, '2026-08', [aLine('water', 50_000n)]);
    await states(ctx, flat.accountId, '2026-10-31', 0n);
    expect(await getMyInvoice(ctx, anna, bill)).toMatchObject({ coveredMinor: 50_000n, state: 'paid' });
    await recordPayment(ctx, systemActor, {
      ...{
        accountId: flat.accountId,
        amountMinor: 50_000n,
        paidOn: '2026-09-10',
        provider: 'bank',
        chargeId: flat.accountId,
      },
    });
    expect(await getMyInvoice(ctx, anna, bill)).toMatchObject({ coveredMinor: 0n, paidMinor: 50_000n, state: 'paid' });
    expect((await standsAt(ctx, flat.accountId)).balanceMinor).toBe(-50_000n);
  });

  it('may cover a part, of which the rest is asked for', async () => {
    const bill = await aBillOf(ctx, flat.accountId, '2026-08', [
      aLine('water', 30_000n),
      aLine('electricity', 20_000n),
    ]);
    await states(ctx, flat.accountId, '2026-10-31', 10_000n);
    expect(await getMyInvoice(ctx, anna, bill)).toMatchObject({ coveredMinor: 40_000n, toPayMinor: 10_000n });
    expect(await listed('water')).toEqual(['2026-08 10000 overdue']);
    expect(await quoted()).toEqual([{ sum: 10_000n, bills: ['2026-08'] }]);
  });

  it('is not taken from a debt that stands on no bill', async () => {
    await states(ctx, flat.accountId, '2026-07-31', 90_000n);
    await aBillOf(ctx, flat.accountId, '2026-08', [aLine('water', 30_000n)]);
    await states(ctx, flat.accountId, '2026-10-31', 60_000n);
    expect(await listed()).toEqual(['2026-08 30000 overdue']);
    expect(await quoted()).toEqual([{ sum: 60_000n, bills: ['2026-08'] }]);
  });
});

it('a bill below zero lessens the ones before it', async () => {
  const old = await aBillOf(ctx, flat.accountId, '2026-08', [aLine('water', 50_000n)]);
  await aBillOf(ctx, flat.accountId, '2026-09', [aLine('water', -20_000n)]);
  expect(await getMyInvoice(ctx, anna, old)).toMatchObject({ coveredMinor: 20_000n, toPayMinor: 30_000n });
});
