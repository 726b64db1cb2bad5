import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { assignTicket } from './assign-ticket.ts';
import { ensureCategories } from './categories.ts';
import { claimTicket } from './claim-ticket.ts';
import { cancelTicket, expireTicket } from './finish-ticket.ts';
import { mergeTicket } from './merge-ticket.ts';
import { localiseTicket, prioritiseTicket } from './prioritise-ticket.ts';
import { returnTicket } from './return-ticket.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat, type TestResident } from './testing.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  await ensureCategories(house.ctx);
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
});
afterAll(() => house.close());

const read = (id: string) => house.ctx.db.ticket.findUniqueOrThrow({ where: { id } });
const followersOf = async (ticketId: string) =>
  (await house.ctx.db.ticketFollower.findMany({ where: { ticketId } })).map((one) => one.residentId).sort();

describe('a ticket given to a colleague', () => {
  it('is theirs at once when a dispatcher says so, and passed on by its owner', async () => {
    const { ctx } = house;
    const [sergey, ivan, desk] = [await aColleague(ctx), await aColleague(ctx), await aColleague(ctx, 'dispatcher')];
    const { id: ticketId } = await aTicket(ctx, anna, flat);
    const byOther = assignTicket(ctx, sergey, { ticketId, staffId: ivan.staffId });
    await expect(byOther).rejects.toMatchObject({ code: 'ticket.wrong-role' });
    const given = await assignTicket(ctx, desk, { ticketId, staffId: sergey.staffId });
    expect(given).toMatchObject({ status: 'claimed', assigneeId: sergey.staffId, version: 2 });
    expect((await read(ticketId)).claimedAt).toEqual(ctx.now());
    expect((await assignTicket(ctx, desk, { ticketId, staffId: sergey.staffId })).version).toBe(2);
    await assignTicket(ctx, sergey, { ticketId, staffId: ivan.staffId });
    const late = assignTicket(ctx, sergey, { ticketId, staffId: sergey.staffId });
    await expect(late).rejects.toMatchObject({ code: 'ticket.not-yours' });
    const [, said] = await ctx.db.outboxEvent.findMany({ where: { kind: 'ticket.assigned' }, orderBy: { id: 'asc' } });
    expect(said?.data).toMatchObject({ to: ivan.staffId, wasAssignedTo: sergey.staffId });
  });

  it('must serve its kind and still work here', async () => {
    const { ctx } = house;
    const [desk, gone] = [await aColleague(ctx, 'dispatcher'), await aColleague(ctx)];
    const accountant = await aColleague(ctx, 'accountant');
    await ctx.db.staffMember.update({ where: { id: gone.staffId }, data: { deactivatedAt: ctx.now() } });
    const { id: ticketId } = await aTicket(ctx, anna, flat);
    const give = (staffId: string) => assignTicket(ctx, desk, { ticketId, staffId });
    await expect(give(accountant.staffId)).rejects.toMatchObject({ code: 'ticket.cannot-serve' });
    await expect(give(gone.staffId)).rejects.toMatchObject({ code: 'staff.inactive' });
    await expect(give(anna.residentId)).rejects.toMatchObject({ code: 'staff.not-found' });
    expect(await read(ticketId)).toMatchObject({ status: 'new', version: 1 });
  });
});

describe('urgency', () => {
  it('is raised and lowered, and an emergency is localised once', async () => {
    const { ctx } = house;
    const sergey = await aColleague(ctx, 'technician', 'emergency');
    const { id: ticketId } = await aTicket(ctx, anna, flat);
    await claimTicket(ctx, sergey, { ticketId });
    const calm = localiseTicket(ctx, sergey, { ticketId });
    await expect(calm).rejects.toMatchObject({ code: 'ticket.no-emergency' });
    expect(await prioritiseTicket(ctx, sergey, { ticketId, urgency: 'emergency' })).toMatchObject({ version: 3 });
    expect(await prioritiseTicket(ctx, sergey, { ticketId, urgency: 'emergency' })).toMatchObject({ version: 3 });
    expect(await localiseTicket(ctx, sergey, { ticketId })).toMatchObject({ status: 'in-work', version: 4 });
    expect(await localiseTicket(ctx, sergey, { ticketId })).toMatchObject({ version: 4 });
    expect((await read(ticketId)).localisedAt).toEqual(ctx.now());
    expect(await prioritiseTicket(ctx, sergey, { ticketId, urgency: 'high' })).toMatchObject({ urgency: 'high' });
  });
});

describe('a duplicate', () => {
  it('is closed; its author and who had joined it follow the original, and its words stay', async () => {
    const { ctx } = house;
    const desk = await aColleague(ctx, 'dispatcher');
    const home = await aFlat(ctx, { buildingId: flat.buildingId });
    const [boris, vera] = [await aResident(ctx, home), await aResident(ctx, home)];
    const original = await aTicket(ctx, anna, flat, { place: 'common-area' });
    const twin = await aTicket(ctx, boris, home, { place: 'common-area', text: 'No light at entrance 2' });
    const follower = { ticketId: twin.id, residentId: vera.residentId, unitId: home.unitId, createdAt: ctx.now() };
    await ctx.db.ticketFollower.create({ data: follower });
    await mergeTicket(ctx, desk, { ticketId: twin.id, originalNumber: original.number });
    expect(await read(twin.id)).toMatchObject({
      status: 'closed',
      closedAs: 'duplicate',
      duplicateOfId: original.id,
      text: 'No light at entrance 2',
    });
    expect(await followersOf(original.id)).toEqual([boris.residentId, vera.residentId].sort());
    expect(await followersOf(twin.id)).toEqual([vera.residentId]);
    await returnTicket(ctx, boris, { ticketId: twin.id, text: 'No, another lamp', files: [] });
    expect(await read(twin.id)).toMatchObject({ status: 'new', closedAs: null, duplicateOfId: null });
  });

  it('of itself, of another house, of what is over, or with duplicates of its own is refused', async () => {
    const { ctx } = house;
    const desk = await aColleague(ctx, 'dispatcher');
    const far = await aFlat(ctx);
    const [one, two, over] = [
      await aTicket(ctx, anna, flat),
      await aTicket(ctx, anna, flat),
      await aTicket(ctx, anna, flat),
    ];
    const foreign = await aTicket(ctx, await aResident(ctx, far), far);
    await cancelTicket(ctx, anna, { ticketId: over.id });
    const merge = (ticketId: string, originalNumber: number) => mergeTicket(ctx, desk, { ticketId, originalNumber });
    await expect(merge(one.id, one.number)).rejects.toMatchObject({ code: 'ticket.duplicate-of-itself' });
    await expect(merge(one.id, foreign.number)).rejects.toMatchObject({ code: 'ticket.other-place' });
    await expect(merge(one.id, over.number)).rejects.toMatchObject({ code: 'ticket.no-original' });
    await expect(merge(one.id, 999_999)).rejects.toMatchObject({ code: 'ticket.no-original' });
    await merge(two.id, one.number);
    const third = await aTicket(ctx, anna, flat);
    await expect(merge(one.id, third.number)).rejects.toMatchObject({ code: 'ticket.has-duplicates' });
    await expect(merge(two.id, third.number)).rejects.toMatchObject({ code: 'ticket.wrong-state' });
    expect(await read(one.id)).toMatchObject({ status: 'new', version: 1 });
  });

  it('and its twin merged crosswise at once: one of them stays open', async () => {
    const { ctx } = house;
    const desk = await aColleague(ctx, 'dispatcher');
    const [one, two] = [await aTicket(ctx, anna, flat), await aTicket(ctx, anna, flat)];
    const outcomes = await Promise.allSettled([
      mergeTicket(ctx, desk, { ticketId: one.id, originalNumber: two.number }),
      mergeTicket(ctx, desk, { ticketId: two.id, originalNumber: one.number }),
    ]);
    expect(outcomes.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const states = [(await read(one.id)).status, (await read(two.id)).status];
    expect(states.sort()).toEqual(['closed', 'new']);
  });
});

describe('silence', () => {
  it('is the system’s to end, and only while the resident is waited for', async () => {
    const { ctx } = house;
    const boss = await aColleague(ctx, 'manager');
    const { id: ticketId } = await aTicket(ctx, anna, flat);
    await expect(expireTicket(ctx, boss, { ticketId })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(expireTicket(ctx, systemActor, { ticketId })).rejects.toMatchObject({ code: 'ticket.wrong-state' });
  });
});
