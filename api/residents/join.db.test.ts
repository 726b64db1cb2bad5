import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { saveSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import type { TestHouse } from '#api/core/testing.ts';
import { testCtx } from '#api/core/testing.ts';
import { plus } from '#api/core/time.ts';
import { listMyFlats } from './access.ts';
import { findChat } from './chats.ts';
import { cutOff } from './household.ts';
import { joinByCode, joinByLink, joinByPhone } from './join.ts';
import { createJoinCode, revokeJoinCode } from './join-codes.ts';
import { aBuilding, aChat, aChatOf, aColleague, aCompany, aResident, aUnit, saidData, saidKinds } from './testing.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
});
afterAll(() => house.close());

beforeEach(async () => {
  house.clock.advance('PT2H'); // the tries of the test before are forgotten
  await ctx.db.outboxEvent.deleteMany();
});

function anInvitation(unitId: string, more: { residentId?: string; role?: 'owner' | 'tenant' | 'family' } = {}) {
  return createJoinCode(ctx, systemActor, { unitId, role: more.role ?? 'family', residentId: more.residentId });
}

describe('joining by a typed code', () => {
  it('takes the code as people type it and makes a person with the name they gave', async () => {
    const unitId = await aUnit(ctx);
    const { code } = await anInvitation(unitId);
    const chatId = await aChat(ctx);
    const name = "<b>O'Neil & _co_";
    const result = await joinByCode(ctx, chatId, ` ${code.replaceAll(' ', ' – ')}. `, { name });
    expect(result).toMatchObject({ status: 'joined', unitIds: [unitId] });
    expect(await findChat(ctx, chatId)).toMatchObject({ unitId, resident: { fullName: name, givenName: name } });
    const [joined] = await saidData(ctx, 'resident.joined');
    expect(joined).toMatchObject({ unitId, chatId });
  });

  it('lets exactly one of ten win who type one code at the same time', async () => {
    const unitId = await aUnit(ctx);
    const { code } = await anInvitation(unitId);
    const chats = await Promise.all(Array.from({ length: 10 }, () => aChat(ctx)));
    const results = await Promise.all(chats.map((chatId) => joinByCode(ctx, chatId, code, { name: 'Кто-то' })));
    expect(results.map(({ status }) => status).sort()).toEqual(['joined', ...Array(9).fill('used')]);
    expect(await ctx.db.occupancy.count({ where: { unitId } })).toBe(1);
    expect(await saidKinds(ctx)).toEqual(['resident.joined']);
  });

  it('stops a chat after five wrong codes, even before the right one, and for an hour', async () => {
    const unitId = await aUnit(ctx);
    const { code } = await anInvitation(unitId);
    const chatId = await aChat(ctx);
    const left = [];
    for (let index = 0; index < 5; index += 1) left.push(await joinByCode(ctx, chatId, `00000000000${index}`));
    expect(left).toEqual([4, 3, 2, 1, 0].map((triesLeft) => ({ status: 'wrong', triesLeft })));
    const retryAt = plus(ctx.now(), 'PT1H');
    expect(await joinByCode(ctx, chatId, code)).toEqual({ status: 'too-many', retryAt });
    house.clock.advance('PT59M');
    expect(await joinByCode(ctx, chatId, code)).toMatchObject({ status: 'too-many' });
    house.clock.advance('PT1M');
    expect(await joinByCode(ctx, chatId, code)).toMatchObject({ status: 'joined' });
  });

  it('counts wrong codes that arrive at the same time', async () => {
    const chatId = await aChat(ctx);
    const typed = Array.from({ length: 8 }, (_, index) => joinByCode(ctx, chatId, `11111111111${index}`));
    const results = (await Promise.all(typed)).map(({ status }) => status).sort();
    expect(results).toEqual([...Array(3).fill('too-many'), ...Array(5).fill('wrong')]);
  });

  it('costs no try when the words are no code', async () => {
    const chatId = await aChat(ctx);
    expect(await joinByCode(ctx, chatId, 'привет')).toEqual({ status: 'wrong', triesLeft: 5 });
    expect(await joinByCode(ctx, chatId, '1234 5678')).toEqual({ status: 'wrong', triesLeft: 5 });
  });

  it('stops everybody at the cap of the company, says so once an hour, and leaves links open', async () => {
    await saveSetting(ctx, systemActor, 'join', { companyTriesPerHour: 6 });
    const unitId = await aUnit(ctx);
    for (let index = 0; index < 6; index += 1) {
      expect(await joinByCode(ctx, await aChat(ctx), `22222222222${index}`)).toMatchObject({ status: 'wrong' });
    }
    const { code, linkPayload } = await anInvitation(unitId);
    expect(await joinByCode(ctx, await aChat(ctx), code)).toMatchObject({ status: 'too-many' });
    expect(await joinByLink(ctx, await aChat(ctx), 'join_wrong')).toMatchObject({ status: 'wrong' });
    expect(await saidData(ctx, 'join.under-attack')).toMatchObject([{ wrongTries: 6 }]);
    expect(await joinByLink(ctx, await aChat(ctx), linkPayload, { name: 'Гость' })).toMatchObject({ status: 'joined' });
    await saveSetting(ctx, systemActor, 'join', {});
  });

  it('refuses what has expired or was taken back, and counts it', async () => {
    const unitId = await aUnit(ctx);
    const late = await anInvitation(unitId);
    house.clock.advance('P60D');
    const chatId = await aChat(ctx);
    expect(await joinByCode(ctx, chatId, late.code)).toEqual({ status: 'expired', triesLeft: 4 });
    const taken = await anInvitation(unitId);
    await revokeJoinCode(ctx, systemActor, taken.id);
    expect(await joinByCode(ctx, chatId, taken.code)).toEqual({ status: 'expired', triesLeft: 3 });
  });

  it('keeps only hashes of both secrets', async () => {
    const { id, code, linkPayload } = await anInvitation(await aUnit(ctx));
    const row = JSON.stringify(await ctx.db.joinCode.findUnique({ where: { id } }));
    expect(row).not.toContain(code.replaceAll(' ', ''));
    expect(row).not.toContain(linkPayload);
    expect(linkPayload).toMatch(/^[A-Za-z0-9_-]{22,64}$/);
    expect(code).toMatch(/^\d{4} \d{4} \d{4}$/);
  });
});

describe('joining by a link', () => {
  it('makes the chat the person the link names, with the flat they already had', async () => {
    const unitId = await aUnit(ctx);
    const anna = await aResident(ctx, { unitId, fullName: 'Анна Ветрова', startsOn: '2020-01-01' });
    const { linkPayload } = await anInvitation(unitId, { residentId: anna.residentId });
    const result = await joinByLink(ctx, await aChat(ctx), linkPayload, { name: 'anna_v' });
    expect(result).toMatchObject({ status: 'joined', residentId: anna.residentId });
    expect(await listMyFlats(ctx, anna.actor)).toMatchObject([{ unitId, role: 'owner', from: '2020-01-01' }]);
    expect(await ctx.db.consent.findMany({ where: { residentId: anna.residentId } })).toMatchObject([
      { purpose: 'service', textVersion: '2026-11' },
    ]);
  });

  it('answers a second tap kindly and spends nothing of another person', async () => {
    const unitId = await aUnit(ctx);
    const { linkPayload } = await anInvitation(unitId);
    const chatId = await aChat(ctx);
    const first = await joinByLink(ctx, chatId, linkPayload, { name: 'Анна' });
    const again = await joinByLink(ctx, chatId, linkPayload, { name: 'Анна' });
    expect([first.status, again.status]).toEqual(['joined', 'already-there']);
    const forFamily = await anInvitation(unitId);
    expect((await joinByLink(ctx, chatId, forFamily.linkPayload)).status).toBe('already-there');
    expect((await joinByLink(ctx, await aChat(ctx), forFamily.linkPayload)).status).toBe('joined');
  });

  it('adds a second flat to somebody the list holds twice, with its past', async () => {
    const first = await aUnit(ctx);
    const second = await aUnit(ctx);
    const carol = await aResident(ctx, { unitId: first, fullName: 'Carol Hayes' });
    const twin = await aResident(ctx, { unitId: second, fullName: 'Хейз Кэрол', startsOn: '2019-05-01' });
    const chatId = await aChatOf(ctx, carol.residentId);
    const { linkPayload } = await anInvitation(second, { residentId: twin.residentId });
    expect(await joinByLink(ctx, chatId, linkPayload)).toMatchObject({ residentId: carol.residentId });
    expect(await listMyFlats(ctx, carol.actor)).toMatchObject([
      { unitId: second, from: '2019-05-01' },
      { unitId: first },
    ]);
    expect(await listMyFlats(ctx, twin.actor)).toEqual([]);
  });
});

describe('joining by one’s own phone', () => {
  it('matches however the list and the messenger write it', async () => {
    const unitId = await aUnit(ctx);
    const anna = await aResident(ctx, { unitId, phone: '8 (999) 111-22-33' });
    expect(await joinByPhone(ctx, await aChat(ctx), { phone: '79991112233', own: true })).toMatchObject({
      status: 'joined',
      residentId: anna.residentId,
      unitIds: [unitId],
    });
  });

  it('does not believe a contact of somebody else', async () => {
    const anna = await aResident(ctx, { unitId: await aUnit(ctx), phone: '+79991112244' });
    const chatId = await aChat(ctx);
    expect(await joinByPhone(ctx, chatId, { phone: '+79991112244', own: false })).toEqual({
      status: 'not-own-contact',
    });
    expect(await ctx.db.chat.count({ where: { residentId: anna.residentId } })).toBe(0);
  });

  it('sends a number that fits two people to the office, once', async () => {
    const unitId = await aUnit(ctx);
    for (const fullName of ['Анна Лугова', 'Пётр Лугов'])
      await aResident(ctx, { unitId, fullName, phone: '+79991112255' });
    const chatId = await aChat(ctx);
    const first = await joinByPhone(ctx, chatId, { phone: '+79991112255', own: true, name: 'Пётр' });
    expect(first).toMatchObject({ status: 'sent-to-office' });
    expect(await joinByPhone(ctx, chatId, { phone: '+79991112255', own: true, name: 'Пётр' })).toEqual(first);
    expect(await saidData(ctx, 'join.requested')).toHaveLength(1);
    expect(await findChat(ctx, chatId)).toMatchObject({ residentId: null });
  });

  it('does not know the number of somebody whose access has ended', async () => {
    const unitId = await aUnit(ctx);
    const gone = await aResident(ctx, { unitId, phone: '+79991112266' });
    await cutOff(ctx, await aColleague(ctx, 'manager'), { occupancyId: gone.occupancyId });
    expect(await joinByPhone(ctx, await aChat(ctx), { phone: '+79991112266', own: true })).toEqual({
      status: 'unknown-phone',
    });
  });
});

it('does not let an owner invite another owner, nor into another flat', async () => {
  const buildingId = await aBuilding(ctx);
  const [mine, other] = [await aUnit(ctx, { buildingId }), await aUnit(ctx, { buildingId })];
  const owner = await aResident(ctx, { unitId: mine });
  await expect(createJoinCode(ctx, owner.actor, { unitId: mine, role: 'owner' })).rejects.toThrow('not-allowed');
  await expect(createJoinCode(ctx, owner.actor, { unitId: other, role: 'family' })).rejects.toThrow('flat.not-found');
  const { code } = await createJoinCode(ctx, owner.actor, { unitId: mine, role: 'tenant' });
  const joined = await joinByCode(ctx, await aChat(ctx), code, { name: 'Наниматель' });
  const actor = { kind: 'resident' as const, residentId: 'residentId' in joined ? joined.residentId : '' };
  expect(await listMyFlats(ctx, actor)).toMatchObject([
    { unitId: mine, role: 'tenant', rights: ['tickets', 'meters'] },
  ]);
});
