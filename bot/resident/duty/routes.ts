import { idParam, route } from '../route.ts';

export const dutyRoute = route('duty', {});
/** "I have it": `id` is the emergency. */
export const dutyTakeRoute = route('duty-take', { id: idParam });
export const dutyOffAskRoute = route('duty-off', {});
export const dutyOffRoute = route('duty-off-yes', {});
