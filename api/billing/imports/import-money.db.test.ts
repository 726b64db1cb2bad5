import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { importTargets } from '#api/flows/import-targets.ts';
import { applyImport } from '#api/imports/apply-import.ts';
import { checkFile } from '#api/imports/check-file.ts';
import { undoImport } from '#api/imports/undo-import.ts';
import { aBuilding, aColleague, aCompany, aUnit } from '#api/residents/testing.ts';
import { recordPayment } from '../record-payment.ts';
import { aBillOf, aLine } from '../testing.ts';
import { standsAt } from '../testing-ledger.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let buildingId: string;
let last = 100;

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
  buildingId = await aBuilding(ctx);
});
afterAll(() => house.close());

/** A flat that owes 1 000,00. */
async function aDebtor() {
  last += 1;
  const number = `0000510${last}`;
  const unitId = await aUnit(ctx, { buildingId, accountNumber: number });
  const { id: accountId } = await ctx.db.account.findFirstOrThrow({ where: { unitId } });
  const invoiceId = await aBillOf(ctx, accountId, '2026-10', [aLine('water', 60_000n), aLine('heating', 40_000n)]);
  return { number, accountId, invoiceId };
}

function check(target: string, rows: readonly string[]) {
  const head =
    target === 'payments'
      ? 'operation_id;paid_at;account_number;period;amount;commission;channel'
      : 'account_number;as_of;balance';
  const bytes = new TextEncoder().encode([head, ...rows].join('\r\n'));
  return checkFile(ctx, systemActor, { target, fileName: `${target}.csv`, bytes }, importTargets);
}

async function load(target: string, ...rows: string[]) {
  house.clock.advance('PT1M');
  const { id } = await check(target, rows);
  return applyImport(ctx, systemActor, id, importTargets);
}

const paidOf = async (invoiceId: string) =>
  (await ctx.db.invoice.findUniqueOrThrow({ where: { id: invoiceId }, include: { lines: true } })).paidMinor;

async function wrongBooks(): Promise<number> {
  const [row] = await ctx.db.$queryRaw<{ count: number }[]>`
    select ((select count(*) from invoice i where i.paid_minor <> coalesce((select sum(x.amount_minor)
        from payment_allocation x where x.invoice_id = i.id), 0))
      + (select count(*) from invoice_line l where l.paid_minor <> coalesce((select sum(x.amount_minor)
        from payment_allocation x where x.line_id = l.id), 0))
      + (select count(*) from payment p where coalesce((select sum(x.amount_minor) from payment_allocation x
        where x.payment_id = p.id), 0) > case p.state when 'succeeded' then p.amount_minor - p.refunded_minor else 0 end))::int
      as count`;
  return row?.count ?? -1;
}

describe('payments.csv', () => {
  it('lays each operation on the bills once, in however many files it comes', async () => {
    const { number, accountId, invoiceId } = await aDebtor();
    const rows = [
      `op-1-${number};05.11.2026;${number};2026-10;400,00;1,20;office`,
      `op-2-${number};2026-11-06 10:12:00;${number};;100,00;;`,
    ];
    expect((await check('payments', rows)).effects).toMatchObject({ payments: 2 });
    expect(await standsAt(ctx, accountId)).toMatchObject({ balanceMinor: 100_000n });
    expect(await load('payments', ...rows)).toMatchObject({ effects: { payments: 2, confirmed: 0 } });
    expect(await standsAt(ctx, accountId)).toEqual({ balanceMinor: 50_000n, onTheirWayMinor: 0n });
    expect(await paidOf(invoiceId)).toBe(50_000n);
    expect(await load('payments', ...rows)).toMatchObject({ effects: { payments: 0 } });
    expect(await load('payments', rows[1] ?? '', `op-3-${number};06.11.2026;${number};;1;;`)).toMatchObject({
      effects: { payments: 1 },
    });
    expect(await standsAt(ctx, accountId)).toMatchObject({ balanceMinor: 49_900n });
    expect(await wrongBooks()).toBe(0);
  });

  it('refuses rows in words, and the good ones land', async () => {
    const { number, accountId } = await aDebtor();
    const other = await aDebtor();
    const batch = await load(
      'payments',
      `a-${number};05.11.2026;${number};;10,00;;`,
      `b-${number};05.11.2026;0009;;10,00;;`,
      `c-${number};05.11.2026;${number};;-10,00;;`,
      `d-${number};31.02.2026;${number};;10,00;;`,
      `e-${number};05.12.2026;${number};;10,00;;`,
      `f-${number};05.11.2026;${number};;1,234.56;;`,
      `a-${number};05.11.2026;${other.number};;10,00;;`,
      `;05.11.2026;${number};;10,00;;`,
      `g-${number};05.11.2026;${number};;99999999999999;;`,
    );
    expect(batch.problems.map(({ line, code }) => [line, code])).toEqual([
      [3, 'import.account-unknown'],
      [4, 'payment.bad-sum'],
      [5, 'import.bad-date'],
      [6, 'import.in-the-future'],
      [7, 'import.mixed-marks'],
      [8, 'payment.charge-id-reused'],
      [9, 'import.cell-missing'],
      [10, 'import.bad-number'],
    ]);
    expect(await standsAt(ctx, accountId)).toMatchObject({ balanceMinor: 99_000n });
  });

  it('is read with the marks and days it is written in', async () => {
    const { number, accountId } = await aDebtor();
    const rows = [`m-${number};2026-11-05 10:12;${number};;1,234.50;;`, `n-${number};20261105;${number};;65.50;1.5;`];
    expect(await load('payments', ...rows)).toMatchObject({ badCount: 0, effects: { payments: 2 } });
    expect(await standsAt(ctx, accountId)).toMatchObject({ balanceMinor: -30_000n });
    expect(await load('balances', `${number};10.11.2026;1.234,50`)).toMatchObject({ badCount: 0 });
    expect(await standsAt(ctx, accountId)).toMatchObject({ balanceMinor: 123_450n });
  });

  it('is taken back whole, and may come again', async () => {
    const { number, accountId, invoiceId } = await aDebtor();
    const row = `u-${number};05.11.2026;${number};;700;;`;
    const { id } = await load('payments', row);
    await undoImport(ctx, systemActor, id, importTargets);
    expect(await standsAt(ctx, accountId)).toEqual({ balanceMinor: 100_000n, onTheirWayMinor: 0n });
    expect(await paidOf(invoiceId)).toBe(0n);
    await expect(undoImport(ctx, systemActor, id, importTargets)).rejects.toMatchObject({ code: 'import.not-applied' });
    await load('payments', row);
    expect(await standsAt(ctx, accountId)).toMatchObject({ balanceMinor: 30_000n });
    expect(await wrongBooks()).toBe(0);
  });
});

describe('paying, and then the files that contain the payment', () => {
  it('leave the balance as it was', async () => {
    const { number, accountId, invoiceId } = await aDebtor();
    const input = {
      accountId,
      amountMinor: 30_000n,
      paidOn: '2026-11-10',
      provider: 'sandbox',
      chargeId: `pay-${number}`,
    };
    await recordPayment(ctx, systemActor, input);
    expect(await standsAt(ctx, accountId)).toEqual({ balanceMinor: 70_000n, onTheirWayMinor: 30_000n });
    expect(await load('payments', `pay-${number};10.11.2026;${number};2026-10;300,00;;`)).toMatchObject({
      effects: { payments: 0, confirmed: 1 },
    });
    expect(await standsAt(ctx, accountId)).toEqual({ balanceMinor: 70_000n, onTheirWayMinor: 0n });
    const balances = await load('balances', `${number};15.11.2026;700,00`);
    expect(balances).toMatchObject({ effects: { reconciled: 1, differing: 0 } });
    expect(await standsAt(ctx, accountId)).toEqual({ balanceMinor: 70_000n, onTheirWayMinor: 0n });
    expect(await paidOf(invoiceId)).toBe(30_000n);
  });

  it('of balances alone, too, and the file’s undo takes the confirmation back', async () => {
    const { number, accountId } = await aDebtor();
    const input = {
      accountId,
      amountMinor: 30_000n,
      paidOn: '2026-11-10',
      provider: 'sandbox',
      chargeId: `own-${number}`,
    };
    await recordPayment(ctx, systemActor, input);
    const { id } = await load('balances', `${number};15.11.2026;700,00`);
    expect(await standsAt(ctx, accountId)).toEqual({ balanceMinor: 70_000n, onTheirWayMinor: 0n });
    await undoImport(ctx, systemActor, id, importTargets);
    expect(await standsAt(ctx, accountId)).toEqual({ balanceMinor: 70_000n, onTheirWayMinor: 30_000n });
  });
});

describe('balances.csv', () => {
  it('sets right what differs, once, and says so', async () => {
    const [first, second] = [await aDebtor(), await aDebtor()];
    const rows = [`${first.number};2026-11-01;950,50`, `${second.number};2026-11-01;1 000,00`];
    expect(await load('balances', ...rows)).toMatchObject({ effects: { reconciled: 2, differing: 1 } });
    expect(await standsAt(ctx, first.accountId)).toMatchObject({ balanceMinor: 95_050n });
    expect(await load('balances', ...rows)).toMatchObject({ effects: { reconciled: 0, differing: 0 } });
    expect(await standsAt(ctx, first.accountId)).toMatchObject({ balanceMinor: 95_050n });
  });

  it('refuses two words about one day, a day to come, and a mistyped account', async () => {
    const { number, accountId } = await aDebtor();
    const batch = await load(
      'balances',
      `${number};2026-11-01;900`,
      `${number};2026-11-01;901`,
      `${number};2026-12-01;901`,
      `${number}0;2026-11-01;901`,
    );
    expect(batch.problems.map(({ line, code }) => [line, code])).toEqual([
      [3, 'import.balance-twice'],
      [4, 'import.in-the-future'],
      [5, 'import.account-unknown'],
    ]);
    expect(await standsAt(ctx, accountId)).toMatchObject({ balanceMinor: 90_000n });
  });
});

it('only bookkeepers and managers load money', async () => {
  const technician = await aColleague(ctx, 'technician');
  const bytes = new TextEncoder().encode('account_number;as_of;balance\r\n1;2026-11-01;1');
  const file = { target: 'balances', fileName: 'b.csv', bytes };
  await expect(checkFile(ctx, technician, file, importTargets)).rejects.toMatchObject({ code: 'not-allowed' });
});
