import { z } from 'zod';
import { dangers } from '#api/company/emergency.ts';
import { idParam, route } from '../route.ts';

export const sosRoute = route('sos', { d: z.enum(dangers).optional() });
/** Tells the emergency service; `w`: the words that were said outside a form. */
export const sosGoRoute = route('sos-go', { d: z.enum(dangers), w: idParam.optional() });
