import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { PlainDate, toDateColumn } from '#api/core/time.ts';
import { aBuilding, aCompany, aResident, aUnit, saidKinds } from '#api/residents/testing.ts';
import { listMyMeters } from './list-meters.ts';
import type { Resource } from './schema.ts';
import { submitReadings } from './submit-readings.ts';
import { unitsWithoutReadings } from './units-without-readings.ts';
import { windowFor } from './window-rules.ts';

let house: TestHouse;
let buildingId: string;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  buildingId = await aBuilding(house.ctx);
});
afterAll(() => house.close());

type Resident = { kind: 'resident'; residentId: string };

async function aMeter(unitId: string, resource: Resource, last: string[], zones = 1): Promise<string> {
  const id = newId(house.ctx.now());
  const createdAt = house.ctx.now();
  await house.ctx.db.meter.create({
    data: {
      ...{ id, unitId, resource, serial: id.slice(-6), zones, digits: 5, decimals: 3, unitOfMeasure: 'm3' },
      ...{ isAutomatic: false, createdAt },
    },
  });
  await house.ctx.db.reading.create({
    data: {
      ...{ id: newId(createdAt), meterId: id, values: last, takenOn: toDateColumn('2026-10-20') },
      ...{ countsForPeriod: '2026-10', isLate: false, source: 'demo', state: 'accepted', createdAt },
    },
  });
  return id;
}

async function aFlat(): Promise<{ unitId: string; cold: string; hot: string; actor: Resident }> {
  const unitId = await aUnit(house.ctx, { buildingId });
  const { actor } = await aResident(house.ctx, { unitId, startsOn: '2026-01-01' });
  return {
    unitId,
    cold: await aMeter(unitId, 'cold-water', ['412']),
    hot: await aMeter(unitId, 'hot-water', ['288']),
    actor,
  };
}

const send = (actor: Resident, unitId: string, readings: Record<string, string[]>, more: object = {}) =>
  submitReadings(house.ctx, actor, {
    unitId,
    readings: Object.entries(readings).map(([meterId, values]) => ({ meterId, values })),
    source: 'telegram',
    ...more,
  });
const readingsOf = (meterId: string) =>
  house.ctx.db.reading.findMany({
    where: { meterId, countsForPeriod: { not: '2026-10' } },
    orderBy: { createdAt: 'asc' },
  });

describe('in the window', () => {
  it('accepts all meters at once and says what was used', async () => {
    house.clock.set('2026-11-20T09:00:00Z');
    const { unitId, cold, hot, actor } = await aFlat();
    expect(await listMyMeters(house.ctx, actor, unitId)).toMatchObject({
      window: { state: 'open', period: '2026-11', closesOn: '2026-11-25', daysLeft: 5 },
      meters: [
        { id: cold, last: { values: ['412'], period: '2026-10' }, sentThisPeriod: false },
        { id: hot, last: { values: ['288'] } },
      ],
    });
    const result = await send(actor, unitId, { [cold]: ['418'], [hot]: ['292,5'] });
    expect(result).toMatchObject({
      status: 'accepted',
      items: [
        { meterId: cold, consumption: ['6'], countsForPeriod: '2026-11', late: false, state: 'accepted' },
        { meterId: hot, values: ['292.5'], consumption: ['4.5'] },
      ],
    });
    expect((await listMyMeters(house.ctx, actor, unitId)).meters.map((one) => one.sentThisPeriod)).toEqual([
      true,
      true,
    ]);
    expect(await saidKinds(house.ctx)).toContain('readings.submitted');
  });

  it('lets a second reading supersede the first, also a lower one, and keeps the history', async () => {
    house.clock.set('2026-11-20T09:00:00Z');
    const { unitId, cold, actor } = await aFlat();
    await send(actor, unitId, { [cold]: ['420'] });
    house.clock.advance('PT1H');
    expect(await send(actor, unitId, { [cold]: ['418'] })).toMatchObject({ items: [{ consumption: ['6'] }] });
    expect((await readingsOf(cold)).map((one) => [String(one.values[0]), one.state])).toEqual([
      ['420', 'superseded'],
      ['418', 'accepted'],
    ]);
  });

  it('takes one of ten at the same moment as the one that counts', async () => {
    house.clock.set('2026-11-20T09:00:00Z');
    const { unitId, cold, actor } = await aFlat();
    await Promise.all(Array.from({ length: 10 }, (_, index) => send(actor, unitId, { [cold]: [String(413 + index)] })));
    const states = (await readingsOf(cold)).map((one) => one.state);
    expect(states.filter((state) => state === 'accepted')).toHaveLength(1);
    expect(states).toHaveLength(10);
  });

  it('does the same update once', async () => {
    house.clock.set('2026-11-20T09:00:00Z');
    const { unitId, cold, actor } = await aFlat();
    const first = await send(actor, unitId, { [cold]: ['418'] }, { onceKey: 'telegram:1:77' });
    expect(await send(actor, unitId, { [cold]: ['418'] }, { onceKey: 'telegram:1:77' })).toEqual(first);
    expect(await readingsOf(cold)).toHaveLength(1);
  });
});

describe('outside the window', () => {
  it('counts a late reading for the next period and says so', async () => {
    const { unitId, cold, actor } = await aFlat();
    house.clock.set('2026-11-27T09:00:00Z');
    expect(await send(actor, unitId, { [cold]: ['418'] })).toMatchObject({
      status: 'accepted',
      items: [{ countsForPeriod: '2026-12', late: true }],
    });
    house.clock.set('2026-12-16T09:00:00Z');
    expect(await send(actor, unitId, { [cold]: ['424'] })).toMatchObject({
      items: [{ countsForPeriod: '2026-12', late: false, consumption: ['12'] }],
    });
    expect((await readingsOf(cold)).map((one) => one.state)).toEqual(['superseded', 'accepted']);
  });

  it('is not late when the window before was not missed', async () => {
    house.clock.set('2026-11-20T09:00:00Z');
    const { unitId, cold, actor } = await aFlat();
    await send(actor, unitId, { [cold]: ['418'] });
    house.clock.set('2026-11-27T09:00:00Z');
    expect(await send(actor, unitId, { [cold]: ['419'] })).toMatchObject({ items: [{ late: false }] });
  });
});

describe('what looks wrong', () => {
  it('is asked about, changes nothing until confirmed, and stays to be looked at', async () => {
    house.clock.set('2026-11-20T09:00:00Z');
    const { unitId, cold, actor } = await aFlat();
    expect(await send(actor, unitId, { [cold]: ['460'] })).toMatchObject({
      status: 'confirm',
      doubts: [{ meterId: cold, why: 'much-higher', consumption: '48', needsPhoto: false }],
    });
    expect(await readingsOf(cold)).toEqual([]);
    expect(await send(actor, unitId, { [cold]: ['460'] }, { confirmed: true })).toMatchObject({
      items: [{ state: 'doubtful' }],
    });
  });

  it('needs a photo when it is enormous', async () => {
    house.clock.set('2026-11-20T09:00:00Z');
    const { unitId, cold, actor } = await aFlat();
    await expect(send(actor, unitId, { [cold]: ['4180'] }, { confirmed: true })).rejects.toMatchObject({
      code: 'meter.photo-needed',
    });
    const files = [{ kind: 'photo', source: 'telegram', sourceRef: 'file-1' }];
    await send(actor, unitId, { [cold]: ['4180'] }, { confirmed: true, files });
    const [reading] = await readingsOf(cold);
    expect(await house.ctx.db.attachment.count({ where: { readingId: reading?.id ?? '' } })).toBe(1);
  });

  it('is asked as one mix-up when hot and cold were swapped', async () => {
    house.clock.set('2026-11-20T09:00:00Z');
    const { unitId, cold, hot, actor } = await aFlat();
    expect(await send(actor, unitId, { [cold]: ['292'], [hot]: ['418'] })).toMatchObject({
      doubts: [
        { meterId: cold, why: 'swapped', otherMeterId: hot },
        { meterId: hot, why: 'swapped', otherMeterId: cold },
      ],
    });
  });

  it('is refused when it cannot stand on the meter, and nothing of the message lands', async () => {
    house.clock.set('2026-11-20T09:00:00Z');
    const { unitId, cold, hot, actor } = await aFlat();
    await expect(send(actor, unitId, { [cold]: ['418'], [hot]: ['1234567'] })).rejects.toMatchObject({
      code: 'meter.bad-value',
      values: { meterId: hot, why: 'too-many-digits', limit: 5 },
    });
    expect(await readingsOf(cold)).toEqual([]);
  });

  it('is somebody else’s meter', async () => {
    const { unitId, actor } = await aFlat();
    const other = await aFlat();
    await expect(send(actor, unitId, { [other.cold]: ['418'] })).rejects.toMatchObject({ code: 'meter.not-found' });
    await expect(send(actor, other.unitId, { [other.cold]: ['418'] })).rejects.toMatchObject({
      code: 'flat.not-found',
    });
  });
});

it('finds the flats that have not sent everything', async () => {
  house.clock.set('2026-11-20T09:00:00Z');
  const done = await aFlat();
  const half = await aFlat();
  await send(done.actor, done.unitId, { [done.cold]: ['418'], [done.hot]: ['292'] });
  await send(half.actor, half.unitId, { [half.cold]: ['418'] });
  const waiting = await unitsWithoutReadings(house.ctx, { buildingId, period: '2026-11' });
  expect(waiting).toContain(half.unitId);
  expect(waiting).not.toContain(done.unitId);
});

it('takes the nearest rule for a window', async () => {
  const other = await aBuilding(house.ctx);
  const id = () => newId(house.ctx.now());
  await house.ctx.db.readingWindow.createMany({
    data: [
      { id: id(), startDay: 10, endDay: 20, exceptions: {} },
      { id: id(), buildingId: other, startDay: 15, endDay: 3, exceptions: { '12': [1, 12] } },
      { id: id(), buildingId: other, resource: 'electricity', startDay: 20, endDay: 26, exceptions: {} },
    ],
  });
  const on = (building: string, resource: Resource, day: string) =>
    windowFor(house.ctx, building, resource, PlainDate.from(day));
  expect(await on(buildingId, 'gas', '2026-11-12')).toMatchObject({ closesOn: '2026-11-20' });
  expect(await on(other, 'gas', '2026-11-16')).toMatchObject({ closesOn: '2026-12-03' });
  expect(await on(other, 'gas', '2026-12-10')).toMatchObject({ state: 'open', closesOn: '2026-12-12' });
  expect(await on(other, 'electricity', '2026-11-21')).toMatchObject({ closesOn: '2026-11-26' });
});
