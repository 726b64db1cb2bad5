import { instant } from '#api/core/time.ts';
import { acceptVisit, moveVisit } from '#api/tickets/answer-visit.ts';
import { getMyTicket } from '#api/tickets/ticket-card.ts';
import { listVisitWindows } from '#api/tickets/visit-windows.ts';
import { deed, screen } from '../screen.ts';
import { type Answer, bold, lines, type Picture, paragraphs } from '../view.ts';
import type { Resident } from '../who.ts';
import { acceptVisitRoute, moveVisitRoute, ticketRoute, toCard, visitorRoute, visitTimesRoute } from './routes.ts';
import { ticketView } from './ticket-view.ts';
import { doorSentence, sayWindow, visitSentence, windowButtons } from './visit-words.ts';
import { titleOf, workerOf } from './words.ts';

async function cardAnswer(guest: Resident, id: string, l: '1' | undefined): Promise<Answer> {
  const ticket = await getMyTicket(guest.ctx, guest.actor, id);
  return { place: 'replace', view: ticketView(guest, ticket, l === '1') };
}

export const visitScreens = [
  deed(
    acceptVisitRoute,
    async (guest, { id, l }) => {
      await acceptVisit(guest.ctx, guest.actor, { ticketId: id });
      return { ...(await cardAnswer(guest, id, l)), toast: guest.t('resident.visit.agreed') };
    },
    toCard,
  ),
  screen(visitTimesRoute, async (guest, { id, l }) => {
    const { t } = guest;
    const ticket = await getMyTicket(guest.ctx, guest.actor, id);
    const back = [{ label: t('resident.visit.back'), route: ticketRoute.to({ id, l }) }];
    if (!ticket.canMoveVisit) {
      return { place: 'replace', view: { text: t('resident.visit.no-move', { number: ticket.number }), rows: [back] } };
    }
    const windows = await listVisitWindows(guest.ctx, guest.actor, { ticketId: id });
    return {
      place: 'replace',
      view: {
        text: lines(
          bold(t('resident.visit.ask-time', { number: ticket.number, title: titleOf(guest, ticket) })),
          visitSentence(guest, ticket),
        ),
        rows: [...windowButtons(guest, id, windows, l), back],
      },
    };
  }),
  deed(
    moveVisitRoute,
    async (guest, { id, w, l }) => {
      await moveVisit(guest.ctx, guest.actor, { ticketId: id, startsAt: instant(w * 60_000) });
      const ticket = await getMyTicket(guest.ctx, guest.actor, id);
      const when = ticket.visit ? sayWindow(guest, ticket.visit) : '';
      return { ...(await cardAnswer(guest, id, l)), toast: guest.t('resident.visit.moved', { when }) };
    },
    toCard,
  ),
  screen(visitorRoute, async (guest, { id }) => {
    const ticket = await getMyTicket(guest.ctx, guest.actor, id);
    const { visit } = ticket;
    if (!visit) return cardAnswer(guest, id, undefined);
    const pictures: Picture[] = visit.staff.hasPhoto ? [{ portraitOf: visit.staff.id }] : [];
    const text = paragraphs(
      lines(bold(workerOf(guest, visit.staff)), visitSentence(guest, ticket)),
      doorSentence(guest, ticket),
    );
    return { place: 'new', view: { text, rows: [], pictures } };
  }),
];
