import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { plus } from '#api/core/time.ts';
import type { Flat } from '#api/residents/access.ts';
import { aColleague, aCompany, aFlat, type TestFlat } from '#api/tickets/testing.ts';
import { cancelOutage, changeOutage, openOutage, restoreOutage } from './announce.ts';
import { getMyOutage, listOutages, outagesOfFlat } from './read-outages.ts';
import { anOutage } from './testing.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let flat: TestFlat;

const start = '2026-11-20T09:00:00Z';

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
});
beforeEach(async () => {
  house.clock.set(start);
  await ctx.db.outboxEvent.deleteMany();
  flat = await aFlat(ctx);
});
afterAll(() => house.close());

const inEntrance = (entrance: number | null) => ({ buildingId: flat.buildingId, entrance });
const shown = async (entrance: number | null = 1) => (await outagesOfFlat(ctx, inEntrance(entrance))).map((o) => o.id);
const said = async () => (await ctx.db.outboxEvent.findMany({ orderBy: { id: 'asc' } })).map((event) => event.kind);

describe('an outage', () => {
  it('is shown where it is, and nowhere else', async () => {
    const { id } = await anOutage(ctx, flat.buildingId, { entrances: [2] });
    expect(await shown(2)).toEqual([id]);
    expect(await shown(1)).toEqual([]);
    // Nobody wrote down which entrance it is: better told for nothing than not told.
    expect(await shown(null)).toEqual([id]);
    const elsewhere = await aFlat(ctx);
    expect(await outagesOfFlat(ctx, { buildingId: elsewhere.buildingId, entrance: 2 })).toEqual([]);
  });

  it('is late until somebody says that it is restored, unless it was planned', async () => {
    const sudden = await anOutage(ctx, flat.buildingId);
    const planned = await anOutage(ctx, flat.buildingId, { workType: 'planned', services: ['heating'] });
    house.clock.advance('PT5H');
    const [late] = await outagesOfFlat(ctx, inEntrance(1));
    expect(late).toMatchObject({ id: sudden.id, state: 'late' });
    expect(await shown()).not.toContain(planned.id);
    await restoreOutage(ctx, await aColleague(ctx, 'technician'), { outageId: sudden.id });
    expect(await shown()).toEqual([]);
  });

  it('is shown two weeks ahead and not earlier', async () => {
    const startsAt = plus(ctx.now(), 'P20D');
    await anOutage(ctx, flat.buildingId, { workType: 'planned', startsAt, endsAt: plus(startsAt, 'PT6H') });
    expect(await shown()).toEqual([]);
    house.clock.advance('P7D');
    expect(await shown()).toHaveLength(1);
  });

  it('says each change once, and nothing when nothing changed', async () => {
    const { id: outageId, endsAt } = await anOutage(ctx, flat.buildingId);
    const actor = await aColleague(ctx, 'dispatcher');
    await changeOutage(ctx, actor, { outageId, endsAt });
    expect(await said()).toEqual(['outage.opened']);
    await changeOutage(ctx, actor, { outageId, endsAt: plus(endsAt, 'PT2H') });
    await restoreOutage(ctx, actor, { outageId });
    expect(await said()).toEqual(['outage.opened', 'outage.changed', 'outage.restored']);
    await expect(restoreOutage(ctx, actor, { outageId })).rejects.toMatchObject({ code: 'outage.over' });
    await expect(changeOutage(ctx, actor, { outageId, endsAt: plus(endsAt, 'PT3H') })).rejects.toMatchObject({
      code: 'outage.over',
    });
    expect(await said()).toHaveLength(3);
  });

  it('can be restored by one of many who press at once', async () => {
    const { id: outageId } = await anOutage(ctx, flat.buildingId);
    const actor = await aColleague(ctx, 'emergency');
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => restoreOutage(ctx, actor, { outageId })));
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  });

  it('refuses an end in the past, an entrance that is not there, a house that is not ours', async () => {
    const past = { startsAt: plus(ctx.now(), '-PT4H'), endsAt: plus(ctx.now(), '-PT1H') };
    await expect(anOutage(ctx, flat.buildingId, past)).rejects.toMatchObject({ code: 'outage.bad-times' });
    await expect(anOutage(ctx, flat.buildingId, { entrances: [9] })).rejects.toMatchObject({
      code: 'outage.bad-entrance',
      values: { entrances: 2 },
    });
    await expect(anOutage(ctx, flat.unitId)).rejects.toMatchObject({ code: 'building.not-found' });
    const startsAt = plus(ctx.now(), 'P1D');
    const ahead = await anOutage(ctx, flat.buildingId, { startsAt, endsAt: plus(startsAt, 'PT1H') });
    const actor = await aColleague(ctx, 'manager');
    await expect(restoreOutage(ctx, actor, { outageId: ahead.id })).rejects.toMatchObject({ code: 'outage.not-begun' });
    expect((await cancelOutage(ctx, actor, { outageId: ahead.id })).state).toBe('cancelled');
    expect(await shown()).toEqual([]);
  });

  it('is announced by those who look after houses; an accountant and a resident announce none', async () => {
    const input = {
      workType: 'emergency' as const,
      services: ['gas' as const],
      texts: {},
      startsAt: ctx.now(),
      endsAt: plus(ctx.now(), 'PT1H'),
      places: [{ buildingId: flat.buildingId, entrances: [] }],
    };
    await expect(openOutage(ctx, await aColleague(ctx, 'accountant'), input)).rejects.toThrow('not-allowed');
    await expect(openOutage(ctx, { kind: 'resident', residentId: flat.unitId }, input)).rejects.toThrow('not-allowed');
    expect((await openOutage(ctx, await aColleague(ctx, 'technician'), input)).state).toBe('now');
    await expect(listOutages(ctx, { kind: 'resident', residentId: flat.unitId })).rejects.toThrow('not-allowed');
  });

  it('names to a resident only the houses that are theirs', async () => {
    const other = await aFlat(ctx);
    const places = [flat.buildingId, other.buildingId].map((buildingId) => ({ buildingId, entrances: [] }));
    const { id } = await anOutage(ctx, flat.buildingId, { places });
    const mine = { buildingId: flat.buildingId, entrance: 1 } as Flat;
    expect((await getMyOutage(ctx, [mine], id)).places.map((place) => place.buildingId)).toEqual([flat.buildingId]);
    await expect(getMyOutage(ctx, [], id)).rejects.toMatchObject({ code: 'outage.not-found' });
  });
});
