import { z } from 'zod';
import { ticketKinds } from '#api/tickets/policy.ts';
import { idParam, route } from '../route.ts';

export const ticketStates = ['open', 'waiting', 'done', 'all'] as const;

/** How much of a search is kept: more are no words to look for. */
export const longestSearch = 80;

/** The list: `k` kind, `s` state, `q` the words it is searched by, `p` page. */
export const serviceRoute = route('svc', {
  k: z.enum(ticketKinds).optional(),
  s: z.enum(ticketStates).default('open'),
  q: z.string().max(longestSearch).optional(),
  p: z.coerce.number().int().min(1).max(99).default(1),
});

/** Asks for words to search by. */
export const findRoute = route('svc-find', { k: z.enum(ticketKinds).optional() });

/** One ticket; `l` when it was opened from a list, which it then leads back to. */
const fromList = z.literal('1').optional();
export const ticketRoute = route('t', { id: idParam, l: fromList });
/** Where a deed leads that comes too late: the card as it is now. */
export const toCard = ({ id, l }: { id: string; l?: '1' }): string => ticketRoute.to({ id, l });

export const cancelAskRoute = route('t-cancel', { id: idParam, l: fromList });
export const cancelRoute = route('t-cancel-yes', { id: idParam, l: fromList });
export const acceptRoute = route('t-accept', { id: idParam, l: fromList });
export const rateRoute = route('t-rate', { id: idParam, r: z.coerce.number().int().min(1).max(5), l: fromList });
export const sayRoute = route('t-say', { id: idParam });
export const returnRoute = route('t-return', { id: idParam });
/** What was closed by silence is opened again in one tap. */
export const reopenRoute = route('t-reopen', { id: idParam, l: fromList });
export const acceptVisitRoute = route('v-ok', { id: idParam, l: fromList });
export const visitTimesRoute = route('v-times', { id: idParam, l: fromList });
/** `w`: when the window begins, in minutes since 1970. */
export const moveVisitRoute = route('v-move', { id: idParam, w: z.coerce.number().int().min(0), l: fromList });
/** Who comes. */
export const visitorRoute = route('v-who', { id: idParam });
/** A new request; `k` its kind when it is known. */
export const newTicketRoute = route('new', { k: z.enum(ticketKinds).optional() });
