import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { newId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aBuilding, aChatOf, aColleague, aCompany, aResident, aUnit, saidData } from '#api/residents/testing.ts';
import { countAudience } from './audience.ts';
import { getMyNews, listMyNews, readNews } from './read-news.ts';
import { listNews, newsReport } from './staff-news.ts';
import { editNews, publishNews, writeNews } from './write-news.ts';

let house: TestHouse;
let buildingA: string;
let buildingB: string;
let manager: Awaited<ReturnType<typeof aColleague>>;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  buildingA = await aBuilding(house.ctx);
  buildingB = await aBuilding(house.ctx);
  manager = await aColleague(house.ctx, 'manager');
});
afterAll(() => house.close());

const texts = { ru: { title: 'Лифт', body: 'Меняем' }, en: { title: 'Lift', body: 'We replace it' } };
const draft = (audience: 'everyone' | { buildingIds: string[] } = 'everyone') =>
  writeNews(house.ctx, manager, { texts, urgency: 'common', audience });
const aNeighbour = async (buildingId: string, startsOn = '2026-01-01') => {
  const unitId = await aUnit(house.ctx, { buildingId });
  return { unitId, ...(await aResident(house.ctx, { unitId, startsOn })) };
};

it('is written, changed, published once and told aloud once', async () => {
  const { newsId } = await draft();
  await editNews(house.ctx, manager, { newsId, urgency: 'emergency', audience: { buildingIds: [buildingA] } });
  const pressed = await Promise.allSettled([1, 2, 3].map(() => publishNews(house.ctx, manager, newsId)));
  expect(pressed.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  expect(await saidData(house.ctx, 'news.published')).toEqual([{ newsId }]);
  await expect(editNews(house.ctx, manager, { newsId, urgency: 'common' })).rejects.toMatchObject({
    code: 'news.not-draft',
  });
  expect((await listNews(house.ctx, manager, {})).items[0]).toMatchObject({
    id: newsId,
    state: 'published',
    urgency: 'emergency',
    texts,
    audience: { buildingIds: [buildingA] },
  });
});

it('counts people once, only those with a flat there today, and whom a message reaches', async () => {
  const building = await aBuilding(house.ctx);
  const one = await aNeighbour(building);
  await aChatOf(house.ctx, one.residentId);
  const second = await aUnit(house.ctx, { buildingId: building });
  // The same person with a second flat is one person.
  const { id: _, ...held } = await house.ctx.db.occupancy.findUniqueOrThrow({ where: { id: one.occupancyId } });
  await house.ctx.db.occupancy.create({ data: { ...held, id: newId(house.ctx.now()), unitId: second } });
  await aResident(house.ctx, { unitId: second, role: 'tenant' });
  const gone = await aNeighbour(building);
  await house.ctx.db.occupancy.update({
    where: { id: gone.occupancyId },
    data: { endsOn: house.ctx.now() },
  });
  const audience = { buildingIds: [building] };
  expect(await countAudience(house.ctx, manager, audience)).toEqual({ residents: 2, reachable: 1, flats: 2 });
  const { newsId } = await draft(audience);
  expect(await publishNews(house.ctx, manager, newsId)).toEqual({ recipientCount: 2 });
  // Until the messages are written, all of them wait: nobody may read "all gone" too early.
  const report = { recipients: 2, delivered: 0, read: 0, failed: 0 };
  expect(await newsReport(house.ctx, manager, newsId)).toEqual({ ...report, waiting: 2, unreachable: 0 });
  await house.ctx.db.outboxEvent.deleteMany({ where: { kind: 'news.published' } });
  expect(await newsReport(house.ctx, manager, newsId)).toEqual({ ...report, waiting: 0, unreachable: 2 });
  await expect(countAudience(house.ctx, manager, { buildingIds: [newId(house.ctx.now())] })).rejects.toMatchObject({
    code: 'building.not-found',
  });
});

it('is for its buildings only, and a newcomer sees nothing of before', async () => {
  const mine = await aNeighbour(buildingA);
  const elsewhere = await aNeighbour(buildingB);
  const { newsId } = await draft({ buildingIds: [buildingA] });
  await publishNews(house.ctx, manager, newsId);
  const { newsId: hidden } = await draft();

  expect(await getMyNews(house.ctx, mine.actor, newsId)).toMatchObject({ id: newsId, texts, isRead: false });
  await expect(getMyNews(house.ctx, elsewhere.actor, newsId)).rejects.toMatchObject({ code: 'news.not-found' });
  await expect(getMyNews(house.ctx, mine.actor, hidden)).rejects.toMatchObject({ code: 'news.not-found' });

  house.clock.advance('PT48H');
  const newcomer = await aNeighbour(buildingA, '2026-11-22');
  expect((await listMyNews(house.ctx, newcomer.actor, {})).items).toEqual([]);
  await expect(readNews(house.ctx, newcomer.actor, newsId)).rejects.toMatchObject({ code: 'news.not-found' });
});

it('is read once, and the report knows', async () => {
  const { actor, unitId } = await aNeighbour(buildingB);
  const { newsId } = await draft({ buildingIds: [buildingB] });
  await publishNews(house.ctx, manager, newsId);
  await readNews(house.ctx, actor, newsId);
  await readNews(house.ctx, actor, newsId);
  expect((await listMyNews(house.ctx, actor, { unitId })).items[0]).toMatchObject({ id: newsId, isRead: true });
  expect(await newsReport(house.ctx, manager, newsId)).toMatchObject({ read: 1 });
});

it('is not for a technician to write, nor for a resident to see as a draft', async () => {
  const technician = await aColleague(house.ctx, 'technician');
  const input = { texts, urgency: 'common', audience: 'everyone' } as const;
  await expect(writeNews(house.ctx, technician, input)).rejects.toMatchObject({ code: 'not-allowed' });
  const { actor } = await aNeighbour(buildingA);
  await expect(listNews(house.ctx, actor, {})).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(listMyNews(house.ctx, systemActor, {})).rejects.toMatchObject({ code: 'not-allowed' });
});

it('is listed page by page', async () => {
  const building = await aBuilding(house.ctx);
  const { actor } = await aNeighbour(building);
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    house.clock.advance('PT1M');
    const { newsId } = await draft({ buildingIds: [building] });
    await publishNews(house.ctx, manager, newsId);
    ids.unshift(newsId);
  }
  const unit = {
    unitId: (await house.ctx.db.occupancy.findFirstOrThrow({ where: { residentId: actor.residentId } })).unitId,
  };
  const first = await listMyNews(house.ctx, actor, { ...unit, limit: 2 });
  const second = await listMyNews(house.ctx, actor, { ...unit, limit: 50, after: first.next });
  expect([...first.items, ...second.items].map((one) => one.id).slice(0, 3)).toEqual(ids);
});
