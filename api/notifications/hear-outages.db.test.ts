import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { openHearing } from '#api/core/hearing.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { plus } from '#api/core/time.ts';
import { changeOutage, restoreOutage } from '#api/outages/announce.ts';
import { anOutage } from '#api/outages/testing.ts';
import { mapChannel } from '#api/staff/channels.ts';
import { aCompany, aFlat, aResident, type TestFlat, type TestResident } from '#api/tickets/testing.ts';
import { listCards } from './cards.ts';
import { hearForNotices } from './hearers.ts';
import { hearAll } from './testing.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let flat: TestFlat;
let anna: TestResident;
let boris: TestResident;
const hearing = openHearing();
hearForNotices(hearing);

/** In Moscow it is 02:00: quiet hours until 08:00. */
const atNight = '2026-11-20T23:00:00Z';
const morning = '2026-11-21T05:00:00.000Z';

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
  await mapChannel(ctx, systemActor, { service: 'technical', channelId: 'CTECH' });
  flat = await aFlat(ctx);
  anna = await aResident(ctx, flat);
  boris = await aResident(ctx, await aFlat(ctx));
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set(atNight);
  await hearAll(ctx, hearing);
  await ctx.db.delivery.deleteMany();
});

async function told() {
  await hearAll(ctx, hearing);
  const rows = await ctx.db.delivery.findMany({ orderBy: [{ createdAt: 'asc' }, { eventKey: 'asc' }] });
  return rows.map(({ residentId, data, isSilent, notBefore, lane }) => ({
    who: residentId,
    what: (data as { what: string }).what,
    isSilent,
    at: notBefore.toISOString(),
    lane,
  }));
}

it('wakes people at night for water that is suddenly off, and only those it reaches', async () => {
  const { id } = await anOutage(ctx, flat.buildingId);
  expect(await told()).toEqual([
    { who: anna.residentId, what: 'opened', isSilent: false, at: '2026-11-20T23:00:00.000Z', lane: 'soon' },
  ]);
  const cards = await listCards(ctx, { type: 'outage', id }, 'slack');
  expect(cards.map((card) => card.place)).toEqual(['slack:CTECH']);
  expect(boris.residentId).not.toBe(anna.residentId);
});

it('tells of a lift at once too, without a sound; of planned works in the morning', async () => {
  await anOutage(ctx, flat.buildingId, { services: ['lift'] });
  const startsAt = plus(ctx.now(), 'P1D');
  const planned = { workType: 'planned' as const, startsAt, endsAt: plus(startsAt, 'PT6H') };
  await anOutage(ctx, flat.buildingId, { ...planned, services: ['hot-water'] });
  expect(await told()).toEqual([
    { who: anna.residentId, what: 'opened', isSilent: true, at: '2026-11-20T23:00:00.000Z', lane: 'soon' },
    { who: anna.residentId, what: 'opened', isSilent: false, at: morning, lane: 'bulk' },
  ]);
});

it('tells of a new time and of the end, each once, and shows them on the card', async () => {
  const { id: outageId, endsAt } = await anOutage(ctx, flat.buildingId, { services: ['gas'] });
  await changeOutage(ctx, systemActor, { outageId, endsAt: plus(endsAt, 'PT2H') });
  await restoreOutage(ctx, systemActor, { outageId });
  expect((await told()).map(({ what, isSilent }) => `${what} ${isSilent}`)).toEqual([
    'opened false',
    'changed true',
    'restored true',
  ]);
  const [card] = await listCards(ctx, { type: 'outage', id: outageId }, 'slack');
  expect(card?.wantedVersion).toBe(3);
});
