import { describe, expect, it } from 'vitest';
import { at, dayOf, PlainDate } from '#api/core/time.ts';
import { defaultWindowRule, windowAround, windowOf } from './window.ts';

const on = (day: string) => PlainDate.from(day);
const crossing = { startDay: 15, endDay: 3, exceptions: {} };
const december = { startDay: 15, endDay: 25, exceptions: { '12': [1, 12] as [number, number] } };

describe('a window inside its month', () => {
  it('is upcoming before, open from its first day until its last, closed after', () => {
    expect(windowAround(defaultWindowRule, on('2026-11-14'))).toEqual({
      state: 'upcoming',
      period: '2026-11',
      opensOn: '2026-11-15',
      closesOn: '2026-11-25',
      daysLeft: 1,
    });
    expect(windowAround(defaultWindowRule, on('2026-11-15'))).toMatchObject({ state: 'open', daysLeft: 10 });
    expect(windowAround(defaultWindowRule, on('2026-11-25'))).toMatchObject({ state: 'open', daysLeft: 0 });
    expect(windowAround(defaultWindowRule, on('2026-11-26'))).toEqual({
      state: 'closed',
      period: '2026-12',
      opensOn: '2026-12-15',
      closesOn: '2026-12-25',
      daysLeft: 19,
    });
  });
});

describe('a window that crosses the month', () => {
  it('belongs to the month it opened in', () => {
    expect(windowAround(crossing, on('2026-12-03'))).toMatchObject({ state: 'open', period: '2026-11', daysLeft: 0 });
    expect(windowAround(crossing, on('2026-12-04'))).toMatchObject({ state: 'upcoming', period: '2026-12' });
    expect(windowAround(crossing, on('2026-11-30'))).toMatchObject({ state: 'open', period: '2026-11', daysLeft: 3 });
  });

  it('crosses the year', () => {
    expect(windowAround(crossing, on('2027-01-01'))).toMatchObject({
      state: 'open',
      period: '2026-12',
      closesOn: '2027-01-03',
    });
  });
});

describe('the exception of December', () => {
  it('moves the window of that month only', () => {
    expect(windowOf(december, '2026-12').closesOn.toString()).toBe('2026-12-12');
    expect(windowAround(december, on('2026-12-12'))).toMatchObject({ state: 'open', period: '2026-12' });
    expect(windowAround(december, on('2026-12-13'))).toMatchObject({ state: 'closed', period: '2027-01' });
    expect(windowAround(december, on('2026-11-26'))).toMatchObject({ period: '2026-12', opensOn: '2026-12-01' });
  });
});

it('ends on the last day of a short month', () => {
  const rule = { startDay: 20, endDay: 31, exceptions: {} };
  expect(windowOf(rule, '2027-02').closesOn.toString()).toBe('2027-02-28');
  expect(windowAround(rule, on('2027-02-28'))).toMatchObject({ state: 'open', daysLeft: 0 });
});

it('counts days, not hours: a change of the clocks does not move it', () => {
  // Clocks in New York go back on 1 November 2026, so that day has 25 hours.
  const rule = { startDay: 1, endDay: 2, exceptions: {} };
  const late = at(on('2026-11-01'), '23:30', 'America/New_York');
  expect(windowAround(rule, dayOf(late, 'America/New_York'))).toMatchObject({ state: 'open', daysLeft: 1 });
});
