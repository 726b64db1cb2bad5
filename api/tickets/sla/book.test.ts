import { describe, expect, it } from 'vitest';
import { closedDays, listHolidays } from '#api/company/holidays.ts';
import { bookDocument, policyFor, type SlaBook } from './book.ts';
import { presetBook } from './presets.ts';

const ru = presetBook('ru', 'RU');
const pathsOf = (book: unknown): string[] => {
  const result = bookDocument.safeParse(book);
  return result.success ? [] : result.error.issues.map((issue) => issue.path.join('.'));
};
const changed = (change: (book: SlaBook) => void): SlaBook => {
  const copy = structuredClone(ru);
  change(copy);
  return copy;
};

describe('the presets', () => {
  it('are books that may be saved', () => {
    for (const book of [ru, ...['US', 'DE', 'AU', 'ZZ', null].map((country) => presetBook('default', country))]) {
      expect(pathsOf(book)).toEqual([]);
    }
  });

  it('answer an emergency in five minutes and localise it in thirty, whatever it is about', () => {
    const scope = { kind: 'technical', category: 'plumbing', urgency: 'emergency' };
    expect(policyFor(ru, scope)).toMatchObject({ firstResponse: 5, localisation: 30, calendar: null });
  });
});

describe('the most specific policy wins', () => {
  it.each([
    ['technical', 'sewage', 'normal', 'sewage'],
    ['technical', 'windows', 'normal', 'technical'],
    ['technical', 'windows', 'high', 'technical-high'],
    ['technical', 'sewage', 'high', 'technical-high'],
    ['technical', 'sewage', 'emergency', 'emergency'],
    ['billing', 'charges', 'normal', 'charges'],
    ['billing', null, 'normal', 'billing'],
  ])('%s / %s / %s → %s', (kind, category, urgency, name) => {
    expect(policyFor(ru, { kind, category, urgency })?.name).toBe(name);
  });

  it('and nothing is promised where none fits', () => {
    const book = changed((one) => one.policies.splice(1));
    expect(policyFor(book, { kind: 'general', category: null, urgency: 'normal' })).toBeNull();
  });
});

describe('nonsense is refused with its path', () => {
  it.each<[string, (book: SlaBook) => void, string]>([
    [
      'intervals that overlap',
      (b) => void b.calendars[0]?.intervals['1']?.push(['12:30', '15:00']),
      'calendars.0.intervals.1.2',
    ],
    [
      'an interval that ends before it begins',
      (b) => void b.calendars[1]?.intervals['3']?.push(['21:00', '20:30']),
      'calendars.1.intervals.3.1',
    ],
    [
      'a calendar that never opens',
      (b) => {
        if (b.calendars[1]) b.calendars[1].intervals = { '1': [] };
      },
      'calendars.1.intervals',
    ],
    [
      'an unknown calendar',
      (b) => {
        if (b.policies[1]) b.policies[1].calendar = 'nights';
      },
      'policies.1.calendar',
    ],
    [
      'an unknown country',
      (b) => {
        if (b.calendars[0]) b.calendars[0].country = 'ZZ';
      },
      'calendars.0.country',
    ],
    [
      'a time zone that is none',
      (b) => {
        if (b.calendars[0]) b.calendars[0].timeZone = 'Moscow';
      },
      'calendars.0.timeZone',
    ],
    [
      'two policies for the same',
      (b) => {
        if (b.policies[2]) b.policies.push({ ...b.policies[2], name: 'twin' });
      },
      `policies.${ru.policies.length}`,
    ],
    [
      'a promise of nothing',
      (b) => {
        if (b.policies[2]) b.policies[2].resolution = 0;
      },
      'policies.2.resolution',
    ],
    ['a ladder that goes back in time', (b) => b.ladder.reverse() as unknown as undefined, 'ladder.1.after'],
  ])('%s', (_name, change, path) => {
    expect(pathsOf(changed(change))).toContain(path);
  });
});

describe('holidays', () => {
  it('of several days are days each', () => {
    const days = listHolidays('RU', null, 2026, 'ru').map(({ day }) => day);
    for (const day of ['2026-01-01', '2026-01-05', '2026-01-08', '2026-03-09', '2026-11-04'])
      expect(days).toContain(day);
    expect(days).not.toContain('2026-01-09');
  });

  it('give way to days of one’s own, in any year', () => {
    const days = closedDays({ country: 'US', state: null, daysOff: ['2026-11-27'], daysOn: ['2027-11-25'] });
    expect(['2026-11-26', '2026-11-27', '2027-11-25', '2030-07-04'].map((day) => days.has(day))).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });
});
