import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveSetting } from '#api/company/settings.ts';
import { type StaffActor, systemActor } from '#api/core/actor.ts';
import { runDueSchedules } from '#api/core/schedule.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { instant } from '#api/core/time.ts';
import { answerTicket } from './answer-ticket.ts';
import { acceptVisit, moveVisit } from './answer-visit.ts';
import { askResident } from './ask-resident.ts';
import { claimTicket } from './claim-ticket.ts';
import { proposeVisit } from './propose-visit.ts';
import { returnTicket } from './return-ticket.ts';
import { ticketSchedules } from './schedules.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat, type TestResident } from './testing.ts';
import { listVisitWindows } from './visit-windows.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let sergey: StaffActor;
beforeEach(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
  sergey = await aColleague(house.ctx);
});
afterEach(() => house.close());

const look = () => runDueSchedules(house.ctx, ticketSchedules);
const read = (id: string) => house.ctx.db.ticket.findUniqueOrThrow({ where: { id } });
const said = async (kind: string) =>
  (await house.ctx.db.outboxEvent.findMany({ where: { kind }, orderBy: { id: 'asc' } })).map((one) => one.data);
const times = async (kind: string) =>
  (await house.ctx.db.outboxEvent.findMany({ where: { kind }, orderBy: { id: 'asc' } })).map((one) =>
    one.createdAt.toISOString(),
  );

/** Looks every three hours, or as often as said, until the moment. */
async function live(until: string, step = 'PT3H'): Promise<void> {
  for (; house.ctx.now().toISOString() < until; house.clock.advance(step)) await Promise.all([look(), look()]);
}

async function aClaimed(): Promise<string> {
  const { id: ticketId } = await aTicket(house.ctx, anna, flat);
  await claimTicket(house.ctx, sergey, { ticketId });
  return ticketId;
}

async function anAsked(): Promise<string> {
  const ticketId = await aClaimed();
  await askResident(house.ctx, sergey, { ticketId, question: 'Which tap?' });
  return ticketId;
}

describe('a question that nobody answers', () => {
  it('is asked again after one and three days, closes after five, and one tap reopens it', async () => {
    const ticketId = await anAsked();
    await live('2026-11-25T09:00:00.000Z');
    expect(await said('ticket.waiting')).toEqual([
      { ticketId, closesOn: '2026-11-25' },
      { ticketId, closesOn: '2026-11-25' },
    ]);
    expect(await times('ticket.waiting')).toEqual(['2026-11-21T09:00:00.000Z', '2026-11-23T09:00:00.000Z']);
    expect((await read(ticketId)).status).toBe('claimed');
    await live('2026-11-26T09:00:00.000Z');
    expect(await read(ticketId)).toMatchObject({ status: 'closed', closedAs: 'no-answer', pause: 'none' });
    expect(await said('ticket.expired')).toHaveLength(1);
    await live('2026-12-09T08:00:00.000Z');
    await returnTicket(house.ctx, anna, { ticketId, text: '', files: [] });
    expect(await read(ticketId)).toMatchObject({ status: 'claimed', closedAs: null, returnedAt: house.ctx.now() });
  });

  it('begins to wait anew with every new question, and not at all once it was answered', async () => {
    const { ctx } = house;
    const [again, answered] = [await anAsked(), await anAsked()];
    await live('2026-11-24T09:00:00.000Z');
    await askResident(ctx, sergey, { ticketId: again, question: 'The left one?' });
    await answerTicket(ctx, anna, { ticketId: answered, text: 'The left one', files: [] });
    await live('2026-11-29T09:00:00.000Z');
    expect((await read(again)).status).toBe('claimed');
    await live('2026-11-30T09:00:00.000Z');
    expect((await read(again)).status).toBe('closed');
    expect((await read(answered)).status).toBe('claimed');
  });

  it('is still reminded of before it closes when the clock jumps a month', async () => {
    const ticketId = await anAsked();
    house.clock.advance('P30D');
    await look();
    await look();
    expect(await said('ticket.waiting')).toHaveLength(1);
    expect((await read(ticketId)).status).toBe('claimed');
    house.clock.advance('PT24H');
    await look();
    expect((await read(ticketId)).status).toBe('closed');
  });

  it('keeps an emergency open, and what nobody can be reminded of', async () => {
    const { ctx } = house;
    const ticketId = await anAsked();
    const urgent = await anAsked();
    await ctx.db.ticket.update({ where: { id: urgent }, data: { urgency: 'emergency' } });
    await ctx.db.chat.updateMany({ where: { residentId: anna.residentId }, data: { state: 'blocked' } });
    await live('2026-12-05T09:00:00.000Z');
    expect((await read(ticketId)).status).toBe('claimed');
    expect((await read(urgent)).status).toBe('claimed');
    expect(await said('ticket.waiting')).toEqual([]);
  });

  it('waits for as long as the company decided', async () => {
    await saveSetting(house.ctx, systemActor, 'waiting', { remindAfterDays: [], closeAfterDays: 2 });
    const ticketId = await anAsked();
    await live('2026-11-22T10:00:00.000Z');
    expect((await read(ticketId)).status).toBe('closed');
    expect(await said('ticket.waiting')).toEqual([]);
    const bad = saveSetting(house.ctx, systemActor, 'waiting', { remindAfterDays: [3], closeAfterDays: 3 });
    await expect(bad).rejects.toMatchObject({ code: 'setting.bad-value' });
  });
});

describe('a visit', () => {
  const propose = (ticketId: string, from: string, until: string) =>
    proposeVisit(house.ctx, sergey, { ticketId, startsAt: instant(from), endsAt: instant(until) });

  it('is reminded of the evening before, and its technician an hour before', async () => {
    const ticketId = await aClaimed();
    await propose(ticketId, '2026-11-22T14:00:00+03:00', '2026-11-22T16:00:00+03:00');
    await acceptVisit(house.ctx, anna, { ticketId });
    await live('2026-11-23T09:00:00.000Z', 'PT1H');
    expect(await times('ticket.visit-soon')).toEqual(['2026-11-21T16:00:00.000Z']);
    expect(await times('ticket.visit-in-an-hour')).toEqual(['2026-11-22T10:00:00.000Z']);
  });

  it('agreed on the same day is reminded of two hours before, and not at all when it is sooner', async () => {
    const [later, soon] = [await aClaimed(), await aClaimed()];
    await propose(later, '2026-11-20T18:00:00+03:00', '2026-11-20T20:00:00+03:00');
    await propose(soon, '2026-11-20T13:00:00+03:00', '2026-11-20T14:00:00+03:00');
    await live('2026-11-21T09:00:00.000Z', 'PT1H');
    expect(await said('ticket.visit-soon')).toMatchObject([{ ticketId: later }]);
    expect(await times('ticket.visit-soon')).toEqual(['2026-11-20T13:00:00.000Z']);
  });

  it('that was moved is reminded of at its new time only', async () => {
    const ticketId = await aClaimed();
    await propose(ticketId, '2026-11-21T09:00:00+03:00', '2026-11-21T12:00:00+03:00');
    const [, , , next] = await listVisitWindows(house.ctx, anna, { ticketId });
    if (!next) throw new Error('no windows');
    await live('2026-11-20T12:00:00.000Z', 'PT1H');
    await moveVisit(house.ctx, anna, { ticketId, startsAt: next.startsAt });
    await live('2026-11-23T09:00:00.000Z', 'PT1H');
    expect(await said('ticket.visit-soon')).toHaveLength(1);
    const [hour] = await times('ticket.visit-in-an-hour');
    expect(instant(hour ?? '').getTime()).toBe(next.startsAt.getTime() - 3_600_000);
  });
});
