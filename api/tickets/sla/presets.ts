import { knowsHolidays } from '#api/company/holidays.ts';
import type { SlaBook, SlaCalendar, SlaPolicy } from './book.ts';

export const presetNames = ['ru', 'default'] as const;
export type PresetName = (typeof presetNames)[number];

/** The book a company starts with. `country` (two letters) decides whose holidays the office keeps. */
export function presetBook(preset: PresetName, country: string | null): SlaBook {
  return preset === 'ru' ? russianBook() : defaultBook(country);
}

export function presetOf(country: string | null): PresetName {
  return country === 'RU' ? 'ru' : 'default';
}

const hour = 60;
/** A day of the `office` calendar below, and of `service`: as many minutes as it is open. */
const officeDay = 8 * hour;
const serviceDay = 12 * hour;
const wholeDay = 24 * hour;

/**
 * Russia. Where the law says:
 * - emergencies: dispatcher answers within 5 minutes, damage is localised within 30 minutes, at any hour (Rules of managing apartment
 *   buildings, Government Decree 416 of 15 May 2013, item 13 (b)); repaired within 3 days (the same item: "the planned terms" are told;
 *   three days is custom, not law).
 * - sewage: a blockage is cleared within 2 hours of its registration, at any hour; a rubbish chute's within 2 hours, but from 8 to 23
 *   only (Decree 416, item 13 (b)).
 * - lifts: a fault is repaired within a day; people are freed within 30 minutes (Gosstroy Resolution 170 of 27 September 2003, annex 2):
 *   the half hour stands as the first answer.
 * - windows and structure: broken glass in summer 3 days, in winter 1, a roof leak 1 day, loose plaster 5 days (annex 2): 3 days as the rule,
 *   what is worse is raised to `high`.
 * - entrance doors: 1 day (annex 2).
 * - requests of owners: 10 working days (Decree 416, item 36).
 * Complaints about the correctness of charges for utilities are answered within 3 working days (custom of the Rules of providing utilities,
 * Decree 354 of 6 May 2011). Answers about charges and certificates within 3 working days, first answers, work in flats within a day and cleaning within three are
 * custom of the trade, and the company's to change.
 */
function russianBook(): SlaBook {
  return {
    policies: [
      emergency({ firstResponse: 5, localisation: 30, resolution: 3 * wholeDay }),
      policy('technical-high', { kind: 'technical', urgency: 'high', calendar: 'service' }, hour, serviceDay),
      ...['plumbing', 'electricity', 'heating', 'gas'].map((category) =>
        policy(category, { kind: 'technical', category, calendar: 'service' }, 2 * hour, serviceDay),
      ),
      policy('sewage', { kind: 'technical', category: 'sewage', calendar: null }, 15, 2 * hour),
      policy('lift', { kind: 'technical', category: 'lift', calendar: null }, 30, wholeDay),
      policy('rubbish-chute', { kind: 'technical', category: 'rubbish-chute', calendar: 'chute' }, 30, 2 * hour),
      policy('intercom', { kind: 'technical', category: 'intercom', calendar: 'service' }, 4 * hour, serviceDay),
      policy('technical', { kind: 'technical', calendar: 'service' }, 4 * hour, 3 * serviceDay),
      ...['charges', 'meters', 'receipt', 'dispute'].map((category) =>
        policy(category, { kind: 'billing', category, calendar: 'office' }, officeDay, 3 * officeDay),
      ),
      policy('billing', { kind: 'billing', calendar: 'office' }, officeDay, 10 * officeDay),
      policy('papers', { kind: 'general', category: 'papers', calendar: 'office' }, officeDay, 3 * officeDay),
      policy('general', { kind: 'general', calendar: 'office' }, officeDay, 10 * officeDay),
    ],
    calendars: [
      week(
        'office',
        5,
        [
          ['09:00', '13:00'],
          ['14:00', '18:00'],
        ],
        'RU',
      ),
      week('service', 7, [['08:00', '20:00']], null),
      week('chute', 7, [['08:00', '23:00']], null),
    ],
    ...ladders,
  };
}

/** Elsewhere: round figures to begin with, none of them a law's. */
function defaultBook(country: string | null): SlaBook {
  return {
    policies: [
      emergency({ firstResponse: 10, localisation: hour, resolution: 3 * wholeDay }),
      policy('technical-high', { kind: 'technical', urgency: 'high', calendar: 'service' }, hour, serviceDay),
      policy('technical', { kind: 'technical', calendar: 'service' }, 4 * hour, 3 * serviceDay),
      policy('dispute', { kind: 'billing', category: 'dispute', calendar: 'office' }, officeDay, 3 * officeDay),
      policy('billing', { kind: 'billing', calendar: 'office' }, officeDay, 3 * officeDay),
      policy('general', { kind: 'general', calendar: 'office' }, officeDay, 5 * officeDay),
    ],
    calendars: [
      week('office', 5, [['09:00', '17:00']], country && knowsHolidays(country, null) ? country : null),
      week('service', 7, [['08:00', '20:00']], null),
    ],
    ...ladders,
  };
}

/**
 * Broken: its owner first, half an hour later the service's channel, an hour later the managers. An emergency: the channel after five
 * minutes without localisation, the managers after fifteen, and both again.
 */
const ladders: Pick<SlaBook, 'warnAt' | 'ladder' | 'emergencyLadder'> = {
  warnAt: { percentLeft: 20 },
  ladder: [
    { to: 'assignee', after: 0 },
    { to: 'channel', after: 30 },
    { to: 'manager', after: 60 },
  ],
  emergencyLadder: [
    { to: 'channel', after: 5 },
    { to: 'manager', after: 15 },
    { to: 'channel', after: 30 },
    { to: 'manager', after: 60 },
  ],
};

function emergency(length: Pick<SlaPolicy, 'firstResponse' | 'localisation' | 'resolution'>): SlaPolicy {
  return { name: 'emergency', kind: null, category: null, urgency: 'emergency', calendar: null, ...length };
}

function policy(
  name: string,
  of: Pick<SlaPolicy, 'kind' | 'calendar'> & { category?: string; urgency?: SlaPolicy['urgency'] },
  firstResponse: number,
  resolution: number,
): SlaPolicy {
  return { name, category: null, urgency: null, localisation: null, ...of, firstResponse, resolution };
}

function week(name: string, days: 5 | 7, spans: [string, string][], country: string | null): SlaCalendar {
  const intervals = Object.fromEntries(Array.from({ length: days }, (_, index) => [String(index + 1), spans]));
  return { name, timeZone: null, intervals, country, state: null, daysOff: [], daysOn: [] };
}
