import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import type { TestHouse } from '#api/core/testing.ts';
import { testCtx } from '#api/core/testing.ts';
import { aBuilding, aColleague, aCompany } from '#api/residents/testing.ts';
import { channelFor, mapChannel, servicesOfChannel } from './channels.ts';
import { linkAuthUser, readStaffInvite } from './sign-in.ts';
import {
  addStaff,
  createStaffInvite,
  deactivateStaff,
  ensureFirstManager,
  findStaffBySlackId,
  listStaff,
  staffActor,
  updateStaff,
  useStaffInvite,
} from './staff.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
});
afterAll(() => house.close());

const serge = {
  name: "Сергей <b>O'Neil",
  email: 'Serge@Example.org',
  roles: ['technician' as const],
  locale: 'ru' as const,
};

describe('the way in', () => {
  it('opens with a one-time link for the first manager, until somebody has a password', async () => {
    const first = (await ensureFirstManager(ctx, 'Boss@example.org')) ?? '';
    const second = (await ensureFirstManager(ctx, 'boss@example.org')) ?? '';
    await expect(useStaffInvite(ctx, first)).rejects.toMatchObject({ code: 'invite.wrong' });
    const boss = await useStaffInvite(ctx, second);
    expect(boss).toMatchObject({ email: 'boss@example.org', roles: ['manager'], locale: 'ru' });
    await linkAuthUser(ctx, boss.id, 'auth-boss');
    expect(await ensureFirstManager(ctx, 'boss@example.org')).toBeNull();
  });

  it('spends an invitation once, however many click', async () => {
    const { inviteToken } = await addStaff(ctx, systemActor, { ...serge, slackUserId: 'U0SERGE01' });
    expect((await readStaffInvite(ctx, inviteToken)).name).toBe(serge.name);
    const clicks = await Promise.allSettled(Array.from({ length: 5 }, () => useStaffInvite(ctx, inviteToken)));
    expect(clicks.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(useStaffInvite(ctx, inviteToken)).rejects.toMatchObject({ code: 'invite.used' });
  });

  it('lets an invitation expire after a week', async () => {
    const { staff } = await addStaff(ctx, systemActor, { ...serge, email: 'late@example.org' });
    const token = await createStaffInvite(ctx, systemActor, staff.id);
    house.clock.advance('P7D');
    await expect(useStaffInvite(ctx, token)).rejects.toMatchObject({ code: 'invite.expired' });
  });
});

describe('colleagues', () => {
  it('have addresses of their own', async () => {
    await expect(addStaff(ctx, systemActor, serge)).rejects.toMatchObject({ code: 'staff.email-taken' });
    const twin = { ...serge, email: 'twin@example.org', slackUserId: 'U0SERGE01' };
    await expect(addStaff(ctx, systemActor, twin)).rejects.toMatchObject({ code: 'staff.slack-taken' });
    await expect(addStaff(ctx, await aColleague(ctx, 'dispatcher'), twin)).rejects.toThrow('not-allowed');
  });

  it('change their own language and nothing else of theirs', async () => {
    const me = await aColleague(ctx, 'technician');
    expect(await updateStaff(ctx, me, { staffId: me.staffId, locale: 'en', isOnShift: false })).toMatchObject({
      ...{ locale: 'en', isOnShift: false },
    });
    await expect(updateStaff(ctx, me, { staffId: me.staffId, roles: ['manager'] })).rejects.toThrow('not-allowed');
  });

  it('lose everything at once when they leave, and stay explainable', async () => {
    const serge = await findStaffBySlackId(ctx, 'U0SERGE01');
    const staffId = serge?.id ?? '';
    const user = { id: 'auth-serge', name: 's', email: 's@example.org', emailVerified: true };
    const moments = { createdAt: ctx.now(), updatedAt: ctx.now() };
    await ctx.db.authUser.create({ data: { ...user, ...moments } });
    const session = { id: 's1', userId: user.id, token: 't1', expiresAt: ctx.now() };
    await ctx.db.authSession.create({ data: { ...session, ...moments } });
    await linkAuthUser(ctx, staffId, user.id);
    const token = await createStaffInvite(ctx, systemActor, staffId);
    await deactivateStaff(ctx, systemActor, staffId);
    expect(await ctx.db.authSession.count()).toBe(0);
    await expect(useStaffInvite(ctx, token)).rejects.toMatchObject({ code: 'invite.wrong' });
    const former = await findStaffBySlackId(ctx, 'U0SERGE01');
    expect(former).toMatchObject({ isActive: false });
    expect(() => former && staffActor(former)).toThrow('staff.inactive');
    expect((await listStaff(ctx, systemActor)).at(-1)?.id).toBe(staffId);
  });

  it('always leave somebody to manage, even when two go at once', async () => {
    const managers = (await listStaff(ctx, systemActor)).filter((one) => one.isActive && one.roles.includes('manager'));
    expect(managers).toHaveLength(1);
    const second = await aColleague(ctx, 'manager');
    const ids = [managers[0]?.id ?? '', second.staffId];
    const gone = await Promise.allSettled(ids.map((id) => deactivateStaff(ctx, systemActor, id)));
    expect(gone.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const left = ids[gone[0]?.status === 'fulfilled' ? 1 : 0] ?? '';
    const demote = updateStaff(ctx, systemActor, { staffId: left, roles: ['technician'] });
    await expect(demote).rejects.toMatchObject({ code: 'staff.last-manager' });
  });
});

describe('channels', () => {
  it('serve a building first, then the company, and may serve everything', async () => {
    const buildingId = await aBuilding(ctx);
    const other = await aBuilding(ctx);
    expect(await channelFor(ctx, 'technical', buildingId)).toBeNull();
    await mapChannel(ctx, systemActor, { service: 'technical', channelId: 'C0COMPANY' });
    await mapChannel(ctx, systemActor, { service: 'technical', buildingId, channelId: 'C0HOUSE1' });
    house.clock.advance('PT1S');
    await mapChannel(ctx, systemActor, { service: 'billing', channelId: 'C0COMPANY' });
    expect(await channelFor(ctx, 'technical', buildingId)).toBe('C0HOUSE1');
    expect(await channelFor(ctx, 'technical', other)).toBe('C0COMPANY');
    expect(await channelFor(ctx, 'technical')).toBe('C0COMPANY');
    expect((await servicesOfChannel(ctx, 'C0COMPANY')).map(({ service }) => service)).toEqual(['technical', 'billing']);
  });

  it('are mapped once when two managers map at the same time', async () => {
    const map = (channelId: string) => mapChannel(ctx, systemActor, { service: 'general', channelId });
    await Promise.all(['C0ONE111', 'C0TWO222', 'C0THREE3'].map(map));
    expect(await ctx.db.slackChannel.count({ where: { service: 'general' } })).toBe(1);
    await mapChannel(ctx, systemActor, { service: 'general', channelId: null });
    expect(await channelFor(ctx, 'general')).toBeNull();
  });
});
