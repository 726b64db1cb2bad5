import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { runDueSchedules } from '#api/core/schedule.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { type Instant, instant } from '#api/core/time.ts';
import { cancelOutage, changeOutage, openOutage } from '#api/outages/announce.ts';
import { aCompany, aFlat, aResident, type TestFlat } from '#api/tickets/testing.ts';
import { outageSoonSchedule } from './remind-outages.ts';

let house: TestHouse;
let flat: TestFlat;

/** A house in Moscow, three hours ahead of UTC, and quiet there from 22 to 8. */
beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.ctx.db.delivery.deleteMany();
  house.clock.set('2026-11-20T09:00:00Z');
  flat = await aFlat(house.ctx);
  await aResident(house.ctx, flat);
});

const beginning = instant('2026-11-23T04:00:00Z');
const end = instant('2026-11-23T13:00:00Z');

async function announce(startsAt: Instant = beginning, workType: 'planned' | 'emergency' = 'planned'): Promise<string> {
  const places = [{ buildingId: flat.buildingId, entrances: [] }];
  const words = { services: ['hot-water' as const], texts: {}, startsAt, endsAt: end };
  return (await openOutage(house.ctx, systemActor, { workType, places, ...words })).id;
}

/** The scheduler looks at each of these moments; what it has told by then, and until when that is held. */
async function toldBy(...moments: string[]): Promise<string[]> {
  for (const moment of moments) {
    house.clock.set(moment);
    await runDueSchedules(house.ctx, [outageSoonSchedule]);
  }
  const rows = await house.ctx.db.delivery.findMany({ where: { template: 'outage' }, orderBy: { notBefore: 'asc' } });
  return rows.map(
    ({ data, notBefore }) => `${(data as { what: string }).what} ${notBefore.toISOString().slice(0, 16)}`,
  );
}

it('works that were announced remind a day before, in the morning when it is night, and an hour before, each once', async () => {
  await announce();
  expect(await toldBy('2026-11-22T03:59:00Z')).toEqual([]);
  const first = ['tomorrow 2026-11-22T05:00'];
  expect(await toldBy('2026-11-22T04:00:00Z', '2026-11-22T04:01:00Z', '2026-11-22T20:00:00Z')).toEqual(first);
  const both = [...first, 'soon 2026-11-23T03:00'];
  expect(await toldBy('2026-11-23T02:59:00Z', '2026-11-23T03:00:00Z', '2026-11-23T03:30:00Z')).toEqual(both);
});

it('what was announced within the day reminds of the hour alone, and what is sudden of nothing', async () => {
  house.clock.set('2026-11-22T12:00:00Z');
  await announce();
  await announce(instant('2026-11-23T05:00:00Z'), 'emergency');
  expect(await toldBy('2026-11-22T13:00:00Z', '2026-11-23T03:00:00Z', '2026-11-23T04:30:00Z')).toEqual([
    'soon 2026-11-23T03:00',
  ]);
});

it('what was put off reminds of its new beginning, and what was called off of none', async () => {
  const outageId = await announce();
  const other = await announce(instant('2026-11-23T06:00:00Z'));
  expect(await toldBy('2026-11-22T05:00:00Z')).toHaveLength(1);
  await changeOutage(house.ctx, systemActor, { outageId, startsAt: instant('2026-11-23T10:00:00Z') });
  await cancelOutage(house.ctx, systemActor, { outageId: other });
  expect(await toldBy('2026-11-23T03:00:00Z', '2026-11-23T05:30:00Z', '2026-11-23T09:00:00Z')).toEqual([
    'tomorrow 2026-11-22T05:00',
    'tomorrow 2026-11-23T05:00',
    'soon 2026-11-23T09:00',
  ]);
});

it('a house that was away for the day tells of the hour, not of tomorrow', async () => {
  await announce();
  expect(await toldBy('2026-11-23T03:10:00Z')).toEqual(['soon 2026-11-23T03:10']);
});
