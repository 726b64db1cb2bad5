import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import type { TestHouse } from '#api/core/testing.ts';
import { testCtx } from '#api/core/testing.ts';
import { listMyFlats } from './access.ts';
import { findChat } from './chats.ts';
import { findUnitByWords } from './find-unit.ts';
import { askToJoin, decideJoinRequest, getJoinRequest, listJoinRequests } from './join-requests.ts';
import { listResidents } from './list-residents.ts';
import { aBuilding, aChat, aColleague, aCompany, aResident, aUnit, saidData, saidKinds } from './testing.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let unitId: string;

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
  const buildingId = await aBuilding(ctx, { address: 'ул. Садовая, 12' });
  unitId = await aUnit(ctx, { buildingId, number: '57' });
  await aUnit(ctx, { buildingId: await aBuilding(ctx, { address: 'ул. Садовая, 14' }), number: '57' });
});
afterAll(() => house.close());
beforeEach(() => ctx.db.outboxEvent.deleteMany().then(() => undefined));

/** What happens in one millisecond has no order. */
function aMoment(): void {
  house.clock.advance('PT0.001S');
}

const words = { name: 'Пётр <b>', where: 'Садовая 12, кв 57', role: 'tenant' as const };

it('guesses the flat, tells the office once, and corrects a pending request', async () => {
  const chatId = await aChat(ctx);
  const first = await askToJoin(ctx, chatId, { ...words, where: 'не помню' });
  aMoment();
  const second = await askToJoin(ctx, chatId, words);
  expect(second).toEqual({ requestId: first.requestId, isNew: false });
  expect(await saidKinds(ctx)).toEqual(['join.requested', 'join.request-changed']);
  const request = await getJoinRequest(ctx, systemActor, first.requestId);
  expect(request).toMatchObject({ saidName: 'Пётр <b>', state: 'pending', unit: { id: unitId, number: '57' } });
});

it('lets exactly one of two dispatchers decide, and connects the chat', async () => {
  const chatId = await aChat(ctx);
  const { requestId } = await askToJoin(ctx, chatId, words);
  const dispatchers = [await aColleague(ctx, 'dispatcher'), await aColleague(ctx, 'dispatcher')];
  const decisions = await Promise.allSettled(
    dispatchers.map((actor) => decideJoinRequest(ctx, actor, { requestId, approve: true })),
  );
  expect(decisions.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = decisions.find((decision) => decision.status === 'rejected');
  expect(refused?.reason).toMatchObject({ code: 'join.already-decided', values: { state: 'approved' } });
  expect(await saidData(ctx, 'join.decided')).toMatchObject([{ requestId, approved: true, chatId }]);
  const residentId = (await findChat(ctx, chatId))?.residentId ?? '';
  expect(await listMyFlats(ctx, { kind: 'resident', residentId })).toMatchObject([{ unitId, role: 'tenant' }]);
});

it('connects to the person of the list who has the said phone', async () => {
  const anna = await aResident(ctx, { unitId, fullName: 'Анна Ветрова', phone: '+79990000501' });
  const chatId = await aChat(ctx);
  const { requestId } = await askToJoin(ctx, chatId, { ...words, name: 'Аня', phone: '8 999 000-05-01' });
  await decideJoinRequest(ctx, systemActor, { requestId, approve: true });
  expect(await findChat(ctx, chatId)).toMatchObject({ residentId: anna.residentId });
  expect(await ctx.db.occupancy.count({ where: { residentId: anna.residentId } })).toBe(1);
});

it('connects to the person of the list who has the said name, in any order', async () => {
  const boris = await aResident(ctx, { unitId, fullName: 'Ветров Борис' });
  const chatId = await aChat(ctx);
  const { requestId } = await askToJoin(ctx, chatId, { ...words, name: 'борис ветров' });
  await decideJoinRequest(ctx, systemActor, { requestId, approve: true });
  expect(await findChat(ctx, chatId)).toMatchObject({ residentId: boris.residentId });
});

it('declines without opening anything, and needs a flat to approve', async () => {
  const chatId = await aChat(ctx);
  const { requestId } = await askToJoin(ctx, chatId, { ...words, where: 'где-то' });
  const approve = decideJoinRequest(ctx, systemActor, { requestId, approve: true });
  await expect(approve).rejects.toMatchObject({ code: 'join.unit-needed' });
  expect(await decideJoinRequest(ctx, systemActor, { requestId, approve: false })).toMatchObject({ state: 'declined' });
  expect(await findChat(ctx, chatId)).toMatchObject({ residentId: null });
});

it('hears three requests a day from one chat', async () => {
  const chatId = await aChat(ctx);
  for (let index = 0; index < 3; index += 1) {
    const { requestId } = await askToJoin(ctx, chatId, words);
    await decideJoinRequest(ctx, systemActor, { requestId, approve: false });
  }
  await expect(askToJoin(ctx, chatId, words)).rejects.toMatchObject({ code: 'join.too-many-requests' });
  house.clock.advance('PT24H');
  expect(await askToJoin(ctx, chatId, words)).toMatchObject({ isNew: true });
});

it('is the office’s to read', async () => {
  const technician = await aColleague(ctx, 'technician');
  await expect(listJoinRequests(ctx, technician)).rejects.toThrow('not-allowed');
  const first = await listJoinRequests(ctx, systemActor, { limit: 2 });
  const second = await listJoinRequests(ctx, systemActor, { limit: 2, after: first.next });
  expect(first.items).toHaveLength(2);
  expect(second.items.map(({ id }) => id)).not.toContain(first.items[1]?.id);
});

it('guesses no flat where words fit two houses or none', async () => {
  expect(await findUnitByWords(ctx, 'Садовая, кв 57')).toBeNull();
  expect(await findUnitByWords(ctx, 'Мира 12 кв 57')).toBeNull();
  expect(await findUnitByWords(ctx, 'Садовая 14, кв 57')).toMatchObject({ address: 'ул. Садовая, 14' });
});

it('finds people by a part of the name, of the phone, and by flat', async () => {
  const found = async (search: string) =>
    (await listResidents(ctx, systemActor, { search })).items.map(({ fullName }) => fullName);
  expect(await found('ветр')).toEqual(['Анна Ветрова', 'Ветров Борис']);
  expect(await found('000-05-01')).toEqual(['Анна Ветрова']);
  expect(await found('100%')).toEqual([]);
  expect(await found('57')).toContain('Ветров Борис');
  const first = await listResidents(ctx, systemActor, { limit: 1 });
  const second = await listResidents(ctx, systemActor, { limit: 1, after: first.next });
  expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
  await expect(listResidents(ctx, await aColleague(ctx, 'technician'), {})).rejects.toThrow('not-allowed');
});
