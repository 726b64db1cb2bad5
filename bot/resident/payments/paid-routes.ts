import { idParam, route } from '../route.ts';

/** "I have paid" this bill. */
export const saidPaidRoute = route('inv-paid', { id: idParam });
