import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffActor } from '#api/core/actor.ts';
import { newId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { type Instant, instant, plus } from '#api/core/time.ts';
import { askResident } from './ask-resident.ts';
import { ensureCategories } from './categories.ts';
import { claimTicket } from './claim-ticket.ts';
import { holdTicket } from './hold-ticket.ts';
import { proposeVisit } from './propose-visit.ts';
import { type Queue, queueSections, readQueue } from './queue.ts';
import { resolveTicket } from './resolve-ticket.ts';
import { returnTicket } from './return-ticket.ts';
import type { OpenTicketInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat, type TestResident } from './testing.ts';

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
  sergey = await aColleague(house.ctx);
});
afterAll(() => house.close());

/** The numbers of each section that is not empty. */
function seen(queue: Queue): Record<string, number[]> {
  const filled = queueSections.filter((section) => queue[section].length > 0);
  return Object.fromEntries(filled.map((section) => [section, queue[section].map(({ number }) => number)]));
}

const opened = async (more: Partial<OpenTicketInput> = {}) => aTicket(house.ctx, anna, flat, more);
async function mine(dueAt: Instant | null): Promise<TicketSummary> {
  const ticket = await opened();
  await claimTicket(house.ctx, sergey, { ticketId: ticket.id });
  await house.ctx.db.ticketDeadline.deleteMany({ where: { ticketId: ticket.id } });
  if (dueAt) await promised(ticket.id, dueAt);
  return ticket;
}
async function promised(ticketId: string, dueAt: Instant): Promise<void> {
  const { ctx } = house;
  const row = { id: newId(ctx.now()), ticketId, promise: 'resolution', totalMs: 1n, dueAt, createdAt: ctx.now() };
  await ctx.db.ticketDeadline.create({ data: row });
}

describe('a colleague’s queue', () => {
  it('has each ticket where it asks for attention first', async () => {
    const { ctx } = house;
    const later = await mine(plus(ctx.now(), 'P3D'));
    const someday = await mine(null);
    const today = await mine(plus(ctx.now(), 'PT2H'));
    const late = await mine(plus(ctx.now(), '-PT1H'));
    const visited = await mine(plus(ctx.now(), 'P2D'));
    const window = { startsAt: instant('2026-11-20T11:00:00Z'), endsAt: instant('2026-11-20T13:00:00Z') };
    await proposeVisit(ctx, sergey, { ticketId: visited.id, ...window });
    const waiting = await mine(plus(ctx.now(), '-PT1H'));
    await askResident(ctx, sergey, { ticketId: waiting.id, question: 'Which floor?' });
    const held = await mine(plus(ctx.now(), '-PT1H'));
    await holdTicket(ctx, sergey, { ticketId: held.id, reason: 'No part' });
    const returned = await mine(plus(ctx.now(), 'P2D'));
    await resolveTicket(ctx, sergey, { ticketId: returned.id, report: 'Done' });
    await returnTicket(ctx, anna, { ticketId: returned.id, text: 'Still drips', files: [] });

    const queue = await readQueue(ctx, sergey);
    expect(seen(queue)).toEqual({
      returned: [returned.number],
      late: [late.number],
      visits: [visited.number],
      today: [today.number],
      later: [someday.number, later.number],
      waiting: [waiting.number],
      'on-hold': [held.number],
    });
    expect(queue.visits[0]?.visit).toMatchObject({ ...window, state: 'proposed' });
    expect(queue.returned[0]?.returnedAt).not.toBeNull();
  });

  it('offers what is free of their kinds and trade, emergencies first', async () => {
    const { ctx } = house;
    const water = await opened({ categoryCode: 'plumbing' });
    const any = await opened();
    const light = await opened({ categoryCode: 'electricity' });
    const bill = await opened({ kind: 'billing' });
    const flood = await opened({ categoryCode: 'emergency-flood' });
    const free = async (who: StaffActor) => (await readQueue(ctx, who)).free.map(({ number }) => number);
    expect(await free(sergey)).toEqual([flood.number, water.number, any.number]);
    expect(await free(await aColleague(ctx, 'accountant'))).toEqual([bill.number]);
    const [first, ...rest] = await free(await aColleague(ctx, 'dispatcher'));
    expect(first).toBe(flood.number);
    expect(new Set(rest)).toEqual(new Set([water, any, light, bill].map(({ number }) => number)));
    expect(await free(await aColleague(ctx, 'read-only'))).toEqual([]);
  });

  it('is theirs alone', async () => {
    const queue = await readQueue(house.ctx, await aColleague(house.ctx));
    expect(Object.keys(seen(queue))).toEqual(['free']);
  });
});
