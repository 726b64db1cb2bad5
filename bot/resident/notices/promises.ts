import { type Danger, dangers } from '#api/company/emergency.ts';
import { owedOf } from '#api/tickets/sla/card-clocks.ts';
import type { MyTicket } from '#api/tickets/ticket-card.ts';
import { dangerPhones } from '../emergency/danger-text.ts';
import { sayMoment } from '../say.ts';
import { bold, lines, quote, type View } from '../view.ts';
import type { Resident } from '../who.ts';
import { named, openTicket } from './ticket-notices.ts';

/** We were late and promise another time; null when that promise is history too. */
export async function promiseRenewed(guest: Resident, ticket: MyTicket): Promise<View | null> {
  const promised = owedOf(ticket.clocks, 'resolution');
  if (!promised?.isRenewed || promised.reason === null) return null;
  const { t } = guest;
  const at = sayMoment(guest, promised.dueAt);
  return {
    text: lines(t('notices.promise-renewed', { ...named(guest, ticket), at }), [
      t('notices.because'),
      ' ',
      quote(promised.reason),
    ]),
    rows: [[openTicket(guest, ticket)]],
  };
}

/** Nobody has come yet: the number to call stands in it, and how to keep safe. Null as soon as somebody has taken it. */
export async function emergencyUnclaimed(
  guest: Resident,
  ticket: MyTicket,
  danger: string | null,
): Promise<View | null> {
  if (ticket.status !== 'new') return null;
  const { t } = guest;
  const known = dangers.find((one): one is Danger => one === danger) ?? null;
  const phones = (await dangerPhones(guest, known)).join(t('notices.or'));
  return {
    text: lines(
      bold(t('notices.emergency-unclaimed', { number: ticket.number, phones })),
      known && t(`resident.danger.${known}.do`),
    ),
    rows: [[openTicket(guest, ticket)]],
  };
}
