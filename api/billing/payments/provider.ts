import type { ProviderName } from '#api/company/payment-ways.ts';
import type { Instant } from '#api/core/time.ts';
import type { Locale } from '#locales/translate.ts';

/** What a provider is told of a payment. Sums are minor units; `totalMinor` is what is to be paid, commission included. */
export type PaymentToOffer = {
  id: string;
  totalMinor: bigint;
  currency: string;
  accountNumber: string;
  unifiedNumber: string | null;
  serviceId: string | null;
  /** The months paid for, `YYYY-MM`; none for a sum of one's own. */
  periods: string[];
  payee: {
    name: string;
    taxId: string | null;
    kpp: string | null;
    bankName: string | null;
    bic: string | null;
    bankAccount: string | null;
    corrAccount: string | null;
  };
  /** What the payer reads it is for, in their language; for a link that was sent to them it names no account. */
  title: string;
  /** What the payee's bank reads: it names the account. */
  purpose: string;
  locale: Locale;
  /** Where the payer comes back to. */
  backUrl: string;
  /** Where a fiscal receipt goes, and the code of its tax; without either none is asked for. */
  receipt: { email?: string; phone?: string; vatCode: number } | null;
};

/** How a payer pays: at an address, or on a page of ours that stands in for one. */
export type Checkout = { kind: 'url'; url: string; providerRef: string } | { kind: 'sandbox' };

/** How a payment stands with its provider. `receivedMinor` and `refundedMinor` are what moved, commission of the payer included. */
export type ProviderSays = {
  providerRef: string;
  /** The payment of ours that the provider was given; null when it names none. */
  paymentId: string | null;
  state: 'pending' | 'succeeded' | 'cancelled';
  /** Names the charge once it succeeded. */
  chargeId: string;
  receivedMinor: bigint;
  refundedMinor: bigint;
  currency: string;
  /** Why it was cancelled, in the provider's short word. */
  reason: string;
};

/** What a provider's notice is about; the notice itself is never believed, the provider is asked. */
export type ProviderNotice = { key: string; kind: string; providerRef?: string; chargeId?: string };

export type NoticeRequest = {
  headers: Record<string, string | string[] | undefined>;
  rawBody: Buffer;
  /** Whoever sent it, behind our own proxies. */
  address: string;
};

export type RefundAnswer = { state: 'succeeded' | 'pending' | 'failed'; providerRef: string; failure?: string };

/**
 * The port: who moves money. What it is asked twice with the same payment or refund it does once. It throws when it cannot be
 * reached, and then nothing is known.
 */
export type PaymentProvider = {
  name: ProviderName;
  createCheckout(payment: PaymentToOffer): Promise<Checkout>;
  /** Reads a notice, or null for one that concerns no payment. Refuses: notice.refused { why }. */
  readNotice?(request: NoticeRequest): Promise<ProviderNotice | null>;
  fetchStatus(ref: { providerRef?: string | null; chargeId?: string | null }): Promise<ProviderSays>;
  refund?(refund: {
    refundId: string;
    chargeId: string;
    amountMinor: bigint;
    currency: string;
    reason: string;
  }): Promise<RefundAnswer>;
  /** What succeeded between two moments. */
  listSucceeded?(from: Instant, until: Instant): Promise<ProviderSays[]>;
};

export type Providers = readonly PaymentProvider[];

export function findProvider(providers: Providers, name: string): PaymentProvider | null {
  return providers.find((one) => one.name === name) ?? null;
}
