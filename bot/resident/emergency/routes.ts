import { z } from 'zod';
import { dangers } from '#api/company/emergency.ts';
import { ticketPlaces } from '#api/tickets/schema.ts';
import { idParam, route } from '../route.ts';

/** `w`: the words that spoke of the danger. */
export const sosRoute = route('sos', { d: z.enum(dangers).optional(), w: idParam.optional() });
/** Tells the emergency service. */
export const sosGoRoute = route('sos-go', { d: z.enum(dangers), w: idParam.optional() });
/** Where it is: `p`. */
export const sosPlaceRoute = route('sos-at', { id: idParam, p: z.enum(ticketPlaces) });
