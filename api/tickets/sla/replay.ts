import type { Instant } from '#api/core/time.ts';
import { deeds, type TicketEventKind, type TicketPause, type TicketStatus, transitions } from '../status.ts';
import { beginClocks, type Clock, type ClockChange, type Desk, isOpen, stepClocks } from './clocks.ts';

/** A step of a ticket's timeline, as far as clocks care. `answer` is a message to the resident, which is on no timeline. */
export type PastStep = {
  kind: TicketEventKind | 'answer';
  at: Instant;
  from: TicketStatus | null;
  pause: TicketPause;
  urgency: string;
};

/** A ticket with its past, oldest step first; the first is its opening. */
export type PastTicket = { id: string; number: number; kind: string; category: string | null; steps: PastStep[] };

/** The clocks that a timeline leads to, by the books of `desk`. Promises that were given anew in it are left out: they were none of the book's. */
export function replayClocks(desk: Desk, ticket: PastTicket): Clock[] {
  const [opened, ...rest] = ticket.steps;
  if (!opened) return [];
  const { kind, category } = ticket;
  let before = { urgency: opened.urgency, status: 'new' as TicketStatus };
  let clocks = beginClocks(desk, { kind, category, urgency: opened.urgency }, opened.at);
  for (const step of rest) {
    if (step.kind === 'answer') {
      clocks = clocks.map((clock) => answered(clock, step.at));
      continue;
    }
    if (!isKnown(step.kind)) continue;
    const after = { kind, category, urgency: step.urgency, pause: step.pause };
    const change: ClockChange = {
      said: step.kind,
      at: step.at,
      before: { ...before, status: step.from ?? 'new' },
      after,
    };
    if (!isTimeless(step.kind)) clocks = stepClocks(desk, clocks, change);
    before = { ...before, urgency: step.urgency };
  }
  return clocks;
}

/** What became of a promise by a moment: `open` is owed still and not late. */
export function fateOf(clock: Clock, now: Instant): 'kept' | 'broken' | 'open' | 'dropped' {
  if (clock.metAt) return clock.metAt <= clock.dueAt ? 'kept' : 'broken';
  if (clock.breachedAt) return 'broken';
  if (clock.droppedAt) return 'dropped';
  return isOpen(clock) && !clock.stoppedAt && clock.dueAt < now ? 'broken' : 'open';
}

function answered(clock: Clock, at: Instant): Clock {
  if (!isOpen(clock) || clock.promise !== 'first-response' || at < clock.createdAt) return clock;
  return { ...clock, metAt: at, nextAt: null, stoppedAt: null, remainingMs: null };
}

function isKnown(kind: string): kind is TicketEventKind {
  return kind === 'opened' || deeds.some((deed) => transitions[deed].said === kind);
}

function isTimeless(kind: TicketEventKind): boolean {
  return ['noted', 'rated', 'joined', 'left', 'opened'].includes(kind);
}
