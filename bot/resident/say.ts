import type { AppError } from '#api/core/errors.ts';
import { type Instant, today } from '#api/core/time.ts';
import { formatDay, formatMoment, formatMoney, formatPeriod, sumsInWords } from '#locales/format.ts';
import { hasWords, type Locale } from '#locales/translate.ts';
import type { Guest } from './who.ts';

type Where = Pick<Guest, 'ctx' | 'company' | 'locale' | 'flat'>;

/** The time zone of the flat in question, else the company's. */
export function timeZoneOf(guest: Pick<Guest, 'company' | 'flat'>): string {
  return guest.flat?.timeZone ?? guest.company.timeZone;
}

export function sayMoney(guest: Where, minor: bigint, currency = guest.company.currency): string {
  return formatMoney(guest.locale, minor, currency);
}

/** A day in words; the year only when it is not this one. */
export function sayDay(guest: Where, day: string): string {
  return formatDay(guest.locale, day, today(guest.ctx, timeZoneOf(guest)).year);
}

/** A moment in words; the year only when it is not this one. */
export function sayMoment(guest: Where, moment: Instant): string {
  const timeZone = timeZoneOf(guest);
  return formatMoment(guest.locale, moment, timeZone, today(guest.ctx, timeZone).year);
}

/** A period in words; the year only when it is not this one. */
export function sayPeriod(guest: Where, period: string): string {
  return formatPeriod(guest.locale, period, Number(period.slice(0, 4)) !== today(guest.ctx, timeZoneOf(guest)).year);
}

/** `ноя` or `Nov`: a month where there is little room. */
export function shortMonth({ locale }: Pick<Guest, 'locale'>, period: string): string {
  return formatPeriod(locale, period).slice(0, 3);
}

/** The sentence of a refusal, in the person's language. `why` chooses a more telling one; a code without
 * words gets the general sentence. */
export function sayRefusal(guest: Guest, error: AppError): string {
  const plainKey = `errors.${error.code}`;
  const tellingKey = `${plainKey}-${String(error.values.why)}`;
  const key = hasWords(guest.locale, tellingKey) ? tellingKey : plainKey;
  const values = Object.fromEntries(
    Object.entries(sumsInWords(guest.locale, error.values)).map(([name, value]) => [
      name,
      sayValue(guest, name, value),
    ]),
  );
  const { t } = guest;
  return hasWords(guest.locale, key) ? t(key, values) : t('errors.unknown', { code: error.code });
}

/** What people have typed is cut here: longer words are kept up to it, and they are told. */
export const longestWords = 12_000;

/** The beginning of a text as a title: its first line, cut at a word, without the mark that ended its sentence. */
export function title(text: string, length = 48): string {
  const line = text.trim().split(/\s*\n/, 1)[0]?.replace(/\s+/g, ' ') ?? '';
  if ([...line].length <= length) return line.replace(/(?<![.\s])\.$/u, '');
  const cut = [...line].slice(0, length).join('');
  const word = cut.slice(0, cut.lastIndexOf(' '));
  return `${(word.length > length / 2 ? word : cut).replace(/[\s.,:;–—-]+$/u, '')}…`;
}

/** Makes the first letter a capital. */
export function capital(text: string, locale: Locale): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

function sayValue(guest: Guest, name: string, value: unknown): unknown {
  if (typeof value === 'bigint') return sayMoney(guest, value);
  if (isInstant(value)) return sayMoment(guest, value);
  if (typeof value !== 'string') return value;
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return sayDay(guest, value);
  if (/^\d{4}-\d\d$/.test(value)) return sayPeriod(guest, value);
  const words = `resident.values.${name}.${value}`;
  return hasWords(guest.locale, words) ? guest.t(words) : value;
}

function isInstant(value: unknown): value is Instant {
  return typeof value === 'object' && value !== null && 'getTime' in value;
}
