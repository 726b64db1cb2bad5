import type { Actor, StaffActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { type Instant, plus } from '#api/core/time.ts';
import { answerTicket } from './answer-ticket.ts';
import { acceptVisit, moveVisit } from './answer-visit.ts';
import { askResident } from './ask-resident.ts';
import { assignTicket } from './assign-ticket.ts';
import { claimTicket } from './claim-ticket.ts';
import { acceptTicket, cancelTicket, closeTicket, rejectTicket } from './finish-ticket.ts';
import { arrive, missVisit, setOff } from './go-to-visit.ts';
import { holdTicket, resumeTicket } from './hold-ticket.ts';
import { joinTicket, leaveTicket } from './join-ticket.ts';
import { mergeTicket } from './merge-ticket.ts';
import { noteTicket } from './note-ticket.ts';
import { localiseTicket, prioritiseTicket } from './prioritise-ticket.ts';
import { cancelVisit, proposeVisit } from './propose-visit.ts';
import { rateTicket } from './rate-ticket.ts';
import { releaseTicket } from './release-ticket.ts';
import { resolveTicket } from './resolve-ticket.ts';
import { returnTicket } from './return-ticket.ts';
import { ticketUrgencies } from './schema.ts';
import { renewPromise } from './sla/renew-promise.ts';
import { startTicket } from './start-ticket.ts';
import type { TestFlat, TestResident } from './testing.ts';
import { listVisitWindows } from './visit-windows.ts';

/** Everybody who may come near a ticket in a random walk, and some who should not. */
export type Cast = {
  flat: TestFlat;
  /** Of the same house. */
  nextDoor: TestFlat;
  author: TestResident;
  household: TestResident;
  neighbour: TestResident;
  stranger: TestResident;
  workers: StaffActor[];
  desk: StaffActor;
  outsiders: Actor[];
};

/** One ticket of a walk, with dice of its own so that the walk is the same at every run; `twins` are numbers it may be merged into. */
export type Walker = { ticketId: string; twins: number[]; dice: Chance };
export type Chance = { whole(below: number): number; of<T>(all: readonly T[]): T };

/** Numbers that look random and are the same at every run (mulberry32). */
export function chance(seed: number): Chance {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (below: number) => Math.floor(next() * below);
  return { whole, of: (all) => all[whole(all.length)] as (typeof all)[number] };
}

type Step = (ctx: Ctx, actor: Actor, ticketId: string, dice: Chance, walker: Walker, cast: Cast) => Promise<unknown>;

const said = (ticketId: string) => ({ ticketId, text: 'Words of somebody', files: [] });

const residents = (cast: Cast): Actor[] => [cast.author, cast.author, cast.household];
const workers = (cast: Cast): Actor[] => [...cast.workers, cast.desk];
const desk = (cast: Cast): Actor[] => [cast.desk];
const neighbours = (cast: Cast): Actor[] => [cast.neighbour];

/** Every deed there is, with those who would do it. */
export const walk: Record<string, { by: (cast: Cast) => Actor[]; step: Step }> = {
  claim: { by: workers, step: (ctx, actor, ticketId) => claimTicket(ctx, actor, { ticketId }) },
  assign: {
    by: workers,
    step: (ctx, actor, ticketId, dice, _walker, cast) =>
      assignTicket(ctx, actor, { ticketId, staffId: dice.of(cast.workers).staffId }),
  },
  prioritise: {
    by: workers,
    step: (ctx, actor, ticketId, dice) => prioritiseTicket(ctx, actor, { ticketId, urgency: dice.of(ticketUrgencies) }),
  },
  start: { by: workers, step: (ctx, actor, ticketId) => startTicket(ctx, actor, { ticketId }) },
  ask: { by: workers, step: (ctx, actor, ticketId) => askResident(ctx, actor, { ticketId, question: 'Which one?' }) },
  answer: { by: residents, step: (ctx, actor, ticketId) => answerTicket(ctx, actor, said(ticketId)) },
  hold: {
    by: workers,
    step: (ctx, actor, ticketId, dice) => {
      const until = dice.of([null, soon(ctx, dice), plus(ctx.now(), '-PT1H')]);
      return holdTicket(ctx, actor, { ticketId, reason: 'no part', until });
    },
  },
  resume: { by: workers, step: (ctx, actor, ticketId) => resumeTicket(ctx, actor, { ticketId }) },
  localise: { by: workers, step: (ctx, actor, ticketId) => localiseTicket(ctx, actor, { ticketId }) },
  'propose-visit': {
    by: workers,
    async step(ctx, actor, ticketId, dice) {
      const window = dice.of(await listVisitWindows(ctx, actor, { ticketId }));
      return proposeVisit(ctx, actor, { ticketId, ...window });
    },
  },
  'accept-visit': { by: residents, step: (ctx, actor, ticketId) => acceptVisit(ctx, actor, { ticketId }) },
  'move-visit': {
    by: residents,
    async step(ctx, actor, ticketId, dice) {
      const { startsAt } = dice.of(await listVisitWindows(ctx, actor, { ticketId }));
      return moveVisit(ctx, actor, { ticketId, startsAt });
    },
  },
  'cancel-visit': { by: workers, step: (ctx, actor, ticketId) => cancelVisit(ctx, actor, { ticketId }) },
  'set-off': { by: workers, step: (ctx, actor, ticketId) => setOff(ctx, actor, { ticketId }) },
  arrive: { by: workers, step: (ctx, actor, ticketId) => arrive(ctx, actor, { ticketId }) },
  miss: { by: workers, step: (ctx, actor, ticketId) => missVisit(ctx, actor, { ticketId }) },
  renew: {
    by: workers,
    step: (ctx, actor, ticketId, dice) =>
      renewPromise(ctx, actor, { ticketId, dueAt: soon(ctx, dice), reason: 'the part is late' }),
  },
  resolve: {
    by: workers,
    step: (ctx, actor, ticketId, dice) =>
      resolveTicket(ctx, actor, { ticketId, report: dice.of(['Done', 'Done', ' ']) }),
  },
  release: { by: workers, step: (ctx, actor, ticketId) => releaseTicket(ctx, actor, { ticketId }) },
  accept: { by: residents, step: (ctx, actor, ticketId) => acceptTicket(ctx, actor, { ticketId }) },
  return: {
    by: residents,
    step: (ctx, actor, ticketId, dice) =>
      returnTicket(ctx, actor, { ticketId, text: dice.of(['', 'Not yet']), files: [] }),
  },
  rate: {
    by: residents,
    step: (ctx, actor, ticketId, dice) => rateTicket(ctx, actor, { ticketId, rating: 1 + dice.whole(5) }),
  },
  cancel: { by: residents, step: (ctx, actor, ticketId) => cancelTicket(ctx, actor, { ticketId }) },
  reject: { by: workers, step: (ctx, actor, ticketId) => rejectTicket(ctx, actor, { ticketId, reason: 'Not ours' }) },
  merge: {
    by: workers,
    step: (ctx, actor, ticketId, dice, { twins }) =>
      mergeTicket(ctx, actor, { ticketId, originalNumber: dice.of(twins) }),
  },
  join: {
    by: neighbours,
    step: (ctx, actor, ticketId, _dice, _walker, cast) =>
      joinTicket(ctx, actor, { ticketId, unitId: cast.nextDoor.unitId, text: '', files: [] }),
  },
  leave: { by: neighbours, step: (ctx, actor, ticketId) => leaveTicket(ctx, actor, { ticketId }) },
  note: { by: workers, step: (ctx, actor, ticketId) => noteTicket(ctx, actor, said(ticketId)) },
  close: { by: desk, step: (ctx, actor, ticketId) => closeTicket(ctx, actor, { ticketId }) },
};

function soon(ctx: Ctx, dice: Chance): Instant {
  return plus(ctx.now(), `PT${1 + dice.whole(60)}H`);
}
