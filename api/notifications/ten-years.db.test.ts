import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import { newId } from '#api/core/ids.ts';
import { runDueSchedules, type Schedule } from '#api/core/schedule.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { at, dayOf, firstDayOf, PlainDate, plus, shiftPeriod, toDateColumn } from '#api/core/time.ts';
import { openOutage } from '#api/outages/announce.ts';
import { mapChannel } from '#api/staff/channels.ts';
import { askResident } from '#api/tickets/ask-resident.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { holdTicket } from '#api/tickets/hold-ticket.ts';
import { proposeVisit } from '#api/tickets/propose-visit.ts';
import { resolveTicket } from '#api/tickets/resolve-ticket.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat } from '#api/tickets/testing.ts';
import { everySchedule } from './schedules.ts';

/** Clocks that change in spring and autumn, in the other half of the world, and by half an hour. */
const zones = ['Europe/Berlin', 'America/Santiago', 'Australia/Lord_Howe'];
const months = Array.from({ length: 120 }, (_, index) => shiftPeriod('2026-12', index));

let house: TestHouse;
let flats: (TestFlat & { timeZone: string })[];
/** How often each occurrence was done. */
const done = new Map<string, number>();

const counted = (schedule: Schedule): Schedule => ({
  ...schedule,
  run: async (tx, key) => {
    done.set(key, (done.get(key) ?? 0) + 1);
    await schedule.run(tx, key);
  },
});
const all = everySchedule.map(counted);

/**
 * Ten years: a digest every morning, readings from the 14th to the 18th, a bill due on the 15th of every month, a payment nobody
 * makes and one nobody hears of, and tickets that begin on the 2nd: one put off and forgotten, one done and never looked at, one with a question nobody
 * answers, one with a visit; and works announced for the 15th.
 */
beforeAll(async () => {
  house = await testCtx();
  const { ctx } = house;
  house.clock.set('2026-12-01T12:00:00Z');
  // At a day's first look it is between ten and two in Berlin, in summer and in winter.
  await aCompany(ctx, 'Europe/Berlin');
  await saveSetting(ctx, systemActor, 'digest', { isOn: true, at: '10:00' });
  await mapChannel(ctx, systemActor, { service: 'managers', buildingId: null, channelId: 'C0MANAGERS' });
  flats = [];
  for (const timeZone of zones) flats.push({ ...(await aFlat(ctx, { timeZone })), timeZone });
  for (const flat of flats) {
    await aMeter(flat);
    await someInvoices(flat);
  }
  await ctx.db.readingWindow.create({ data: { id: newId(ctx.now()), startDay: 14, endDay: 18, exceptions: {} } });
});
afterAll(() => house.close());

async function aMeter({ unitId }: TestFlat): Promise<void> {
  const { ctx } = house;
  const id = newId(ctx.now());
  const facts = { resource: 'cold-water', zones: 1, digits: 5, decimals: 3, unitOfMeasure: 'm3', isAutomatic: false };
  await ctx.db.meter.create({ data: { id, unitId, serial: id, ...facts, createdAt: plus(ctx.now(), '-P300D') } });
}

async function someInvoices({ unitId }: TestFlat): Promise<void> {
  const { ctx } = house;
  const [payeeId, accountId] = [newId(ctx.now()), newId(ctx.now())];
  const createdAt = ctx.now();
  await ctx.db.payee.create({ data: { id: payeeId, code: payeeId, name: 'Main', currency: 'EUR', createdAt } });
  await ctx.db.account.create({ data: { id: accountId, unitId, payeeId, number: accountId, isMain: true, createdAt } });
  const nothing = { openingMinor: 0n, recalculationMinor: 0n, benefitMinor: 0n, penaltyMinor: 0n, roundingMinor: 0n };
  const sums = { ...nothing, chargedMinor: 1000n, totalMinor: 1000n, paidMinor: 0n };
  await ctx.db.ledgerEntry.create({
    data: {
      ...{ id: newId(ctx.now()), accountId, origin: 'billed', kind: 'opening', amountMinor: 120_000n, currency: 'EUR' },
      ...{ effectiveOn: ctx.now(), createdAt },
    },
  });
  await ctx.db.invoice.createMany({
    data: months.map((period) => {
      const id = newId(ctx.now());
      const days = { issuedOn: toDateColumn(`${period}-01`), dueOn: toDateColumn(`${period}-15`) };
      return {
        id,
        accountId,
        payeeId,
        period,
        number: id,
        ...days,
        currency: 'EUR',
        ...sums,
        state: 'issued',
        createdAt,
      };
    }),
  });
}

/** The days of a month on which something is to happen: in between the house may as well be off. */
const lively = [2, 14, 15, 18];

describe('ten years', () => {
  it('miss no occurrence and double none, whatever the clocks, the restarts and the processes beside', {
    timeout: 240_000,
  }, async () => {
    const { ctx } = house;
    const anna = await aResident(ctx, flats[0] as TestFlat);
    const sergey = await aColleague(ctx);
    const expected = new Set<string>();
    const days = { utc: new Set<string>(), ours: new Set<string>() };
    let silent = { id: '', since: 0 };
    const look = async (processes: number) => {
      expected.add(`payments.ask:${silent.id}:${Math.floor((ctx.now().getTime() - silent.since) / 900_000)}`);
      days.utc.add(dayOf(ctx.now(), 'UTC').toString());
      // Bills are looked at once a day in each zone, from ten in the morning there.
      for (const zone of zones) {
        const day = dayOf(ctx.now(), zone);
        if (ctx.now() >= at(day, '10:00', zone)) expected.add(`bills.reminders:${day}:${zone}`);
      }
      await Promise.all(Array.from({ length: processes }, () => runDueSchedules(ctx, all)));
    };
    for (const month of months) {
      for (const number of lively) {
        const day = firstDayOf(month).with({ day: number });
        days.ours.add(day.toString());
        if (number === 2) {
          for (const key of await aMonthsTickets(day)) expected.add(key);
          silent = await aMonthsPayments(day);
        }
        if (number === 15) {
          house.clock.set(at(day, '09:30', zones[0] ?? '').toISOString());
          await look(1);
        }
        // After ten in the morning in the east, and in the west; on the 15th two processes look at once.
        for (const zone of number === 2 ? zones.slice(2) : [zones[2] ?? '', zones[1] ?? '']) {
          house.clock.set(at(day, `2${number % 2}:${10 + number}`, zone).toISOString());
          await look(number === 15 ? 2 : 1);
        }
      }
    }

    /** One that nobody pays until the 10th, and one whose provider is silent until the next month; the last month's has been heard of. */
    async function aMonthsPayments(day: PlainDate): Promise<{ id: string; since: number }> {
      await ctx.db.payment.updateMany({ where: { id: silent.id || newId(ctx.now()) }, data: { state: 'cancelled' } });
      const { id: accountId, payeeId } = await ctx.db.account.findFirstOrThrow({ orderBy: { id: 'asc' } });
      const [unpaid, asked] = [newId(ctx.now()), newId(ctx.now())];
      const sums = { amountMinor: 1000n, commissionMinor: 0n, refundedMinor: 0n, currency: 'EUR' };
      const all = { accountId, payeeId, ...sums, createdAt: ctx.now() };
      const expiresAt = at(day.with({ day: 10 }), '12:00', zones[0] ?? '');
      await ctx.db.payment.createMany({
        data: [
          { ...all, id: unpaid, provider: 'bank-qr', state: 'created', expiresAt },
          { ...all, id: asked, provider: 'stripe', state: 'pending', providerRef: asked, askedAt: ctx.now() },
        ],
      });
      expected.add(`payments.expire:${unpaid}`);
      return { id: asked, since: ctx.now().getTime() };
    }

    /** What begins on the 2nd, and the keys of what must become of it. */
    async function aMonthsTickets(day: PlainDate): Promise<string[]> {
      const flat = flats[0] as TestFlat;
      const ids: string[] = [];
      for (let count = 0; count < 4; count += 1) {
        const { id } = await aTicket(ctx, anna, flat);
        await claimTicket(ctx, sergey, { ticketId: id });
        ids.push(id);
      }
      const [held = '', done = '', asked = '', visited = ''] = ids;
      const now = ctx.now().getTime();
      const until = at(day.with({ day: 13 }), '03:30', zones[0] ?? '');
      await holdTicket(ctx, sergey, { ticketId: held, reason: 'Waits for a part', until });
      await resolveTicket(ctx, sergey, { ticketId: done, report: 'Replaced the washer' });
      await askResident(ctx, sergey, { ticketId: asked, question: 'Which tap is it?' });
      const window = { startsAt: at(day.with({ day: 15 }), '10:00', zones[0] ?? ''), hours: 2 };
      const endsAt = plus(window.startsAt, `PT${window.hours}H`);
      await proposeVisit(ctx, sergey, { ticketId: visited, startsAt: window.startsAt, endsAt });
      const places = [{ buildingId: flat.buildingId, entrances: [] }];
      const works = { workType: 'planned' as const, services: ['hot-water' as const], texts: {}, places };
      const outage = await openOutage(ctx, systemActor, { ...works, startsAt: window.startsAt, endsAt });
      const outageAt = window.startsAt.getTime();
      const visit = await ctx.db.visit.findFirstOrThrow({ where: { ticketId: visited }, select: { id: true } });
      const visitKey = `${visit.id}:${window.startsAt.getTime()}`;
      return [
        `tickets.hold-ends:${held}:${until.getTime()}`,
        `tickets.will-close:${done}:${now}`,
        `tickets.auto-close:${done}:${now}`,
        // Two reminding days have passed unseen: it is reminded once.
        `tickets.waiting:${asked}:${now}:2`,
        `tickets.expire:${asked}:${now}`,
        `tickets.visit-soon:${visitKey}`,
        `tickets.visit-in-an-hour:${visitKey}`,
        `outages.remind:${outage.id}:tomorrow:${outageAt}`,
        `outages.remind:${outage.id}:soon:${outageAt}`,
      ];
    }

    expect([...done.values()].filter((times) => times !== 1)).toEqual([]);
    for (const day of days.utc) for (const name of ['core', 'notifications']) expected.add(`${name}.prune:${day}`);
    for (const day of days.ours) {
      expected.add(`notifications.digest:${day}`);
      expected.add(`payments.compare:${PlainDate.from(day).subtract({ days: 1 })}`);
    }
    for (const { buildingId } of flats) {
      for (const month of months) {
        expected.add(`meters.window-opens:${month}:${buildingId}:opens`);
        expected.add(`meters.window-closes:${month}:${buildingId}:warns`);
        expected.add(`meters.window-closes:${month}:${buildingId}:ends`);
      }
    }
    const keys = [...done.keys()];
    const isLook = (key: string) => key.startsWith('tickets.clock:');
    expect(keys.filter((key) => !isLook(key)).sort()).toEqual([...expected].sort());
    expect([...new Set(keys.map((key) => key.split(':')[0]))].sort()).toEqual(
      everySchedule.map(({ name }) => name).sort(),
    );
    // Each ticket's promise is broken and climbs its three steps, at one look or at several.
    const forgotten = [...expected].flatMap((key) => /^tickets.hold-ends:([^:]+)/.exec(key)?.[1] ?? []);
    const where = { promise: 'resolution', ticketId: { in: forgotten } };
    const clocks = await ctx.db.ticketDeadline.findMany({ where, orderBy: { dueAt: 'asc' } });
    expect(clocks).toHaveLength(months.length);
    for (const clock of clocks.slice(0, -1)) {
      expect(clock).toMatchObject({ rung: 3, nextAt: null, breachedAt: clock.dueAt });
      const looks = keys.filter((key) => key.startsWith(`tickets.clock:${clock.id}:`));
      expect(looks.length).toBeGreaterThanOrEqual(1);
    }
    expect(await ctx.db.occurrence.count({ where: { state: 'due' } })).toBe(0);
    expect(await ctx.db.occurrence.count({ where: { state: 'done' } })).toBe(done.size);
  });
});
