import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { runDueSchedules } from '#api/core/schedule.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { plus, toDateColumn } from '#api/core/time.ts';
import { aCompany, aFlat, aResident, type TestFlat, type TestResident } from '#api/tickets/testing.ts';
import { reminderSchedules } from './schedules.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;

/** Berlin: UTC+1 in winter, UTC+2 from 29 March until 25 October 2026. */
beforeEach(async () => {
  house = await testCtx();
  await aCompany(house.ctx, 'Europe/Berlin');
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
});
afterEach(() => house.close());

const look = () => runDueSchedules(house.ctx, reminderSchedules);

async function told(template: string): Promise<Array<{ residentId: string | null; data: unknown; at: string }>> {
  const rows = await house.ctx.db.delivery.findMany({ where: { template }, orderBy: { createdAt: 'asc' } });
  return rows.map((row) => ({ residentId: row.residentId, data: row.data, at: row.notBefore.toISOString() }));
}

async function aMeter(ctx: Ctx, unitId: string, resource = 'cold-water'): Promise<string> {
  const id = newId(ctx.now());
  await ctx.db.meter.create({
    data: {
      id,
      unitId,
      resource,
      serial: id.slice(-8),
      zones: 1,
      digits: 5,
      decimals: 3,
      unitOfMeasure: 'm3',
      isAutomatic: false,
      createdAt: plus(ctx.now(), '-P300D'),
    },
  });
  return id;
}

async function aReading(ctx: Ctx, meterId: string, period: string): Promise<void> {
  await ctx.db.reading.create({
    data: {
      id: newId(ctx.now()),
      meterId,
      values: ['12'],
      takenOn: ctx.now(),
      countsForPeriod: period,
      isLate: false,
      source: 'telegram',
      state: 'accepted',
      createdAt: ctx.now(),
    },
  });
}

describe('the reading window', () => {
  it('is announced once at ten, to those with a meter that has no reading', async () => {
    const { ctx, clock } = house;
    await aMeter(ctx, flat.unitId);
    const sentFlat = await aFlat(ctx, flat);
    await aResident(ctx, sentFlat);
    await aReading(ctx, await aMeter(ctx, sentFlat.unitId), '2026-11');
    await aResident(ctx, await aFlat(ctx, flat));
    await aResident(ctx, flat, { rights: ['tickets'] });
    await aResident(ctx, flat, { endsOn: '2026-11-01' });
    clock.set('2026-11-15T08:59:00Z');
    await look();
    expect(await told('readings-open')).toEqual([]);
    clock.set('2026-11-15T09:00:00Z');
    const counts = await Promise.all([look(), look(), look()]);
    // The window's, and that of bills, which finds nobody.
    expect(counts.reduce((all, count) => all + count, 0)).toBe(2);
    clock.set('2026-11-15T09:01:00Z');
    await look();
    expect(await told('readings-open')).toEqual([
      {
        residentId: anna.residentId,
        data: { period: '2026-11', closesOn: '2026-11-25', unitIds: [flat.unitId] },
        at: '2026-11-15T09:00:00.000Z',
      },
    ]);
  });

  it('is told about once for several flats in one house', async () => {
    const { ctx, clock } = house;
    const second = await aFlat(ctx, flat);
    await aMeter(ctx, flat.unitId);
    await aMeter(ctx, second.unitId);
    const occupancy = {
      residentId: anna.residentId,
      role: 'owner',
      rights: ['meters'],
      startsOn: plus(ctx.now(), '-P9D'),
    };
    await ctx.db.occupancy.create({
      data: { id: newId(ctx.now()), unitId: second.unitId, ...occupancy, createdAt: ctx.now() },
    });
    clock.set('2026-12-15T09:00:00Z');
    await look();
    const named = (await told('readings-open')).map((one) => (one.data as { unitIds: string[] }).unitIds.sort());
    expect(named).toEqual([[flat.unitId, second.unitId].sort()]);
  });

  it('lived through hour by hour over the change of clocks: opens, three days left, last day', async () => {
    const { ctx, clock } = house;
    await ctx.db.readingWindow.create({
      data: { id: newId(ctx.now()), startDay: 24, endDay: 2, exceptions: {} },
    });
    await aMeter(ctx, flat.unitId);
    await ctx.db.occupancy.updateMany({ data: { startsOn: toDateColumn('2026-01-01') } });
    for (clock.set('2026-03-23T00:00:00Z'); ctx.now().toISOString() < '2026-04-03T12:00:00Z'; clock.advance('PT1H')) {
      await look();
    }
    const opened = await told('readings-open');
    expect(opened.map((one) => one.at)).toEqual(['2026-03-24T09:00:00.000Z']);
    const closing = await told('readings-closing');
    expect(closing.map((one) => one.at)).toEqual(['2026-03-30T08:00:00.000Z', '2026-04-02T08:00:00.000Z']);
    expect(closing.map((one) => one.data)).toMatchObject([
      { period: '2026-03', closesOn: '2026-04-02', daysLeft: 3 },
      { period: '2026-03', closesOn: '2026-04-02', daysLeft: 0 },
    ]);
  });

  it('skips what is past when the clock jumps a month, and tells what is still worth it', async () => {
    const { ctx, clock } = house;
    await aMeter(ctx, flat.unitId);
    clock.set('2026-11-19T09:00:00Z');
    await look();
    clock.set('2026-12-20T03:00:00Z');
    await look();
    expect(await told('readings-open')).toMatchObject([
      { data: { period: '2026-11' } },
      // In the night of Berlin: it waits for the morning.
      { data: { period: '2026-12' }, at: '2026-12-20T07:00:00.000Z' },
    ]);
    expect(await told('readings-closing')).toEqual([]);
  });

  it('has its own days for a resource, and none where the company takes no readings', async () => {
    const { ctx, clock } = house;
    await ctx.db.readingWindow.create({
      data: { id: newId(ctx.now()), resource: 'electricity', startDay: 18, endDay: 26, exceptions: {} },
    });
    await aMeter(ctx, flat.unitId, 'electricity');
    await aMeter(ctx, flat.unitId, 'cold-water');
    clock.set('2026-11-15T10:00:00Z');
    await look();
    clock.set('2026-11-18T10:00:00Z');
    await look();
    const closes = (await told('readings-open')).map((one) => (one.data as { closesOn: string }).closesOn);
    expect(closes).toEqual(['2026-11-25', '2026-11-26']);
    await saveSetting(ctx, systemActor, 'modules', { meters: false });
    clock.set('2026-12-18T10:00:00Z');
    await look();
    expect(await told('readings-open')).toHaveLength(2);
  });
});
