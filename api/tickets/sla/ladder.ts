import { type Instant, instant } from '#api/core/time.ts';
import type { Promised, RungTo, SlaBook } from './book.ts';
import { dueAfter, type WorkCalendar, workingMs } from './working-time.ts';

/** What of a clock its warnings and its ladder are reckoned from. */
export type Watched = {
  promise: Promised;
  policy: string | null;
  totalMs: number;
  dueAt: Instant;
  warnedAt: Instant | null;
  breachedAt: Instant | null;
  rung: number;
  createdAt: Instant;
};

/** A step of a ladder at its moment. `resident`: nobody of ours is pinged, but who waits is told the number to call. */
export type Step = { to: RungTo | 'resident'; at: Instant };

/** After so many minutes the resident is told that nobody has taken their emergency. */
const unclaimedMinutes = 5;

/** The next moment at which something is to be done about a running clock; null when all has been. */
export function nextLook(
  book: SlaBook,
  calendar: WorkCalendar | null,
  clock: Watched,
  urgency: string,
  now: Instant,
): Instant | null {
  const moments = [
    clock.warnedAt || clock.breachedAt ? null : warningMoment(book, calendar, clock, now),
    clock.breachedAt ? null : clock.dueAt,
    stepsOf(book, calendar, clock, urgency)[clock.rung]?.at ?? null,
  ].filter((moment) => moment !== null);
  return moments.length === 0 ? null : instant(Math.min(...moments.map((moment) => moment.getTime())));
}

/** When so little of the promised time is left that its owner should know. */
export function warningMoment(book: SlaBook, calendar: WorkCalendar | null, clock: Watched, now: Instant): Instant {
  const atLeft = (clock.totalMs * book.warnAt.percentLeft) / 100;
  const left = clock.dueAt <= now ? 0 : workingMs(calendar, now, clock.dueAt);
  return left <= atLeft ? now : dueAfter(calendar, now, (left - atLeft) / 60_000);
}

/**
 * The ladder of a clock, step by step. An emergency's is climbed from its opening until it is localised, by the minute; its first
 * answer has none of its own. Every other is climbed after the breach, in working time. A step that points where the one before
 * did is left out.
 */
export function stepsOf(book: SlaBook, calendar: WorkCalendar | null, clock: Watched, urgency: string): Step[] {
  if (carriesEmergency(book, clock, urgency)) {
    const steps = book.emergencyLadder.map(({ to, after }) => ({ to, after }));
    const all: { to: Step['to']; after: number }[] = steps.some(({ after }) => after === unclaimedMinutes)
      ? steps
      : [...steps, { to: 'resident' as const, after: unclaimedMinutes }].sort((a, b) => a.after - b.after);
    return withoutEchoes(all).map(({ to, after }) => ({ to, at: dueAfter(null, clock.createdAt, after) }));
  }
  if (urgency === 'emergency' && clock.promise === 'first-response') return [];
  return withoutEchoes(book.ladder).map(({ to, after }) => ({ to, at: dueAfter(calendar, clock.dueAt, after) }));
}

/** The clock that an emergency's ladder hangs on: localisation where it is promised, else the solution. */
export function carriesEmergency(book: SlaBook, clock: Watched, urgency: string): boolean {
  if (urgency !== 'emergency') return false;
  const policy = book.policies.find(({ name }) => name === clock.policy);
  return clock.promise === (policy && policy.localisation !== null ? 'localisation' : 'resolution');
}

function withoutEchoes<T extends { to: string }>(steps: readonly T[]): T[] {
  return steps.filter((step, index) => index === 0 || steps[index - 1]?.to !== step.to);
}
