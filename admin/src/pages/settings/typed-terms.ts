import { majorText } from '#locales/format.ts';
import type { Shapes } from '../../api.ts';
import { minorTyped } from './commission.ts';

export const presets = ['ru', 'us', 'us-california', 'au-nsw', 'de', 'fr'] as const;
export type Preset = (typeof presets)[number];
export type Terms = Shapes['BillingTerms'];
export type LateRule = Terms['late'][number];
export type Charge = LateRule['charge'];

/** Between what a whole number may be; for words only, it is the API that refuses. */
export const limitsOf: Record<string, { least: number; most: number }> = {
  deliverByDay: { least: 1, most: 28 },
  day: { least: 1, most: 31 },
  number: { least: 1, most: 20 },
  monthsLater: { least: 0, most: 12 },
  days: { least: 0, most: 180 },
  graceDays: { least: 0, most: 365 },
  graceMonths: { least: 0, most: 12 },
  fromDay: { least: 1, most: 3650 },
  divisor: { least: 1, most: 100_000 },
};

/** As it stands in the fields: sums in the company's currency as people write them. */
export function typedTerms(terms: Terms, currency: string): Terms {
  return withSums(terms, (minor) => majorText(BigInt(minor), currency));
}

/** What the API is asked to keep. What is no sum, per cent or day goes as it was typed: the API says which field is wrong. */
export function termsTyped(typed: Terms, currency: string): Terms {
  const terms = withSums(typed, (text) => minorTyped(text, currency)?.toString() ?? text);
  return { ...terms, late: terms.late.map((rule) => ({ ...rule, charge: plainCharge(rule.charge) })) };
}

function withSums(terms: Terms, say: (sum: string) => string): Terms {
  const late = terms.late.map(({ charge, ...rule }): LateRule => {
    if (charge.kind === 'flat') return { ...rule, charge: { ...charge, minor: say(charge.minor) } };
    if (charge.kind === 'percent-once') return { ...rule, charge: { ...charge, minMinor: say(charge.minMinor) } };
    return { ...rule, charge };
  });
  return { ...terms, late };
}

function plainCharge(charge: Charge): Charge {
  if (charge.kind === 'flat') return charge;
  if (charge.kind === 'percent-once') return { ...charge, percent: plainPercent(charge.percent) };
  const rates = charge.rates.map(({ percent, ...rate }) => ({
    ...rate,
    until: rate.until === '' ? null : rate.until,
    percent: plainPercent(percent),
  }));
  return { ...charge, rates };
}

function plainPercent(text: string): string {
  return text.trim().replace(',', '.');
}

/** What a new rule, rate or step begins with. `day`: today, as a rate holds from some day on. */
export function freshCharge(kind: Charge['kind'], day: string): Charge {
  if (kind === 'flat') return { kind, minor: '0' };
  if (kind === 'percent-once') return { kind, percent: '5', minMinor: '0' };
  const rates = [{ from: day, until: null, percent: '10' }];
  return kind === 'annual-percent' ? { kind, rates } : { kind, rates, steps: [{ fromDay: 1, divisor: 365 }] };
}

export function freshDue(kind: Terms['due']['kind']): Terms['due'] {
  if (kind === 'day-of-month') return { kind, day: 10, monthsLater: 1, movesToWorkingDay: false };
  return kind === 'business-day' ? { kind, number: 3, monthsLater: 1 } : { kind, days: 30 };
}
