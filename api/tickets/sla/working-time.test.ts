import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '#api/core/time.ts';
import vectors from './vectors.json' with { type: 'json' };
import { dueAfter, type Span, type WorkCalendar, workingMs } from './working-time.ts';

type Written = Omit<WorkCalendar, 'holidays'> & { holidays: string[] };
const calendars: Record<string, WorkCalendar | null> = Object.fromEntries(
  Object.entries(vectors.calendars as unknown as Record<string, Written | null>).map(([name, of]) => [
    name,
    of && { ...of, holidays: new Set(of.holidays) },
  ]),
);
const spans = (pauses: string[][]): Span[] =>
  pauses.map(([from = '', until = '']) => ({ from: instant(from), until: instant(until) }));

describe('a promise falls due', () => {
  for (const { name, calendar, from, minutes, pauses, due } of vectors.vectors) {
    it(name, () => {
      const known = calendars[calendar] ?? null;
      const got = dueAfter(known, instant(from), minutes, spans(pauses));
      expect(got.toISOString()).toBe(instant(due).toISOString());
      expect(workingMs(known, instant(from), got, spans(pauses))).toBe(minutes * 60_000);
    });
  }

  it('never on a calendar that never opens', () => {
    const closed = { timeZone: 'Europe/Moscow', intervals: {}, holidays: new Set<string>() };
    expect(() => dueAfter(closed, instant('2026-02-03T09:00:00Z'), 1)).toThrow('never opens');
  });
});

const moment = fc
  .integer({ min: 0, max: 10 * 366 * 24 * 60 })
  .map((minutes) => instant(instant('2026-01-01T00:00:00Z').getTime() + minutes * 60_000));
const anyCalendar = fc.constantFrom(...Object.values(calendars));

describe('whatever the calendar', () => {
  it('exactly the promised working time lies before the due moment', () => {
    fc.assert(
      fc.property(anyCalendar, moment, fc.integer({ min: 1, max: 3000 }), (calendar, from, minutes) => {
        expect(workingMs(calendar, from, dueAfter(calendar, from, minutes))).toBe(minutes * 60_000);
      }),
      { numRuns: 300 },
    );
  });

  it('a longer promise falls due later, and one made later never earlier', () => {
    fc.assert(
      fc.property(anyCalendar, moment, moment, fc.integer({ min: 1, max: 2000 }), (calendar, one, other, minutes) => {
        const [first, second] = one <= other ? [one, other] : [other, one];
        const due = dueAfter(calendar, first, minutes);
        expect(dueAfter(calendar, first, minutes + 1) > due).toBe(true);
        expect(dueAfter(calendar, second, minutes) >= due).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('a pause moves the due moment by the working time it took', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        moment,
        fc.integer({ min: 2, max: 900 }),
        fc.nat(2000),
        (calendar, from, minutes, length) => {
          const pause = { from: dueAfter(calendar, from, minutes / 2), until: instant(0) };
          pause.until = instant(pause.from.getTime() + length * 60_000);
          const due = dueAfter(calendar, from, minutes, [pause]);
          expect(workingMs(calendar, from, due)).toBe(minutes * 60_000 + workingMs(calendar, pause.from, pause.until));
        },
      ),
      { numRuns: 200 },
    );
  });
});
