import { z } from 'zod';
import { incomingFile } from '#api/conversations/schema.ts';

/** Why somebody disagrees; the first is what a two-tap dispute says. */
export const disputeReasons = [
  'volume',
  'tariff',
  'not-provided',
  'already-paid',
  'not-mine',
  'penalty',
  'other',
] as const;
export type DisputeReason = (typeof disputeReasons)[number];

export const disputeStates = ['open', 'withdrawn', 'decided'] as const;
export type DisputeState = (typeof disputeStates)[number];

export const disputeOutcomes = ['accepted', 'partial', 'rejected'] as const;
export type DisputeOutcome = (typeof disputeOutcomes)[number];

const words = z.string().trim().min(1).max(12_000);
const files = z.array(incomingFile).max(20).default([]);

/** "I disagree": with the whole bill (no lines named) or with single lines of it. */
export const disputeBillInput = z.object({
  invoiceId: z.uuid(),
  lineIds: z.array(z.uuid()).max(200).default([]),
  reason: z.enum(disputeReasons),
  text: words,
  files,
  onceKey: z.string().min(1).max(200).optional(),
});
export type DisputeBillInput = z.infer<typeof disputeBillInput>;

/** A question about a bill: nothing is withheld and nothing has to be justified. */
export const askAboutBillInput = z.object({
  invoiceId: z.uuid(),
  text: words,
  files,
  onceKey: z.string().min(1).max(200).optional(),
});
export type AskAboutBillInput = z.infer<typeof askAboutBillInput>;

/** `text` is what the ticket says of it where the work has begun already. */
export const withdrawDisputeInput = z.object({
  disputeId: z.uuid(),
  text: words,
  externalKey: z.string().min(1).max(200).optional(),
});
export type WithdrawDisputeInput = z.infer<typeof withdrawDisputeInput>;

/** `acceptedMinor` only for `partial`: minor units, more than nothing and less than all. The resident reads `answer`. */
export const decideDisputeInput = z.object({
  disputeId: z.uuid(),
  outcome: z.enum(disputeOutcomes),
  acceptedMinor: z.bigint().optional(),
  answer: z.string().trim().min(1).max(2000),
});
export type DecideDisputeInput = z.infer<typeof decideDisputeInput>;
