import { getMyTicket } from '#api/tickets/ticket-card.ts';
import { ticketView } from './tickets/ticket-view.ts';
import type { View } from './view.ts';
import type { Guest } from './who.ts';

/** The living card of a ticket, as it is now. Refuses `ticket.not-found` when it is no longer theirs to see. */
export async function ticketCard(guest: Guest, ticketId: string): Promise<{ view: View; version: number }> {
  const actor = guest.actor ?? { kind: 'resident' as const, residentId: '00000000-0000-0000-0000-000000000000' };
  const ticket = await getMyTicket(guest.ctx, actor, ticketId);
  return { view: ticketView(guest, ticket), version: ticket.version };
}
