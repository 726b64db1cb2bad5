import { z } from 'zod';

const day = z.iso.date();
const percent = z.string().regex(/^\d{1,3}(\.\d{1,6})?$/);
const minor = z.string().regex(/^\d{1,12}$/);

/** By which day a bill is to be paid. `monthsLater`: of the month so many months after the first of the bill's cycle. */
const dueRule = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('day-of-month'),
    day: z.int().min(1).max(31),
    monthsLater: z.int().min(0).max(12),
    /** On a day off it moves to the next working day. */
    movesToWorkingDay: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('business-day'), number: z.int().min(1).max(20), monthsLater: z.int().min(0).max(12) }),
  z.object({ kind: z.literal('days-after-issue'), days: z.int().min(0).max(180) }),
]);

/** A yearly rate in per cent from a day on, until the day before `until`; nothing is known beyond. */
const rate = z.object({ from: day, until: day.nullable().default(null), percent });

/** Rates one after the other: on no day are there two. */
const rates = z
  .array(rate)
  .min(1)
  .max(60)
  .superRefine((all, issue) => {
    for (const [at, { from, until }] of all.entries()) {
      const before = all[at - 1];
      if (before && (before.until === null || before.until > from)) issue.addIssue(outOfOrder([at, 'from']));
      if (until !== null && until <= from) issue.addIssue(outOfOrder([at, 'until']));
    }
  });

/** Steps of lateness, each beginning after the one before it. */
const steps = z
  .array(z.object({ fromDay: z.int().min(1).max(3650), divisor: z.int().min(1).max(100_000) }))
  .min(1)
  .max(10)
  .superRefine((all, issue) => {
    for (const [at, { fromDay }] of all.entries()) {
      if (fromDay <= (all[at - 1]?.fromDay ?? 0)) issue.addIssue(outOfOrder([at, 'fromDay']));
    }
  });

function outOfOrder(path: [number, string]) {
  return { code: 'custom' as const, message: 'out of order', path };
}

/**
 * What being late costs, once the days and months of grace after the due day are over. `retroactive`: then for the days of grace
 * too. Sums are minor units as text.
 */
const lateRule = z.object({
  graceDays: z.int().min(0).max(365).default(0),
  graceMonths: z.int().min(0).max(12).default(0),
  retroactive: z.boolean().default(false),
  charge: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('flat'), minor }),
    z.object({ kind: z.literal('percent-once'), percent, minMinor: minor.default('0') }),
    z.object({ kind: z.literal('annual-percent'), rates }),
    /** From `fromDay` after the due day, a day costs the rate in per cent / `divisor`; the rate is that of the day it is paid on. */
    z.object({ kind: z.literal('tiered'), rates, steps }),
  ]),
});

/** How a company bills: how often, by when a bill is delivered and paid, and what being late costs (several rules add up). */
export const billingTerms = z.object({
  cycle: z.enum(['monthly', 'quarterly', 'annual']),
  /** By which day of the month after the period a bill is with the resident; null where nothing says so. */
  deliverByDay: z.int().min(1).max(28).nullable().default(null),
  due: dueRule,
  late: z.array(lateRule).max(5),
  /** Days off beyond a country's public holidays, and holidays that are worked on: governments move some every year. */
  daysOff: z.array(day).max(200).default([]),
  daysOn: z.array(day).max(200).default([]),
});

export type BillingTerms = z.infer<typeof billingTerms>;
export type LateRule = BillingTerms['late'][number];

export const termPresetNames = ['ru', 'us', 'us-california', 'au-nsw', 'de', 'fr'] as const;
export type TermPresetName = (typeof termPresetNames)[number];

/** The setting: a preset by name, or terms of one's own. */
export const billingTermsShape = z.object({
  preset: z.enum(termPresetNames).default('us'),
  own: billingTerms.nullable().default(null),
});

/**
 * Terms as laws and habits have them, each to be corrected by who knows better: a law is data here, never a constant.
 * - Russia: bills by the 5th, paid by the 15th or the working day after it (Housing Code, art. 155, since March 2026; Civil Code,
 *   art. 193); a penalty from the 31st day, 1/300, from the 91st 1/130 of the key rate but no more than 9.5 % until 1 January 2027
 *   (Government Resolution 329 of 18 March 2025). What holds after that day is not decided.
 * - United States: dues on the 1st, nothing for being late until the association decides so; California (Civil Code 5650): after
 *   15 days 10 % or $10, whichever is more, and 12 % a year after 30 days.
 * - New South Wales: a levy is due 30 days after its notice; unpaid for a month, simple 10 % a year from the due day
 *   (Strata Schemes Management Act 2015, s. 85).
 * - Germany: Hausgeld by the third working day; default interest is the base rate and 5 points (BGB § 288), half-yearly from the
 *   Bundesbank.
 * - France: a quarter's charges on its first day.
 */
export const termPresets: Record<TermPresetName, BillingTerms> = {
  ru: billingTerms.parse({
    cycle: 'monthly',
    deliverByDay: 5,
    due: { kind: 'day-of-month', day: 15, monthsLater: 1, movesToWorkingDay: true },
    late: [
      {
        charge: {
          kind: 'tiered',
          rates: [{ from: '2022-02-28', until: '2027-01-01', percent: '9.5' }],
          steps: [
            { fromDay: 31, divisor: 300 },
            { fromDay: 91, divisor: 130 },
          ],
        },
      },
    ],
  }),
  us: billingTerms.parse({ cycle: 'monthly', due: { kind: 'day-of-month', day: 1, monthsLater: 0 }, late: [] }),
  'us-california': billingTerms.parse({
    cycle: 'monthly',
    due: { kind: 'day-of-month', day: 1, monthsLater: 0 },
    late: [
      { graceDays: 15, charge: { kind: 'percent-once', percent: '10', minMinor: '1000' } },
      { graceDays: 30, charge: { kind: 'annual-percent', rates: [{ from: '1986-01-01', percent: '12' }] } },
    ],
  }),
  'au-nsw': billingTerms.parse({
    cycle: 'quarterly',
    due: { kind: 'days-after-issue', days: 30 },
    late: [
      {
        graceMonths: 1,
        retroactive: true,
        charge: { kind: 'annual-percent', rates: [{ from: '2016-11-30', percent: '10' }] },
      },
    ],
  }),
  de: billingTerms.parse({
    cycle: 'monthly',
    due: { kind: 'business-day', number: 3, monthsLater: 0 },
    late: [
      {
        charge: {
          kind: 'annual-percent',
          rates: [
            { from: '2024-01-01', until: '2024-07-01', percent: '8.62' },
            { from: '2024-07-01', until: '2025-01-01', percent: '8.37' },
            { from: '2025-01-01', until: '2025-07-01', percent: '7.27' },
            { from: '2025-07-01', percent: '6.27' },
          ],
        },
      },
    ],
  }),
  fr: billingTerms.parse({ cycle: 'quarterly', due: { kind: 'day-of-month', day: 1, monthsLater: 0 }, late: [] }),
};

/** The preset of a country; where we know no rule, bills are due on the first and being late costs nothing. */
export function termPresetOf(country: string | undefined): TermPresetName {
  const known: Record<string, TermPresetName> = { RU: 'ru', US: 'us', AU: 'au-nsw', DE: 'de', FR: 'fr' };
  return known[country ?? ''] ?? 'us';
}
