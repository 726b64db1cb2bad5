import type { LateRule } from '#api/company/billing-terms.ts';
import { daysBetween, PlainDate } from '#api/core/time.ts';

/** A debt that stood open since its due day, and what was paid of it later; minor units. */
export type LateDebt = { dueOn: PlainDate; debtMinor: bigint; paid: { on: PlainDate; minor: bigint }[] };

/**
 * What being late has cost by `day` (minor units), all rules together, each rounded half up at its end; null when a rate is not
 * known for the time in question. The day after the due day is the first; a payment lessens the debt from its own day on. With `since`
 * only what came after that day: what was counted by then is left out, what is taken once is taken when it fell due later.
 */
export function lateCharge(
  rules: readonly LateRule[],
  debt: LateDebt,
  day: PlainDate,
  since: PlainDate | null = null,
): bigint | null {
  let total = 0n;
  for (const rule of rules) {
    const charge = chargeOf(rule, debt, day, since);
    if (charge === null) return null;
    total += charge;
  }
  return total;
}

function chargeOf(
  { charge, ...rule }: LateRule,
  debt: LateDebt,
  day: PlainDate,
  since: PlainDate | null,
): bigint | null {
  const graceEnds = debt.dueOn.add({ months: rule.graceMonths, days: rule.graceDays });
  if (PlainDate.compare(day, graceEnds) <= 0) return 0n;
  const first = graceEnds.add({ days: 1 });
  // By `since` it had begun: what is once is over, and days go on from there.
  const goesOn = since !== null && PlainDate.compare(first, since) <= 0 ? since.add({ days: 1 }) : null;
  if (goesOn && (charge.kind === 'flat' || charge.kind === 'percent-once')) return 0n;
  if (charge.kind === 'flat') return openOn(debt, first) > 0n ? BigInt(charge.minor) : 0n;
  if (charge.kind === 'percent-once') {
    const open = openOn(debt, first);
    const share = rounded(open * scaled(charge.percent), 100n * scale);
    const least = BigInt(charge.minMinor);
    return open <= 0n ? 0n : share > least ? share : least;
  }
  const from = goesOn ?? (rule.retroactive ? debt.dueOn.add({ days: 1 }) : first);
  if (charge.kind === 'annual-percent') return ofYear(charge.rates, debt, from, day);
  return ofSteps(charge, debt, from, day);
}

/** Rates are kept as whole millionths of a per cent. */
const scale = 1_000_000n;
type Rates = { from: string; until: string | null; percent: string }[];

/** Simple interest by the day, 365 days a year, each day at its own rate. */
function ofYear(rates: Rates, debt: LateDebt, from: PlainDate, until: PlainDate): bigint | null {
  let sum = 0n;
  for (const { day, open } of daysOf(debt, from, until)) {
    const percent = rateOn(rates, day);
    if (percent === null) return null;
    sum += open * percent;
  }
  return rounded(sum, 365n * 100n * scale);
}

type Tiered = { rates: Rates; steps: { fromDay: number; divisor: number }[] };

/** Shares of one rate by how late a day is; the rate is that of the day until which is counted. */
function ofSteps({ rates, steps }: Tiered, debt: LateDebt, from: PlainDate, until: PlainDate): bigint | null {
  const percent = rateOn(rates, until);
  if (percent === null) return null;
  const common = steps.reduce((all, step) => all * BigInt(step.divisor), 1n);
  const latestFirst = steps.toSorted((a, b) => b.fromDay - a.fromDay);
  let sum = 0n;
  for (const { day, open } of daysOf(debt, from, until)) {
    const late = daysBetween(debt.dueOn, day);
    const step = latestFirst.find(({ fromDay }) => late >= fromDay);
    if (step) sum += open * (common / BigInt(step.divisor));
  }
  return rounded(sum * percent, common * 100n * scale);
}

/** Every day on which something was open, with how much. */
function* daysOf(debt: LateDebt, from: PlainDate, until: PlainDate): Generator<{ day: PlainDate; open: bigint }> {
  for (let day = from; PlainDate.compare(day, until) <= 0; day = day.add({ days: 1 })) {
    const open = openOn(debt, day);
    if (open > 0n) yield { day, open };
  }
}

function openOn({ debtMinor, paid }: LateDebt, day: PlainDate): bigint {
  return paid.reduce((open, { on, minor }) => (PlainDate.compare(on, day) <= 0 ? open - minor : open), debtMinor);
}

function rateOn(rates: Rates, day: PlainDate): bigint | null {
  const date = day.toString();
  const valid = rates.find(({ from, until }) => from <= date && (until === null || date < until));
  return valid ? scaled(valid.percent) : null;
}

function scaled(percent: string): bigint {
  const [whole = '0', fraction = ''] = percent.split('.');
  return BigInt(`${whole}${fraction.padEnd(6, '0')}`);
}

function rounded(dividend: bigint, divisor: bigint): bigint {
  return dividend <= 0n ? 0n : (dividend * 2n + divisor) / (divisor * 2n);
}
