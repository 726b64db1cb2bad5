import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StaffActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { at, PlainDate } from '#api/core/time.ts';
import { answerTicket } from '../answer-ticket.ts';
import { askResident } from '../ask-resident.ts';
import { ensureCategories } from '../categories.ts';
import { claimTicket } from '../claim-ticket.ts';
import { cancelTicket } from '../finish-ticket.ts';
import { holdTicket, resumeTicket } from '../hold-ticket.ts';
import { openTicket } from '../open-ticket.ts';
import { releaseTicket } from '../release-ticket.ts';
import { resolveTicket } from '../resolve-ticket.ts';
import { returnTicket } from '../return-ticket.ts';
import type { OpenTicketInput } from '../schema.ts';
import type { TicketSummary } from '../summary.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat, type TestResident } from '../testing.ts';
import type { Promised } from './book.ts';
import { listClocks } from './clock-rows.ts';
import type { Clock } from './clocks.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let sergey: StaffActor;
beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  await ensureCategories(house.ctx);
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
  sergey = await aColleague(house.ctx, 'technician', 'accountant');
});
afterAll(() => house.close());

/** Thursday, noon in Moscow, before the office's lunch. */
beforeEach(() => house.clock.set('2026-11-19T09:00:00Z'));

const open = (more: Partial<OpenTicketInput> = {}) => aTicket(house.ctx, anna, flat, more);
const plumbing = () => open({ categoryCode: 'plumbing' });
const claim = (ticket: TicketSummary) => claimTicket(house.ctx, sergey, { ticketId: ticket.id });
const resolve = (ticket: TicketSummary) => resolveTicket(house.ctx, sergey, { ticketId: ticket.id, report: 'Done.' });
const clocks = (ticket: TicketSummary) => listClocks(house.ctx, ticket.id);

async function clock(ticket: TicketSummary, promise: Promised = 'resolution'): Promise<Clock> {
  const last = (await clocks(ticket)).filter((one) => one.promise === promise).at(-1);
  if (!last) throw new Error(`no ${promise}`);
  return last;
}
const dueOf = async (ticket: TicketSummary, promise?: Promised) => (await clock(ticket, promise)).dueAt.toISOString();

describe('a promise', () => {
  it('is made when the ticket is opened, by the book of its country', async () => {
    const ticket = await plumbing();
    expect(await dueOf(ticket, 'first-response')).toBe('2026-11-19T11:00:00.000Z');
    expect(await dueOf(ticket)).toBe('2026-11-20T09:00:00.000Z');
    expect(await clock(ticket)).toMatchObject({ bookVersion: 1, policy: 'plumbing', calendar: 'service', rung: 0 });
    expect(await house.ctx.db.slaBook.findMany()).toMatchObject([{ version: 1, preset: 'ru' }]);
  });

  it('counts the office’s hours: lunch, evening and weekend are nobody’s', async () => {
    const ticket = await open({ kind: 'billing', categoryCode: 'charges' });
    expect(await dueOf(ticket, 'first-response')).toBe('2026-11-20T09:00:00.000Z');
    expect(await dueOf(ticket)).toBe('2026-11-24T09:00:00.000Z');
  });

  it('is one of minutes when the category is an emergency’s, whatever urgency was said', async () => {
    house.clock.set('2026-11-21T23:00:00Z');
    const ticket = await open({ categoryCode: 'emergency-flood' });
    expect((await clocks(ticket)).map(({ promise, dueAt }) => [promise, dueAt.toISOString()])).toEqual([
      ['first-response', '2026-11-21T23:05:00.000Z'],
      ['localisation', '2026-11-21T23:30:00.000Z'],
      ['resolution', '2026-11-24T23:00:00.000Z'],
    ]);
  });

  it('is reckoned where the house stands', async () => {
    const farFlat = await aFlat(house.ctx, { timeZone: 'Asia/Vladivostok' });
    const far = await aResident(house.ctx, farFlat);
    // 19:00 in Vladivostok: an hour is left of the day there.
    const ticket = await aTicket(house.ctx, far, farFlat, { categoryCode: 'plumbing' });
    expect(await dueOf(ticket, 'first-response')).toBe('2026-11-19T23:00:00.000Z');
  });

  it('is reckoned there too when a colleague opens the first ticket of a house with a clock of its own, and the next', async () => {
    const there = await aFlat(house.ctx, { timeZone: 'Asia/Vladivostok' });
    const dispatcher = await aColleague(house.ctx, 'dispatcher');
    for (const text of ['The tap leaks', 'The door squeaks']) {
      const opened = await openTicket(house.ctx, dispatcher, {
        ...{ unitId: there.unitId, kind: 'technical', place: 'flat', files: [], source: 'phone', text },
        categoryCode: 'plumbing',
      });
      expect(opened.buildingId).toBe(there.buildingId);
      expect(await dueOf(opened, 'first-response')).toBe('2026-11-19T23:00:00.000Z');
    }
  });

  it('is written once when the same ticket is sent twice', async () => {
    const onceKey = 'telegram:1:sla';
    const first = await open({ onceKey });
    await open({ onceKey });
    expect(await clocks(first)).toHaveLength(2);
  });
});

describe('a clock', () => {
  it('is kept by the deed it waits for', async () => {
    const ticket = await plumbing();
    house.clock.advance('PT1H');
    await claim(ticket);
    expect(await clock(ticket, 'first-response')).toMatchObject({
      metAt: house.ctx.now(),
      breachedAt: null,
      nextAt: null,
    });
    house.clock.advance('PT2H');
    await resolve(ticket);
    expect(await clock(ticket)).toMatchObject({ metAt: house.ctx.now(), breachedAt: null, nextAt: null });
  });

  it('remembers that it was late', async () => {
    const ticket = await plumbing();
    const { dueAt } = await clock(ticket, 'first-response');
    house.clock.advance('PT3H');
    await claim(ticket);
    expect(await clock(ticket, 'first-response')).toMatchObject({ metAt: house.ctx.now(), breachedAt: dueAt });
  });

  it('stands while the resident is asked, and goes on with what was left', async () => {
    const ticket = await plumbing();
    await claim(ticket);
    house.clock.advance('PT4H');
    await askResident(house.ctx, sergey, { ticketId: ticket.id, question: 'When are you at home?' });
    expect(await clock(ticket)).toMatchObject({ stoppedAt: house.ctx.now(), remainingMs: 8 * 3_600_000, nextAt: null });
    house.clock.set('2026-11-22T06:00:00Z');
    await answerTicket(house.ctx, anna, { ticketId: ticket.id, text: 'Now', files: [] });
    expect(await clock(ticket)).toMatchObject({ stoppedAt: null, remainingMs: null });
    expect(await dueOf(ticket)).toBe('2026-11-22T14:00:00.000Z');
  });

  it('stands on hold, and is met in time when the work is done meanwhile', async () => {
    const ticket = await plumbing();
    await claim(ticket);
    house.clock.advance('PT1H');
    await holdTicket(house.ctx, sergey, { ticketId: ticket.id, reason: 'No spare part' });
    house.clock.advance('P5D');
    await resolve(ticket);
    const met = await clock(ticket);
    expect(met.metAt && met.metAt <= met.dueAt).toBe(true);
    expect(met.breachedAt).toBeNull();
  });

  it('does not stand once it is late', async () => {
    const ticket = await plumbing();
    await claim(ticket);
    house.clock.advance('P2D');
    await holdTicket(house.ctx, sergey, { ticketId: ticket.id, reason: 'No spare part' });
    expect(await clock(ticket)).toMatchObject({ stoppedAt: null });
    expect(await dueOf(ticket)).toBe('2026-11-20T09:00:00.000Z');
    await resumeTicket(house.ctx, sergey, { ticketId: ticket.id });
    expect(await dueOf(ticket)).toBe('2026-11-20T09:00:00.000Z');
  });

  it('of an emergency never stands', async () => {
    const ticket = await open({ categoryCode: 'emergency-flood' });
    await claim(ticket);
    await askResident(house.ctx, sergey, { ticketId: ticket.id, question: 'Which floor?' });
    expect((await clocks(ticket)).map(({ stoppedAt }) => stoppedAt)).toEqual([null, null, null]);
  });

  it('is dropped when the ticket is taken back', async () => {
    const ticket = await plumbing();
    await cancelTicket(house.ctx, anna, { ticketId: ticket.id });
    for (const one of await clocks(ticket))
      expect(one).toMatchObject({ droppedAt: house.ctx.now(), metAt: null, nextAt: null });
  });

  it('begins anew when the work comes back, and an answer once given stays given', async () => {
    const ticket = await plumbing();
    await claim(ticket);
    await resolve(ticket);
    house.clock.advance('P1D');
    await returnTicket(house.ctx, anna, { ticketId: ticket.id, text: 'It leaks again', files: [] });
    await releaseTicket(house.ctx, sergey, { ticketId: ticket.id });
    const all = await clocks(ticket);
    expect(all.map(({ promise, metAt }) => [promise, metAt !== null])).toEqual([
      ['first-response', true],
      ['resolution', true],
      ['resolution', false],
    ]);
    expect(await dueOf(ticket)).toBe('2026-11-21T09:00:00.000Z');
  });
});

describe('a pause over a change of the clocks', () => {
  // The Saturday before, a hold until the Monday after: spring and autumn, in six zones.
  it.each([
    ['Europe/Berlin', '2027-03-27', '2027-10-30'],
    ['America/New_York', '2027-03-13', '2027-11-06'],
    ['America/Santiago', '2027-09-04', '2027-04-03'],
    ['Australia/Lord_Howe', '2027-10-02', '2027-04-03'],
    ['Pacific/Auckland', '2027-09-25', '2027-04-03'],
    ['Africa/Cairo', '2027-04-29', '2027-10-28'],
  ])('costs nobody an hour: %s', async (timeZone, ...saturdays) => {
    const there = await aFlat(house.ctx, { timeZone });
    const vera = await aResident(house.ctx, there, { startsOn: '2026-01-15' });
    for (const day of saturdays) {
      const wall = (days: number, time: string) => at(PlainDate.from(day).add({ days }), time, timeZone).toISOString();
      house.clock.set(wall(0, '09:00'));
      const ticket = await aTicket(house.ctx, vera, there, { categoryCode: 'plumbing' });
      await claim(ticket);
      house.clock.set(wall(0, '17:00'));
      await holdTicket(house.ctx, sergey, { ticketId: ticket.id, reason: 'No spare part' });
      expect(await clock(ticket)).toMatchObject({ remainingMs: 4 * 3_600_000 });
      house.clock.set(wall(2, '07:00'));
      await resumeTicket(house.ctx, sergey, { ticketId: ticket.id });
      expect(await dueOf(ticket)).toBe(wall(2, '12:00'));
    }
  });
});
