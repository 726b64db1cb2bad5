import Holidays from 'date-holidays';
import { type Instant, PlainDate } from '#api/core/time.ts';

/** A public holiday; `name` in the language asked for, where the list knows it. */
export type Holiday = { day: string; name: string };

/** Days on which nothing runs, asked one by one: `2026-11-04`. */
export type ClosedDays = { has(day: string): boolean };

/** The list's own answer for a year of a country never changes while we run. */
const known = new Map<string, Holiday[]>();

/**
 * Public holidays of a country (ISO 3166, two letters; `state` is its region's code) in a year, in order, as the date-holidays list
 * has them (data CC-BY, from Wikipedia and laws). Empty for a country it does not know: own days fill the gap.
 */
export function listHolidays(country: string, state: string | null, year: number, language = 'en'): Holiday[] {
  const key = `${country}:${state ?? ''}:${year}:${language}`;
  const before = known.get(key);
  if (before) return before;
  const list = new Holidays(
    { country, ...(state ? { state } : {}) },
    { types: ['public'], languages: [language, 'en'] },
  );
  const days = list.getHolidays(year).flatMap(({ date, start, end, name }) => daysOf(date, start, end, name));
  const sorted = days.sort((a, b) => a.day.localeCompare(b.day));
  known.set(key, sorted);
  return sorted;
}

/** True when the list has this country, and this region of it. */
export function knowsHolidays(country: string, state: string | null): boolean {
  const list = new Holidays();
  return country in list.getCountries() && (state === null || state in (list.getStates(country) ?? {}));
}

/** Holidays of a country with the own days added and the removed ones taken out, for any year that is asked about. */
export function closedDays(rules: {
  country: string | null;
  state: string | null;
  daysOff: readonly string[];
  daysOn: readonly string[];
}): ClosedDays {
  const own = new Set(rules.daysOff);
  const open = new Set(rules.daysOn);
  const years = new Map<string, Set<string>>();
  const ofYear = (year: string): Set<string> => {
    const before = years.get(year);
    if (before) return before;
    const days = rules.country ? listHolidays(rules.country, rules.state, Number(year)) : [];
    const made = new Set(days.map(({ day }) => day));
    years.set(year, made);
    return made;
  };
  return { has: (day) => !open.has(day) && (own.has(day) || ofYear(day.slice(0, 4)).has(day)) };
}

/** One entry may be several days long: Russia's New Year holidays. */
function daysOf(date: string, start: Instant, end: Instant, name: string): Holiday[] {
  const first = PlainDate.from(date.slice(0, 10));
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / (24 * 3_600_000)));
  return Array.from({ length: count }, (_, index) => ({ day: first.add({ days: index }).toString(), name }));
}
