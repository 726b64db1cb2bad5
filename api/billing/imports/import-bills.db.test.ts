import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StaffActor, systemActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { importTargets } from '#api/flows/import-targets.ts';
import { applyImport } from '#api/imports/apply-import.ts';
import { checkFile } from '#api/imports/check-file.ts';
import { undoImport } from '#api/imports/undo-import.ts';
import { aBuilding, aColleague, aCompany, aUnit, saidData } from '#api/residents/testing.ts';
import { openTicket } from '#api/tickets/open-ticket.ts';
import { mustAgree } from '../disputes/testing.ts';
import { holdOpenDispute, writeDecision } from '../disputes/write-decision.ts';
import { writeDispute } from '../disputes/write-dispute.ts';
import { aPaymentOf } from '../testing.ts';
import { standsAt } from '../testing-ledger.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let buildingId: string;
let galina: StaffActor;
let last = 100;

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
  buildingId = await aBuilding(ctx);
  galina = await aColleague(ctx, 'accountant');
});
afterAll(() => house.close());

async function anAccount() {
  last += 1;
  const number = `0000520${last}`;
  const unitId = await aUnit(ctx, { buildingId, accountNumber: number });
  const { id } = await ctx.db.account.findFirstOrThrow({ where: { unitId } });
  return { number, id, unitId };
}

const head =
  'account_number;period;issue_date;due_date;document_number;service_code;service_name;group;unit;volume;volume_method;tariff;charged;recalculation;benefit;penalty;debt;paid;to_pay';

/** A row of the file; say only what the test is about. */
function row(number: string, more: Record<string, string> = {}): string {
  const cells: Record<string, string> = {
    ...{ account_number: number, period: '2026-10', issue_date: '01.11.2026', due_date: '15.11.2026' },
    ...{ service_code: 'water', service_name: 'Холодная вода', charged: '100,00', ...more },
  };
  return head
    .split(';')
    .map((column) => cells[column] ?? '')
    .join(';');
}

function check(...rows: string[]) {
  const bytes = new TextEncoder().encode([head, ...rows].join('\r\n'));
  return checkFile(ctx, systemActor, { target: 'invoices', fileName: 'invoices.csv', bytes }, importTargets);
}

async function load(...rows: string[]) {
  house.clock.advance('PT1M');
  return applyImport(ctx, systemActor, (await check(...rows)).id, importTargets);
}

const undo = (id: string) => undoImport(ctx, systemActor, id, importTargets);
const owes = async (accountId: string) => (await standsAt(ctx, accountId)).balanceMinor;
const billsOf = (accountId: string) =>
  ctx.db.invoice.findMany({
    where: { accountId, state: 'issued' },
    include: { lines: { orderBy: { position: 'asc' } } },
    orderBy: { period: 'asc' },
  });
const toldOf = async (accountId: string) =>
  ((await saidData(ctx, 'invoice.issued')) as { invoiceId: string; accountId: string }[]).filter(
    (one) => one.accountId === accountId,
  );
const problemsOf = ({ problems }: { problems: { line: number; code: string }[] }) =>
  problems.map(({ line, code }) => [line, code]);

async function dispute(account: { unitId: string }, invoiceId: string): Promise<string> {
  return inTransaction(ctx, async (tx) => {
    const ticket = await openTicket(tx, systemActor, {
      ...{ unitId: account.unitId, kind: 'billing', place: 'flat', text: 'Why?', files: [], source: 'admin' },
    });
    return writeDispute(tx, { ticketId: ticket.id, invoiceId, lineIds: [], reason: 'volume', decideBy: null });
  });
}

const accept = (disputeId: string, acceptedMinor: bigint) =>
  inTransaction(ctx, async (tx) =>
    writeDecision(tx, galina, await holdOpenDispute(tx, disputeId), {
      ...{ outcome: 'partial', acceptedMinor, answer: 'So' },
    }),
  );

describe('a file of bills', () => {
  it('says what it would do, does it, and does nothing the second time', async () => {
    const account = await anAccount();
    const rows = [
      row(account.number, {
        ...{ volume: '6', volume_method: 'meter', tariff: '65,97', charged: '395,82', unit: 'м³', to_pay: '395,82' },
      }),
      row(account.number, {
        ...{ service_code: 'heat', service_name: 'Отопление', charged: '1 980,69', recalculation: '-80,69' },
        ...{ benefit: '100', penalty: '3,17', to_pay: '1803,17' },
      }),
    ];
    const checked = await check(...rows);
    expect(checked).toMatchObject({ state: 'checked', goodCount: 2, badCount: 0 });
    expect(checked.effects).toEqual({ bills: 1, replaced: 0, unchanged: 0 });
    expect(await billsOf(account.id)).toEqual([]);
    expect((await load(...rows)).effects).toMatchObject({ bills: 1, replaced: 0, unchanged: 0 });
    const [bill] = await billsOf(account.id);
    expect(bill).toMatchObject({
      ...{
        number: `${account.number}-1026`,
        chargedMinor: 237_651n,
        recalculationMinor: -8_069n,
        benefitMinor: 10_000n,
      },
      ...{ penaltyMinor: 317n, roundingMinor: 0n, totalMinor: 219_899n, paidMinor: 0n },
    });
    expect(bill?.lines).toMatchObject([
      { serviceName: 'Холодная вода', group: 'water', unit: 'м³', volumeMethod: 'meter', toPayMinor: 39_582n },
      { serviceName: 'Отопление', group: 'heating', toPayMinor: 180_317n },
    ]);
    expect(await owes(account.id)).toBe(219_899n);
    expect((await load(...rows)).effects).toMatchObject({ bills: 0, replaced: 0, unchanged: 1, differing: 0 });
    expect(await owes(account.id)).toBe(219_899n);
    const told = await toldOf(account.id);
    expect(told).toEqual([{ invoiceId: bill?.id, accountId: account.id, unitId: account.unitId }]);
    await mustAgree(ctx, account.id);
  });

  it('tells of the newest bill alone when history is loaded', async () => {
    const account = await anAccount();
    await load(
      ...['2026-08', '2026-09', '2026-10'].map((period) =>
        row(account.number, { period, issue_date: '', due_date: '15.11.2026' }),
      ),
    );
    const bills = await billsOf(account.id);
    expect(bills.map(({ issuedOn }) => issuedOn.toISOString().slice(0, 10))).toEqual([
      '2026-09-01',
      '2026-10-01',
      '2026-11-01',
    ]);
    const told = await toldOf(account.id);
    expect(told.map(({ invoiceId }) => invoiceId)).toEqual([bills[2]?.id]);
  });

  it('is paid by an advance, and the debt it carries over sets the balance right', async () => {
    const account = await anAccount();
    await aPaymentOf(ctx, account.id, 30_000n, '2026-10-20');
    const applied = await load(
      row(account.number, { debt: '-250,00', to_pay: '-150,00' }),
      row(account.number, { service_code: 'gas', service_name: 'Газ', to_pay: '100,40' }),
    );
    // 300,00 were paid; billing knows of 250,00: one entry of 50,00, and the payment is confirmed.
    expect(applied.effects).toMatchObject({ bills: 1, reconciled: 1, differing: 1 });
    expect(await standsAt(ctx, account.id)).toEqual({ balanceMinor: -4_960n, onTheirWayMinor: 0n });
    const [bill] = await billsOf(account.id);
    expect(bill).toMatchObject({ openingMinor: -25_000n, totalMinor: -4_960n, roundingMinor: 40n, paidMinor: 20_040n });
    await undo(applied.id);
    expect(await standsAt(ctx, account.id)).toEqual({ balanceMinor: -30_000n, onTheirWayMinor: 30_000n });
    expect(await billsOf(account.id)).toEqual([]);
    await mustAgree(ctx, account.id);
  });

  it('replaces a bill that comes again with other sums, and its undo brings the old one back', async () => {
    const account = await anAccount();
    const first = await load(row(account.number), row(account.number, { service_name: 'Газ', service_code: 'gas' }));
    const [old] = await billsOf(account.id);
    await aPaymentOf(ctx, account.id, 15_000n, '2026-11-05');
    await ctx.db.paymentTarget.createMany({
      data: (await ctx.db.payment.findMany({ where: { accountId: account.id } })).map(({ id }) => ({
        ...{ paymentId: id, invoiceId: old?.id ?? '', position: 1 },
      })),
    });
    const again = [
      row(account.number, { charged: '70,00' }),
      row(account.number, { service_name: 'Газ', service_code: 'gas' }),
    ];
    expect((await check(...again)).effects).toEqual({ bills: 0, replaced: 1, unchanged: 0 });
    const second = await load(...again);
    const [bill, ...others] = await billsOf(account.id);
    expect(others).toEqual([]);
    expect(bill).toMatchObject({ totalMinor: 17_000n, paidMinor: 15_000n });
    expect(await ctx.db.invoice.findUnique({ where: { id: old?.id } })).toMatchObject({
      state: 'cancelled',
      paidMinor: 0n,
    });
    expect(await owes(account.id)).toBe(2_000n);
    await mustAgree(ctx, account.id);
    await expect(undo(first.id)).rejects.toMatchObject({ code: 'import.bills-replaced', values: { count: 1 } });
    await undo(second.id);
    expect((await billsOf(account.id)).map(({ id, paidMinor }) => [id, paidMinor])).toEqual([[old?.id, 15_000n]]);
    expect(await ctx.db.paymentTarget.count({ where: { invoiceId: old?.id } })).toBe(1);
    expect(await owes(account.id)).toBe(5_000n);
    await mustAgree(ctx, account.id);
    expect((await load(...again)).effects).toMatchObject({ replaced: 1 });
    expect(await owes(account.id)).toBe(2_000n);
    await mustAgree(ctx, account.id);
  });

  it('lands no half of a bill: a bad line refuses its bill with a reason on each row, and the other bills land', async () => {
    const [bad, good, mixed, disagreeing] = [
      await anAccount(),
      await anAccount(),
      await anAccount(),
      await anAccount(),
    ];
    const applied = await load(
      row(bad.number, { to_pay: '100' }),
      row(bad.number, { service_name: 'Газ', charged: 'сто', to_pay: '100' }),
      row(good.number, { to_pay: '100,99' }),
      row('00005209', { to_pay: '100' }),
      row(mixed.number, { due_date: '15.11.2026', to_pay: '100' }),
      row(mixed.number, { due_date: '16.11.2026', to_pay: '100' }),
      row(disagreeing.number, { to_pay: '101,01' }),
    );
    expect(applied).toMatchObject({ state: 'applied', goodCount: 1, badCount: 6, effects: { bills: 1 } });
    expect(problemsOf(applied)).toEqual([
      [2, 'import.bill-refused'],
      [3, 'import.bad-number'],
      [5, 'import.account-unknown'],
      [6, 'import.bill-differs'],
      [7, 'import.bill-differs'],
      [8, 'import.sums-disagree'],
    ]);
    expect(applied.problems.at(-1)?.values).toEqual({ said: '101.01', found: '100.00' });
    expect(await billsOf(good.id)).toMatchObject([{ totalMinor: 10_099n, roundingMinor: 99n }]);
    for (const account of [bad, mixed, disagreeing]) expect(await billsOf(account.id)).toEqual([]);
  });

  it('does not land a bill one of whose lines went astray', async () => {
    const [one, other] = [await anAccount(), await anAccount()];
    const applied = await load(
      row(one.number, { document_number: 'D-1' }),
      row('00009999', { document_number: 'D-1', service_name: 'Газ' }),
      row(other.number),
      row(other.number, { period: '2026-14', service_name: 'Газ' }),
    );
    expect(problemsOf(applied)).toEqual([
      [2, 'import.bill-refused'],
      [3, 'import.account-unknown'],
      [4, 'import.bill-refused'],
      [5, 'import.bad-period'],
    ]);
  });

  it('refuses a bill without its total where the others have theirs', async () => {
    const account = await anAccount();
    const applied = await check(row(account.number, { to_pay: '100' }), row(account.number, { service_name: 'Газ' }));
    expect(problemsOf(applied)).toEqual([
      [2, 'import.bill-refused'],
      [3, 'import.cell-missing'],
    ]);
  });

  it('leaves alone what is disputed, decided or just being paid, and says so', async () => {
    const [disputed, decided, paying] = [await anAccount(), await anAccount(), await anAccount()];
    const first = await load(...[disputed, decided, paying].map(({ number }) => row(number)));
    const idOf = async (account: { id: string }) => (await billsOf(account.id))[0]?.id ?? '';
    await dispute(disputed, await idOf(disputed));
    await accept(await dispute(decided, await idOf(decided)), 4_000n);
    const { id: paymentId } = await ctx.db.payment.create({
      data: {
        ...{ id: crypto.randomUUID(), accountId: paying.id, provider: 'sandbox', state: 'pending', currency: 'RUB' },
        ...{ amountMinor: 10_000n, commissionMinor: 0n, refundedMinor: 0n, createdAt: ctx.now() },
        payeeId: (await ctx.db.payee.findFirstOrThrow()).id,
      },
    });
    await ctx.db.paymentTarget.create({ data: { paymentId, invoiceId: await idOf(paying), position: 1 } });
    const again = await load(...[disputed, decided, paying].map(({ number }) => row(number, { charged: '90,00' })));
    expect(problemsOf(again)).toEqual([
      [2, 'import.bill-disputed'],
      [3, 'import.bill-adjusted'],
      [4, 'import.bill-being-paid'],
    ]);
    await expect(undo(first.id)).rejects.toMatchObject({ code: 'import.bills-disputed', values: { count: 2 } });
    expect(await owes(decided.id)).toBe(6_000n);
  });

  it('closes a decision that a later bill carries, before it sets balances right; its undo opens it again', async () => {
    const account = await anAccount();
    await load(row(account.number));
    const [bill] = await billsOf(account.id);
    await accept(await dispute(account, bill?.id ?? ''), 4_000n);
    expect(await owes(account.id)).toBe(6_000n);
    // Billing reckons without it until its own recalculation: 100 owed, then 100 more with 40 off.
    const carrying = row(account.number, {
      ...{ period: '2026-11', issue_date: '19.11.2026', due_date: '15.12.2026', recalculation: '-40', debt: '100' },
    });
    const second = await load(carrying);
    expect(second.effects).toMatchObject({ bills: 1, reconciled: 1, differing: 0 });
    expect(await owes(account.id)).toBe(16_000n);
    expect(await ctx.db.dispute.findFirst({ where: { invoiceId: bill?.id } })).toMatchObject({
      billedBatchId: second.id,
    });
    await mustAgree(ctx, account.id);
    await undo(second.id);
    expect(await owes(account.id)).toBe(6_000n);
    expect(await ctx.db.dispute.findFirst({ where: { invoiceId: bill?.id } })).toMatchObject({ billedBatchId: null });
    await mustAgree(ctx, account.id);
  });

  it('is not undone under balances that were stated later', async () => {
    const account = await anAccount();
    const first = await load(row(account.number));
    house.clock.advance('PT1H');
    await load(
      row(account.number, { period: '2026-11', issue_date: '20.11.2026', due_date: '15.12.2026', debt: '100' }),
    );
    await expect(undo(first.id)).rejects.toMatchObject({ code: 'import.later-balances', values: { count: 1 } });
  });

  it('does not apply what a crash of the database took away', async () => {
    const account = await anAccount();
    const { id } = await check(row(account.number));
    await ctx.db.importLine.deleteMany({ where: { batchId: id } });
    await expect(applyImport(ctx, systemActor, id, importTargets)).rejects.toMatchObject({ code: 'import.rows-lost' });
    expect(await billsOf(account.id)).toEqual([]);
  });
});
