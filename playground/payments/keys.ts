/** What a shop of this payment system signs in with, and what its notices are signed with. */
export const keys = {
  yookassa: { shopId: '100500', secret: 'test_playground' },
  stripe: { secret: 'sk_test_playground', webhookSecret: 'whsec_playground' },
} as const;
