import { shiftPeriod, type YearMonth } from '#api/core/time.ts';
import type { Movement, Sums } from './movements.ts';

/**
 * A month of an account; minor units. Always: opening + charged + recalculated − benefit + penalty + adjusted − paid = closing,
 * where a balance above zero is owed. What was brought in from before the ledger is in the opening balance of its month.
 */
export type StatementRow = Omit<Sums, 'broughtMinor'> & {
  period: YearMonth;
  openingMinor: bigint;
  closingMinor: bigint;
};

const nothing: Sums = {
  ...{ broughtMinor: 0n, chargedMinor: 0n, recalculatedMinor: 0n, benefitMinor: 0n },
  ...{ penaltyMinor: 0n, adjustedMinor: 0n, paidMinor: 0n },
};

/** Every month from `from` until `until` after an account's first, quiet ones too, from what moved in it, oldest first. */
export function toRows(
  movements: readonly Movement[],
  { from, until }: { from: YearMonth; until: YearMonth },
): StatementRow[] {
  const first = movements[0]?.period;
  if (first === undefined) return [];
  let balance = movements.filter(({ period }) => period < from).reduce((all, one) => all + changeOf(one), 0n);
  const rows: StatementRow[] = [];
  for (let period = first > from ? first : from; period <= until; period = shiftPeriod(period, 1)) {
    const { broughtMinor, ...sums } = movements.find((one) => one.period === period) ?? nothing;
    const openingMinor = balance + broughtMinor;
    balance += changeOf({ ...sums, broughtMinor });
    rows.push({ ...pick(sums), period, openingMinor, closingMinor: balance });
  }
  return rows;
}

function changeOf(one: Sums): bigint {
  return (
    one.broughtMinor +
    one.chargedMinor +
    one.recalculatedMinor -
    one.benefitMinor +
    one.penaltyMinor +
    one.adjustedMinor -
    one.paidMinor
  );
}

function pick(sums: Omit<Sums, 'broughtMinor'>): Omit<Sums, 'broughtMinor'> {
  const { chargedMinor, recalculatedMinor, benefitMinor, penaltyMinor, adjustedMinor, paidMinor } = sums;
  return { chargedMinor, recalculatedMinor, benefitMinor, penaltyMinor, adjustedMinor, paidMinor };
}
