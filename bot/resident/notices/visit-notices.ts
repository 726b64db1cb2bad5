import type { MyTicket } from '#api/tickets/ticket-card.ts';
import { listVisitWindows } from '#api/tickets/visit-windows.ts';
import { readVisit } from '#api/tickets/visits.ts';
import { asNewMessage } from '../route.ts';
import { acceptVisitRoute, ticketRoute } from '../tickets/routes.ts';
import { doorSentence, sayWindow, timesButton, visitSentence, windowButtons } from '../tickets/visit-words.ts';
import { titleOf } from '../tickets/words.ts';
import { type Button, bold, lines, type Picture, paragraphs, type View } from '../view.ts';
import type { Resident } from '../who.ts';

/** How many other times stand on a proposal itself: one tap each, the rest a tap further. */
const timesAtHand = 2;

/** Each is a notice about a visit as it is now, or null when the visit has moved on. */

export async function proposed(guest: Resident, ticket: MyTicket, visitId: string): Promise<View | null> {
  if (ticket.visit?.id !== visitId || !isPlanned(ticket)) return null;
  const text = paragraphs(headOf(guest, ticket), visitSentence(guest, ticket), doorSentence(guest, ticket));
  if (!ticket.canAcceptVisit) return { text, rows: [[openTicket(guest, ticket)]] };
  const { startsAt } = ticket.visit;
  const windows = await listVisitWindows(guest.ctx, guest.actor, { ticketId: ticket.id });
  const others = windows.filter((window) => window.startsAt.getTime() !== startsAt.getTime());
  return {
    text,
    rows: [
      [acceptButton(guest, ticket)],
      ...windowButtons(guest, ticket.id, others.slice(0, timesAtHand)),
      [timesButton(guest, ticket.id)],
      [openTicket(guest, ticket)],
    ],
  };
}

/** With the face of who comes: they are not let in unknown. */
export async function soon(guest: Resident, ticket: MyTicket, visitId: string): Promise<View | null> {
  if (ticket.visit?.id !== visitId || !isPlanned(ticket)) return null;
  const buttons = [
    ...(ticket.canAcceptVisit ? [[acceptButton(guest, ticket)]] : []),
    ...(ticket.canMoveVisit ? [[timesButton(guest, ticket.id)]] : []),
  ];
  return {
    text: paragraphs(headOf(guest, ticket), visitSentence(guest, ticket), doorSentence(guest, ticket)),
    rows: [...buttons, [openTicket(guest, ticket)]],
    pictures: faceOf(ticket),
  };
}

export const onTheWay = coming('on-the-way');

/** A bell may be broken, or not heard. */
export const atTheDoor = coming('at-the-door');

/** The code to ask for and the face of who comes, as long as they are coming so. */
function coming(state: 'on-the-way' | 'at-the-door') {
  return async (guest: Resident, ticket: MyTicket, visitId: string): Promise<View | null> => {
    if (ticket.visit?.id !== visitId || ticket.visit.state !== state) return null;
    return {
      text: paragraphs(headOf(guest, ticket), visitSentence(guest, ticket), doorSentence(guest, ticket)),
      rows: [[openTicket(guest, ticket)]],
      pictures: faceOf(ticket),
    };
  };
}

/** New times at once: the ticket goes on with one tap. */
export async function missed(guest: Resident, ticket: MyTicket, visitId: string): Promise<View | null> {
  if (ticket.visit?.id !== visitId || ticket.visit.state !== 'missed') return null;
  const windows = await listVisitWindows(guest.ctx, guest.actor, { ticketId: ticket.id });
  return {
    text: paragraphs(headOf(guest, ticket), visitSentence(guest, ticket)),
    rows: [...windowButtons(guest, ticket.id, windows), [openTicket(guest, ticket)]],
  };
}

export async function off(guest: Resident, ticket: MyTicket, visitId: string): Promise<View | null> {
  const visit = ticket.visit ? null : await readVisit(guest.ctx, visitId);
  if (visit?.state !== 'cancelled' || visit.ticketId !== ticket.id) return null;
  const sentence = guest.t('notices.visit-off', { when: sayWindow(guest, visit) });
  return { text: paragraphs(headOf(guest, ticket), sentence), rows: [[openTicket(guest, ticket)]] };
}

function headOf(guest: Resident, ticket: MyTicket) {
  return lines(bold(guest.t('notices.visit', { number: ticket.number, title: titleOf(guest, ticket, 60) })));
}

function isPlanned({ visit }: MyTicket): boolean {
  return visit !== null && ['proposed', 'accepted', 'changed'].includes(visit.state);
}

function faceOf({ visit, place }: MyTicket): Picture[] {
  return visit?.staff.hasPhoto && place === 'flat' ? [{ portraitOf: visit.staff.id }] : [];
}

function acceptButton({ t }: Resident, { id }: MyTicket): Button {
  return { label: t('resident.visit.accept'), route: acceptVisitRoute.to({ id }) };
}

function openTicket({ t }: Resident, { id, number }: MyTicket): Button {
  return { label: t('notices.show-ticket', { number }), route: asNewMessage(ticketRoute.to({ id, l: 1 })) };
}
