import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { saveSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import type { TestHouse } from '#api/core/testing.ts';
import { testCtx } from '#api/core/testing.ts';
import { instant } from '#api/core/time.ts';
import { flatAccess, listMyFlats } from './access.ts';
import { chatBlocked, chatUnblocked, findChat, openChat, setChatLocale } from './chats.ts';
import { allowBills, chooseFlat, cutOff, leaveFlat, listHousehold } from './household.ts';
import { joinByLink } from './join.ts';
import { createJoinCode } from './join-codes.ts';
import { addResident, getMe } from './residents.ts';
import { aChat, aChatOf, aColleague, aCompany, aResident, aUnit, saidData, saidKinds } from './testing.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.advance('PT2H');
  await ctx.db.outboxEvent.deleteMany();
});

describe('what a resident may see of a flat', () => {
  it('shows an owner everything and a tenant no bills until the owner allows it', async () => {
    const unitId = await aUnit(ctx, { accountNumber: '0000510057' });
    const owner = await aResident(ctx, { unitId, startsOn: '2020-03-01' });
    const tenant = await aResident(ctx, { unitId, role: 'tenant' });
    expect(await flatAccess(ctx, owner.actor, unitId, 'household')).toMatchObject({
      ...{ role: 'owner', accountNumber: '0000510057', areaM2: '54', timeZone: 'Europe/Moscow', from: '2020-03-01' },
    });
    await expect(flatAccess(ctx, tenant.actor, unitId, 'bills')).rejects.toMatchObject({
      code: 'not-allowed',
      values: { right: 'bills' },
    });
    await expect(allowBills(ctx, tenant.actor, { occupancyId: tenant.occupancyId, allowed: true })).rejects.toThrow(
      'not-allowed',
    );
    await allowBills(ctx, owner.actor, { occupancyId: tenant.occupancyId, allowed: true });
    expect((await flatAccess(ctx, tenant.actor, unitId, 'bills')).rights).toEqual([
      'tickets',
      'meters',
      'bills',
      'pay',
    ]);
    await allowBills(ctx, owner.actor, { occupancyId: tenant.occupancyId, allowed: false });
    await expect(flatAccess(ctx, tenant.actor, unitId, 'pay')).rejects.toThrow('not-allowed');
  });

  it('shows tenants bills when the office decides so', async () => {
    const unitId = await aUnit(ctx);
    const tenant = await aResident(ctx, { unitId, role: 'tenant' });
    await saveSetting(ctx, systemActor, 'bills', { tenantSeesBills: true });
    expect((await flatAccess(ctx, tenant.actor, unitId, 'bills')).role).toBe('tenant');
    await saveSetting(ctx, systemActor, 'bills', {});
    await expect(flatAccess(ctx, tenant.actor, unitId, 'bills')).rejects.toThrow('not-allowed');
  });

  it('counts days where the building stands', async () => {
    const unitId = await aUnit(ctx);
    house.clock.set('2026-12-01T20:59:00Z'); // 23:59 in Moscow
    const mover = await aResident(ctx, { unitId, startsOn: '2026-12-02' });
    expect(await listMyFlats(ctx, mover.actor)).toEqual([]);
    house.clock.advance('PT1M');
    expect(await listMyFlats(ctx, mover.actor)).toMatchObject([
      { unitId, since: instant('2026-12-01T21:00:00Z'), until: null },
    ]);
  });

  it('keeps the former owner’s morning from a new owner who comes in the afternoon', async () => {
    house.clock.set('2026-12-10T07:00:00Z');
    const unitId = await aUnit(ctx);
    const former = await aResident(ctx, { unitId, startsOn: '2015-01-01' });
    const manager = await aColleague(ctx, 'manager');
    house.clock.set('2026-12-10T12:00:00Z');
    await cutOff(ctx, manager, { occupancyId: former.occupancyId, reason: 'sold' });
    await expect(flatAccess(ctx, former.actor, unitId)).rejects.toThrow('flat.not-found');
    const next = await aResident(ctx, { unitId });
    const [flat] = await listMyFlats(ctx, next.actor);
    expect(flat).toMatchObject({ from: '2026-12-10', since: instant('2026-12-10T12:00:00Z') });
    expect(await listHousehold(ctx, next.actor, unitId)).toHaveLength(1);
  });

  it('is nobody’s business but theirs', async () => {
    const unitId = await aUnit(ctx);
    await aResident(ctx, { unitId });
    const stranger = await aResident(ctx, { unitId: await aUnit(ctx) });
    await expect(flatAccess(ctx, stranger.actor, unitId)).rejects.toThrow('flat.not-found');
    await expect(listHousehold(ctx, stranger.actor, unitId)).rejects.toThrow('flat.not-found');
    await expect(listHousehold(ctx, await aColleague(ctx, 'technician'), unitId)).rejects.toThrow('not-allowed');
  });
});

describe('cutting off', () => {
  it('lets a tenant cut off a newcomer for 14 days, and nobody who was there before', async () => {
    const unitId = await aUnit(ctx);
    const owner = await aResident(ctx, { unitId, startsOn: '2020-01-01' });
    const tenant = await aResident(ctx, { unitId, role: 'tenant', startsOn: '2024-01-01' });
    house.clock.advance('P30D');
    const { linkPayload } = await createJoinCode(ctx, systemActor, { unitId, role: 'family' });
    const chatId = await aChat(ctx);
    await joinByLink(ctx, chatId, linkPayload, { name: 'Новенький' });
    const seen = await listHousehold(ctx, tenant.actor, unitId);
    expect(seen.map(({ isMe, canCutOff, connected }) => [isMe, canCutOff, connected])).toEqual([
      [false, false, false],
      [true, false, false],
      [false, true, true],
    ]);
    await expect(cutOff(ctx, tenant.actor, { occupancyId: owner.occupancyId })).rejects.toThrow('not-allowed');
    const newcomer = seen[2]?.occupancyId ?? '';
    house.clock.advance('P14D');
    await expect(cutOff(ctx, tenant.actor, { occupancyId: newcomer })).rejects.toThrow('not-allowed');
    await cutOff(ctx, owner.actor, { occupancyId: newcomer, reason: 'not one of us' });
    expect(await findChat(ctx, chatId)).toMatchObject({ unitId: null });
    expect(await saidData(ctx, 'occupancy.ended')).toMatchObject([
      { occupancyId: newcomer, unitId, by: 'resident', byId: owner.residentId },
    ]);
  });

  it('counts somebody of the old list as a newcomer from the day they connect', async () => {
    const unitId = await aUnit(ctx);
    const listed = await aResident(ctx, { unitId, startsOn: '2010-01-01', role: 'family' });
    const me = await aResident(ctx, { unitId, startsOn: '2012-01-01', role: 'family' });
    house.clock.advance('P30D');
    const code = await createJoinCode(ctx, systemActor, { unitId, role: 'family', residentId: listed.residentId });
    await joinByLink(ctx, await aChat(ctx), code.linkPayload);
    await cutOff(ctx, me.actor, { occupancyId: listed.occupancyId });
    expect(await listMyFlats(ctx, listed.actor)).toEqual([]);
  });

  it('ends access at once, and the invitations that would bring them back', async () => {
    const unitId = await aUnit(ctx);
    const gone = await aResident(ctx, { unitId, role: 'family' });
    const spare = await createJoinCode(ctx, systemActor, { unitId, role: 'family', residentId: gone.residentId });
    await cutOff(ctx, await aColleague(ctx, 'dispatcher'), { occupancyId: gone.occupancyId });
    expect(await listMyFlats(ctx, gone.actor)).toEqual([]);
    const chatId = await aChatOf(ctx, gone.residentId);
    expect(await joinByLink(ctx, chatId, spare.linkPayload)).toMatchObject({ status: 'expired' });
    await expect(chooseFlat(ctx, gone.actor, { chatId, unitId })).rejects.toThrow('flat.not-found');
  });

  it('lets a resident leave, and come back by a new invitation', async () => {
    const unitId = await aUnit(ctx);
    const owner = await aResident(ctx, { unitId });
    await leaveFlat(ctx, owner.actor, { unitId });
    await expect(leaveFlat(ctx, owner.actor, { unitId })).rejects.toThrow('flat.not-found');
    const { linkPayload } = await createJoinCode(ctx, systemActor, { unitId, role: 'owner' });
    const chatId = await aChatOf(ctx, owner.residentId);
    expect(await joinByLink(ctx, chatId, linkPayload)).toMatchObject({
      status: 'joined',
      residentId: owner.residentId,
    });
    expect(await listMyFlats(ctx, owner.actor)).toHaveLength(1);
  });
});

describe('chats', () => {
  it('makes one chat of a hundred first messages', async () => {
    const words = { messenger: 'telegram' as const, address: '777', locale: 'ru' as const };
    const chats = await Promise.all(Array.from({ length: 100 }, () => openChat(ctx, words)));
    expect(new Set(chats.map(({ id }) => id)).size).toBe(1);
    expect(chats[0]).toMatchObject({ state: 'active', residentId: null, resident: null, locale: 'ru' });
  });

  it('writes when somebody was last seen at most once a minute', async () => {
    const words = { messenger: 'telegram' as const, address: '778', locale: 'ru' as const };
    const { id } = await openChat(ctx, words);
    const first = ctx.now();
    house.clock.advance('PT59S');
    await openChat(ctx, words);
    expect((await ctx.db.chat.findUnique({ where: { id } }))?.lastSeenAt).toEqual(first);
    house.clock.advance('PT2S');
    await openChat(ctx, words);
    expect((await ctx.db.chat.findUnique({ where: { id } }))?.lastSeenAt).toEqual(ctx.now());
  });

  it('says once that a resident is unreachable, and only when no other chat is left', async () => {
    const { residentId } = await aResident(ctx, { unitId: await aUnit(ctx) });
    for (const address of ['801', '802']) {
      const id = await aChat(ctx, address);
      await ctx.db.chat.update({ where: { id }, data: { residentId } });
    }
    const unreachable = async () => (await ctx.db.resident.findUnique({ where: { id: residentId } }))?.unreachableSince;
    await chatBlocked(ctx, '801');
    expect(await unreachable()).toBeNull();
    await chatBlocked(ctx, '802');
    await chatBlocked(ctx, '802');
    expect(await unreachable()).toEqual(ctx.now());
    expect(await saidKinds(ctx)).toEqual(['resident.unreachable']);
    await chatUnblocked(ctx, '802');
    expect(await unreachable()).toBeNull();
    await chatBlocked(ctx, '802');
    await openChat(ctx, { messenger: 'telegram', address: '801', locale: 'ru' });
    expect(await unreachable()).toBeNull();
  });

  it('speaks the language chosen in the chat', async () => {
    const anna = await aResident(ctx, { unitId: await aUnit(ctx) });
    const chatId = await aChatOf(ctx, anna.residentId);
    await setChatLocale(ctx, chatId, 'en');
    expect(await getMe(ctx, anna.actor)).toMatchObject({ locale: 'en' });
    expect(await findChat(ctx, chatId)).toMatchObject({ locale: 'en', resident: { locale: 'en' } });
  });
});

describe('the list', () => {
  it('gives one person with the same phone and name a second flat', async () => {
    const input = {
      fullName: 'Carol Hayes',
      phone: '+1 (212) 555-01-23',
      locale: 'en' as const,
      role: 'owner' as const,
    };
    const [first, second] = [await aUnit(ctx), await aUnit(ctx)];
    const one = await addResident(ctx, systemActor, { ...input, unitId: first });
    const two = await addResident(ctx, systemActor, { ...input, fullName: 'carol hayes', unitId: second });
    expect(two).toMatchObject({ residentId: one.residentId, isNew: false });
    await expect(addResident(ctx, systemActor, { ...input, unitId: first })).rejects.toThrow(
      'resident.already-in-flat',
    );
  });

  it('refuses what is no phone, and who may not write', async () => {
    const unitId = await aUnit(ctx);
    const input = { fullName: 'Кто-то', locale: 'ru' as const, role: 'owner' as const, unitId };
    await expect(addResident(ctx, systemActor, { ...input, phone: 'нет' })).rejects.toThrow('phone.bad');
    await expect(addResident(ctx, await aColleague(ctx, 'technician'), input)).rejects.toThrow('not-allowed');
  });
});
