import { Prisma } from '#prisma/generated/client.ts';

/**
 * What a bill asks for itself and what of it is open, in minor units, each said once in SQL and once in code: billing's own sum without
 * the debt it carries over, as decisions of ours have changed it, less what was paid or is covered (see `coverBills`).
 */

/** Of an `invoice i`: what it asks for, whether paid or not. */
export const askedOfInvoice = Prisma.sql`(i.total_minor - i.opening_minor + i.adjusted_minor)`;

/** Of an `invoice i`: what no payment of ours has paid. */
export const unpaidOfInvoice = Prisma.sql`(i.total_minor - i.opening_minor + i.adjusted_minor - i.paid_minor)`;

/** Of an `invoice i`: what is still to be paid. */
export const openOfInvoice = Prisma.sql`(i.total_minor - i.opening_minor + i.adjusted_minor - i.paid_minor - i.covered_minor)`;

type Asked = { totalMinor: bigint; openingMinor: bigint; adjustedMinor: bigint };
type Open = Asked & { paidMinor: bigint; coveredMinor: bigint; state: string };

export function askedOf({ totalMinor, openingMinor, adjustedMinor }: Asked): bigint {
  return totalMinor - openingMinor + adjustedMinor;
}

/** Below zero it was paid too much; a cancelled bill asks for nothing. */
export function openOf(bill: Open): bigint {
  return bill.state === 'issued' ? askedOf(bill) - bill.paidMinor - bill.coveredMinor : 0n;
}
