import { z } from 'zod';

/** How days are written: by themselves, or day, month and year in the order that somebody said. */
export const dateForms = ['auto', 'dmy', 'mdy', 'ymd'] as const;
export type DateForm = (typeof dateForms)[number];

/** A day as ISO, from `2024-05-31`, `31.05.2024`, `05/31/2024` where that is the form, `20240531`, with or without a time behind it. */
export function plainDay(text: string, form: DateForm): string | null {
  return remembered(text, form, plainDayOf);
}

function plainDayOf(text: string, form: DateForm): string | null {
  const [date = ''] = text.trim().split(/[ T]/, 1);
  const parts = partsOf(date, form);
  if (!parts) return null;
  const iso = `${parts.year}-${two(parts.month)}-${two(parts.day)}`;
  return isSaneYear(parts.year) && isoDay.safeParse(iso).success ? iso : null;
}

/** A month as `2026-10`, from `10.2026`, `октябрь 2026`, `Oct 2026`, `1026`, or any day of it. */
export function plainPeriod(text: string, form: DateForm): string | null {
  const value = text.trim().toLowerCase();
  const iso = /^(\d{4})[-./](\d{1,2})$/.exec(value);
  const turned = /^(\d{1,2})[-./](\d{4})$/.exec(value);
  const short = /^(\d{2})(\d{2})$/.exec(value);
  const named = /^(\p{L}{3,})\.?\s+(\d{4})(?:\s*г\.?)?$/u.exec(value);
  if (iso) return periodOf(iso[1], Number(iso[2]));
  if (turned) return periodOf(turned[2], Number(turned[1]));
  if (short) return periodOf(`20${short[2]}`, Number(short[1]));
  if (named) return periodOf(named[2], monthNamed(named[1] ?? ''));
  return plainDay(text, form)?.slice(0, 7) ?? null;
}

const isoDay = z.iso.date();

/** A file says the same few days on every row: what they came to is kept, for so many of them. */
const mostRemembered = 1000;
const known = new Map<string, string | null>();

function remembered(
  text: string,
  form: DateForm,
  read: (text: string, form: DateForm) => string | null,
): string | null {
  const key = `${form} ${text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const day = read(text, form);
  if (known.size >= mostRemembered) known.clear();
  known.set(key, day);
  return day;
}

type Parts = { year: string; month: string; day: string };

function partsOf(date: string, form: DateForm): Parts | null {
  const iso = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(date) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(date);
  if (iso && (form === 'auto' || form === 'ymd')) return partsFrom(iso[1], iso[2], iso[3]);
  const local = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/.exec(date);
  if (!local || form === 'ymd') return null;
  return form === 'mdy' ? partsFrom(local[3], local[1], local[2]) : partsFrom(local[3], local[2], local[1]);
}

function partsFrom(year = '', month = '', day = ''): Parts {
  return { year, month, day };
}

function periodOf(year: string | undefined, month: number): string | null {
  return year && isSaneYear(year) && month >= 1 && month <= 12 ? `${year}-${two(String(month))}` : null;
}

const months = [
  ['янв', 'jan'],
  ['фев', 'feb'],
  ['мар', 'mar'],
  ['апр', 'apr'],
  ['ма', 'may'],
  ['июн', 'jun'],
  ['июл', 'jul'],
  ['авг', 'aug'],
  ['сен', 'sep'],
  ['окт', 'oct'],
  ['ноя', 'nov'],
  ['дек', 'dec'],
];

function monthNamed(word: string): number {
  return months.findIndex((beginnings) => beginnings.some((beginning) => word.startsWith(beginning))) + 1;
}

/** Others are slips, and some of them no database can hold. */
function isSaneYear(year: string): boolean {
  return year >= '1900' && year <= '2199';
}

function two(text: string): string {
  return text.padStart(2, '0');
}
