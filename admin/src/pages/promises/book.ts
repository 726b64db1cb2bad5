import type { Shapes } from '../../api.ts';

type Written = Shapes['SlaBook'];
export const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;
export type Weekday = (typeof weekdays)[number];
/** Pairs of wall times; the server says which are none. */
type Intervals = string[][];

export type Policy = Written['policies'][number];
export type Rung = Written['ladder'][number];
export type Calendar = Omit<Written['calendars'][number], 'intervals'> & {
  intervals: Partial<Record<Weekday, Intervals>>;
};
/** The book while it is edited. */
export type Book = Omit<Written, 'calendars'> & { calendars: Calendar[] };

/** A list with one of its items replaced. */
export function replaced<T>(all: readonly T[], index: number, item: T): T[] {
  return all.map((one, at) => (at === index ? item : one));
}

export function without<T>(all: readonly T[], index: number): T[] {
  return all.filter((_, at) => at !== index);
}

/** `09:00–13:00, 14:00–18:00` of a day's intervals. */
export function intervalsText(intervals: Intervals | undefined): string {
  return (intervals ?? []).map(([from, until]) => `${from}–${until}`).join(', ');
}

/** The intervals somebody typed; what is not understood stays as typed, and the server names it. */
export function readIntervals(text: string): Intervals {
  return text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [from = '', until = ''] = part.split(/\s*[-–—]\s*/);
      return [padded(from), padded(until)];
    });
}

/** Days somebody typed: `2026-12-31, 2027-01-09`. */
export function readDays(text: string): string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '');
}

function padded(time: string): string {
  const [, hours, minutes = '00'] = /^(\d{1,2})(?::(\d{2}))?$/.exec(time) ?? [];
  return hours === undefined ? time : `${hours.padStart(2, '0')}:${minutes}`;
}
