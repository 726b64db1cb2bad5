import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, StaffActor } from '#api/core/actor.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { isAppError } from '#api/core/errors.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { askResident } from './ask-resident.ts';
import { claimTicket } from './claim-ticket.ts';
import { acceptTicket, cancelTicket, rejectTicket } from './finish-ticket.ts';
import { setOff } from './go-to-visit.ts';
import { holdTicket } from './hold-ticket.ts';
import { prioritiseTicket } from './prioritise-ticket.ts';
import { proposeVisit } from './propose-visit.ts';
import { resolveTicket } from './resolve-ticket.ts';
import { startTicket } from './start-ticket.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat, type TestResident } from './testing.ts';
import { listVisitWindows } from './visit-windows.ts';
import { type Cast, type Chance, walk } from './walking.ts';

/** Every state a ticket can be in, reached by the services; with what can be done there, said apart from the machine's table. */
let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let sergey: StaffActor;
let desk: StaffActor;
let cast: Cast;

beforeAll(async () => {
  house = await testCtx();
  const { ctx } = house;
  await aCompany(ctx);
  flat = await aFlat(ctx);
  const nextDoor = await aFlat(ctx, { buildingId: flat.buildingId });
  anna = await aResident(ctx, flat);
  [sergey, desk] = [await aColleague(ctx), await aColleague(ctx, 'dispatcher')];
  const [household, neighbour, stranger] = [anna, await aResident(ctx, nextDoor), anna];
  const workers = [await aColleague(ctx)];
  cast = { flat, nextDoor, author: anna, household, neighbour, stranger, workers, desk, outsiders: [] };
});
afterAll(() => house.close());

type Make = (ctx: Ctx, ticketId: string) => Promise<unknown>;
const claim: Make = (ctx, ticketId) => claimTicket(ctx, sergey, { ticketId });
const start: Make = (ctx, ticketId) => startTicket(ctx, sergey, { ticketId });
const ask: Make = (ctx, ticketId) => askResident(ctx, desk, { ticketId, question: 'Which?' });
const hold: Make = (ctx, ticketId) => holdTicket(ctx, sergey, { ticketId, reason: 'no part' });
const resolve: Make = (ctx, ticketId) => resolveTicket(ctx, sergey, { ticketId, report: 'Done' });
const accept: Make = (ctx, ticketId) => acceptTicket(ctx, anna, { ticketId });
const reject: Make = (ctx, ticketId) => rejectTicket(ctx, desk, { ticketId, reason: 'Not ours' });
const cancel: Make = (ctx, ticketId) => cancelTicket(ctx, anna, { ticketId });
const goes: Make = (ctx, ticketId) => setOff(ctx, sergey, { ticketId });
const burns: Make = (ctx, ticketId) => prioritiseTicket(ctx, desk, { ticketId, urgency: 'emergency' });
const offers: Make = async (ctx, ticketId) => {
  const [window] = await listVisitWindows(ctx, sergey, { ticketId });
  if (window) await proposeVisit(ctx, sergey, { ticketId, ...window });
};

const always = 'note';
const untilDone = 'answer';
const onTheTable = `${always} ${untilDone} ask prioritise reject merge assign renew`;
const withOwner = `${onTheTable} hold propose-visit set-off arrive resolve release`;

/** name → how it is made, and every deed that is possible there. */
const states: Record<string, [make: Make[], possible: string]> = {
  new: [[], `${onTheTable} claim cancel`],
  'new, asked': [[ask], `${onTheTable} claim cancel resume`],
  claimed: [[claim], `${withOwner} start cancel`],
  'claimed, asked': [[claim, ask], `${withOwner} start cancel resume`],
  'claimed, on hold': [[claim, hold], `${withOwner} start cancel resume`],
  'claimed, a visit proposed': [[claim, offers], `${withOwner} start cancel accept-visit move-visit cancel-visit`],
  'claimed, on the way': [[claim, goes], `${withOwner} start cancel cancel-visit miss`.replace(' set-off', '')],
  'claimed, an emergency': [[claim, burns], `${withOwner} start cancel localise`],
  'in work': [[claim, start], withOwner],
  'in work, asked': [[claim, start, ask], `${withOwner} resume`],
  'in work, on hold': [[claim, start, hold], `${withOwner} resume`],
  done: [[claim, resolve], `${always} ${untilDone} accept return close`],
  closed: [[claim, resolve, accept], `${always} return rate`],
  rejected: [[reject], always],
  cancelled: [[cancel], always],
};

/** Who would do it and may: the dispatcher for colleagues. */
const rightful = (name: string): Actor => {
  const those = walk[name]?.by(cast) ?? [];
  return those[0]?.kind === 'staff' ? desk : (those[0] ?? desk);
};

class Undone extends Error {}

/** Every choice is the first: no hold until yesterday, no empty report. */
const dice: Chance = { whole: () => 0, of: (all) => all[0] as (typeof all)[number] };

/** What becomes of a deed, which is then undone. */
async function tried(name: string, actor: Actor, ticketId: string, twin: number): Promise<string> {
  let outcome = 'done';
  const attempt = inTransaction(house.ctx, async (tx) => {
    try {
      const walker = { ticketId, twins: [twin], dice };
      const result = await walk[name]?.step(tx, actor, ticketId, dice, walker, cast);
      if ((result as { status?: string }).status === 'taken') outcome = 'taken';
    } catch (error) {
      if (!isAppError(error)) throw error;
      outcome = error.code;
    }
    throw new Undone();
  });
  await expect(attempt).rejects.toBeInstanceOf(Undone);
  return outcome;
}

const refusals = [
  'taken',
  'ticket.no-emergency',
  'ticket.wrong-state',
  'visit.none',
  'visit.wrong-state',
  'not-allowed',
  'ticket.not-found',
];
/** "Me too" is of the common areas: a flat's own ticket is not there for neighbours. */
const ofNeighbours = ['join', 'leave'];
const ofResidents = ['answer', 'accept', 'return', 'rate', 'cancel', 'accept-visit', 'move-visit'];

describe.each(Object.entries(states))('%s', (_name, [makes, possible]) => {
  it('allows what belongs to it, from both sides, and refuses all the rest', async () => {
    const { ctx, clock } = house;
    clock.advance('P2D');
    const original = await aTicket(ctx, anna, flat);
    const { id: ticketId } = await aTicket(ctx, anna, flat);
    for (const make of makes) await make(ctx, ticketId);
    const before = await ctx.db.ticket.findUniqueOrThrow({ where: { id: ticketId } });
    const may = new Set(possible.split(' '));
    for (const name of Object.keys(walk)) {
      const outcome = await tried(name, rightful(name), ticketId, original.number);
      if (may.has(name)) expect(outcome, name).toBe('done');
      else expect(refusals, `${name}: ${outcome}`).toContain(outcome);
      const others = ofResidents.includes(name) || ofNeighbours.includes(name) ? cast.workers[0] : anna;
      expect(await tried(name, others as Actor, ticketId, original.number), `${name} by the other side`).not.toBe(
        'done',
      );
    }
    expect(await ctx.db.ticket.findUniqueOrThrow({ where: { id: ticketId } })).toEqual(before);
  });
});
