import { idParam, route } from '../route.ts';

/** A question about a bill. */
export const askBillRoute = route('inv-ask', { id: idParam });
/** "I do not agree" with a bill. */
export const disagreeRoute = route('inv-no', { id: idParam });
/** Whether to take a disagreement back; and doing so. */
export const withdrawRoute = route('dis-back', { id: idParam });
export const withdrawSureRoute = route('dis-off', { id: idParam });
