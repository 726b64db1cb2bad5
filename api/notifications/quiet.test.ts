import { describe, expect, it } from 'vitest';
import { instant } from '#api/core/time.ts';
import { quietUntil, whenToSend } from './quiet.ts';

const night = { from: '22:00', until: '08:00' };
const until = (at: string, zone: string, hours = night) => quietUntil(instant(at), zone, hours)?.toISOString() ?? null;

describe('quietUntil', () => {
  it.each([
    // Moscow is UTC+3 all year.
    ['before it begins', '2026-11-20T18:59:59Z', 'Europe/Moscow', null],
    ['from the first minute', '2026-11-20T19:00:00Z', 'Europe/Moscow', '2026-11-21T05:00:00.000Z'],
    ['after midnight', '2026-11-20T22:30:00Z', 'Europe/Moscow', '2026-11-21T05:00:00.000Z'],
    ['until the last minute', '2026-11-21T04:59:59Z', 'Europe/Moscow', '2026-11-21T05:00:00.000Z'],
    ['not at its end', '2026-11-21T05:00:00Z', 'Europe/Moscow', null],
    ['the same moment is day elsewhere', '2026-11-20T22:30:00Z', 'Asia/Vladivostok', null],
    ['over the end of a month', '2026-11-30T20:00:00Z', 'Europe/Moscow', '2026-12-01T05:00:00.000Z'],
    ['the night the clocks go forward', '2026-03-29T00:30:00Z', 'Europe/Berlin', '2026-03-29T06:00:00.000Z'],
    ['the night the clocks go back', '2026-10-24T21:00:00Z', 'Europe/Berlin', '2026-10-25T07:00:00.000Z'],
  ])('%s', (_what, at, zone, expected) => {
    expect(until(at, zone)).toBe(expected);
  });

  it('knows hours inside one day, and none', () => {
    const siesta = { from: '13:00', until: '15:00' };
    expect(until('2026-11-20T10:30:00Z', 'Europe/Moscow', siesta)).toBe('2026-11-20T12:00:00.000Z');
    expect(until('2026-11-20T12:00:00Z', 'Europe/Moscow', siesta)).toBeNull();
    expect(until('2026-11-20T22:30:00Z', 'Europe/Moscow', { from: '08:00', until: '08:00' })).toBeNull();
  });
});

describe('whenToSend', () => {
  const now = instant('2026-11-20T22:30:00Z');
  const end = instant('2026-11-21T05:00:00Z');
  const usedAnHourAgo = instant('2026-11-20T21:30:00Z');
  const usedLongAgo = instant('2026-11-20T20:30:00Z');

  it('holds what nobody waits for, and wakes nobody for a secret', () => {
    expect(whenToSend('hold', now, end, usedAnHourAgo)).toEqual({ notBefore: end, isSilent: false });
    expect(whenToSend('silent', now, end, usedLongAgo)).toEqual({ notBefore: now, isSilent: true });
  });

  it('answers at once, without sound, who used the chat in the last two hours', () => {
    expect(whenToSend('answer', now, end, usedAnHourAgo)).toEqual({ notBefore: now, isSilent: true });
    expect(whenToSend('answer', now, end, usedLongAgo)).toEqual({ notBefore: end, isSilent: false });
    expect(whenToSend('answer', now, end, null)).toEqual({ notBefore: end, isSilent: false });
  });

  it('rings for an emergency at any hour, and for everything by day', () => {
    expect(whenToSend('loud', now, end, null)).toEqual({ notBefore: now, isSilent: false });
    for (const manner of ['hold', 'silent', 'answer', 'loud'] as const) {
      expect(whenToSend(manner, now, null, null)).toEqual({ notBefore: now, isSilent: false });
    }
  });
});
