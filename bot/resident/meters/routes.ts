import { idParam, route } from '../route.ts';

export const metersRoute = route('meters', {});
export const sendAllRoute = route('m-send', {});
export const sendOneRoute = route('m-one', { id: idParam });
