import { AppError } from '#api/core/errors.ts';
import type { PaymentProvider } from '../provider.ts';

/** Moves no money: a page of ours says yes or no. For the demo. */
export const sandbox: PaymentProvider = {
  name: 'sandbox',
  createCheckout: async () => ({ kind: 'sandbox' }),
  async fetchStatus() {
    throw new AppError('provider.refused', { provider: 'sandbox', code: 'keeps-nothing' });
  },
  refund: async ({ refundId }) => ({ state: 'succeeded', providerRef: refundId }),
};
