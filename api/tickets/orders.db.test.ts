import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveSetting } from '#api/company/settings.ts';
import { type Actor, systemActor } from '#api/core/actor.ts';
import { isAppError } from '#api/core/errors.ts';
import { runDueSchedules } from '#api/core/schedule.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { hasWords, locales } from '#locales/translate.ts';
import { ensureCategories } from './categories.ts';
import { ticketSchedules } from './schedules.ts';
import { ticketPlaces } from './schema.ts';
import { isPossible, replay, type TicketDeed } from './status.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket } from './testing.ts';
import { type Cast, type Chance, chance, type Walker, walk } from './walking.ts';

/** 500 tickets, each led through a random order of deeds by many hands, while days pass and the calendar does its part. */
const batches = 10;
const ticketsInBatch = 50;
const rounds = 14;
const seed = 20_261_120;

let house: TestHouse;
let cast: Cast;
beforeAll(async () => {
  house = await testCtx();
  const { ctx } = house;
  await aCompany(ctx);
  await ensureCategories(ctx);
  await saveSetting(ctx, systemActor, 'ticket-limits', { perDay: 1000, sameWordsMinutes: 0 });
  const flat = await aFlat(ctx);
  const nextDoor = await aFlat(ctx, { buildingId: flat.buildingId });
  const stranger = await aResident(ctx, await aFlat(ctx));
  cast = {
    ...{ flat, nextDoor, stranger },
    author: await aResident(ctx, flat),
    household: await aResident(ctx, flat, { role: 'family' }),
    neighbour: await aResident(ctx, nextDoor),
    workers: [await aColleague(ctx), await aColleague(ctx, 'technician', 'emergency')],
    desk: await aColleague(ctx, 'dispatcher'),
    outsiders: [stranger, await aColleague(ctx, 'accountant'), await aColleague(ctx, 'read-only')],
  };
});
afterAll(() => house.close());

const read = (walkers: Walker[]) =>
  house.ctx.db.ticket.findMany({
    where: { id: { in: walkers.map(({ ticketId }) => ticketId) } },
    include: { events: true, visits: true, deadlines: true, duplicateOf: true, assignee: true },
  });
type Kept = Awaited<ReturnType<typeof read>>[number];

const done = new Map<string, number>();
const refused = new Map<string, number>();
const count = (counts: Map<string, number>, what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);

async function begin(dice: Chance, batch: number): Promise<Walker[]> {
  const tickets = [];
  for (let at = 0; at < ticketsInBatch; at += 1) {
    const categoryCode = dice.of(['plumbing', 'plumbing', 'lift', 'emergency-flood']);
    tickets.push(await aTicket(house.ctx, cast.author, cast.flat, { categoryCode, place: dice.of(ticketPlaces) }));
  }
  const numbers = tickets.map((ticket) => ticket.number);
  return tickets.map(({ id }, at) => ({ ticketId: id, twins: numbers, dice: chance(seed + 1000 * (batch + 1) + at) }));
}

/** A life that ends at its second step shows little: these are thought of twice. */
const endings = ['reject', 'cancel', 'merge'];

/** Three times of four something that can be done now, mostly by who holds the ticket; else anything, by anybody. */
function whatAndWho(before: Pick<Kept, 'status' | 'pause' | 'assigneeId'>, dice: Chance): [string, Actor] {
  const all = Object.keys(walk) as TicketDeed[];
  const state = before as Parameters<typeof isPossible>[0];
  const thinkable = dice.whole(4) === 0 ? all : all.filter((one) => isPossible(state, one));
  const first = dice.of(thinkable);
  const name = endings.includes(first) ? dice.of(thinkable) : first;
  const those = walk[name]?.by(cast) ?? [];
  const owner = those.find((one) => one.kind === 'staff' && one.staffId === before.assigneeId);
  if (dice.whole(12) === 0) return [name, dice.of(cast.outsiders)];
  return [name, owner && dice.whole(4) > 0 ? owner : dice.of(those)];
}

/** One deed of somebody, mostly of one who may; a refusal has a sentence in every language and changes nothing. */
async function step(walker: Walker, dice: Chance): Promise<void> {
  const { ctx } = house;
  const before = await ctx.db.ticket.findUniqueOrThrow({ where: { id: walker.ticketId } });
  const [name, actor] = whatAndWho(before, dice);
  const deed = walk[name];
  try {
    await deed?.step(ctx, actor, walker.ticketId, dice, walker, cast);
    expect(cast.outsiders, `${name} by an outsider`).not.toContain(actor);
    count(done, name);
  } catch (error) {
    if (!isAppError(error)) throw error;
    count(refused, error.code);
    for (const locale of locales) expect(hasWords(locale, `errors.${error.code}`), error.code).toBe(true);
    expect(await ctx.db.ticket.findUniqueOrThrow({ where: { id: walker.ticketId } })).toEqual(before);
  }
}

/** What must be true of a ticket at any time; written from what people were promised, not from the machine. */
function mustHold(ticket: Kept): void {
  const { status, pause } = ticket;
  const isOpen = ['new', 'claimed', 'in-work'].includes(status);
  const isOwned = ['claimed', 'in-work', 'resolved'].includes(status);
  if (status === 'resolved') expect(ticket.report?.trim()).toBeTruthy();
  if (status === 'rejected') expect(ticket.rejectedReason).toBeTruthy();
  if (isOwned)
    expect(ticket.assignee?.roles).toEqual(expect.arrayContaining([expect.stringMatching(/technician|dispatcher/)]));
  if (status === 'new') expect(ticket.assigneeId).toBeNull();
  expect(ticket.closedAt !== null).toBe(['closed', 'rejected', 'cancelled'].includes(status));
  expect(ticket.closedAs !== null).toBe(status === 'closed');
  expect(ticket.closedAs === 'duplicate').toBe(ticket.duplicateOfId !== null);
  if (ticket.duplicateOf) {
    expect(ticket.duplicateOf.duplicateOfId).toBeNull();
    expect(ticket.duplicateOfId).not.toBe(ticket.id);
  }
  if (pause !== 'none') expect(isOpen).toBe(true);
  if (pause === 'on-hold') expect([ticket.pauseReason, isOwned]).toEqual(['no part', true]);
  expect(ticket.pausedAt !== null).toBe(pause !== 'none');
  if (ticket.rating !== null) expect(status).toBe('closed');
  if (ticket.returnedAt) expect([isOpen || status !== 'resolved', ticket.reopenedCount > 0]).toEqual([true, true]);
  if (ticket.localisedAt) expect(ticket.events.map((event) => event.kind)).toContain('localised');
}

function mustTellItsStory(ticket: Kept): void {
  const told = ticket.events
    .map(({ kind, actorId, actorKind, data }) => ({ kind, actorId, actorKind, ...(data as { version: number }) }))
    .sort((one, other) => one.version - other.version);
  // What only shows (a clock that turned red) has a version, too, and no entry.
  expect(new Set(told.map(({ version }) => version)).size).toBe(told.length);
  expect(told[0]?.version).toBe(1);
  expect(told.at(-1)?.version).toBeLessThanOrEqual(ticket.version);
  const { status, pause, assigneeId } = ticket;
  expect(replay(told)).toEqual({ status, pause, assigneeId });
  for (const { actorId, actorKind } of told) expect(actorId === null).toBe(actorKind === 'system');
}

const ahead = ['proposed', 'accepted', 'changed', 'on-the-way', 'at-the-door'];

function mustKeepVisits({ visits, status, assigneeId }: Kept): void {
  const coming = visits.filter((visit) => ahead.includes(visit.state));
  expect(coming.length).toBeLessThanOrEqual(1);
  for (const visit of visits) {
    expect(visit.code).toMatch(/^\d{4}$/);
    expect(visit.endsAt > visit.startsAt).toBe(true);
  }
  if (coming.length === 1) expect(['claimed', 'in-work']).toContain(status);
  if (coming.length === 1) expect(coming[0]?.staffId).toBe(assigneeId);
}

function mustKeepClocks({ deadlines, status, pause, urgency }: Kept): void {
  const open = deadlines.filter((one) => one.metAt === null && one.droppedAt === null);
  for (const { remainingMs, stoppedAt, totalMs, createdAt, metAt } of deadlines) {
    expect(remainingMs === null || remainingMs >= 0n).toBe(true);
    expect((stoppedAt === null) === (remainingMs === null)).toBe(true);
    expect(totalMs >= 0n).toBe(true);
    expect((metAt ?? createdAt) >= createdAt).toBe(true);
  }
  expect(new Set(open.map((one) => one.promise)).size).toBe(open.length);
  if (['closed', 'rejected', 'cancelled'].includes(status)) expect(open).toEqual([]);
  if (urgency === 'emergency' || pause === 'none') expect(open.filter((one) => one.stoppedAt)).toEqual([]);
}

describe('500 tickets in random order', () => {
  it.each(Array.from({ length: batches }, (_, at) => at))(
    'keep every promise (batch %i)',
    async (batch) => {
      const dice = chance(seed + batch);
      const walkers = await begin(dice, batch);
      for (let round = 0; round < rounds; round += 1) {
        await Promise.all(walkers.map((walker) => step(walker, walker.dice)));
        house.clock.advance(`PT${dice.of([0, 0, 1, 3, 20, 50])}H`);
        await runDueSchedules(house.ctx, ticketSchedules);
        if (round % 5 === 0 || round === rounds - 1) {
          for (const ticket of await read(walkers)) {
            mustHold(ticket);
            mustTellItsStory(ticket);
            mustKeepVisits(ticket);
            mustKeepClocks(ticket);
          }
        }
      }
    },
    120_000,
  );

  it('did everything there is to do, was refused for every reason, and told each change once', async () => {
    for (const name of Object.keys(walk)) expect(done.get(name) ?? 0, name).toBeGreaterThan(0);
    for (const code of [
      'ticket.wrong-state',
      'ticket.not-yours',
      'ticket.not-found',
      'ticket.wrong-role',
      'not-allowed',
    ])
      expect(refused.get(code) ?? 0, code).toBeGreaterThan(0);
    for (const code of ['visit.none', 'visit.wrong-state', 'ticket.no-report', 'ticket.hold-in-past'])
      expect(refused.get(code) ?? 0, code).toBeGreaterThan(0);
    const kinds = await house.ctx.db.ticketEvent.groupBy({ by: ['kind'], _count: true });
    expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['closed', 'expired', 'resumed']));
    for (const { kind, _count } of kinds) {
      expect(await house.ctx.db.outboxEvent.count({ where: { kind: `ticket.${kind}` } }), kind).toBe(_count);
    }
  });
});
