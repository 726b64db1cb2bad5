import type { PlainDate } from '#api/core/time.ts';
import { daysBetween } from '#api/core/time.ts';

/**
 * What a day of delay costs: from `fromDay` after the due day on, `rate`/100/`divisor` of the debt a day. A law's table is data of the
 * company's settings, with its dates of validity; nothing here knows a law.
 */
export type PenaltyStep = { fromDay: number; divisor: number };
export type PenaltyTable = { ratePercent: string; steps: PenaltyStep[] };

/** The penalty on a debt (minor units) that stood unpaid from its due day until `day`, rounded half up at the end. */
export function penaltyOn(debtMinor: bigint, dueOn: PlainDate, day: PlainDate, table: PenaltyTable): bigint {
  const days = daysBetween(dueOn, day);
  const [whole = '0', fraction = ''] = table.ratePercent.split('.');
  const rate = BigInt(`${whole}${fraction}`);
  const steps = [...table.steps].sort((a, b) => a.fromDay - b.fromDay);
  const common = steps.reduce((all, step) => all * BigInt(step.divisor), 1n);
  let shares = 0n;
  for (const [index, step] of steps.entries()) {
    const until = Math.min(days, (steps[index + 1]?.fromDay ?? Number.POSITIVE_INFINITY) - 1);
    const count = until - step.fromDay + 1;
    if (count > 0) shares += BigInt(count) * (common / BigInt(step.divisor));
  }
  const dividend = debtMinor * rate * shares;
  const divisor = 100n * 10n ** BigInt(fraction.length) * common;
  return (dividend * 2n + divisor) / (divisor * 2n);
}
