import type { MyTicket } from '#api/tickets/ticket-card.ts';
import { asNewMessage } from '../route.ts';
import { title } from '../say.ts';
import { type Button, bold, lines, type Part, paragraphs, quote, type Text, type View } from '../view.ts';
import type { Guest } from '../who.ts';
import { localisedLine, promiseLine } from './promise-line.ts';
import {
  acceptRoute,
  cancelAskRoute,
  rateRoute,
  reopenRoute,
  returnRoute,
  sayRoute,
  serviceRoute,
  visitorRoute,
} from './routes.ts';
import { stepsLine } from './steps.ts';
import { doorSentence, visitButtons, visitSentence } from './visit-words.ts';
import { stateOf, titleOf } from './words.ts';

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
      stepsLine(guest, ticket),
      lines(
        visitSentence(guest, ticket),
        doorSentence(guest, ticket),
        localisedLine(guest, ticket),
        promiseLine(guest, ticket),
      ),
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
  const urgent = ticket.urgency === 'normal' ? null : t(`resident.ticket.${ticket.urgency}`);
  const others = ticket.isMine ? null : t('resident.ticket.of-household');
  return [urgent, category ? `${kind}: ${category}` : kind, where, photos, others]
    .filter((part) => part !== null)
    .join(' · ');
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
    ticket.original ? t('resident.ticket.duplicate-of', { number: ticket.original.number }) : null,
    ticket.question ? [bold(t('resident.ticket.question')), ' ', quote(short(ticket.question))] : null,
    ticket.rating ? t('resident.ticket.your-rating', { rating: ticket.rating }) : null,
  );
}

function whatNext(guest: Guest, ticket: MyTicket): string | null {
  const { t } = guest;
  if (ticket.pause === 'waiting-for-resident') {
    return t(ticket.question ? 'resident.next.waiting-for-resident' : 'resident.next.waiting-for-time');
  }
  if (ticket.isUnasked) return t('resident.next.unasked');
  if (canReopen(ticket)) return t('resident.next.reopen');
  if (ticket.closedAs === 'duplicate') return null;
  if (ticket.urgency === 'emergency' && ticket.status === 'new') {
    return t('resident.next.emergency', { phone: guest.company.emergencyPhone });
  }
  if (canRate(ticket)) return t('resident.next.rate');
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
  const isAsked = ticket.pause === 'waiting-for-resident' && ticket.question !== null;
  const isVisitorKnown = ticket.visit !== null && ticket.visitCode !== null && ticket.visit.staff.hasPhoto;
  const rows: (Button | null)[][] = [
    [isAsked && ticket.canAnswer ? { label: t('resident.ticket.answer'), route: say } : null],
    visitButtons(guest, ticket, fromList),
    [isVisitorKnown ? { label: t('resident.visit.who'), route: asNewMessage(visitorRoute.to({ id })) } : null],
    [ticket.canAccept ? { label: t('resident.ticket.accept'), route: acceptRoute.to({ id, l }) } : null],
    canRate(ticket) ? [1, 2, 3, 4, 5].map((r) => ({ label: String(r), route: rateRoute.to({ id, r, l }) })) : [],
    [canReopen(ticket) ? { label: t('resident.ticket.reopen'), route: reopenRoute.to({ id, l }) } : null],
    [
      ticket.canReturn && !canReopen(ticket)
        ? {
            label: t(`resident.ticket.${ticket.closedAs === 'duplicate' ? 'not-the-same' : 'return'}`),
            route: asNewMessage(returnRoute.to({ id })),
          }
        : null,
    ],
    [
      ticket.canAnswer && !isAsked ? { label: t('resident.ticket.add'), route: say } : null,
      ticket.canCancel ? { label: t('resident.ticket.cancel'), route: cancelAskRoute.to({ id, l }) } : null,
    ],
  ];
  return rows.map((row) => row.filter((button) => button !== null)).filter((row) => row.length > 0);
}

/** Nobody said that it was done: one tap opens it again. */
export function canReopen({ canReturn, closedAs }: MyTicket): boolean {
  return canReturn && (closedAs === 'silence' || closedAs === 'no-answer');
}

/** There is something to rate only where something was done. */
function canRate(ticket: MyTicket): boolean {
  return ticket.canRate && ticket.rating === null && ticket.closedAs !== 'duplicate' && ticket.closedAs !== 'no-answer';
}

function backToList({ t }: Guest): Button {
  return { label: t('resident.ticket.all'), route: serviceRoute.to() };
}

function short(text: string): string {
  const letters = [...text];
  return letters.length > shownWords ? `${letters.slice(0, shownWords).join('')}…` : text;
}
