import { isAppError } from '#api/core/errors.ts';
import { getFollowedTicket } from '#api/tickets/followed-ticket.ts';
import { getMyTicket } from '#api/tickets/ticket-card.ts';
import { joinedView } from './joined/joined-view.ts';
import { ticketView } from './tickets/ticket-view.ts';
import type { View } from './view.ts';
import type { Guest } from './who.ts';

/**
 * The living card of a ticket, as it is now: whole for whose it is, and for who joined it what a neighbour may see. Refuses
 * `ticket.not-found` when it is no longer theirs to see.
 */
export async function ticketCard(guest: Guest, ticketId: string): Promise<{ view: View; version: number }> {
  const actor = guest.actor ?? { kind: 'resident' as const, residentId: '00000000-0000-0000-0000-000000000000' };
  try {
    const ticket = await getMyTicket(guest.ctx, actor, ticketId);
    return { view: ticketView(guest, ticket), version: ticket.version };
  } catch (error) {
    if (!isAppError(error, 'ticket.not-found')) throw error;
    const ticket = await getFollowedTicket(guest.ctx, actor, ticketId);
    return { view: joinedView(guest, ticket), version: ticket.version };
  }
}
