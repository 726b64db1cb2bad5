import { getNoticeMessage } from '#api/notifications/notice-message.ts';
import { getMyTicket, type MyTicket } from '#api/tickets/ticket-card.ts';
import { chatRoute } from '../chat.ts';
import { asNewMessage } from '../route.ts';
import { sayDay } from '../say.ts';
import { acceptRoute, reopenRoute, returnRoute, sayRoute, ticketRoute } from '../tickets/routes.ts';
import { canReopen, ticketView } from '../tickets/ticket-view.ts';
import { timesButton } from '../tickets/visit-words.ts';
import { titleOf, workerOf } from '../tickets/words.ts';
import { type Answer, type Button, bold, lines, paragraphs, quote, type Text, type View } from '../view.ts';
import type { Guest, Resident } from '../who.ts';
import { authorOf } from './author.ts';

/** A colleague opened it for them: from now on it is their living card, as if they had opened it. */
export async function openedForYou(guest: Resident, ticketId: string): Promise<Answer> {
  const ticket = await getMyTicket(guest.ctx, guest.actor, ticketId);
  const { rows, text } = ticketView(guest, ticket);
  const view = { rows, text: paragraphs(guest.t('notices.ticket-opened'), text) };
  return { place: 'new', view, card: { subject: { type: 'ticket', id: ticketId }, version: ticket.version } };
}

/** Each is a notice about a ticket as it is now, or null when the ticket has moved on. */

export async function claimed(guest: Resident, ticket: MyTicket): Promise<View | null> {
  if (!['claimed', 'in-work'].includes(ticket.status)) return null;
  const who = ticket.assignee ? workerOf(guest, ticket.assignee) : null;
  const key = who ? 'notices.ticket-claimed' : 'notices.ticket-claimed-somebody';
  return { text: guest.t(key, { ...named(guest, ticket), who }), rows: [[openTicket(guest, ticket)]] };
}

export async function question(guest: Resident, ticket: MyTicket, messageId: string): Promise<View | null> {
  if (ticket.pause !== 'waiting-for-resident') return null;
  const { text, takenBackAt } = await getNoticeMessage(guest.ctx, messageId);
  if (takenBackAt) return null;
  const { t } = guest;
  return {
    text: paragraphs(
      lines(bold(t('notices.ticket-question', named(guest, ticket))), quote(text)),
      t('notices.ticket-question-how'),
    ),
    rows: [[answerButton(guest, ticket)], [openTicket(guest, ticket)]],
  };
}

export async function onHold(
  guest: Resident,
  ticket: MyTicket,
  until: string | null,
  reason: string,
): Promise<View | null> {
  if (ticket.pause !== 'on-hold') return null;
  const { t } = guest;
  const values = named(guest, ticket);
  const what = until
    ? t('notices.ticket-on-hold-until', { ...values, day: sayDay(guest, until) })
    : t('notices.ticket-on-hold', values);
  return { text: lines(what, because(guest, reason)), rows: [[openTicket(guest, ticket)]] };
}

export async function resolved(guest: Resident, ticket: MyTicket): Promise<View | null> {
  if (ticket.status !== 'resolved') return null;
  const { t } = guest;
  const report = ticket.report ? [t('resident.ticket.report'), ' ', quote(ticket.report)] : null;
  return {
    text: paragraphs(bold(t('notices.ticket-resolved', named(guest, ticket))), report),
    rows: checkButtons(guest, ticket),
  };
}

export async function rejected(guest: Resident, ticket: MyTicket): Promise<View | null> {
  if (ticket.status !== 'rejected') return null;
  const { t } = guest;
  return {
    text: paragraphs(
      lines(t('notices.ticket-rejected', named(guest, ticket)), because(guest, ticket.rejectedReason)),
      t('notices.ticket-rejected-how'),
    ),
    rows: [[{ label: t('resident.home.chat'), route: asNewMessage(chatRoute.to()) }], [openTicket(guest, ticket)]],
  };
}

export async function willClose(guest: Resident, ticket: MyTicket, closesOn: string): Promise<View | null> {
  if (ticket.status !== 'resolved') return null;
  const text = guest.t('notices.ticket-will-close', { ...named(guest, ticket), day: sayDay(guest, closesOn) });
  return { text, rows: checkButtons(guest, ticket) };
}

export async function closed(
  guest: Resident,
  ticket: MyTicket,
  why: 'silence' | 'company' | 'no-answer',
): Promise<View | null> {
  if (ticket.status !== 'closed') return null;
  const { t } = guest;
  const reopen = { label: t('resident.ticket.reopen'), route: reopenRoute.to({ id: ticket.id }) };
  return {
    text: t(`notices.ticket-closed-${why}`, named(guest, ticket)),
    rows: [...(canReopen(ticket) ? [[reopen]] : []), [openTicket(guest, ticket)]],
  };
}

/** The same question again, or the same choice of a time. */
export async function waiting(guest: Resident, ticket: MyTicket, closesOn: string): Promise<View | null> {
  if (ticket.pause !== 'waiting-for-resident') return null;
  const { t } = guest;
  const { question } = ticket;
  const day = sayDay(guest, closesOn);
  const answer = question ? answerButton(guest, ticket) : ticket.canMoveVisit ? timesButton(guest, ticket.id) : null;
  return {
    text: paragraphs(
      lines(
        bold(t(question ? 'notices.ticket-waiting' : 'notices.ticket-waiting-time', named(guest, ticket))),
        question ? quote(question) : null,
      ),
      t('notices.ticket-waiting-until', { day }),
    ),
    rows: [...(answer ? [[answer]] : []), [openTicket(guest, ticket)]],
  };
}

export async function localised(guest: Resident, ticket: MyTicket): Promise<View | null> {
  if (ticket.status !== 'in-work') return null;
  return { text: guest.t('notices.ticket-localised', named(guest, ticket)), rows: [[openTicket(guest, ticket)]] };
}

export async function merged(guest: Resident, ticket: MyTicket): Promise<View | null> {
  if (!ticket.original) return null;
  const { t } = guest;
  const other = { label: t('resident.ticket.not-the-same'), route: asNewMessage(returnRoute.to({ id: ticket.id })) };
  return {
    text: t('notices.ticket-merged', { ...named(guest, ticket), original: ticket.original.number }),
    rows: [...(ticket.canReturn ? [[other]] : []), [openTicket(guest, ticket)]],
  };
}

export async function ticketMessage(guest: Resident, ticket: MyTicket, messageId: string): Promise<View | null> {
  const message = await getNoticeMessage(guest.ctx, messageId);
  if (message.takenBackAt || message.text === '') return null;
  const { t } = guest;
  const head = t('notices.ticket-message', { number: ticket.number, who: authorOf(guest, message) });
  return {
    text: lines(bold(head), quote(message.text)),
    rows: [...(ticket.canAnswer ? [[answerButton(guest, ticket)]] : []), [openTicket(guest, ticket)]],
  };
}

/** What every sentence about a ticket names. */
export function named(guest: Guest, ticket: MyTicket): { number: number; title: string } {
  return { number: ticket.number, title: titleOf(guest, ticket, 60) };
}

function because(guest: Guest, reason: string | null): Text | null {
  return reason ? [guest.t('notices.because'), ' ', quote(reason)] : null;
}

/** A notice stays what it says: what it leads to is a message of its own. */
export function openTicket({ t }: Guest, ticket: MyTicket): Button {
  const { id, number } = ticket;
  return { label: t('notices.show-ticket', { number }), route: asNewMessage(ticketRoute.to({ id, l: 1 })) };
}

function answerButton({ t }: Guest, ticket: MyTicket): Button {
  return { label: t('notices.answer'), route: asNewMessage(sayRoute.to({ id: ticket.id })) };
}

export function checkButtons(guest: Guest, ticket: MyTicket): Button[][] {
  const { t } = guest;
  const { id } = ticket;
  return [
    ...(ticket.canAccept ? [[{ label: t('resident.ticket.accept'), route: acceptRoute.to({ id }) }]] : []),
    ...(ticket.canReturn
      ? [[{ label: t('resident.ticket.return'), route: asNewMessage(returnRoute.to({ id })) }]]
      : []),
    [openTicket(guest, ticket)],
  ];
}
