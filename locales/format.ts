import type { Locale } from './translate.ts';

const tags: Record<Locale, string> = { ru: 'ru-RU', en: 'en-US' };
/** Day before month in both: . */
const dateTags: Record<Locale, string> = { ru: 'ru-RU', en: 'en-GB' };
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

/** `13 083,67 ₽` or `13,083.67 ₽`: minor units of a currency as the language writes them, unbroken, never through a float. */
export function formatMoney(locale: Locale, minor: bigint, currency: string): string {
  const format = numberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  const sum = format.format(majorText(minor, currency) as Intl.StringNumericLiteral);
  return currency === 'RUB' && locale === 'en' ? `${sum.replace(/^(-?)₽\s?/, '$1')}\u00a0₽` : sum;
}

/** `13083.67`: minor units as plain decimal text of the major unit, for files and machines. */
export function majorText(minor: bigint, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0');
  const whole = exponent === 0 ? digits : digits.slice(0, -exponent);
  return `${minor < 0n ? '-' : ''}${whole}${exponent === 0 ? '' : `.${digits.slice(-exponent)}`}`;
}

/** The values of a sentence with the sums among them (bigints) written in the `currency` that stands beside them. */
export function sumsInWords(locale: Locale, values: Record<string, unknown>): Record<string, unknown> {
  const { currency } = values;
  if (typeof currency !== 'string') return values;
  const said = (value: unknown) => (typeof value === 'bigint' ? formatMoney(locale, value, currency) : value);
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, said(value)]));
}

const exponents = new Map<string, number>();

/** How many digits its minor unit takes: asked of the runtime once, which is slow to say. */
export function exponentOf(currency: string): number {
  const known = exponents.get(currency);
  if (known !== undefined) return known;
  const format = numberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  const exponent = format.resolvedOptions().maximumFractionDigits ?? 2;
  exponents.set(currency, exponent);
  return exponent;
}

/** A decimal text such as `12340.5` with the language's spacing; trailing zeros after the mark are dropped down to `atLeast`. */
export function formatDecimal(locale: Locale, value: string, decimals = 7, atLeast = 0): string {
  const options = { maximumFractionDigits: decimals, minimumFractionDigits: atLeast };
  return numberFormat(locale, options).format(value as Intl.StringNumericLiteral);
}

/** A price of a tariff, which may have more decimals than money does, never fewer: `52,89`, `$9.85`, `$0.1125`. */
export function formatPrice(locale: Locale, value: string, currency: string): string {
  if (currency === 'RUB') return formatDecimal(locale, value, 6, 2);
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 6 };
  const format = numberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...digits });
  return format.format(value as Intl.StringNumericLiteral);
}

/** `15 декабря` or `15 Dec`; the year is added when it is not `thisYear`. */
export function formatDay(locale: Locale, day: string, thisYear?: number): string {
  const year = Number(day.slice(0, 4));
  const withYear = thisYear !== undefined && year !== thisYear;
  const options: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: locale === 'ru' ? 'long' : 'short',
    timeZone: 'UTC',
  };
  const format = dateFormat(locale, withYear ? { ...options, year: 'numeric' } : options);
  return format.format(moment(`${day}T00:00:00Z`)).replace(/\s?г\.$/, '');
}

/** `ноябрь` or `November` of a period `2026-11`; with the year when asked. */
export function formatPeriod(locale: Locale, period: string, withYear = false): string {
  const format = dateFormat(locale, { month: 'long', timeZone: 'UTC', ...(withYear ? { year: 'numeric' } : {}) });
  return format.format(moment(`${period}-01T00:00:00Z`)).replace(/\s?г\.$/, '');
}

/** `20 ноября, 14:05` in a place; the year is added when it is not `thisYear`. */
export function formatMoment(locale: Locale, at: Date | string, timeZone: string, thisYear?: number): string {
  const year = Number(dateFormat('en', { year: 'numeric', timeZone }).format(moment(at)));
  const options: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: locale === 'ru' ? 'long' : 'short',
    ...(thisYear !== undefined && year !== thisYear ? { year: 'numeric' as const } : {}),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  };
  return dateFormat(locale, options).format(moment(at)).replace(/ г\./, '').replace(' в ', ', ').replace(' at ', ', ');
}

/** `14:05` in a place. */
export function formatTime(locale: Locale, at: Date, timeZone: string): string {
  return dateFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(at);
}

/** `14:05` in a place. */
export function formatClock(locale: Locale, at: Date | string, timeZone: string): string {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  return dateFormat(locale, options).format(moment(at));
}

/** `чт, 26 ноября, 14:00–16:00`: a stretch within a day, in words that stay true while a message lies unread. */
export function formatWindow(locale: Locale, from: Date | string, until: Date | string, timeZone: string): string {
  const month = locale === 'ru' ? 'long' : 'short';
  const day = dateFormat(locale, { weekday: 'short', day: 'numeric', month, timeZone }).format(moment(from));
  return `${day}, ${formatClock(locale, from, timeZone)}–${formatClock(locale, until, timeZone)}`;
}

function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept(`n${locale}${JSON.stringify(options)}`, () => new Intl.NumberFormat(tags[locale], options));
}

function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(`d${locale}${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(dateTags[locale], options));
}

function kept<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  const known = made.get(key);
  if (known) return known as T;
  const format = make();
  made.set(key, format);
  return format;
}

function moment(at: Date | string): Date {
  return typeof at === 'string' ? new Date(at) : at;
}
