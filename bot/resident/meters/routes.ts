import { idParam, route } from '../route.ts';

export const metersRoute = route('meters', {});
/** `id`: the flat; the chosen one without it. */
export const sendAllRoute = route('m-send', { id: idParam.optional() });
export const sendOneRoute = route('m-one', { id: idParam });
