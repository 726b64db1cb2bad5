import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#api/core/ids.ts';
import { runDueSchedules, type Schedule } from '#api/core/schedule.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { at, firstDayOf, instant, PlainDate, plus, shiftPeriod, toDateColumn } from '#api/core/time.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { holdTicket } from '#api/tickets/hold-ticket.ts';
import { ticketSchedules } from '#api/tickets/schedules.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat } from '#api/tickets/testing.ts';
import { reminderSchedules } from './schedules.ts';

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
const all = [...reminderSchedules, ...ticketSchedules].map(counted);

/** Ten years: readings from the 15th to the 25th, a bill due on the 15th of every month, and a ticket a month that nobody touches. */
beforeAll(async () => {
  house = await testCtx();
  const { ctx } = house;
  house.clock.set('2026-11-30T12:00:00Z');
  await aCompany(ctx);
  flats = [];
  for (const timeZone of zones) flats.push({ ...(await aFlat(ctx, { timeZone })), timeZone });
  for (const flat of flats) {
    await aMeter(flat);
    await someInvoices(flat);
  }
  await ctx.db.readingWindow.create({ data: { id: newId(ctx.now()), startDay: 15, endDay: 25, exceptions: {} } });
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
const lively = [2, 14, 15, 22, 25];

describe('ten years', () => {
  it('miss no occurrence and double none, whatever the clocks, the restarts and the processes beside', {
    timeout: 240_000,
  }, async () => {
    const { ctx } = house;
    const anna = await aResident(ctx, flats[0] as TestFlat);
    const sergey = await aColleague(ctx);
    const tickets: { id: string; until: string }[] = [];
    for (const month of months) {
      for (const number of lively) {
        const day = firstDayOf(month).with({ day: number });
        if (number === 2) tickets.push(await aMonthsTicket(day));
        // After ten in the morning in the east, and in the west; on some days two processes look at once.
        for (const zone of [zones[2] ?? '', zones[1] ?? '']) {
          house.clock.set(at(day, `2${number % 2}:${10 + number}`, zone).toISOString());
          await Promise.all([runDueSchedules(ctx, all), ...(number % 5 === 0 ? [runDueSchedules(ctx, all)] : [])]);
        }
      }
    }

    async function aMonthsTicket(day: PlainDate): Promise<{ id: string; until: string }> {
      const { id } = await aTicket(ctx, anna, flats[0] as TestFlat);
      await claimTicket(ctx, sergey, { ticketId: id });
      const until = at(day.with({ day: 13 }), '03:30', zones[0] ?? '');
      await holdTicket(ctx, sergey, { ticketId: id, reason: 'Waits for a part', until });
      return { id, until: until.toISOString() };
    }

    expect([...done.values()].filter((times) => times !== 1)).toEqual([]);
    const keys = [...done.keys()];
    for (const { buildingId } of flats) {
      const expected = months.flatMap((month) => [
        `meters.window-opens:${month}:${buildingId}:opens`,
        `meters.window-closes:${month}:${buildingId}:warns`,
        `meters.window-closes:${month}:${buildingId}:ends`,
        `bills.due-tomorrow:${PlainDate.from(`${month}-15`)}:${buildingId}`,
      ]);
      expect(keys.filter((key) => key.includes(buildingId)).sort()).toEqual(expected.sort());
    }
    for (const { id, until } of tickets) {
      const mine = keys.filter((key) => key.includes(id));
      expect(mine).toEqual([`tickets.hold-ends:${id}:${instant(until).getTime()}`]);
    }
    // Each ticket's promise is broken and climbs its three steps, at one look or at several.
    const clocks = await ctx.db.ticketDeadline.findMany({ where: { promise: 'resolution' } });
    for (const clock of clocks.slice(0, -1)) {
      expect(clock).toMatchObject({ rung: 3, nextAt: null, breachedAt: clock.dueAt });
      const looks = keys.filter((key) => key.startsWith(`tickets.clock:${clock.id}:`));
      expect(looks.length).toBeGreaterThanOrEqual(1);
    }
    expect(await ctx.db.occurrence.count({ where: { state: 'due' } })).toBe(0);
    expect(await ctx.db.occurrence.count({ where: { state: 'done' } })).toBe(done.size);
  });
});
