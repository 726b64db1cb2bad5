import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { dayOf } from '#api/core/time.ts';
import { aBuilding, aCompany, aResident } from '#api/residents/testing.ts';
import { getBilling } from './get-billing.ts';
import { issueInvoice } from './issue-invoice.ts';
import { aFlatWithAccount } from './testing.ts';
import { paysHere, postsOurs, standsAt, states, unsays } from './testing-ledger.ts';

let house: TestHouse;
let buildingId: string;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  buildingId = await aBuilding(house.ctx);
});
afterAll(() => house.close());

function bill(accountId: string, issuedOn: string, chargedMinor: bigint, number?: string) {
  const lines = [{ serviceCode: 'water', name: 'Вода', group: 'water' as const, unit: 'м³', chargedMinor }];
  const dates = { period: issuedOn.slice(0, 7), issuedOn, dueOn: issuedOn };
  return issueInvoice(house.ctx, systemActor, { accountId, ...dates, number, lines });
}

async function aBilledAccount() {
  const account = await aFlatWithAccount(house.ctx, buildingId);
  await bill(account.accountId, '2026-11-01', 100_000n);
  return account;
}

const entriesOf = (accountId: string, kind: string) =>
  house.ctx.db.ledgerEntry.findMany({ where: { accountId, kind }, orderBy: { id: 'asc' } });

describe('a balance that billing states', () => {
  it('confirms what was paid here until that day, and the balance stays', async () => {
    const { accountId } = await aBilledAccount();
    await paysHere(house.ctx, accountId, 60_000n, '2026-11-10');
    await paysHere(house.ctx, accountId, 15_000n, '2026-11-12');
    expect(await standsAt(house.ctx, accountId)).toEqual({ balanceMinor: 25_000n, onTheirWayMinor: 75_000n });
    await states(house.ctx, accountId, '2026-11-10', 40_000n);
    expect(await standsAt(house.ctx, accountId)).toEqual({ balanceMinor: 25_000n, onTheirWayMinor: 15_000n });
    expect(await entriesOf(accountId, 'reconciliation')).toEqual([]);
    await states(house.ctx, accountId, '2026-11-12', 25_000n);
    expect(await standsAt(house.ctx, accountId)).toEqual({ balanceMinor: 25_000n, onTheirWayMinor: 0n });
  });

  it('that differs becomes one visible entry, and its undo takes it and the confirmations back', async () => {
    const { unitId, accountId } = await aBilledAccount();
    const { actor } = await aResident(house.ctx, { unitId, startsOn: '2026-01-01' });
    await paysHere(house.ctx, accountId, 60_000n, '2026-11-10');
    const batchId = await states(house.ctx, accountId, '2026-11-15', 47_300n);
    expect(await entriesOf(accountId, 'reconciliation')).toMatchObject([
      { amountMinor: 7_300n, origin: 'billed', importBatchId: batchId },
    ]);
    expect(await getBilling(house.ctx, actor, unitId)).toMatchObject({ owedMinor: 47_300n });
    await unsays(house.ctx, batchId);
    expect(await standsAt(house.ctx, accountId)).toEqual({ balanceMinor: 40_000n, onTheirWayMinor: 60_000n });
    // A file that comes again after its undo confirms again.
    await states(house.ctx, accountId, '2026-11-15', 47_300n);
    expect(await standsAt(house.ctx, accountId)).toEqual({ balanceMinor: 47_300n, onTheirWayMinor: 0n });
  });

  it('leaves an adjustment waiting until a file carries it', async () => {
    const { accountId } = await aBilledAccount();
    await postsOurs(house.ctx, { accountId, kind: 'adjustment', amountMinor: -5_000n, effectiveOn: '2026-11-05' });
    await states(house.ctx, accountId, '2026-11-10', 100_000n);
    expect(await standsAt(house.ctx, accountId)).toEqual({ balanceMinor: 95_000n, onTheirWayMinor: 0n });
    expect(await entriesOf(accountId, 'reconciliation')).toEqual([]);
    await states(house.ctx, accountId, '2026-11-20', 95_000n);
    expect(await standsAt(house.ctx, accountId)).toEqual({ balanceMinor: 95_000n, onTheirWayMinor: 0n });
    expect(await entriesOf(accountId, 'confirmation')).toHaveLength(2);
    // And once it is carried, a file without it differs.
    await states(house.ctx, accountId, '2026-11-21', 100_000n);
    expect(await entriesOf(accountId, 'reconciliation')).toMatchObject([{ amountMinor: 5_000n }]);
  });

  it('of long ago, loaded afterwards, moves nothing', async () => {
    const { accountId } = await aBilledAccount();
    await states(house.ctx, accountId, '2026-11-15', 90_000n);
    house.clock.advance('PT1H');
    await bill(accountId, '2026-09-01', 30_000n);
    const old = await states(house.ctx, accountId, '2026-10-31', 12_000n);
    expect(await standsAt(house.ctx, accountId)).toMatchObject({ balanceMinor: 90_000n });
    await unsays(house.ctx, old);
    expect(await standsAt(house.ctx, accountId)).toMatchObject({ balanceMinor: 120_000n });
  });

  it('is not undone under a later one', async () => {
    const { accountId } = await aBilledAccount();
    const first = await states(house.ctx, accountId, '2026-11-15', 90_000n);
    house.clock.advance('PT1H');
    const second = await states(house.ctx, accountId, '2026-11-18', 70_000n);
    await expect(unsays(house.ctx, first)).rejects.toMatchObject({
      code: 'import.later-balances',
      values: { count: 1 },
    });
    await unsays(house.ctx, second);
    await unsays(house.ctx, first);
    expect(await standsAt(house.ctx, accountId)).toMatchObject({ balanceMinor: 100_000n });
  });
});

/** What happened, told without the ledger: a list from which the balance can be reckoned by hand. */
type Told =
  | { what: 'billed' | 'money' | 'adjustment'; day: string; minor: bigint; at: number; carriedAt?: number }
  | { what: 'file'; day: string; minor: bigint; at: number; batchId: string };

/** The newest file's word, what took effect after its day or was told after it came, and what billing does not carry yet. */
function reckon(told: readonly Told[]): bigint {
  const file = told.filter((one) => one.what === 'file').at(-1);
  return told.reduce(
    (all, one) => {
      if (one.what === 'file') return all;
      if (one.what === 'adjustment') return one.carriedAt === undefined ? all + one.minor : all;
      const isContained = file !== undefined && one.day <= file.day && one.at < file.at;
      return isContained ? all : all + one.minor;
    },
    (file?.minor ?? 0n) + carriedAfter(told, file?.at),
  );
}

/** An adjustment that an earlier file carried is in every later file's sum, and in nobody's when there is none left. */
function carriedAfter(told: readonly Told[], fileAt: number | undefined): bigint {
  return told.reduce(
    (all, one) =>
      one.what === 'adjustment' && one.carriedAt !== undefined && one.carriedAt > (fileAt ?? -1)
        ? all + one.minor
        : all,
    0n,
  );
}

it('the ledger equals what was told, after any sequence of bills, payments, refunds, adjustments, files and undos', async () => {
  const sum = fc.bigInt({ min: 1n, max: 90_000n });
  const step = fc.oneof(
    fc.record({ deed: fc.constant('bill' as const), minor: sum, daysAgo: fc.integer({ min: 0, max: 9 }) }),
    fc.record({ deed: fc.constant('pay' as const), minor: sum, daysAgo: fc.integer({ min: 0, max: 9 }) }),
    fc.record({ deed: fc.constant('refund' as const), minor: sum, daysAgo: fc.constant(0) }),
    fc.record({ deed: fc.constant('adjust' as const), minor: sum, daysAgo: fc.integer({ min: 0, max: 9 }) }),
    fc.record({
      deed: fc.constant('file' as const),
      minor: fc.bigInt({ min: -99_999n, max: 99_999n }),
      daysAgo: fc.constant(0),
    }),
    fc.record({ deed: fc.constant('carry' as const), minor: fc.constant(0n), daysAgo: fc.constant(0) }),
    fc.record({ deed: fc.constant('undo' as const), minor: fc.constant(0n), daysAgo: fc.constant(0) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const { accountId } = await aFlatWithAccount(house.ctx, buildingId);
      let told: Told[] = [];
      for (const [at, { deed, minor, daysAgo }] of steps.entries()) {
        house.clock.advance(at % 3 === 0 ? 'P1D' : 'PT1M');
        const today = dayOf(house.ctx.now(), 'UTC');
        const day = today.subtract({ days: daysAgo }).toString();
        if (deed === 'bill') {
          await bill(accountId, day, minor, `n-${at}`);
          told.push({ what: 'billed', day, minor, at });
        } else if (deed === 'pay') {
          await paysHere(house.ctx, accountId, minor, day);
          told.push({ what: 'money', day, minor: -minor, at });
        } else if (deed === 'refund') {
          const payment = await house.ctx.db.payment.findFirst({ where: { accountId, refundedMinor: 0n } });
          if (!payment) continue;
          const isPart = minor < payment.amountMinor;
          const back = isPart ? minor : payment.amountMinor;
          await house.ctx.db.payment.update({ where: { id: payment.id }, data: { refundedMinor: back } });
          const entry = {
            accountId,
            kind: 'refund' as const,
            amountMinor: back,
            effectiveOn: day,
            paymentId: payment.id,
          };
          await postsOurs(house.ctx, entry);
          told.push({ what: 'money', day, minor: back, at });
        } else if (deed === 'adjust') {
          // Whole thousands, so that no difference of a file looks like an adjustment it carries.
          const amountMinor = -minor * 100_000n;
          await postsOurs(house.ctx, { accountId, kind: 'adjustment', amountMinor, effectiveOn: day });
          told.push({ what: 'adjustment', day, minor: amountMinor, at });
        } else if (deed === 'undo') {
          const last = told.filter((one) => one.what === 'file').at(-1);
          if (last?.what !== 'file') continue;
          await unsays(house.ctx, last.batchId);
          told = told
            .filter((one) => one !== last)
            .map((one) => ('carriedAt' in one && one.carriedAt === last.at ? { ...one, carriedAt: undefined } : one));
        } else {
          const waiting = told.flatMap((one) =>
            one.what === 'adjustment' && one.carriedAt === undefined ? one.minor : [],
          );
          const without = reckon(told) - waiting.reduce((all, one) => all + one, 0n);
          const carries = deed === 'carry' && waiting.length > 0;
          const stated = carries ? reckon(told) : without + (deed === 'carry' ? 0n : minor);
          const batchId = await states(house.ctx, accountId, today.toString(), stated);
          if (carries) {
            told = told.map((one) =>
              one.what === 'adjustment' && one.carriedAt === undefined ? { ...one, carriedAt: at } : one,
            );
          }
          told.push({ what: 'file', day: today.toString(), minor: stated, at, batchId });
        }
        expect((await standsAt(house.ctx, accountId)).balanceMinor).toBe(reckon(told));
      }
      const files = told.filter((one) => one.what === 'file');
      const onTheirWay = told.reduce(
        (all, one) =>
          one.what === 'money' && !files.some((file) => file.at > one.at && file.day >= one.day)
            ? all - one.minor
            : all,
        0n,
      );
      expect((await standsAt(house.ctx, accountId)).onTheirWayMinor).toBe(onTheirWay);
    }),
    { numRuns: 25 },
  );
});
