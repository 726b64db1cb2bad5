import { z } from 'zod';
import { route } from '../route.ts';

export const startRoute = route('start', {});
export const typeCodeRoute = route('j-code', {});
export const phoneJoinRoute = route('j-phone', {});
export const askJoinRoute = route('j-ask', {});
export const keptRoute = route('kept', { b: z.string().optional() });
