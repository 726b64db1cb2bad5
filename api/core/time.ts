import { Temporal } from 'temporal-polyfill';

/** A moment. Other files name the type `Instant` and never touch the clock behind it. */
export type Instant = Date;

export type PlainDate = Temporal.PlainDate;
export const PlainDate = Temporal.PlainDate;
export type PlainTime = Temporal.PlainTime;
export const PlainTime = Temporal.PlainTime;

/** A period: `2026-11`. */
export type YearMonth = string;

/** The real clock. Only the composition root and infrastructure that must not be frozen (leases, pacing) call it. */
export function realNow(): Date {
  return new Date();
}

/** Milliseconds that only grow, for measuring and pacing. */
export function monotonicMs(): number {
  return performance.now();
}

/** The instant of an ISO text or of epoch milliseconds. */
export function instant(from: string | number): Date {
  const date = new Date(from);
  if (Number.isNaN(date.getTime())) throw new RangeError(`not an instant: ${from}`);
  return date;
}

/** The same of a text that somebody else wrote; null when it is none. */
export function findInstant(text: string): Date | null {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** `at` moved by an ISO duration of exact time: `PT1H`, `-PT30M`, `P7D` (days of 24 hours). */
export function plus(at: Date, duration: string): Date {
  return new Date(at.getTime() + lengthOf(duration));
}

/** Read once each: the code's durations are few, and reading one costs more than a statement's parameters. */
const lengths = new Map<string, number>();
const mostLengths = 500;

function lengthOf(duration: string): number {
  const known = lengths.get(duration);
  if (known !== undefined) return known;
  const span = Temporal.Duration.from(duration);
  if (span.years !== 0 || span.months !== 0) throw new RangeError(`${duration} has no exact length`);
  const length = span.total({ unit: 'milliseconds', relativeTo: Temporal.PlainDate.from('2001-01-01') });
  if (lengths.size < mostLengths) lengths.set(duration, length);
  return length;
}

/** The calendar day of an instant in a place. */
export function dayOf(at: Date, timeZone: string): PlainDate {
  return zoned(at, timeZone).toPlainDate();
}

/** Today in a place. */
export function today(ctx: { now: () => Date }, timeZone: string): PlainDate {
  const now = ctx.now();
  const known = days.get(timeZone);
  if (known && known.from <= now.getTime() && now.getTime() < known.until) return known.day;
  const day = dayOf(now, timeZone);
  const [from, until] = [day, day.add({ days: 1 })].map((one) => one.toZonedDateTime(timeZone).epochMilliseconds);
  days.set(timeZone, { day, from: from ?? 0, until: until ?? 0 });
  return day;
}

/** The day that was last asked for in each place, from its first moment to the next day's: a screen asks many times. */
const days = new Map<string, { day: PlainDate; from: number; until: number }>();

/** The time on the wall in a place. */
export function wallTime(at: Date, timeZone: string): PlainTime {
  return zoned(at, timeZone).toPlainTime();
}

/**
 * The instant of a wall time on a day in a place. A time the clocks skip moves forward by the gap; one they repeat is the
 * earlier (Temporal's `compatible`).
 */
export function at(day: PlainDate, time: string, timeZone: string): Date {
  const zonedTime = day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) });
  return new Date(zonedTime.epochMilliseconds);
}

/** A `date` column as a calendar day. */
export function fromDateColumn(value: Date): PlainDate {
  return Temporal.PlainDate.from(value.toISOString().slice(0, 10));
}

/** A calendar day (or its ISO text) for a `date` column. */
export function toDateColumn(day: PlainDate | string): Date {
  return new Date(`${Temporal.PlainDate.from(day).toString()}T00:00:00.000Z`);
}

/** The period a day lies in. */
export function periodOf(day: PlainDate): YearMonth {
  return day.toString().slice(0, 7);
}

/** The first day of a period. */
export function firstDayOf(period: YearMonth): PlainDate {
  return Temporal.PlainDate.from(`${period}-01`);
}

/** The period `months` later (or earlier, when negative). */
export function shiftPeriod(period: YearMonth, months: number): YearMonth {
  return periodOf(firstDayOf(period).add({ months }));
}

/** Whole days from `from` until `until`; negative when `until` is earlier. */
export function daysBetween(from: PlainDate, until: PlainDate): number {
  return from.until(until, { largestUnit: 'days' }).days;
}

/** Throws unless the runtime knows the time zone. */
export function checkTimeZone(timeZone: string): string {
  new Intl.DateTimeFormat('en', { timeZone });
  return timeZone;
}

function zoned(instantAt: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instantAt.getTime()).toZonedDateTimeISO(timeZone);
}

/** A stretch of a day during which the clocks of a place keep one distance (`offsetMs`) from UTC; epoch milliseconds. */
export type DayStretch = { from: number; until: number; offsetMs: number };

/** A day in a place, from its first moment to the next day's: one stretch, or two on a day when the clocks change. */
export function dayStretches(day: PlainDate, timeZone: string): DayStretch[] {
  const end = day.add({ days: 1 }).toZonedDateTime(timeZone);
  const stretches: DayStretch[] = [];
  let begin = day.toZonedDateTime(timeZone);
  while (begin.epochMilliseconds < end.epochMilliseconds) {
    const change = begin.getTimeZoneTransition('next');
    const next = change && change.epochMilliseconds < end.epochMilliseconds ? change : end;
    stretches.push({
      from: begin.epochMilliseconds,
      until: next.epochMilliseconds,
      offsetMs: begin.offsetNanoseconds / 1e6,
    });
    begin = next;
  }
  return stretches;
}
