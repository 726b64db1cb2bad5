import { getFollowedTicket } from '#api/tickets/followed-ticket.ts';
import type { Answer } from '../view.ts';
import type { Resident } from '../who.ts';
import { joinedView } from './joined-view.ts';

/** A shared problem as the living card of who joined it. Refuses `ticket.not-found` for who did not. */
export async function joinedAnswer(guest: Resident, id: string): Promise<Answer> {
  const ticket = await getFollowedTicket(guest.ctx, guest.actor, id);
  const card = { subject: { type: 'ticket' as const, id }, version: ticket.version };
  return { place: 'replace', view: joinedView(guest, ticket), card };
}
