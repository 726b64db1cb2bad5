import type { MyTicket } from '#api/tickets/ticket-card.ts';
import { asNewMessage } from '../route.ts';
import { sayMoment, title } from '../say.ts';
import { type Button, bold, lines, type Part, paragraphs, quote, type Text, type View } from '../view.ts';
import type { Guest } from '../who.ts';
import { promiseLine } from './promise-line.ts';
import { acceptRoute, cancelAskRoute, rateRoute, returnRoute, sayRoute, serviceRoute } from './routes.ts';
import { stateOf, titleOf, workerOf } from './words.ts';

/** How much of the resident's own words stands on the card. */
const shownWords = 600;
/** A request of one sentence stands whole in the title, and not twice on the card. */
const longTitle = 90;

/**
 * A ticket as its resident sees it, from first to last. The living card never leads away from itself, because it is edited when the
 * ticket changes; `fromList` adds the way back to the list.
 */
export function ticketView(guest: Guest, ticket: MyTicket, fromList = false): View {
  const { t } = guest;
  return {
    text: paragraphs(
      lines(bold(`№ ${ticket.number} · ${titleOf(guest, ticket, longTitle)}`), aboutLine(guest, ticket), [
        t('resident.ticket.state'),
        ' ',
        bold(stateOf(guest, ticket)),
      ]),
      lines(...steps(guest, ticket), promiseLine(guest, ticket)),
      ownWords(ticket),
      outcome(guest, ticket),
      whatNext(guest, ticket),
    ),
    rows: [...actions(guest, ticket, fromList), ...(fromList ? [[backToList(guest)]] : [])],
  };
}

function aboutLine(guest: Guest, ticket: MyTicket): string {
  const { t, locale } = guest;
  const category = ticket.category?.names[locale];
  const kind = t(`resident.kinds.${ticket.kind}`);
  const where =
    ticket.place === 'flat' && ticket.unit
      ? t(`resident.units.${ticket.unit.type}`, { number: ticket.unit.number })
      : t(`resident.places.${ticket.place}`);
  const photos = ticket.photosCount > 0 ? t('resident.ticket.photos', { count: ticket.photosCount }) : null;
  const urgent = ticket.urgency === 'emergency' ? t('resident.ticket.emergency') : null;
  const others = ticket.isMine ? null : t('resident.ticket.of-household');
  return [urgent, category ? `${kind}: ${category}` : kind, where, photos, others]
    .filter((part) => part !== null)
    .join(' · ');
}

/** What has happened, with its time, and what is still to come, without one. */
function steps(guest: Guest, ticket: MyTicket): string[] {
  const { t } = guest;
  const done = (key: string, at: MyTicket['claimedAt'], values: Record<string, unknown> = {}) =>
    at ? `✓ ${t(`resident.steps.${key}`, { at: sayMoment(guest, at), ...values })}` : null;
  const who = ticket.assignee ? workerOf(guest, ticket.assignee) : null;
  const isOver = ['closed', 'rejected', 'cancelled'].includes(ticket.status);
  const all = [
    done('opened', ticket.createdAt),
    who ? done('claimed', ticket.claimedAt, { who }) : null,
    ticket.startedAt && ticket.status !== 'claimed' ? done('started', ticket.startedAt) : null,
    ticket.resolvedAt && ['resolved', 'closed'].includes(ticket.status) ? done('resolved', ticket.resolvedAt) : null,
    ticket.closedAt ? done(ticket.status, ticket.closedAt) : null,
    !isOver && ticket.status === 'new' ? `○ ${t('resident.steps.will-be-claimed')}` : null,
    !isOver && ticket.status !== 'resolved' ? `○ ${t('resident.steps.will-be-resolved')}` : null,
  ];
  return all.filter((step) => step !== null);
}

function ownWords(ticket: MyTicket): Text {
  const text = ticket.text.trim();
  if (text === '' || text === title(text, longTitle)) return [];
  const letters = [...text];
  return [quote(letters.length > shownWords ? `${letters.slice(0, shownWords).join('')}…` : text)];
}

function outcome(guest: Guest, ticket: MyTicket): Part[] {
  const { t } = guest;
  const shownReport = ['resolved', 'closed'].includes(ticket.status) ? ticket.report : null;
  return lines(
    shownReport ? [t('resident.ticket.report'), ' ', quote(short(shownReport))] : null,
    ticket.status === 'rejected' && ticket.rejectedReason
      ? [t('resident.ticket.rejected-because'), ' ', quote(short(ticket.rejectedReason))]
      : null,
    ticket.pause === 'on-hold' && ticket.pauseReason
      ? [t('resident.ticket.on-hold-because'), ' ', quote(short(ticket.pauseReason))]
      : null,
    ticket.question ? [bold(t('resident.ticket.question')), ' ', quote(short(ticket.question))] : null,
    ticket.rating ? t('resident.ticket.your-rating', { rating: ticket.rating }) : null,
  );
}

function whatNext(guest: Guest, ticket: MyTicket): string | null {
  const { t } = guest;
  if (ticket.pause === 'waiting-for-resident') return t('resident.next.waiting-for-resident');
  if (ticket.urgency === 'emergency' && ticket.status === 'new') {
    return t('resident.next.emergency', { phone: guest.company.emergencyPhone });
  }
  if (ticket.canRate && ticket.rating === null) return t('resident.next.rate');
  const key = { new: `new-${ticket.kind}`, claimed: 'claimed', 'in-work': 'in-work', resolved: 'resolved' }[
    ticket.status as string
  ];
  return key ? t(`resident.next.${key}`) : null;
}

function actions(guest: Guest, ticket: MyTicket, fromList: boolean): Button[][] {
  const { t } = guest;
  const { id } = ticket;
  const l = fromList ? 1 : undefined;
  const say = asNewMessage(sayRoute.to({ id }));
  const isAsked = ticket.pause === 'waiting-for-resident';
  const rows: (Button | null)[][] = [
    [isAsked && ticket.canAnswer ? { label: t('resident.ticket.answer'), route: say } : null],
    [ticket.canAccept ? { label: t('resident.ticket.accept'), route: acceptRoute.to({ id, l }) } : null],
    ticket.canRate && ticket.rating === null
      ? [1, 2, 3, 4, 5].map((r) => ({ label: String(r), route: rateRoute.to({ id, r, l }) }))
      : [],
    [ticket.canReturn ? { label: t('resident.ticket.return'), route: asNewMessage(returnRoute.to({ id })) } : null],
    [
      ticket.canAnswer && !isAsked ? { label: t('resident.ticket.add'), route: say } : null,
      ticket.canCancel ? { label: t('resident.ticket.cancel'), route: cancelAskRoute.to({ id, l }) } : null,
    ],
  ];
  return rows.map((row) => row.filter((button) => button !== null)).filter((row) => row.length > 0);
}

function backToList({ t }: Guest): Button {
  return { label: t('resident.ticket.all'), route: serviceRoute.to() };
}

function short(text: string): string {
  const letters = [...text];
  return letters.length > shownWords ? `${letters.slice(0, shownWords).join('')}…` : text;
}
