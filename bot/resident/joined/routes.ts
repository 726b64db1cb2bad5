import { idParam, route } from '../route.ts';

/** A shared problem that the resident joined. */
export const joinedRoute = route('tj', { id: idParam });
export const leaveAskRoute = route('tj-leave', { id: idParam });
export const leaveRoute = route('tj-leave-yes', { id: idParam });
export const acceptJoinedRoute = route('tj-ok', { id: idParam });
export const returnJoinedRoute = route('tj-return', { id: idParam });
