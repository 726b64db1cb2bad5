import { describe, expect, it } from 'vitest';
import { afterMove, mustMove, type PaymentMove, paymentMoves, paymentStates } from './status.ts';

/** Every step that is allowed; all others are not. */
const allowed: Record<PaymentMove, string[]> = {
  offer: ['created → pending', 'pending → pending'],
  succeed: ['created → succeeded', 'pending → succeeded', 'cancelled → succeeded', 'expired → succeeded'],
  cancel: ['created → cancelled', 'pending → cancelled'],
  expire: ['created → expired', 'pending → expired'],
  'give-back': ['succeeded → succeeded'],
};

describe('a payment', () => {
  it.each(paymentMoves)('takes the step "%s" from where it may, and from nowhere else', (move) => {
    for (const state of paymentStates) {
      const next = afterMove(state, move);
      const step = allowed[move].find((one) => one.startsWith(`${state} → `));
      expect(next && `${state} → ${next}`).toBe(step ?? null);
      if (!step) expect(() => mustMove(state, move)).toThrow('payment.wrong-state');
    }
  });

  it('knows no step from a state that is none', () => {
    expect(afterMove('paid', 'succeed')).toBeNull();
  });
});
