import { z } from 'zod';

/** The groups a resident filters by. */
export const groups = ['service-fees', 'water', 'electricity', 'gas', 'heating', 'other', 'penalty'] as const;
export type Group = (typeof groups)[number];

export const volumeMethods = ['meter', 'norm', 'average', 'area', 'person', 'flat'] as const;
export type VolumeMethod = (typeof volumeMethods)[number];

export const invoiceStates = ['unpaid', 'partly', 'paid', 'overdue'] as const;
export type InvoiceState = (typeof invoiceStates)[number];

const day = z.iso.date();
const period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
/** At most ten thousand million of the currency's major unit: more is a slip of the hand. */
const minor = z.bigint().min(-1_000_000_000_000n).max(1_000_000_000_000n);
const decimal = z.string().regex(/^-?\d{1,12}(\.\d{1,7})?$/);

/** A line of a bill; sums are minor units. Its part of the bill is charged + recalculation − benefit + penalty. */
export const invoiceLineInput = z.object({
  serviceCode: z.string().min(1).max(60),
  name: z.string().min(1).max(200),
  group: z.enum(groups),
  unit: z.string().max(20),
  volume: decimal.optional(),
  method: z.enum(volumeMethods).optional(),
  tariff: decimal.optional(),
  chargedMinor: minor,
  recalculationMinor: minor.optional(),
  recalculationReason: z.string().max(300).optional(),
  benefitMinor: minor.optional(),
  penaltyMinor: minor.optional(),
  debtMinor: minor.optional(),
});
export type InvoiceLineInput = z.infer<typeof invoiceLineInput>;

/**
 * A bill as billing states it. `openingMinor` is the debt (above zero) or advance it carries over from before: it is in the bill's
 * total but is not charged again. `roundingMinor` is what the bill's sum differs from its lines, at most one major unit.
 */
export const issueInvoiceInput = z.object({
  accountId: z.uuid(),
  period,
  number: z.string().min(1).max(60).optional(),
  issuedOn: day,
  /** When left out, the company's terms say it. */
  dueOn: day.optional(),
  openingMinor: minor.optional(),
  roundingMinor: minor.optional(),
  lines: z.array(invoiceLineInput).min(1).max(200),
});
export type IssueInvoiceInput = z.infer<typeof issueInvoiceInput>;

/** Money that came in. `chargeId` names it at its provider: the same one twice is the same payment. */
export const recordPaymentInput = z.object({
  accountId: z.uuid(),
  amountMinor: z.bigint().min(1n).max(1_000_000_000_000n),
  commissionMinor: z.bigint().min(0n).optional(),
  paidOn: day,
  provider: z.string().min(1).max(40),
  chargeId: z.string().min(1).max(200),
  residentId: z.uuid().optional(),
  /** `billed` when billing's own file tells of it; `ours` (the default) until billing confirms. */
  origin: z.enum(['billed', 'ours']).optional(),
});
export type RecordPaymentInput = z.infer<typeof recordPaymentInput>;

/** What a bill is looked for by: its month, its year, or a part of its number. Any of them that fits is enough. */
export const invoiceSearch = z.object({
  month: z.number().int().min(1).max(12).optional(),
  year: z.number().int().min(1990).max(2999).optional(),
  number: z.string().min(1).max(60).optional(),
});
export type InvoiceSearch = z.infer<typeof invoiceSearch>;

export const listMyInvoicesInput = z.object({
  unitId: z.uuid(),
  group: z.enum(groups).optional(),
  state: z.enum(['unpaid', 'paid', 'overdue', 'all']).optional(),
  search: invoiceSearch.optional(),
  after: z.string().max(400).nullish(),
  /** The page before this place instead. */
  before: z.string().max(400).nullish(),
  limit: z.number().int().min(1).max(100).optional(),
});
export type ListMyInvoicesInput = z.infer<typeof listMyInvoicesInput>;
