import { describe, expect, it } from 'vitest';
import {
  at,
  checkTimeZone,
  dayOf,
  daysBetween,
  firstDayOf,
  fromDateColumn,
  instant,
  PlainDate,
  periodOf,
  plus,
  shiftPeriod,
  toDateColumn,
  today,
  wallTime,
} from './time.ts';

const day = (text: string) => PlainDate.from(text);

describe('a day needs a place', () => {
  it('is tomorrow in Vladivostok and yesterday in New York', () => {
    const moment = instant('2026-11-20T22:30:00Z');
    expect(dayOf(moment, 'Europe/London').toString()).toBe('2026-11-20');
    expect(dayOf(moment, 'Asia/Vladivostok').toString()).toBe('2026-11-21');
    expect(today({ now: () => instant('2026-11-20T03:00:00Z') }, 'America/New_York').toString()).toBe('2026-11-19');
    expect(wallTime(moment, 'Europe/Moscow').toString()).toBe('01:30:00');
  });

  it('turns at midnight of each place, forwards and backwards, however often it was asked', () => {
    const clock = (text: string) => ({ now: () => instant(text) });
    for (const [moment, moscow, auckland] of [
      ['2026-11-20T20:59:59.999Z', '2026-11-20', '2026-11-21'],
      ['2026-11-20T21:00:00Z', '2026-11-21', '2026-11-21'],
      ['2026-11-21T11:00:00Z', '2026-11-21', '2026-11-22'],
      ['2026-11-20T20:59:59Z', '2026-11-20', '2026-11-21'],
    ] as const) {
      for (let time = 0; time < 2; time += 1) {
        expect(today(clock(moment), 'Europe/Moscow').toString()).toBe(moscow);
        expect(today(clock(moment), 'Pacific/Auckland').toString()).toBe(auckland);
      }
    }
  });

  it('refuses a place nobody knows', () => {
    expect(() => checkTimeZone('Europe/Mosкva')).toThrow(RangeError);
    expect(checkTimeZone('Europe/Moscow')).toBe('Europe/Moscow');
  });
});

describe('a wall time where the clocks change', () => {
  const berlin = 'Europe/Berlin';
  it('moves forward by the gap when it is skipped', () => {
    expect(at(day('2026-03-29'), '02:30', berlin).toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(at(day('2026-03-29'), '01:59', berlin).toISOString()).toBe('2026-03-29T00:59:00.000Z');
    expect(at(day('2026-03-29'), '03:30', berlin).toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });

  it('is the earlier of two when it is repeated', () => {
    expect(at(day('2026-10-25'), '02:30', berlin).toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  it('lasts 23 and 25 hours around them', () => {
    const hours = (from: string, until: string) =>
      (at(day(until), '00:00', berlin).getTime() - at(day(from), '00:00', berlin).getTime()) / 3_600_000;
    expect(hours('2026-03-29', '2026-03-30')).toBe(23);
    expect(hours('2026-10-25', '2026-10-26')).toBe(25);
    expect(hours('2026-11-20', '2026-11-21')).toBe(24);
  });

  it('knows places that change at midnight', () => {
    // Cairo skips 00:00–01:00 on 24 April 2026: the day begins at one.
    expect(at(day('2026-04-24'), '00:00', 'Africa/Cairo').toISOString()).toBe('2026-04-23T22:00:00.000Z');
  });
});

describe('plus', () => {
  it('is exact time, whatever the clocks do', () => {
    expect(plus(instant('2026-03-28T12:00:00Z'), 'P1D').toISOString()).toBe('2026-03-29T12:00:00.000Z');
    expect(plus(instant('2026-11-20T00:00:00Z'), '-PT30M').toISOString()).toBe('2026-11-19T23:30:00.000Z');
    expect(plus(instant('2026-11-20T00:00:00Z'), 'P2W').toISOString()).toBe('2026-12-04T00:00:00.000Z');
  });

  it('refuses what has no exact length', () => {
    for (const span of ['P1M', 'P1Y']) expect(() => plus(instant(0), span)).toThrow(RangeError);
  });
});

describe('days and periods', () => {
  it('go to a date column and back', () => {
    expect(toDateColumn('2026-02-28').toISOString()).toBe('2026-02-28T00:00:00.000Z');
    expect(fromDateColumn(toDateColumn(day('2026-12-31'))).toString()).toBe('2026-12-31');
  });

  it('count across months and years', () => {
    expect(shiftPeriod('2026-11', 2)).toBe('2027-01');
    expect(shiftPeriod('2026-01', -1)).toBe('2025-12');
    expect(periodOf(firstDayOf('2026-11'))).toBe('2026-11');
    expect(daysBetween(day('2026-11-20'), day('2026-12-05'))).toBe(15);
    expect(daysBetween(day('2026-11-20'), day('2026-11-18'))).toBe(-2);
  });

  it('refuses what is no moment', () => {
    expect(() => instant('soon')).toThrow(RangeError);
    expect(() => instant(Number.NaN)).toThrow(RangeError);
  });
});
