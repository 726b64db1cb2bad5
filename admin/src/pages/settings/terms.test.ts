import { describe, expect, it } from 'vitest';
import { formatDay } from '#locales/format.ts';
import { type Locale, translator } from '#locales/translate.ts';
import { sayTerms } from './say-terms.ts';
import { type Charge, freshCharge, freshDue, type Terms, termsTyped, typedTerms } from './typed-terms.ts';

const plain = { deliverByDay: null, daysOff: [], daysOn: [] };
const onTheFirst: Terms['due'] = { kind: 'day-of-month', day: 1, monthsLater: 0, movesToWorkingDay: false };
const grace = { graceDays: 0, graceMonths: 0, retroactive: false };
const year = (from: string, percent: string, until: string | null = null) => ({ from, until, percent });

const kinds = ['flat', 'percent-once', 'annual-percent', 'tiered'] as const;

/** Russia's, California's, and those of New South Wales, as they are kept. */
const kept: Record<'russia' | 'california' | 'sydney', Terms> = {
  russia: {
    ...{ ...plain, cycle: 'monthly', deliverByDay: 5 },
    due: { kind: 'day-of-month', day: 15, monthsLater: 1, movesToWorkingDay: true },
    late: [
      {
        ...grace,
        charge: {
          kind: 'tiered',
          rates: [year('2022-02-28', '9.5', '2027-01-01')],
          steps: [
            { fromDay: 31, divisor: 300 },
            { fromDay: 91, divisor: 130 },
          ],
        },
      },
    ],
  },
  california: {
    ...{ ...plain, cycle: 'monthly', due: onTheFirst },
    late: [
      { ...grace, graceDays: 15, charge: { kind: 'percent-once', percent: '10', minMinor: '1000' } },
      { ...grace, graceDays: 30, charge: { kind: 'annual-percent', rates: [year('1986-01-01', '12')] } },
    ],
  },
  sydney: {
    ...{ ...plain, cycle: 'quarterly', due: { kind: 'days-after-issue', days: 30 } },
    late: [
      {
        graceDays: 0,
        graceMonths: 1,
        retroactive: true,
        charge: { kind: 'annual-percent', rates: [year('2016-11-30', '10')] },
      },
    ],
  },
};

function said(locale: Locale, terms: Terms, currency: string): string {
  const t = translator(locale);
  const words = {
    locale,
    t: (key: string, values = {}) => t(`admin.${key}`, values),
    day: (iso: string) => formatDay(locale, iso, 2026),
  };
  return sayTerms(words, typedTerms(terms, currency), currency).join(' ').replace(/\s/g, ' ');
}

describe('terms of one’s own', () => {
  it.each(Object.entries(kept))('begun from those of %s are kept as they were begun', (_, terms) => {
    for (const currency of ['RUB', 'JPY', 'KWD'])
      expect(termsTyped(typedTerms(terms, currency), currency)).toEqual(terms);
  });

  it('take what people type, and leave to the API what is no number', () => {
    const charges: Charge[] = [
      { kind: 'percent-once', percent: '9,5', minMinor: '12,5' },
      { kind: 'flat', minor: 'ten' },
      { kind: 'annual-percent', rates: [{ from: '2026-01-01', until: '', percent: ' 7 ' }] },
    ];
    const typed = { ...kept.california, late: charges.map((charge) => ({ ...grace, charge })) };
    expect(termsTyped(typed, 'RUB').late.map(({ charge }) => charge)).toEqual([
      { kind: 'percent-once', percent: '9.5', minMinor: '1250' },
      { kind: 'flat', minor: 'ten' },
      { kind: 'annual-percent', rates: [{ from: '2026-01-01', until: null, percent: '7' }] },
    ]);
  });

  it('are said in sentences', () => {
    expect(said('ru', kept.russia, 'RUB')).toBe(
      'Оплата до 15-го числа следующего месяца, а если это выходной — до следующего рабочего дня. За опоздание: с 31-го дня 1/300, с 91-го дня 1/130 годовой ставки за каждый день (9,5 % годовых с 28 февраля 2022 до 1 января 2027).',
    );
    expect(said('en', kept.california, 'USD')).toBe(
      'To be paid by day 1 of the same month. 15 days after the due day: 10 % of what is owed, once, but no less than $10.00. 30 days after the due day: 12 % a year from 1 Jan 1986.',
    );
    expect(said('en', kept.sydney, 'AUD')).toBe(
      'To be paid within 30 days of the bill’s date. 1 month after the due day: 10 % a year from 30 Nov 2016, and for the time before that too.',
    );
    expect(said('ru', { ...kept.sydney, due: onTheFirst, late: [] }, 'EUR')).toBe(
      'Оплата до 1-го числа первого месяца квартала. Опоздание ничего не стоит.',
    );
    const due: Terms['due'] = { kind: 'business-day', number: 3, monthsLater: 2 };
    expect(said('ru', { ...kept.california, late: [], due }, 'EUR')).toBe(
      'Оплата до 3-го рабочего дня месяца, до которого от начала периода 2 месяца. Опоздание ничего не стоит.',
    );
  });

  it('begin anew with what can be kept', () => {
    for (const kind of ['day-of-month', 'business-day', 'days-after-issue'] as const)
      expect(freshDue(kind).kind).toBe(kind);
    const charges = kinds.map((kind) => freshCharge(kind, '2026-11-25'));
    const rules = charges.map((charge) => ({ ...grace, charge }));
    const own = termsTyped({ ...kept.california, late: rules }, 'RUB');
    expect(own.late.map(({ charge }) => charge)).toEqual([
      { kind: 'flat', minor: '0' },
      { kind: 'percent-once', percent: '5', minMinor: '0' },
      { kind: 'annual-percent', rates: [year('2026-11-25', '10')] },
      { kind: 'tiered', rates: [year('2026-11-25', '10')], steps: [{ fromDay: 1, divisor: 365 }] },
    ]);
  });
});
