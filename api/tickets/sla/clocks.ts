import type { Instant } from '#api/core/time.ts';
import type { TicketEventKind, TicketPause, TicketStatus } from '../status.ts';
import { type Promised, policyFor, promisesOf, type Scope, type SlaBook } from './book.ts';
import { nextLook } from './ladder.ts';
import { workCalendar } from './terms.ts';
import { dueAfter, type WorkCalendar, workingMs } from './working-time.ts';

/** One promise of a ticket and its clock. It runs until it is met or dropped, and stands still while `stoppedAt` is set. */
export type Clock = {
  id: string;
  promise: Promised;
  bookVersion: number;
  policy: string | null;
  calendar: string | null;
  /** Working time promised in all. */
  totalMs: number;
  /** When it falls due while it runs. */
  dueAt: Instant;
  stoppedAt: Instant | null;
  /** Working time that was left when it was stopped. */
  remainingMs: number | null;
  metAt: Instant | null;
  droppedAt: Instant | null;
  warnedAt: Instant | null;
  breachedAt: Instant | null;
  /** Steps of the ladder that were climbed. */
  rung: number;
  /** When the clock is to be looked at next: to warn, to call it broken, to climb. */
  nextAt: Instant | null;
  renewsId: string | null;
  reason: string | null;
  createdAt: Instant;
};

/** What clocks are reckoned by: the book in force, the books they were frozen with, and where the ticket is. */
export type Desk = {
  version: number;
  book: SlaBook;
  books: ReadonlyMap<number, SlaBook>;
  timeZone: string;
  newId(): string;
};

/** One change of a ticket, as far as clocks care. */
export type ClockChange = {
  said: TicketEventKind;
  at: Instant;
  before: { urgency: string; status: TicketStatus };
  after: Scope & { pause: TicketPause };
  /** Of a promise given anew. */
  renewal?: { dueAt: Instant; reason: string };
};

/** Who did any of these has answered: the resident knows that somebody is there. */
const answers: readonly TicketEventKind[] = [
  ...(['claimed', 'assigned', 'started', 'asked', 'held', 'localised', 'resolved'] as const),
  ...(['visit-proposed', 'set-off', 'arrived', 'missed'] as const),
];
/** Nothing is promised about a ticket that is over in any of these ways. */
const ends: readonly TicketEventKind[] = ['cancelled', 'rejected', 'merged', 'expired', 'closed', 'accepted'];
const urgencies = ['normal', 'high', 'emergency'];

/** The clocks a ticket is born with. */
export function beginClocks(desk: Desk, scope: Scope, at: Instant, only?: readonly Promised[]): Clock[] {
  const policy = policyFor(desk.book, scope);
  if (!policy) return [];
  const calendar = scope.urgency === 'emergency' ? null : policy.calendar;
  const wanted = promisesOf(policy).filter(({ promise }) => !only || only.includes(promise));
  return wanted.map(({ promise, minutes }) => {
    const base = { promise, bookVersion: desk.version, policy: policy.name, calendar, totalMs: minutes * 60_000 };
    const dueAt = dueAfter(workCalendar(desk.book, calendar, desk.timeZone), at, minutes);
    return watched(desk, { ...unbegun, ...base, id: desk.newId(), dueAt, createdAt: at }, scope, at);
  });
}

/**
 * The clocks after a change: what it answers is met, what it ends is dropped, a pause makes the rest stand (never an emergency's, never
 * one that is late), and its end lets them run on with the working time that was left.
 */
export function stepClocks(desk: Desk, clocks: readonly Clock[], change: ClockChange): Clock[] {
  const { said, at, after } = change;
  let next = clocks.map((clock) => (isOpen(clock) && isMetBy(clock, said) ? meet(desk, clock, at) : clock));
  if (ends.includes(said)) return next.map((clock) => (isOpen(clock) ? drop(clock, at) : clock));
  if (said === 'returned') next = [...next, ...beginClocks(desk, after, at, ['resolution'])];
  if (said === 'renewed' && change.renewal) next = renew(desk, next, change, change.renewal);
  if (change.before.urgency !== after.urgency) next = promiseAnew(desk, next, change);
  const stands = after.pause !== 'none' && after.urgency !== 'emergency';
  return next.map((clock) => (isOpen(clock) ? (stands ? stop(desk, clock, at) : run(desk, clock, after, at)) : clock));
}

/** Neither met nor dropped: somebody still owes it. */
export function isOpen(clock: Clock): boolean {
  return clock.metAt === null && clock.droppedAt === null;
}

/** Working time left at a moment: zero when late, and the same as before while it stands. */
export function remainingMs(desk: Desk, clock: Clock, at: Instant): number {
  if (clock.remainingMs !== null) return clock.remainingMs;
  return clock.dueAt <= at ? 0 : workingMs(calendarOf(desk, clock), at, clock.dueAt);
}

export function calendarOf(desk: Pick<Desk, 'books' | 'book' | 'timeZone'>, clock: Clock): WorkCalendar | null {
  return workCalendar(desk.books.get(clock.bookVersion) ?? desk.book, clock.calendar, desk.timeZone);
}

/** The clock with the moment of its next look reckoned at `at`. */
export function watched(desk: Desk, clock: Clock, scope: { urgency: string }, at: Instant): Clock {
  if (!isOpen(clock) || clock.stoppedAt) return { ...clock, nextAt: null };
  const book = desk.books.get(clock.bookVersion) ?? desk.book;
  return { ...clock, nextAt: nextLook(book, calendarOf(desk, clock), clock, scope.urgency, at) };
}

const unbegun = {
  stoppedAt: null,
  remainingMs: null,
  metAt: null,
  droppedAt: null,
  warnedAt: null,
  breachedAt: null,
  rung: 0,
  nextAt: null,
  renewsId: null,
  reason: null,
};

function isMetBy(clock: Clock, said: TicketEventKind): boolean {
  if (clock.promise === 'first-response') return answers.includes(said);
  if (clock.promise === 'localisation') return said === 'localised' || said === 'resolved';
  return said === 'resolved';
}

/** A clock that stood is met with the time it had left: whether it was kept is `metAt <= dueAt`, always. */
function meet(desk: Desk, clock: Clock, at: Instant): Clock {
  const ran = clock.stoppedAt ? { ...clock, ...rerun(desk, clock, at) } : clock;
  const breachedAt = ran.breachedAt ?? (at > ran.dueAt ? ran.dueAt : null);
  return { ...ran, metAt: at, breachedAt, nextAt: null };
}

/** What was late when it was dropped stays broken. */
function drop(clock: Clock, at: Instant): Clock {
  const isLate = clock.stoppedAt === null && at > clock.dueAt;
  return { ...clock, droppedAt: at, breachedAt: clock.breachedAt ?? (isLate ? clock.dueAt : null), nextAt: null };
}

function stop(desk: Desk, clock: Clock, at: Instant): Clock {
  if (clock.stoppedAt || clock.dueAt <= at) return clock;
  return { ...clock, stoppedAt: at, remainingMs: remainingMs(desk, clock, at), nextAt: null };
}

function run(desk: Desk, clock: Clock, scope: { urgency: string }, at: Instant): Clock {
  if (!clock.stoppedAt) return clock;
  return watched(desk, { ...clock, ...rerun(desk, clock, at) }, scope, at);
}

function rerun(desk: Desk, clock: Clock, at: Instant): Pick<Clock, 'dueAt' | 'stoppedAt' | 'remainingMs'> {
  const left = (clock.remainingMs ?? 0) / 60_000;
  return { dueAt: dueAfter(calendarOf(desk, clock), at, left), stoppedAt: null, remainingMs: null };
}

/**
 * A promise is given anew for another moment. The old one counts as broken, also when it was not due yet: whoever moves a promise has not
 * kept it.
 */
function renew(desk: Desk, clocks: Clock[], change: ClockChange, renewal: { dueAt: Instant; reason: string }): Clock[] {
  const { at, after } = change;
  const old = clocks.find((clock) => isOpen(clock) && clock.promise === 'resolution');
  const policy = policyFor(desk.book, after);
  const calendar = old ? old.calendar : after.urgency === 'emergency' ? null : (policy?.calendar ?? null);
  const base: Clock = {
    ...unbegun,
    id: desk.newId(),
    promise: 'resolution',
    bookVersion: old?.bookVersion ?? desk.version,
    policy: old?.policy ?? policy?.name ?? null,
    calendar,
    totalMs: 0,
    dueAt: renewal.dueAt,
    renewsId: old?.id ?? null,
    reason: renewal.reason,
    createdAt: at,
  };
  const totalMs = workingMs(calendarOf(desk, base), at, renewal.dueAt);
  const given = watched(desk, { ...base, totalMs }, after, at);
  const before = clocks.map((clock) =>
    clock === old ? { ...drop(clock, at), breachedAt: clock.breachedAt ?? at } : clock,
  );
  return [...before, given];
}

/** Another urgency, other promises: made now, and never later than before when the ticket became more urgent. */
function promiseAnew(desk: Desk, clocks: Clock[], { at, before, after }: ClockChange): Clock[] {
  const isRaised = urgencies.indexOf(after.urgency) > urgencies.indexOf(before.urgency);
  const open = clocks.filter(isOpen);
  const isAnswered =
    before.status !== 'new' || clocks.some((clock) => clock.promise === 'first-response' && clock.metAt);
  const fresh = beginClocks(desk, after, at).filter(({ promise }) => promise !== 'first-response' || !isAnswered);
  const replaced = open.filter((old) => fresh.some(({ promise }) => promise === old.promise) || !isRaised);
  const made = fresh.map((clock) => {
    const old = open.find(({ promise }) => promise === clock.promise);
    const keep = old && isRaised && !old.stoppedAt && old.dueAt < clock.dueAt;
    if (!keep) return clock;
    const totalMs = Math.min(clock.totalMs, workingMs(calendarOf(desk, clock), at, old.dueAt));
    return watched(
      desk,
      { ...clock, totalMs, dueAt: old.dueAt, breachedAt: old.breachedAt, warnedAt: old.warnedAt },
      after,
      at,
    );
  });
  return [...clocks.map((clock) => (replaced.includes(clock) ? drop(clock, at) : clock)), ...made];
}
