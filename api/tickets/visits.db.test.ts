import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { type Instant, instant, plus } from '#api/core/time.ts';
import { acceptVisit, moveVisit } from './answer-visit.ts';
import { assignTicket } from './assign-ticket.ts';
import { claimTicket } from './claim-ticket.ts';
import { arrive, missVisit, setOff } from './go-to-visit.ts';
import { cancelVisit, proposeVisit } from './propose-visit.ts';
import { releaseTicket } from './release-ticket.ts';
import { resolveTicket } from './resolve-ticket.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat, type TestResident } from './testing.ts';
import { listVisitWindows } from './visit-windows.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let sergey: StaffActor;
beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
  sergey = await aColleague(house.ctx);
});
afterAll(() => house.close());

async function aClaimed(): Promise<string> {
  house.clock.advance('PT1H');
  const { id: ticketId } = await aTicket(house.ctx, anna, flat);
  await claimTicket(house.ctx, sergey, { ticketId });
  return ticketId;
}

const visitsOf = (ticketId: string) =>
  house.ctx.db.visit.findMany({ where: { ticketId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
const statesOf = async (ticketId: string) => (await visitsOf(ticketId)).map((visit) => visit.state);
/** Tomorrow at a wall time of Moscow. */
const tomorrow = (hour: number): Instant => {
  const day = plus(house.ctx.now(), 'P1D').toISOString().slice(0, 10);
  return instant(`${day}T${String(hour).padStart(2, '0')}:00:00+03:00`);
};
const window = (from: number, until: number) => ({ startsAt: tomorrow(from), endsAt: tomorrow(until) });

describe('a visit', () => {
  it('is proposed, agreed to, set off to, and done with the work', async () => {
    const { ctx } = house;
    const ticketId = await aClaimed();
    await proposeVisit(ctx, sergey, { ticketId, ...window(14, 16) });
    expect(await visitsOf(ticketId)).toMatchObject([{ state: 'proposed', staffId: sergey.staffId }]);
    expect((await visitsOf(ticketId))[0]?.code).toMatch(/^\d{4}$/);
    await acceptVisit(ctx, anna, { ticketId });
    expect(await statesOf(ticketId)).toEqual(['accepted']);
    await setOff(ctx, sergey, { ticketId });
    const again = setOff(ctx, sergey, { ticketId });
    await expect(again).rejects.toMatchObject({ code: 'visit.wrong-state', values: { state: 'on-the-way' } });
    expect(await arrive(ctx, sergey, { ticketId })).toMatchObject({ status: 'in-work' });
    await resolveTicket(ctx, sergey, { ticketId, report: 'Done' });
    expect(await statesOf(ticketId)).toEqual(['done']);
  });

  it('replaces the one before it, and twice the same changes nothing', async () => {
    const { ctx } = house;
    const ticketId = await aClaimed();
    const first = await proposeVisit(ctx, sergey, { ticketId, ...window(9, 12) });
    expect(await proposeVisit(ctx, sergey, { ticketId, ...window(9, 12) })).toMatchObject({ version: first.version });
    await acceptVisit(ctx, anna, { ticketId });
    await proposeVisit(ctx, sergey, { ticketId, ...window(17, 20) });
    expect(await statesOf(ticketId)).toEqual(['cancelled', 'proposed']);
  });

  it('is moved by the resident to a window on offer, and to no other', async () => {
    const { ctx } = house;
    const ticketId = await aClaimed();
    const early = moveVisit(ctx, anna, { ticketId, startsAt: tomorrow(9) });
    await expect(early).rejects.toMatchObject({ code: 'visit.none' });
    await proposeVisit(ctx, sergey, { ticketId, ...window(10, 11) });
    const invented = moveVisit(ctx, anna, { ticketId, startsAt: tomorrow(10) });
    await expect(invented).rejects.toMatchObject({ code: 'visit.not-offered' });
    const [, , third] = await listVisitWindows(ctx, anna, { ticketId });
    if (!third) throw new Error('no windows');
    await moveVisit(ctx, anna, { ticketId, startsAt: third.startsAt });
    expect(await visitsOf(ticketId)).toMatchObject([{ state: 'changed', ...third }]);
    await cancelVisit(ctx, sergey, { ticketId });
    expect(await statesOf(ticketId)).toEqual(['cancelled']);
    await expect(cancelVisit(ctx, sergey, { ticketId })).rejects.toMatchObject({ code: 'visit.none' });
  });

  it('that nobody opened to waits for the resident, who picks a new time in one tap', async () => {
    const { ctx, clock } = house;
    const ticketId = await aClaimed();
    await proposeVisit(ctx, sergey, { ticketId, ...window(9, 12) });
    await expect(missVisit(ctx, sergey, { ticketId })).rejects.toMatchObject({ code: 'visit.wrong-state' });
    await acceptVisit(ctx, anna, { ticketId });
    await expect(missVisit(ctx, sergey, { ticketId })).rejects.toMatchObject({ code: 'visit.not-yet' });
    clock.set(tomorrow(10).toISOString());
    expect(await missVisit(ctx, sergey, { ticketId })).toMatchObject({ pause: 'waiting-for-resident' });
    const [next] = await listVisitWindows(ctx, anna, { ticketId });
    if (!next) throw new Error('no windows');
    expect(await moveVisit(ctx, anna, { ticketId, startsAt: next.startsAt })).toMatchObject({ pause: 'none' });
    expect(await statesOf(ticketId)).toEqual(['missed', 'changed']);
  });

  it('needs no appointment: who sets off without one is on the way now', async () => {
    const { ctx } = house;
    const ticketId = await aClaimed();
    await setOff(ctx, sergey, { ticketId });
    expect(await visitsOf(ticketId)).toMatchObject([{ state: 'on-the-way', startsAt: ctx.now() }]);
    const other = await aClaimed();
    await proposeVisit(ctx, sergey, { ticketId: other, ...window(17, 20) });
    await setOff(ctx, sergey, { ticketId: other });
    expect(await visitsOf(other)).toMatchObject([{ state: 'on-the-way', startsAt: ctx.now() }]);
    await expect(missVisit(ctx, sergey, { ticketId: await aClaimed() })).rejects.toMatchObject({ code: 'visit.none' });
  });

  it('is agreed at once where nobody opens a door', async () => {
    const { ctx } = house;
    const { id: ticketId } = await aTicket(ctx, anna, flat, { place: 'common-area' });
    await claimTicket(ctx, sergey, { ticketId });
    await proposeVisit(ctx, sergey, { ticketId, ...window(9, 12) });
    expect(await statesOf(ticketId)).toEqual(['accepted']);
  });

  it('goes with the ticket to another colleague, and off when nobody has it', async () => {
    const { ctx } = house;
    const [ivan, boss] = [await aColleague(ctx), await aColleague(ctx, 'dispatcher')];
    const ticketId = await aClaimed();
    await proposeVisit(ctx, sergey, { ticketId, ...window(9, 12) });
    await acceptVisit(ctx, anna, { ticketId });
    await assignTicket(ctx, boss, { ticketId, staffId: ivan.staffId });
    expect(await visitsOf(ticketId)).toMatchObject([{ state: 'accepted', staffId: ivan.staffId }]);
    await setOff(ctx, ivan, { ticketId });
    await assignTicket(ctx, boss, { ticketId, staffId: sergey.staffId });
    expect(await statesOf(ticketId)).toEqual(['cancelled']);
    await proposeVisit(ctx, sergey, { ticketId, ...window(13, 17) });
    await releaseTicket(ctx, sergey, { ticketId });
    expect(await statesOf(ticketId)).toEqual(['cancelled', 'cancelled']);
    const [event] = await ctx.db.outboxEvent.findMany({
      where: { kind: 'ticket.released', data: { path: ['ticketId'], equals: ticketId } },
    });
    expect(event?.data).toMatchObject({ droppedVisitId: expect.any(String) });
  });

  it('refuses a window that makes no sense, and changes nothing', async () => {
    const { ctx } = house;
    const ticketId = await aClaimed();
    const cases: Array<[Instant, Instant, string]> = [
      [plus(ctx.now(), '-PT1H'), plus(ctx.now(), 'PT1H'), 'visit.in-past'],
      [tomorrow(12), tomorrow(12), 'visit.bad-window'],
      [tomorrow(9), tomorrow(18), 'visit.bad-window'],
      [tomorrow(5), tomorrow(8), 'visit.at-night'],
      [tomorrow(20), tomorrow(23), 'visit.at-night'],
      [plus(ctx.now(), 'P61D'), plus(ctx.now(), 'P61DT1H'), 'visit.too-far'],
    ];
    for (const [startsAt, endsAt, code] of cases) {
      await expect(proposeVisit(ctx, sergey, { ticketId, startsAt, endsAt })).rejects.toMatchObject({ code });
    }
    expect(await visitsOf(ticketId)).toEqual([]);
    const stranger = await aResident(ctx, await aFlat(ctx));
    await expect(acceptVisit(ctx, stranger, { ticketId })).rejects.toMatchObject({ code: 'ticket.not-found' });
    await expect(listVisitWindows(ctx, stranger, { ticketId })).rejects.toMatchObject({ code: 'ticket.not-found' });
    await expect(proposeVisit(ctx, anna, { ticketId, ...window(9, 12) })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
});
