import { owedOf } from '#api/tickets/sla/card-clocks.ts';
import type { MyTicket } from '#api/tickets/ticket-card.ts';
import { sayMoment } from '../say.ts';
import { quote, type Text } from '../view.ts';
import type { Guest } from '../who.ts';

/** Of an emergency, until when the danger will be over; null when that is done, or late. */
export function localisedLine(guest: Guest, ticket: MyTicket): Text | null {
  const promised = owedOf(ticket.clocks, 'localisation');
  if (!promised || promised.breachedAt) return null;
  return guest.t('resident.ticket.promised-localised', { at: sayMoment(guest, promised.dueAt) });
}

/** Until when it will be solved, as it was promised; the new time and its reason after a broken one. Null while the clock stands. */
export function promiseLine(guest: Guest, ticket: MyTicket): Text | null {
  const promised = owedOf(ticket.clocks, 'resolution');
  if (!promised || promised.remainingMs !== null) return null;
  const { t } = guest;
  const at = sayMoment(guest, promised.dueAt);
  if (promised.breachedAt) return t('resident.ticket.promise-late', { at });
  if (!promised.isRenewed || promised.reason === null) return t('resident.ticket.promised', { at });
  return [t('resident.ticket.promised-anew', { at }), ' ', quote(promised.reason)];
}
