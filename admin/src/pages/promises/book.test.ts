import { describe, expect, it } from 'vitest';
import { intervalsText, readDays, readIntervals } from './book.ts';

describe('working hours', () => {
  it('are read as people type them', () => {
    expect(readIntervals('9-13, 14:00 – 18:00')).toEqual([
      ['09:00', '13:00'],
      ['14:00', '18:00'],
    ]);
    expect(readIntervals(' ')).toEqual([]);
    expect(readIntervals('morning')).toEqual([['morning', '']]);
  });

  it('are shown as they are read', () => {
    const text = '09:00–13:00, 14:00–18:00';
    expect(intervalsText(readIntervals(text))).toBe(text);
  });
});

it('days are separated as anybody likes', () => {
  expect(readDays('2026-12-31, 2027-01-09\n2027-05-10')).toEqual(['2026-12-31', '2027-01-09', '2027-05-10']);
});
