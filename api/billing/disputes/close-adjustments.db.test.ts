import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StaffActor, systemActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { newDigits, newId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { shiftPeriod } from '#api/core/time.ts';
import { aBuilding, aColleague, aCompany, aUnit } from '#api/residents/testing.ts';
import { openTicket } from '#api/tickets/open-ticket.ts';
import { balanceOf } from '../ledger.ts';
import { recordPayment } from '../record-payment.ts';
import { lockAccount, settleAccounts } from '../settle-account.ts';
import { closeAdjustments, reopenAdjustments } from './close-adjustments.ts';
import { aBill, accountOf, mustAgree } from './testing.ts';
import { holdOpenDispute, writeDecision } from './write-decision.ts';
import { withdrawn, writeDispute } from './write-dispute.ts';

let house: TestHouse;
let buildingId: string;
let galina: StaffActor;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  buildingId = await aBuilding(house.ctx);
  galina = await aColleague(house.ctx, 'accountant');
});
afterAll(() => house.close());

async function anAccount(): Promise<string> {
  return accountOf(house.ctx, await aUnit(house.ctx, { buildingId, accountNumber: newDigits(10) }));
}

async function aBatch(): Promise<string> {
  const id = newId(house.ctx.now());
  const counts = { rowCount: 1, goodCount: 1, badCount: 0 };
  await house.ctx.db.importBatch.create({
    data: {
      ...{ id, target: 'invoices', state: 'applied', fileName: 'bills.csv', sha256: id, summary: {}, ...counts },
      createdAt: house.ctx.now(),
    },
  });
  return id;
}

/** A bill that came in a file. */
async function carried(accountId: string, batchId: string, more: Parameters<typeof aBill>[2]): Promise<string> {
  const { id } = await aBill(house.ctx, accountId, more);
  await house.ctx.db.invoice.update({ where: { id }, data: { importBatchId: batchId } });
  return id;
}

async function dispute(invoiceId: string, lineIds: string[] = []): Promise<string> {
  const bill = await house.ctx.db.invoice.findUniqueOrThrow({ where: { id: invoiceId }, include: { account: true } });
  const { unitId } = bill.account;
  return inTransaction(house.ctx, async (tx) => {
    await lockAccount(tx, bill.accountId);
    const ticket = await openTicket(tx, systemActor, {
      ...{ unitId, kind: 'billing', place: 'flat', text: 'Why?', files: [], source: 'admin' },
    });
    return writeDispute(tx, { ticketId: ticket.id, invoiceId, lineIds, reason: 'volume', decideBy: null });
  });
}

const decide = (disputeId: string, acceptedMinor: bigint) =>
  inTransaction(house.ctx, async (tx) =>
    writeDecision(tx, galina, await holdOpenDispute(tx, disputeId), {
      ...{ outcome: acceptedMinor > 0n ? 'partial' : 'rejected', acceptedMinor, answer: 'So' },
    }),
  );
const close = (accountId: string, batchId: string) =>
  inTransaction(house.ctx, async (tx) => {
    await lockAccount(tx, accountId);
    return closeAdjustments(tx, { accountId, batchId });
  });
const reopen = (batchId: string) =>
  inTransaction(house.ctx, async (tx) => {
    await reopenAdjustments(tx, batchId);
    const bills = await tx.db.invoice.findMany({ where: { importBatchId: batchId }, select: { accountId: true } });
    await settleAccounts(
      tx,
      bills.map((bill) => bill.accountId),
    );
  });
const balance = async (accountId: string) =>
  (await balanceOf(house.ctx, [accountId])).get(accountId)?.balanceMinor ?? 0n;
const pay = (accountId: string, amountMinor: bigint) =>
  recordPayment(house.ctx, systemActor, {
    ...{ accountId, amountMinor, paidOn: '2026-11-20', provider: 'sandbox', chargeId: newDigits(14) },
  });

describe('an accepted adjustment', () => {
  it('is closed by the bill whose recalculation carries it, and counted once', async () => {
    const accountId = await anAccount();
    const november = await aBill(house.ctx, accountId, {
      lines: [
        ['cold-water', 3_000n],
        ['heating', 7_000n],
      ],
    });
    const disputeId = await dispute(november.id, [november.lines[0] ?? '']);
    await decide(disputeId, 3_000n);
    await pay(accountId, 7_000n);
    expect(await balance(accountId)).toBe(0n);
    const batchId = await aBatch();
    const december = await carried(accountId, batchId, {
      ...{
        period: '2026-12',
        lines: [
          ['cold-water', 1_000n, -3_000n],
          ['heating', 7_000n],
        ],
      },
    });
    expect(await close(accountId, batchId)).toEqual([disputeId]);
    // Billing reckons 10 000 − 7 000 paid + 8 000 − 3 000 recalculated: the same.
    expect(await balance(accountId)).toBe(8_000n);
    expect(await house.ctx.db.invoice.findUnique({ where: { id: december } })).toMatchObject({
      totalMinor: 5_000n,
      adjustedMinor: 3_000n,
    });
    expect(await house.ctx.db.dispute.findUnique({ where: { id: disputeId } })).toMatchObject({
      billedBatchId: batchId,
    });
    expect(await close(accountId, batchId)).toEqual([]);
    await mustAgree(house.ctx, accountId);
    await reopen(batchId);
    await reopen(batchId);
    expect(await balance(accountId)).toBe(5_000n);
    expect(await house.ctx.db.dispute.findUnique({ where: { id: disputeId } })).toMatchObject({ billedAt: null });
    await mustAgree(house.ctx, accountId);
    expect(await close(accountId, batchId)).toEqual([disputeId]);
    expect(await balance(accountId)).toBe(8_000n);
  });

  it.each([
    ['covers it only in part', '2026-12', [['cold-water', 1_000n, -2_999n]]],
    ['is of another service', '2026-12', [['heating', 1_000n, -3_000n]]],
    ['stands on an earlier bill', '2026-10', [['cold-water', 1_000n, -3_000n]]],
  ] as const)('stays open while the recalculation %s', async (_why, period, lines) => {
    const accountId = await anAccount();
    const { id, lines: own } = await aBill(house.ctx, accountId, { lines: [['cold-water', 3_000n]] });
    await decide(await dispute(id, own), 3_000n);
    const batchId = await aBatch();
    await carried(accountId, batchId, { period, lines: lines.map((line) => [...line]) });
    expect(await close(accountId, batchId)).toEqual([]);
    await mustAgree(house.ctx, accountId);
  });

  it('does not share its recalculation with another', async () => {
    const accountId = await anAccount();
    const { id, lines } = await aBill(house.ctx, accountId, {
      lines: [
        ['cold-water', 3_000n],
        ['cold-water', 3_000n],
      ],
    });
    const [first, second] = [await dispute(id, lines.slice(0, 1)), await dispute(id, lines.slice(1))];
    await decide(first, 3_000n);
    await decide(second, 3_000n);
    const batchId = await aBatch();
    await carried(accountId, batchId, { period: '2026-12', lines: [['cold-water', 1_000n, -5_000n]] });
    expect(await close(accountId, batchId)).toEqual([first]);
    expect(await close(accountId, batchId)).toEqual([]);
  });
});

type Step =
  | { do: 'bill'; minors: number[]; recalculated: number }
  | { do: 'pay'; minor: number }
  | { do: 'dispute'; bill: number; line: number | null }
  | { do: 'decide'; dispute: number; percent: number }
  | { do: 'withdraw' | 'undo'; which: number };

/** Every story has a decision to carry. */
const beginning: Step[] = [
  { do: 'bill', minors: [4_000, 2_000], recalculated: 0 },
  { do: 'dispute', bill: 0, line: 0 },
  { do: 'decide', dispute: 0, percent: 50 },
];
/** A bill carries it and is undone again: chance alone need not come by here. */
const untold: Step[] = [
  { do: 'bill', minors: [5_000], recalculated: 9_000 },
  { do: 'undo', which: 1 },
];
const at = fc.nat({ max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('bill' as const),
    minors: fc.array(fc.integer({ min: -500, max: 9_999 }), { minLength: 1, maxLength: 3 }),
    recalculated: fc.integer({ min: 0, max: 9_000 }),
  }),
  fc.record({ do: fc.constant('pay' as const), minor: fc.integer({ min: 1, max: 9_999 }) }),
  fc.record({ do: fc.constant('dispute' as const), bill: at, line: fc.option(fc.nat({ max: 2 })) }),
  fc.record({ do: fc.constant('dispute' as const), bill: at, line: fc.option(fc.nat({ max: 2 })) }),
  fc.record({ do: fc.constant('decide' as const), dispute: at, percent: fc.integer({ min: 0, max: 100 }) }),
  fc.record({ do: fc.constantFrom('withdraw' as const, 'undo' as const), which: at }),
);

it('ledger, bills, lines and payments agree after any sequence of bills, payments, disputes, decisions and undos', {
  timeout: 120_000,
}, async () => {
  const seen = { accepted: 0, closed: 0, reopened: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const accountId = await anAccount();
      const bills: { id: string; lines: string[] }[] = [];
      const disputes: string[] = [];
      const batches: string[] = [];
      for (const one of [...beginning, ...steps]) {
        await doStep(one, { accountId, bills, disputes, batches });
        await mustAgree(house.ctx, accountId);
      }
    }),
    { numRuns: 40, examples: [[untold]] },
  );
  expect(Object.values(seen).every((count) => count > 0)).toBe(true);

  type Story = { accountId: string; bills: { id: string; lines: string[] }[]; disputes: string[]; batches: string[] };

  async function doStep(one: Step, { accountId, bills, disputes, batches }: Story): Promise<void> {
    if (one.do === 'bill') {
      const batchId = await aBatch();
      const [first = 0, ...rest] = one.minors.map(BigInt);
      const bill = await aBill(house.ctx, accountId, {
        period: shiftPeriod('2026-11', bills.length),
        lines: [['s', BigInt(first), -BigInt(one.recalculated)], ...rest.map((minor) => ['s', minor] as ['s', bigint])],
      });
      await house.ctx.db.invoice.update({ where: { id: bill.id }, data: { importBatchId: batchId } });
      bills.push(bill);
      batches.push(batchId);
      seen.closed += (await close(accountId, batchId)).length;
    } else if (one.do === 'pay') await pay(accountId, BigInt(one.minor));
    else if (one.do === 'dispute') {
      const bill = bills[one.bill % Math.max(1, bills.length)];
      const line = one.line === null ? undefined : bill?.lines[one.line];
      // Refused when nothing is asked for there, or somebody disputes it already: then nothing may have changed.
      if (bill) await dispute(bill.id, line ? [line] : []).then((id) => disputes.push(id), refused);
    } else if (one.do === 'decide') {
      const id = disputes[one.dispute % Math.max(1, disputes.length)];
      if (!id) return;
      const { disputedMinor } = await house.ctx.db.dispute.findUniqueOrThrow({ where: { id } });
      const minor = (disputedMinor * BigInt(one.percent)) / 100n;
      await decide(id, minor).then(() => {
        if (minor > 0n) seen.accepted += 1;
      }, refused);
    } else if (one.do === 'withdraw') {
      const id = disputes[one.which % Math.max(1, disputes.length)];
      if (id) await inTransaction(house.ctx, async (tx) => withdrawn(tx, await holdOpenDispute(tx, id))).catch(refused);
    } else {
      const batchId = batches[one.which % Math.max(1, batches.length)];
      // A file whose bills are disputed is not undone (`undoBills`).
      if (!batchId || (await isDisputed(batchId))) return;
      seen.reopened += await house.ctx.db.dispute.count({ where: { billedBatchId: batchId } });
      await reopen(batchId);
    }
  }

  async function isDisputed(importBatchId: string): Promise<boolean> {
    return (
      (await house.ctx.db.dispute.count({ where: { invoice: { importBatchId }, state: { not: 'withdrawn' } } })) > 0
    );
  }

  function refused(error: { code?: string }): void {
    if (!error.code?.startsWith('dispute.')) throw error;
  }
});
