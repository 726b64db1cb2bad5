import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StaffActor, systemActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { dayOf, PlainDate, toDateColumn } from '#api/core/time.ts';
import { aBuilding, aColleague, aCompany } from '#api/residents/testing.ts';
import { openTicket } from '#api/tickets/open-ticket.ts';
import { mustAgree } from '../disputes/testing.ts';
import { holdOpenDispute, writeDecision } from '../disputes/write-decision.ts';
import { writeDispute } from '../disputes/write-dispute.ts';
import { aFlatWithAccount } from '../testing.ts';
import { aBatch, paysHere, postsOurs, standsAt, states, unsays } from '../testing-ledger.ts';
import { judgeBills } from './judge-bills.ts';
import { mergeBills } from './merge-bills.ts';
import { undoBills } from './undo-bills.ts';

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

type Flat = { unitId: string; accountId: string; number: string };
type Bill = { period: string; issuedOn: string; minor: bigint; carriedMinor: bigint | null };

/** A file with one bill, as the reading thread leaves it, applied. */
async function importBill({ number }: Flat, bill: Bill): Promise<string> {
  const { ctx } = house;
  const batchId = await aBatch(ctx, 'invoices');
  await ctx.db.importLine.create({
    data: {
      ...{ batchId, line: 2, cells: '[]', accountNumber: number, payee: '', period: bill.period, number: bill.period },
      ...{
        issuedOn: toDateColumn(bill.issuedOn),
        dueOn: toDateColumn('2026-12-25'),
        serviceCode: 'water',
        serviceName: 'Вода',
      },
      ...{
        group: 'water',
        unit: '',
        chargedMinor: bill.minor,
        recalculationMinor: 0n,
        benefitMinor: 0n,
        penaltyMinor: 0n,
      },
      debtMinor: bill.carriedMinor,
    },
  });
  await inTransaction(ctx, async (tx) => {
    await judgeBills(tx, batchId);
    await mergeBills(tx, { id: batchId, actor: systemActor });
  });
  return batchId;
}

async function undo(batchId: string): Promise<void> {
  await inTransaction(house.ctx, async (tx) => {
    await undoBills(tx, batchId);
    await tx.db.importBatch.update({ where: { id: batchId }, data: { state: 'undone', undoneAt: tx.now() } });
  });
}

/** The oldest bill nobody has disputed yet gets less by `minor`. */
async function acceptDispute({ unitId, accountId }: Flat, minor: bigint): Promise<string | null> {
  const bill = await house.ctx.db.invoice.findFirst({
    where: { accountId, state: 'issued', disputes: { none: {} } },
    orderBy: { period: 'asc' },
  });
  if (!bill) return null;
  await inTransaction(house.ctx, async (tx) => {
    const { id: ticketId } = await openTicket(tx, systemActor, {
      ...{ unitId, kind: 'billing', place: 'flat', text: 'Why?', files: [], source: 'admin' },
    });
    const id = await writeDispute(tx, { ticketId, invoiceId: bill.id, lineIds: [], reason: 'volume', decideBy: null });
    const decision = { outcome: 'partial', acceptedMinor: minor, answer: 'So' } as const;
    await writeDecision(tx, galina, await holdOpenDispute(tx, id), decision);
  });
  return bill.period;
}

/** The books kept by hand: what took effect on which day, what files stated, and which bill of a month stands. */
type Entry = { day: string; minor: bigint; file?: string };
type Stated = { asOf: string; minor: bigint; file: string };
type File = { id: string; kind: 'bill' | 'balance'; period?: string };

class Books {
  entries: Entry[] = [];
  stated: Stated[] = [];
  files: File[] = [];
  /** Accepted decisions, which no file carries yet. */
  awaiting = 0n;
  readonly disputed = new Set<string>();
  /** Of each month the bills of files that stand, newest last. */
  readonly bills = new Map<string, { bill: Bill; file: string }[]>();

  balance(): bigint {
    return this.entries.reduce((all, { minor }) => all + minor, -this.awaiting);
  }

  takeBill(bill: Bill, file: string): void {
    const before = this.bills.get(bill.period) ?? [];
    const old = before.at(-1)?.bill;
    this.files.push({ id: file, kind: 'bill', period: bill.period });
    const isSame = old && old.minor === bill.minor && (old.carriedMinor ?? 0n) === (bill.carriedMinor ?? 0n);
    if (isSame || (old && this.disputed.has(bill.period))) return;
    if (old) this.entries.push({ day: old.issuedOn, minor: -old.minor, file });
    this.entries.push({ day: bill.issuedOn, minor: bill.minor, file });
    this.bills.set(bill.period, [...before, { bill, file }]);
    if (bill.carriedMinor === null) return;
    const asOf = PlainDate.from(bill.issuedOn).subtract({ days: 1 }).toString();
    const said = this.stated.filter((one) => one.asOf === asOf).at(-1);
    if (said?.minor !== bill.carriedMinor) this.state({ asOf, minor: bill.carriedMinor, file });
  }

  takeBalance(asOf: string, minor: bigint, file: string): void {
    this.files.push({ id: file, kind: 'balance' });
    this.state({ asOf, minor, file });
  }

  private state(said: Stated): void {
    this.stated.push(said);
    const newest = this.stated.reduce((best, next) => (next.asOf >= best.asOf ? next : best));
    const until = this.entries.filter(({ day }) => day <= newest.asOf).reduce((all, { minor }) => all + minor, 0n);
    this.entries.push({ day: newest.asOf, minor: newest.minor - until, file: said.file });
  }

  takeBack(id: string): void {
    this.entries = this.entries.filter(({ file }) => file !== id);
    this.stated = this.stated.filter(({ file }) => file !== id);
    this.files = this.files.filter((file) => file.id !== id);
    for (const [period, bills] of this.bills) {
      this.bills.set(
        period,
        bills.filter(({ file }) => file !== id),
      );
    }
  }
}

it('the ledger equals books kept by hand, after any sequence of bills, payments, refunds, decisions, balances and undos', async () => {
  // Hundreds, so that no difference of a file looks like a decision it carries: those end in 1.
  const sum = fc.bigInt({ min: 20n, max: 900n }).map((hundreds) => hundreds * 100n);
  const carried = fc.option(fc.bigInt({ min: -900n, max: 900n }).map((hundreds) => hundreds * 100n));
  const step = fc.record({
    deed: fc.constantFrom('bill', 'bill', 'bill', 'pay', 'refund', 'decide', 'balance', 'undo', 'undo'),
    ...{
      minor: sum,
      carriedMinor: carried,
      month: fc.integer({ min: 7, max: 10 }),
      daysAgo: fc.integer({ min: 0, max: 60 }),
    },
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
      const { ctx } = house;
      const own = await aFlatWithAccount(ctx, buildingId);
      const { number } = await ctx.db.account.findUniqueOrThrow({ where: { id: own.accountId } });
      const flat = { ...own, number };
      const books = new Books();
      for (const { deed, minor, carriedMinor, month, daysAgo } of steps) {
        house.clock.advance('PT1M');
        const today = dayOf(ctx.now(), 'UTC');
        const day = today.subtract({ days: daysAgo }).toString();
        if (deed === 'bill') {
          const two = (value: number) => String(value).padStart(2, '0');
          const bill = { period: `2026-${two(month)}`, issuedOn: `2026-${two(month + 1)}-01`, minor, carriedMinor };
          books.takeBill(bill, await importBill(flat, bill));
        } else if (deed === 'pay') {
          await paysHere(ctx, flat.accountId, minor, day);
          books.entries.push({ day, minor: -minor });
        } else if (deed === 'refund') {
          const payment = await ctx.db.payment.findFirst({ where: { accountId: flat.accountId, refundedMinor: 0n } });
          if (!payment) continue;
          const laid = await ctx.db.paymentAllocation.aggregate({
            where: { paymentId: payment.id },
            _sum: { amountMinor: true },
          });
          const free = payment.amountMinor - (laid._sum.amountMinor ?? 0n);
          if (free <= 0n) continue;
          await ctx.db.payment.update({ where: { id: payment.id }, data: { refundedMinor: free } });
          const about = { accountId: flat.accountId, effectiveOn: today.toString(), paymentId: payment.id };
          await postsOurs(ctx, { ...about, kind: 'refund', amountMinor: free });
          books.entries.push({ day: today.toString(), minor: free });
        } else if (deed === 'decide') {
          const period = await acceptDispute(flat, 1_001n);
          if (!period) continue;
          books.awaiting += 1_001n;
          books.disputed.add(period);
        } else if (deed === 'balance') {
          const asOf = today.toString();
          books.takeBalance(asOf, minor, await states(ctx, flat.accountId, asOf, minor));
        } else {
          const last = books.files.at(-1);
          if (!last) continue;
          const mine = (books.bills.get(last.period ?? '') ?? []).at(-1)?.file === last.id;
          if (last.kind === 'balance') await unsays(ctx, last.id);
          else if (mine && books.disputed.has(last.period ?? '')) {
            await expect(undo(last.id)).rejects.toMatchObject({ code: 'import.bills-disputed' });
            continue;
          } else await undo(last.id);
          books.takeBack(last.id);
        }
        expect((await standsAt(ctx, flat.accountId)).balanceMinor).toBe(books.balance());
        await mustAgree(ctx, flat.accountId);
      }
    }),
    { numRuns: 30 },
  );
});
