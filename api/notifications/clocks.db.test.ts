import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { openHearing } from '#api/core/hearing.ts';
import { runDueSchedules } from '#api/core/schedule.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { instant, plus } from '#api/core/time.ts';
import { mapChannel } from '#api/staff/channels.ts';
import { ensureCategories } from '#api/tickets/categories.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { holdTicket } from '#api/tickets/hold-ticket.ts';
import { resolveTicket } from '#api/tickets/resolve-ticket.ts';
import { ticketSchedules } from '#api/tickets/schedules.ts';
import { renewPromise } from '#api/tickets/sla/renew-promise.ts';
import { getStaffTicket } from '#api/tickets/staff-tickets.ts';
import {
  aColleague,
  aCompany,
  aFlat,
  aResident,
  aTicket,
  type TestFlat,
  type TestResident,
} from '#api/tickets/testing.ts';
import { hearForNotices } from './hearers.ts';
import { hearAll } from './testing.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
const hearing = openHearing();
hearForNotices(hearing);

beforeEach(async () => {
  house = await testCtx();
  const { ctx } = house;
  await aCompany(ctx);
  await ensureCategories(ctx);
  flat = await aFlat(ctx);
  anna = await aResident(ctx, flat);
  await mapChannel(ctx, systemActor, { service: 'technical', channelId: 'CTECH' });
  await mapChannel(ctx, systemActor, { service: 'emergency', channelId: 'CFIRE' });
});
afterEach(() => house.close());

type Told = { minute: number; template: string; to: string };

/** Lives minute by minute (or by longer steps), and notes who is told what about clocks in which minute. */
async function live(until: string, step = 'PT1M'): Promise<Told[]> {
  const { ctx } = house;
  const begin = ctx.now().getTime();
  const told: Told[] = [];
  for (; ctx.now() <= instant(until); house.clock.advance(step)) {
    await runDueSchedules(ctx, ticketSchedules);
    await hearAll(ctx, hearing);
    const fresh = await ctx.db.delivery.findMany({ where: { createdAt: ctx.now() }, orderBy: { id: 'asc' } });
    const minute = (ctx.now().getTime() - begin) / 60_000;
    for (const { template, recipient } of fresh) told.push({ minute, template, to: recipient });
  }
  return told;
}

const short = (told: Told[], names: Record<string, string>): string[] =>
  told.map(({ minute, template, to }) => `${minute} ${template} ${names[to.split(':')[1] ?? ''] ?? to}`);

describe('an emergency that nobody takes', () => {
  it('climbs its ladder by the minute, and its resident hears at each step whom to call', async () => {
    const { ctx } = house;
    const boss = await aColleague(ctx, 'manager');
    await ctx.db.ticketCategory.update({ where: { code: 'emergency-gas' }, data: { danger: 'gas' } });
    house.clock.set('2026-11-21T23:30:00Z');
    const ticket = await aTicket(ctx, anna, flat, { categoryCode: 'emergency-gas' });
    await hearAll(ctx, hearing);
    await ctx.db.delivery.deleteMany();
    const told = await live('2026-11-22T01:30:00Z');
    const names = { [anna.residentId]: 'anna', [boss.staffId]: 'boss', CFIRE: 'CFIRE' };
    expect(short(told, names)).toEqual([
      '4 thread-due-soon CFIRE',
      '5 thread-late CFIRE',
      '5 channel-late CFIRE',
      '5 emergency-unclaimed anna',
      '15 staff-late boss',
      '15 emergency-unclaimed anna',
      '24 thread-due-soon CFIRE',
      '30 thread-late CFIRE',
      '30 channel-late CFIRE',
      '30 emergency-unclaimed anna',
      '60 staff-late boss',
      '60 emergency-unclaimed anna',
    ]);
    const warned = await ctx.db.delivery.findMany({ where: { template: 'emergency-unclaimed' } });
    expect(warned.every((one) => !one.isSilent && one.notBefore.getTime() === one.createdAt.getTime())).toBe(true);
    expect(warned[0]?.data).toEqual({ danger: 'gas' });
    const { clocks } = await getStaffTicket(ctx, systemActor, ticket.id);
    expect(clocks.map(({ promise, breachedAt }) => [promise, breachedAt !== null])).toEqual([
      ['first-response', true],
      ['localisation', true],
      ['resolution', false],
    ]);
  });

  it('tells its resident no more once somebody has taken it, and climbs on until it is localised', async () => {
    const { ctx } = house;
    const boss = await aColleague(ctx, 'manager', 'emergency');
    const ticket = await aTicket(ctx, anna, flat, { categoryCode: 'emergency-flood' });
    const first = await live('2026-11-20T09:10:00Z');
    expect(first.filter(({ template }) => template === 'emergency-unclaimed')).toHaveLength(1);
    await claimTicket(ctx, boss, { ticketId: ticket.id });
    const then = await live('2026-11-20T09:40:00Z');
    // The only manager owns it: the step to the managers points at nobody else.
    expect(then.map(({ template }) => template).filter((one) => one !== 'ticket-claimed')).toEqual([
      'staff-due-soon',
      'thread-late',
      'channel-late',
    ]);
    await resolveTicket(ctx, boss, { ticketId: ticket.id, report: 'The riser is shut, the hose replaced.' });
    expect((await live('2026-11-20T11:00:00Z')).filter(({ to }) => to.startsWith('slack'))).toEqual([]);
  });
});

describe('a promise about to be broken', () => {
  it('is its owner’s to know before, then the channel’s, then the managers’', async () => {
    const { ctx } = house;
    const [boss, sergey] = [await aColleague(ctx, 'manager'), await aColleague(ctx)];
    const ticket = await aTicket(ctx, anna, flat, { categoryCode: 'plumbing' });
    await claimTicket(ctx, sergey, { ticketId: ticket.id });
    await hearAll(ctx, hearing);
    await ctx.db.delivery.deleteMany();
    house.clock.set('2026-11-21T05:00:00Z');
    const names = { [anna.residentId]: 'anna', [boss.staffId]: 'boss', [sergey.staffId]: 'sergey', CTECH: 'CTECH' };
    const told = await live('2026-11-21T12:00:00Z', 'PT6M');
    // Twelve working hours from noon in Moscow: due at noon the next day, known 2.4 hours before.
    expect(short(told, names)).toEqual([
      '96 staff-due-soon sergey',
      '240 thread-late CTECH',
      '240 staff-late sergey',
      '270 channel-late CTECH',
      '300 staff-late boss',
    ]);
  });

  it('is renewed with a reason: the old one stays broken, the new one has its own clock', async () => {
    const { ctx } = house;
    const sergey = await aColleague(ctx);
    const ticket = await aTicket(ctx, anna, flat, { categoryCode: 'plumbing' });
    await claimTicket(ctx, sergey, { ticketId: ticket.id });
    house.clock.advance('P2D');
    await live(house.ctx.now().toISOString());
    const dueAt = plus(ctx.now(), 'PT6H');
    await renewPromise(ctx, sergey, { ticketId: ticket.id, dueAt, reason: 'No spare part, it is on its way' });
    await live(ctx.now().toISOString());
    const news = await ctx.db.delivery.findMany({ where: { template: 'promise-renewed' } });
    expect(news).toMatchObject([{ residentId: anna.residentId, data: {} }]);
    const { clocks } = await getStaffTicket(ctx, systemActor, ticket.id);
    const solution = clocks.filter(({ promise }) => promise === 'resolution');
    expect(solution).toMatchObject([
      { isDropped: true, isRenewed: false },
      { isDropped: false, isRenewed: true, dueAt, breachedAt: null, reason: 'No spare part, it is on its way' },
    ]);
    expect(solution[0]?.breachedAt).not.toBeNull();
    const late = { ticketId: ticket.id, reason: 'x' };
    await expect(renewPromise(ctx, sergey, { ...late, dueAt: ctx.now() })).rejects.toThrow('ticket.promise-in-past');
    await expect(renewPromise(ctx, sergey, { ...late, dueAt: plus(ctx.now(), 'P91D') })).rejects.toThrow(
      'ticket.promise-too-far',
    );
  });

  it('pings nobody while the ticket is on hold', async () => {
    const { ctx } = house;
    const sergey = await aColleague(ctx);
    const ticket = await aTicket(ctx, anna, flat, { categoryCode: 'plumbing' });
    await claimTicket(ctx, sergey, { ticketId: ticket.id });
    await holdTicket(ctx, sergey, { ticketId: ticket.id, reason: 'No spare part' });
    await hearAll(ctx, hearing);
    await ctx.db.delivery.deleteMany();
    expect(await live('2026-11-23T09:00:00Z', 'PT1H')).toEqual([]);
  });
});
