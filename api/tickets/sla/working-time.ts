import type { ClosedDays } from '#api/company/holidays.ts';
import { type DayStretch, dayStretches, type Instant, instant, PlainDate } from '#api/core/time.ts';

/**
 * When promises run: intervals of the wall clock by ISO weekday (`1` is Monday; `24:00` ends a day), and days on which nothing
 * runs. `null` in place of a calendar is round the clock, for emergencies.
 */
export type WorkCalendar = {
  timeZone: string;
  intervals: Readonly<Record<string, readonly (readonly [from: string, until: string])[]>>;
  /** Days on which it stays closed, by their ISO date. */
  holidays: ClosedDays;
};

/** A stretch of time; the clock stands still while paused. */
export type Span = { from: Instant; until: Instant };

type Ms = { from: number; until: number };

/** A calendar that opens less than once in so many days never will. */
const longestClosedDays = 400;
const oneDayMs = 24 * 3_600_000;

/**
 * The moment when `minutes` of working time have passed since `from`, not counting `pauses` (which may overlap). With an
 * interval's last minute the promise falls due at the interval's end, not at the next one's beginning. Throws RangeError for a
 * calendar that never opens.
 */
export function dueAfter(
  calendar: WorkCalendar | null,
  from: Instant,
  minutes: number,
  pauses: readonly Span[] = [],
): Instant {
  let left = minutes * 60_000;
  if (left <= 0) return from;
  for (const span of runningSpans(calendar, from, pauses)) {
    const length = span.until - span.from;
    if (left <= length) return instant(span.from + left);
    left -= length;
  }
  throw new RangeError('the calendar never opens');
}

/** How much working time lies between two moments, not counting `pauses`, in milliseconds. */
export function workingMs(
  calendar: WorkCalendar | null,
  from: Instant,
  until: Instant,
  pauses: readonly Span[] = [],
): number {
  let sum = 0;
  for (const span of runningSpans(calendar, from, pauses)) {
    if (span.from >= until.getTime()) break;
    sum += Math.min(span.until, until.getTime()) - span.from;
  }
  return sum;
}

/** Working time from `from` on, without the pauses, in order and for ever. */
function* runningSpans(calendar: WorkCalendar | null, from: Instant, pauses: readonly Span[]): Generator<Ms> {
  const breaks = pauses
    .map((pause) => ({ from: pause.from.getTime(), until: pause.until.getTime() }))
    .sort((a, b) => a.from - b.from);
  for (const span of calendar
    ? openSpans(calendar, from)
    : [{ from: from.getTime(), until: Number.POSITIVE_INFINITY }]) {
    yield* without(span, breaks);
  }
}

/** What is left of a span; `breaks` stand in order. */
function* without(span: Ms, breaks: readonly Ms[]): Generator<Ms> {
  let { from } = span;
  for (const pause of breaks) {
    if (pause.until <= from || pause.from >= span.until) continue;
    if (pause.from > from) yield { from, until: pause.from };
    from = pause.until;
  }
  if (from < span.until) yield { from, until: span.until };
}

function* openSpans(calendar: WorkCalendar, from: Instant): Generator<Ms> {
  let closedDays = 0;
  // Wherever the calendar is, its day is not older than the day before in UTC.
  let day = instant(from.getTime() - oneDayMs)
    .toISOString()
    .slice(0, 10);
  while (closedDays < longestClosedDays) {
    const { spans, next } = dayIn(calendar, day);
    closedDays = spans.length > 0 ? 0 : closedDays + 1;
    for (const span of spans) {
      if (span.until > from.getTime()) yield { from: Math.max(span.from, from.getTime()), until: span.until };
    }
    day = next;
  }
}

type Day = { spans: readonly Ms[]; next: string };

/** Days are the same for every promise: reckoning with time zones costs more than remembering. */
const days = new WeakMap<WorkCalendar, Map<string, Day>>();

function dayIn(calendar: WorkCalendar, day: string): Day {
  const known = days.get(calendar) ?? new Map<string, Day>();
  days.set(calendar, known);
  const before = known.get(day);
  if (before) return before;
  const date = PlainDate.from(day);
  const spans = calendar.holidays.has(day) ? [] : openOn(calendar, date);
  const made = { spans, next: date.add({ days: 1 }).toString() };
  known.set(day, made);
  return made;
}

/** When it is open on a day: whenever the clock on the wall shows a time within an interval, also one that it shows twice. */
function openOn({ intervals, timeZone }: WorkCalendar, day: PlainDate): Ms[] {
  const ofDay = intervals[String(day.dayOfWeek)] ?? [];
  if (ofDay.length === 0) return [];
  const midnight = instant(`${day}T00:00:00Z`).getTime();
  const within = ({ from, until, offsetMs }: DayStretch) =>
    ofDay.map(([opens, closes]) => ({
      from: Math.max(from, midnight + minuteOf(opens) * 60_000 - offsetMs),
      until: Math.min(until, midnight + minuteOf(closes) * 60_000 - offsetMs),
    }));
  return dayStretches(day, timeZone)
    .flatMap(within)
    .filter((span) => span.from < span.until)
    .sort((a, b) => a.from - b.from);
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
