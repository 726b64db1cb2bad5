import { z } from 'zod';
import { type ProviderName, providerNames } from '#api/company/payment-ways.ts';

/** A payment that came through a provider, rather than out of a bank's file or over the counter. */
export function isOnline(provider: string): provider is ProviderName {
  return providerNames.some((name) => name === provider);
}

/** What somebody wants to pay. Sums are minor units. */
export const payWhat = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('invoices'), invoiceIds: z.array(z.uuid()).min(1).max(24) }),
  /** All that is owed, to every payee. */
  z.object({ kind: z.literal('debt') }),
  /** A sum of their own to one payee; it goes to the oldest bills, or stays an advance. */
  z.object({ kind: z.literal('sum'), accountId: z.uuid(), amountMinor: z.bigint() }),
]);
export type PayWhat = z.infer<typeof payWhat>;

export const quotePaymentInput = z.object({ unitId: z.uuid(), what: payWhat });
export type QuotePaymentInput = z.infer<typeof quotePaymentInput>;

/** `checkoutId` names the attempt: begun twice with the same one, it is the same payments. */
export const startPaymentInput = quotePaymentInput.extend({
  provider: z.enum(providerNames),
  checkoutId: z.uuid(),
});
export type StartPaymentInput = z.infer<typeof startPaymentInput>;

export const refundPaymentInput = z.object({
  paymentId: z.uuid(),
  /** All that is left of it unless told. */
  amountMinor: z.bigint().min(1n).optional(),
  reason: z.string().trim().min(3).max(300),
});
export type RefundPaymentInput = z.infer<typeof refundPaymentInput>;
