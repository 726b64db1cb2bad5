import type { InvoiceLineInput, InvoiceState } from './schema.ts';

/** The sums of a bill, in minor units. */
export type InvoiceSums = {
  openingMinor: bigint;
  chargedMinor: bigint;
  recalculationMinor: bigint;
  benefitMinor: bigint;
  penaltyMinor: bigint;
  roundingMinor: bigint;
  /** opening + charged + recalculation − benefit + penalty + rounding. */
  totalMinor: bigint;
  /** What this bill itself asks for: the total without what it carries over. */
  ownMinor: bigint;
};

type LineSums = Pick<InvoiceLineInput, 'chargedMinor' | 'recalculationMinor' | 'benefitMinor' | 'penaltyMinor'>;

/** What a line adds to its bill. */
export function lineToPay(line: LineSums): bigint {
  return line.chargedMinor + (line.recalculationMinor ?? 0n) - (line.benefitMinor ?? 0n) + (line.penaltyMinor ?? 0n);
}

/** Adds a bill up from its lines. */
export function sumInvoice(lines: readonly LineSums[], openingMinor = 0n, roundingMinor = 0n): InvoiceSums {
  const sum = (of: (line: LineSums) => bigint | undefined) => lines.reduce((all, line) => all + (of(line) ?? 0n), 0n);
  const chargedMinor = sum((line) => line.chargedMinor);
  const recalculationMinor = sum((line) => line.recalculationMinor);
  const benefitMinor = sum((line) => line.benefitMinor);
  const penaltyMinor = sum((line) => line.penaltyMinor);
  const ownMinor = chargedMinor + recalculationMinor - benefitMinor + penaltyMinor + roundingMinor;
  return {
    openingMinor,
    chargedMinor,
    recalculationMinor,
    benefitMinor,
    penaltyMinor,
    roundingMinor,
    totalMinor: openingMinor + ownMinor,
    ownMinor,
  };
}

/** What a bill, or its part of one group, is called on `day` (ISO). The due day itself is not late. */
export function stateOf(toPayMinor: bigint, paidMinor: bigint, dueOn: string, day: string): InvoiceState {
  if (toPayMinor <= 0n) return 'paid';
  if (day > dueOn) return 'overdue';
  return paidMinor > 0n ? 'partly' : 'unpaid';
}
