import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instant, instant, plus } from '#api/core/time.ts';
import { bornState, deeds, nextState, type TicketState, transitions } from '../status.ts';
import type { SlaBook } from './book.ts';
import { beginClocks, type Clock, type Desk, isOpen, remainingMs, stepClocks } from './clocks.ts';
import { lookAt } from './look.ts';
import { presetBook } from './presets.ts';
import { type PastStep, replayClocks } from './replay.ts';
import { workCalendar } from './terms.ts';
import { dueAfter, type Span, workingMs } from './working-time.ts';

const zones = [
  'Europe/Moscow',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
];
const scopes = [
  { kind: 'technical', category: 'plumbing', urgency: 'normal' },
  { kind: 'technical', category: 'rubbish-chute', urgency: 'normal' },
  { kind: 'technical', category: 'sewage', urgency: 'high' },
  { kind: 'billing', category: 'charges', urgency: 'normal' },
  { kind: 'general', category: null, urgency: 'normal' },
  { kind: 'technical', category: 'emergency-flood', urgency: 'emergency' },
];
const book = presetBook('ru', 'RU');

function aDesk(timeZone: string, version = 1, of: SlaBook = book): Desk {
  let count = 0;
  return { version, book: of, books: new Map([[version, of]]), timeZone, newId: () => `${version}-${++count}` };
}

/** A life: gaps in minutes and deeds that are tried; what the machine refuses does not happen. */
const life = fc.record({
  timeZone: fc.constantFrom(...zones),
  scope: fc.constantFrom(...scopes),
  // Minutes of several years: changes of clocks lie everywhere in them.
  born: fc.integer({ min: 0, max: 4 * 366 * 24 * 60 }),
  tries: fc.array(fc.tuple(fc.integer({ min: 0, max: 3 * 24 * 60 }), fc.constantFrom(...deeds)), { maxLength: 25 }),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

type Moment = { at: Instant; clocks: Clock[]; state: TicketState; urgency: string };

/** Lives it, and calls `judge` after every change. */
function live(of: Life, desk: Desk, judge: (now: Moment, before: Moment) => void): { steps: PastStep[]; end: Moment } {
  let at = plus(instant('2026-01-01T00:00:00Z'), `PT${of.born}M`);
  let now: Moment = { at, clocks: beginClocks(desk, of.scope, at), state: bornState, urgency: of.scope.urgency };
  const steps: PastStep[] = [{ kind: 'opened', at, from: null, pause: 'none', urgency: now.urgency }];
  for (const [gap, deed] of of.tries) {
    const state = nextState(now.state, deed, 'sergey');
    if (!state || deed === 'renew') continue;
    at = plus(at, `PT${gap}M`);
    const urgency = deed === 'prioritise' ? following(now.urgency) : now.urgency;
    const { said } = transitions[deed];
    const after = { ...of.scope, urgency, pause: state.pause };
    const before = now;
    const isTimeless = ['note', 'rate', 'join', 'leave'].includes(deed);
    const change = { said, at, before: { urgency: now.urgency, status: now.state.status }, after };
    now = { at, state, urgency, clocks: isTimeless ? now.clocks : stepClocks(desk, now.clocks, change) };
    steps.push({ kind: said, at, from: before.state.status, pause: state.pause, urgency });
    judge(now, before);
  }
  return { steps, end: now };
}

function following(urgency: string): string {
  return { normal: 'high', high: 'emergency' }[urgency] ?? 'normal';
}

describe('whatever happens to a ticket', () => {
  it('no clock is negative, none that ended runs on, and no emergency’s stands', () => {
    fc.assert(
      fc.property(life, (one) => {
        const desk = aDesk(one.timeZone);
        live(one, desk, ({ at, clocks, urgency }, before) => {
          for (const clock of clocks) {
            const left = remainingMs(desk, clock, at);
            expect(left).toBeGreaterThanOrEqual(0);
            expect(left).toBeLessThanOrEqual(clock.totalMs);
            if (clock.nextAt) expect(isOpen(clock) && clock.stoppedAt === null).toBe(true);
            if (clock.metAt) expect(clock.breachedAt === null).toBe(clock.metAt <= clock.dueAt);
            if (urgency === 'emergency' && isOpen(clock)) expect(clock.stoppedAt).toBeNull();
          }
          for (const ended of before.clocks.filter((clock) => !isOpen(clock))) {
            expect(clocks.find(({ id }) => id === ended.id)).toEqual(ended);
          }
          const owed = clocks.filter(isOpen).map(({ promise }) => promise);
          expect(new Set(owed).size).toBe(owed.length);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('nothing is owed once it is over, and what is owed stands or runs with it', () => {
    fc.assert(
      fc.property(life, (one) => {
        live(one, aDesk(one.timeZone), ({ clocks, state, at, urgency }) => {
          const owed = clocks.filter(isOpen);
          if (['closed', 'rejected', 'cancelled', 'resolved'].includes(state.status)) expect(owed).toEqual([]);
          const isPaused = state.pause !== 'none' && urgency !== 'emergency';
          if (isPaused) for (const clock of owed) if (clock.dueAt > at) expect(clock.stoppedAt).not.toBeNull();
          if (!isPaused) expect(owed.every(({ stoppedAt }) => stoppedAt === null)).toBe(true);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('the timeline leads to the same clocks', () => {
    fc.assert(
      fc.property(life, (one) => {
        const { steps, end } = live(one, aDesk(one.timeZone), () => {});
        const again = replayClocks(aDesk(one.timeZone), {
          id: 'x',
          number: 1,
          kind: one.scope.kind,
          category: one.scope.category,
          steps,
        });
        expect(again).toEqual(end.clocks);
      }),
      { numRuns: 200 },
    );
  });

  it('a clock that was stopped and let go falls due when the calculator says, with all its pauses at once', () => {
    fc.assert(
      fc.property(life, (one) => {
        const desk = aDesk(one.timeZone);
        const pauses: Span[] = [];
        live(
          { ...one, tries: one.tries.filter(([, deed]) => deed !== 'prioritise') },
          desk,
          ({ at, clocks, state }, before) => {
            const open = pauses.at(-1);
            if (before.state.pause === 'none' && state.pause !== 'none') pauses.push({ from: at, until: at });
            else if (open && before.state.pause !== 'none') open.until = at;
            if (one.scope.urgency === 'emergency') return;
            const running = clocks.filter((clock) => isOpen(clock) && !clock.stoppedAt && clock.dueAt > at);
            for (const clock of running) {
              const calendar = workCalendar(book, clock.calendar, one.timeZone);
              const since = pauses.filter(({ until }) => until > clock.createdAt);
              const due = dueAfter(calendar, clock.createdAt, clock.totalMs / 60_000, since);
              expect(workingMs(calendar, at, clock.dueAt)).toBe(workingMs(calendar, at, due));
            }
          },
        );
      }),
      { numRuns: 300 },
    );
  });

  it('a ticket that became more urgent is never promised later than before', () => {
    fc.assert(
      fc.property(life, (one) => {
        live(one, aDesk(one.timeZone), ({ clocks, urgency, at }, before) => {
          const order = ['normal', 'high', 'emergency'];
          if (order.indexOf(urgency) <= order.indexOf(before.urgency)) return;
          for (const old of before.clocks.filter(isOpen)) {
            const now = clocks.find((clock) => isOpen(clock) && clock.promise === old.promise);
            if (now && !old.stoppedAt && !now.stoppedAt && old.dueAt > at) expect(now.dueAt <= old.dueAt).toBe(true);
          }
        });
      }),
      { numRuns: 300 },
    );
  });

  it('every look is later than the last, and they come to an end', () => {
    fc.assert(
      fc.property(life, (one) => {
        const desk = aDesk(one.timeZone);
        const { end } = live(one, desk, () => {});
        for (const clock of end.clocks.filter(isOpen)) {
          let now: Clock = clock;
          for (let looks = 0; now.nextAt; looks += 1) {
            expect(looks).toBeLessThan(12);
            const at = instant(Math.max(now.nextAt.getTime(), end.at.getTime()));
            now = lookAt(desk, now, end.urgency, at).clock;
            if (now.nextAt) expect(now.nextAt > at).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
