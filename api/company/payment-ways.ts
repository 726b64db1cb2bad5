/** Who moves money for us. `sandbox` moves none: it stands in for all of them in the demo. */
export const providerNames = ['telegram', 'stripe', 'yookassa', 'sandbox', 'bank-qr'] as const;
export type ProviderName = (typeof providerNames)[number];

/** Those that can be asked how a payment stands, and what they took in a day. */
export const askedProviders = ['stripe', 'yookassa'] as const satisfies readonly ProviderName[];

/** Those that are paid on a page which we lead to, and give money back when asked. */
export const pageProviders = [...askedProviders, 'sandbox'] as const satisfies readonly ProviderName[];
