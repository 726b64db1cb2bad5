import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type StaffActor, systemActor } from '#api/core/actor.ts';
import { hearEvent, openHearing } from '#api/core/hearing.ts';
import { runDueSchedules } from '#api/core/schedule.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { instant } from '#api/core/time.ts';
import { mapChannel } from '#api/staff/channels.ts';
import { acceptVisit, moveVisit } from '#api/tickets/answer-visit.ts';
import { assignTicket } from '#api/tickets/assign-ticket.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { cancelTicket } from '#api/tickets/finish-ticket.ts';
import { arrive, missVisit, setOff } from '#api/tickets/go-to-visit.ts';
import { mergeTicket } from '#api/tickets/merge-ticket.ts';
import { localiseTicket, prioritiseTicket } from '#api/tickets/prioritise-ticket.ts';
import { cancelVisit, proposeVisit } from '#api/tickets/propose-visit.ts';
import { ticketSchedules } from '#api/tickets/schedules.ts';
import {
  aColleague,
  aCompany,
  aFlat,
  aResident,
  aTicket,
  type TestFlat,
  type TestResident,
} from '#api/tickets/testing.ts';
import { listVisitWindows } from '#api/tickets/visit-windows.ts';
import { listCards } from './cards.ts';
import { hearForNotices } from './hearers.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let sergey: StaffActor;
const hearing = openHearing();
hearForNotices(hearing);

beforeAll(async () => {
  house = await testCtx();
  const { ctx } = house;
  await aCompany(ctx);
  flat = await aFlat(ctx);
  anna = await aResident(ctx, flat);
  sergey = await aColleague(ctx);
  await mapChannel(ctx, systemActor, { service: 'technical', channelId: 'CTECH' });
  await mapChannel(ctx, systemActor, { service: 'emergency', channelId: 'CFIRE' });
});
afterAll(() => house.close());
beforeEach(told);

/** `template → recipient` of everything written since, in no order; night does not matter to what is written. */
async function told(): Promise<string[]> {
  const { ctx } = house;
  for (;;) {
    const events = await ctx.db.outboxEvent.findMany({ orderBy: { createdAt: 'asc' }, select: { id: true } });
    if (events.length === 0) break;
    for (const { id } of events) await hearEvent(ctx, hearing, id);
  }
  const rows = await ctx.db.delivery.findMany();
  await ctx.db.delivery.deleteMany();
  const names = new Map([
    [`resident:${anna.residentId}`, 'anna'],
    [`staff:${sergey.staffId}`, 'sergey'],
  ]);
  return rows.map((row) => `${row.template} → ${names.get(row.recipient) ?? row.recipient}`).sort();
}

async function aClaimed(): Promise<string> {
  const { id: ticketId } = await aTicket(house.ctx, anna, flat);
  await claimTicket(house.ctx, sergey, { ticketId });
  await told();
  return ticketId;
}

const propose = (ticketId: string, from: string, until: string) =>
  proposeVisit(house.ctx, sergey, { ticketId, startsAt: instant(from), endsAt: instant(until) });

describe('a visit', () => {
  it('is told to the resident at every step, and their answer to who comes', async () => {
    const { ctx, clock } = house;
    const ticketId = await aClaimed();
    await propose(ticketId, '2026-11-22T14:00:00+03:00', '2026-11-22T16:00:00+03:00');
    expect(await told()).toEqual(['visit-proposed → anna']);
    await acceptVisit(ctx, anna, { ticketId });
    expect(await told()).toEqual(['thread-visit → slack:CTECH']);
    const [window] = await listVisitWindows(ctx, anna, { ticketId });
    if (!window) throw new Error('no windows');
    await moveVisit(ctx, anna, { ticketId, startsAt: window.startsAt });
    expect(await told()).toEqual(['staff-visit → sergey', 'thread-visit → slack:CTECH']);
    await setOff(ctx, sergey, { ticketId });
    expect(await told()).toEqual(['visit-on-the-way → anna']);
    await arrive(ctx, sergey, { ticketId });
    expect(await told()).toEqual(['visit-at-the-door → anna']);
    await missVisit(ctx, sergey, { ticketId });
    expect(await told()).toEqual(['visit-missed → anna']);
    clock.advance('P1D');
    await runDueSchedules(ctx, ticketSchedules);
    expect(await told()).toEqual(['ticket-waiting → anna']);
  });

  it('is reminded of on both sides, at night without sound', async () => {
    const { ctx, clock } = house;
    clock.set('2026-11-25T09:00:00Z');
    const ticketId = await aClaimed();
    await propose(ticketId, '2026-11-26T07:30:00+03:00', '2026-11-26T09:00:00+03:00');
    await acceptVisit(ctx, anna, { ticketId });
    await told();
    clock.set('2026-11-25T20:00:00Z');
    await runDueSchedules(ctx, ticketSchedules);
    const [event] = await ctx.db.outboxEvent.findMany();
    await hearEvent(ctx, hearing, event?.id ?? '');
    const [reminder] = await ctx.db.delivery.findMany();
    expect(reminder).toMatchObject({ template: 'visit-soon', isSilent: true, notBefore: ctx.now() });
    await told();
    clock.set('2026-11-26T03:30:00Z');
    await runDueSchedules(ctx, ticketSchedules);
    expect(await told()).toEqual(['staff-visit → sergey']);
  });

  it('that falls is told to who waits for it', async () => {
    const { ctx } = house;
    const ivan = await aColleague(ctx, 'dispatcher');
    const calledOff = await aClaimed();
    await propose(calledOff, '2026-11-28T14:00:00+03:00', '2026-11-28T16:00:00+03:00');
    await told();
    await cancelVisit(ctx, sergey, { ticketId: calledOff });
    expect(await told()).toEqual(['visit-off → anna']);
    const cancelled = await aClaimed();
    await setOff(ctx, sergey, { ticketId: cancelled });
    await told();
    await cancelTicket(ctx, anna, { ticketId: cancelled });
    expect(await told()).toEqual(['staff-visit → sergey', 'thread-cancelled → slack:CTECH']);
    const passedOn = await aClaimed();
    await setOff(ctx, sergey, { ticketId: passedOn });
    await told();
    await assignTicket(ctx, ivan, { ticketId: passedOn, staffId: ivan.staffId });
    expect(await told()).toEqual(['staff-unassigned → sergey', 'visit-off → anna']);
  });
});

describe('a ticket in other hands', () => {
  it('is told to both colleagues, and to the resident when it is the first', async () => {
    const { ctx } = house;
    const [ivan, desk] = [await aColleague(ctx), await aColleague(ctx, 'dispatcher')];
    const { id: ticketId } = await aTicket(ctx, anna, flat);
    await told();
    await assignTicket(ctx, desk, { ticketId, staffId: sergey.staffId });
    expect(await told()).toEqual(['staff-assigned → sergey', 'ticket-claimed → anna']);
    await assignTicket(ctx, sergey, { ticketId, staffId: ivan.staffId });
    expect(await told()).toEqual([`staff-assigned → staff:${ivan.staffId}`]);
  });

  it('gets a card in the emergency channel, and the danger over is told', async () => {
    const { ctx } = house;
    const ticketId = await aClaimed();
    await prioritiseTicket(ctx, sergey, { ticketId, urgency: 'emergency' });
    await told();
    const cards = await listCards(ctx, { type: 'ticket', id: ticketId });
    expect(cards.map((card) => card.place).sort()).toEqual(['slack:CFIRE', 'slack:CTECH']);
    await localiseTicket(ctx, sergey, { ticketId });
    expect(await told()).toContain('ticket-localised → anna');
  });

  it('as a duplicate is told to its author, and the original’s cards are shown again', async () => {
    const { ctx } = house;
    const desk = await aColleague(ctx, 'dispatcher');
    const [original, twin] = [await aTicket(ctx, anna, flat), await aTicket(ctx, anna, flat)];
    await told();
    await mergeTicket(ctx, desk, { ticketId: twin.id, originalNumber: original.number });
    expect(await told()).toEqual(['ticket-merged → anna']);
    expect(await listCards(ctx, { type: 'ticket', id: original.id })).toMatchObject([{ wantedVersion: 2 }]);
  });
});
