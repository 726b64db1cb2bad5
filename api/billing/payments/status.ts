import { AppError } from '#api/core/errors.ts';

/** `created`: begun here; `pending`: its provider knows of it; `refunded`: all of it was given back. */
export const paymentStates = ['created', 'pending', 'succeeded', 'cancelled', 'expired', 'refunded'] as const;
export type PaymentState = (typeof paymentStates)[number];

/** What can happen to a payment. `give-back` is a part or the whole of it. */
export const paymentMoves = ['offer', 'succeed', 'cancel', 'expire', 'give-back'] as const;
export type PaymentMove = (typeof paymentMoves)[number];

/**
 * The machine: from which states a move is possible, and where it leads. Money may come for a payment that was cancelled or had
 * expired: it is taken, and shown to accountants as late.
 */
const machine: Record<PaymentMove, Partial<Record<PaymentState, PaymentState>>> = {
  offer: { created: 'pending', pending: 'pending' },
  succeed: { created: 'succeeded', pending: 'succeeded', cancelled: 'succeeded', expired: 'succeeded' },
  cancel: { created: 'cancelled', pending: 'cancelled' },
  expire: { created: 'expired', pending: 'expired' },
  'give-back': { succeeded: 'succeeded' },
};

/** Where a move leads, or null when it is not possible from there. */
export function afterMove(state: string, move: PaymentMove): PaymentState | null {
  return machine[move][state as PaymentState] ?? null;
}

/** As `afterMove`; refuses payment.wrong-state { state }. */
export function mustMove(state: string, move: PaymentMove): PaymentState {
  const next = afterMove(state, move);
  if (next === null) throw new AppError('payment.wrong-state', { state });
  return next;
}

/** What is odd about money that came. */
export const troubles = ['overpaid', 'late', 'duplicate', 'wrong-amount', 'cancelled-invoice'] as const;
export type Trouble = (typeof troubles)[number];
