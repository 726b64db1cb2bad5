import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aBill } from '#api/billing/disputes/testing.ts';
import { writeDispute } from '#api/billing/disputes/write-dispute.ts';
import { recordPayment } from '#api/billing/record-payment.ts';
import { muteAccount, sayPaid, unmuteAccount } from '#api/billing/reminders/mutes.ts';
import { states } from '#api/billing/testing-ledger.ts';
import { saveSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { newDigits, newId } from '#api/core/ids.ts';
import { runDueSchedules } from '#api/core/schedule.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { instant, plus, toDateColumn } from '#api/core/time.ts';
import {
  aColleague,
  aCompany,
  aFlat,
  aResident,
  aTicket,
  type TestFlat,
  type TestResident,
} from '#api/tickets/testing.ts';
import { billRemindersSchedule } from './remind-bills.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let accountId: string;

/** A Russian company in Berlin: UTC+1 in winter, ten o'clock is 09:00Z. */
beforeEach(async () => {
  house = await testCtx();
  await aCompany(house.ctx, 'Europe/Berlin');
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
  accountId = await anAccount(flat);
});
afterEach(() => house.close());

const lookAt = (moment: string) => {
  house.clock.set(moment);
  return runDueSchedules(house.ctx, [billRemindersSchedule]);
};

async function anAccount({ unitId }: TestFlat): Promise<string> {
  const { ctx } = house;
  const createdAt = ctx.now();
  const [payeeId, id] = [newId(createdAt), newId(createdAt)];
  await ctx.db.payee.create({ data: { id: payeeId, code: payeeId, name: 'Main', currency: 'EUR', createdAt } });
  await ctx.db.account.create({ data: { id, unitId, payeeId, number: newDigits(10), isMain: true, createdAt } });
  return id;
}

const due = (dueOn: string, more: { accountId?: string; lines?: [string, bigint][] } = {}) =>
  aBill(house.ctx, more.accountId ?? accountId, {
    ...{ dueOn, period: dueOn.slice(0, 7), issuedOn: '2026-11-20' },
    ...(more.lines ? { lines: more.lines } : {}),
  });

type Told = { residentId: string | null; at: string; bills: string[] };

/** What was told since the start: to whom, when, and each bill with why. */
async function told(): Promise<Told[]> {
  const rows = await house.ctx.db.delivery.findMany({
    where: { template: 'bill-reminder' },
    orderBy: { createdAt: 'asc' },
  });
  return rows.map((row) => ({
    residentId: row.residentId,
    at: row.notBefore.toISOString(),
    bills: (row.data as { bills: { invoiceId: string; why: string }[] }).bills
      .map(({ invoiceId, why }) => `${why} ${invoiceId}`)
      .sort(),
  }));
}
const whys = async () =>
  (await told()).map(({ at, bills }) => `${at.slice(0, 10)} ${bills.map((one) => one.split(' ')[0]).join()}`);

describe('a bill is reminded of', () => {
  it('when it comes, before its day, and ever more rarely after it, at ten where the house stands', async () => {
    const { id } = await due('2026-12-15');
    await lookAt('2026-11-20T08:59:59Z');
    expect(await told()).toEqual([]);
    for (let at = instant('2026-11-20T09:00:00Z'); at < instant('2027-02-20T00:00:00Z'); at = plus(at, 'PT24H')) {
      await lookAt(at.toISOString());
    }
    expect(await whys()).toEqual([
      '2026-11-20 issued',
      '2026-12-12 soon',
      '2026-12-14 tomorrow',
      '2026-12-16 overdue',
      '2026-12-22 overdue',
      '2027-01-05 overdue',
      // Three days before the 31st day of being late.
      '2027-01-12 penalty',
    ]);
    expect((await told())[0]).toMatchObject({ residentId: anna.residentId, bills: [`issued ${id}`] });
  });

  it('once, however often and by how many it is looked at', async () => {
    await due('2026-12-15');
    house.clock.set('2026-12-14T09:00:00Z');
    const look = () => runDueSchedules(house.ctx, [billRemindersSchedule]);
    await Promise.all([look(), look(), look()]);
    await lookAt('2026-12-14T20:00:00Z');
    expect(await whys()).toEqual(['2026-12-14 tomorrow']);
  });

  it('later when nobody looked on its day, but never of what is over', async () => {
    await due('2026-12-15');
    await lookAt('2026-12-10T09:00:00Z');
    await lookAt('2026-12-13T09:00:00Z');
    await lookAt('2026-12-15T09:00:00Z');
    // The sixteenth was slept through.
    await lookAt('2026-12-18T09:00:00Z');
    expect(await whys()).toEqual(['2026-12-13 soon', '2026-12-18 overdue']);
  });

  it('in the morning when the house wakes at night', async () => {
    await due('2026-12-15');
    await lookAt('2026-12-14T22:30:00Z');
    expect((await told()).map(({ at }) => at)).toEqual(['2026-12-15T07:00:00.000Z']);
  });

  it('on the days the company has chosen', async () => {
    await due('2026-12-15');
    await saveSetting(house.ctx, systemActor, 'bill-reminders', { soonDays: [5, 10], overdueDays: [] });
    for (let day = 4; day <= 25; day += 1) await lookAt(`2026-12-${String(day).padStart(2, '0')}T09:00:00Z`);
    expect(await whys()).toEqual(['2026-12-05 soon', '2026-12-10 soon', '2026-12-14 tomorrow']);
  });
});

describe('that a penalty begins is warned of', () => {
  const late = (rule: object) => ({
    own: { cycle: 'monthly', due: { kind: 'days-after-issue', days: 20 }, late: [rule] },
  });
  const rates = [{ from: '2020-01-01', percent: '9.5' }];

  it.each([
    ['not at all where being late costs nothing', { preset: 'us' }, []],
    ['by the preset: in California from the 16th day', { preset: 'us-california' }, ['2026-12-28']],
    ['by a month of grace, as if it were the shortest', { preset: 'au-nsw' }, ['2027-01-10']],
    [
      'by the first step of a rate',
      late({ charge: { kind: 'tiered', rates, steps: [{ fromDay: 10, divisor: 300 }] } }),
      ['2026-12-22'],
    ],
    ['by days of grace', late({ graceDays: 5, charge: { kind: 'flat', minor: '2500' } }), ['2026-12-18']],
    [
      'by the later of grace and first step',
      late({ graceDays: 20, charge: { kind: 'tiered', rates, steps: [{ fromDay: 10, divisor: 300 }] } }),
      ['2027-01-02'],
    ],
    // Whoever is told that a bill is due tomorrow knows enough.
    ['not before the due day', late({ charge: { kind: 'annual-percent', rates } }), []],
  ])('%s', async (_what, terms, warned) => {
    await saveSetting(house.ctx, systemActor, 'billing-terms', terms as never);
    await saveSetting(house.ctx, systemActor, 'bill-reminders', { soonDays: [], overdueDays: [] });
    await due('2026-12-15');
    for (let at = instant('2026-12-01T09:00:00Z'); at < instant('2027-01-20T00:00:00Z'); at = plus(at, 'PT24H')) {
      await lookAt(at.toISOString());
    }
    const penalties = (await whys()).filter((one) => one.endsWith('penalty'));
    expect(penalties.map((one) => one.slice(0, 10))).toEqual(warned);
  });
});

describe('one message a day', () => {
  it('to somebody with two flats, in two zones, whatever there is to say', async () => {
    const far = await aFlat(house.ctx, { timeZone: 'Asia/Tokyo' });
    await house.ctx.db.occupancy.create({
      data: {
        ...{ id: newId(house.ctx.now()), unitId: far.unitId, residentId: anna.residentId, role: 'owner' },
        ...{ rights: ['bills'], startsOn: toDateColumn('2026-01-15'), createdAt: plus(house.ctx.now(), '-P200D') },
      },
    });
    const here = await due('2026-12-15');
    const there = await due('2026-12-17', { accountId: await anAccount(far) });
    // Ten in Tokyo, and ten in Berlin.
    await lookAt('2026-12-14T01:00:00Z');
    await lookAt('2026-12-14T09:00:00Z');
    expect(await told()).toMatchObject([
      { residentId: anna.residentId, bills: [`soon ${there.id}`, `tomorrow ${here.id}`] },
    ]);
  });

  it('only to those who may see bills, and whose they are', async () => {
    await due('2026-12-15');
    await aResident(house.ctx, flat, { role: 'tenant', rights: ['tickets', 'meters'] });
    await aResident(house.ctx, flat, { startsOn: '2026-12-10' });
    await lookAt('2026-12-14T09:00:00Z');
    expect((await told()).map(({ residentId }) => residentId)).toEqual([anna.residentId]);
  });
});

describe('nobody is reminded', () => {
  const quiet = async () => {
    await lookAt('2026-12-14T09:00:00Z');
    return (await told()).length === 0;
  };

  it('of what is paid, or owed by an account that owes nothing', async () => {
    await due('2026-12-15');
    await recordPayment(house.ctx, systemActor, {
      ...{ accountId, amountMinor: 3_000n, paidOn: '2026-12-01', provider: 'bank', chargeId: '1' },
    });
    const other = await aFlat(house.ctx);
    await aResident(house.ctx, other);
    const even = await anAccount(other);
    await due('2026-12-15', { accountId: even });
    await states(house.ctx, even, '2026-12-01', 0n);
    expect(await quiet()).toBe(true);
  });

  it.each([
    ['the whole bill', false],
    ['one of its lines', true],
  ])('of what is disputed: %s', async (_what, isLine) => {
    const { id, lines } = await due('2026-12-15', {
      lines: [
        ['water', 3_000n],
        ['heating', 500n],
      ],
    });
    const { id: ticketId } = await aTicket(house.ctx, anna, flat, { kind: 'billing' });
    const lineIds = isLine ? lines.slice(0, 1) : [];
    await inTransaction(house.ctx, (tx) =>
      writeDispute(tx, { ticketId, invoiceId: id, lineIds, reason: 'volume', decideBy: null }),
    );
    expect(await quiet()).toBe(!isLine);
  });

  it('while a payment is on its way', async () => {
    await due('2026-12-15');
    const { payeeId } = await house.ctx.db.account.findUniqueOrThrow({ where: { id: accountId } });
    await house.ctx.db.payment.create({
      data: {
        ...{ id: newId(house.ctx.now()), accountId, payeeId, provider: 'sandbox', state: 'pending', currency: 'EUR' },
        ...{ amountMinor: 3_000n, commissionMinor: 0n, refundedMinor: 0n, createdAt: house.ctx.now() },
      },
    });
    expect(await quiet()).toBe(true);
  });

  it('for five days of a bill they say they have paid, which accountants hear once', async () => {
    const { id } = await due('2026-12-15');
    house.clock.set('2026-12-13T12:00:00Z');
    const first = await sayPaid(house.ctx, anna, { invoiceId: id });
    expect(await sayPaid(house.ctx, anna, { invoiceId: id })).toEqual(first);
    expect(first.until.toISOString()).toBe('2026-12-18T12:00:00.000Z');
    expect(await house.ctx.db.outboxEvent.count({ where: { kind: 'bill.said-paid' } })).toBe(1);
    await lookAt('2026-12-14T09:00:00Z');
    await lookAt('2026-12-16T09:00:00Z');
    await lookAt('2026-12-22T09:00:00Z');
    expect(await whys()).toEqual(['2026-12-22 overdue']);
  });

  it('of an account that an accountant lets be, until its day or until they say otherwise', async () => {
    await due('2026-12-15');
    const galina = await aColleague(house.ctx, 'accountant');
    const until = instant('2026-12-17T00:00:00Z');
    await expect(
      muteAccount(house.ctx, await aColleague(house.ctx, 'dispatcher'), { accountId, until, note: 'No' }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(
      muteAccount(house.ctx, galina, { accountId, until: instant('2026-11-01T00:00:00Z'), note: 'Past' }),
    ).rejects.toMatchObject({ code: 'mute.bad-until' });
    await muteAccount(house.ctx, galina, { accountId, until, note: 'Pays in parts' });
    await lookAt('2026-12-14T09:00:00Z');
    await unmuteAccount(house.ctx, galina, { accountId });
    await lookAt('2026-12-16T09:00:00Z');
    expect(await whys()).toEqual(['2026-12-16 overdue']);
  });
});
