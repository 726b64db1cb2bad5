import { getNoticeMessage } from '#api/notifications/notice-message.ts';
import type { Notice } from '#api/notifications/templates.ts';
import { type FollowedTicket, getFollowedTicket } from '#api/tickets/followed-ticket.ts';
import { joinedButtons, joinedView, problemName } from '../joined/joined-view.ts';
import { joinedRoute } from '../joined/routes.ts';
import { asNewMessage } from '../route.ts';
import { newTicketRoute } from '../tickets/routes.ts';
import { type Answer, type Button, bold, lines, paragraphs, quote } from '../view.ts';
import type { Resident } from '../who.ts';
import { authorOf } from './author.ts';

type JoinedNotice = Extract<Notice, { template: `joined-${string}` }>;

/** What who joined a shared problem is told, as it is now; null when it has moved on. Throws when they follow it no more. */
export async function joinedNotice(guest: Resident, notice: JoinedNotice): Promise<Answer | null> {
  const { t } = guest;
  const ticket = await getFollowedTicket(guest.ctx, guest.actor, notice.subject.id);
  const named = {
    number: ticket.number,
    name: problemName(guest, ticket),
    place: t(`resident.places.${ticket.place}`),
  };
  switch (notice.template) {
    case 'joined-resolved': {
      if (!ticket.canJudge) return null;
      const text = paragraphs(bold(t('notices.joined.resolved', named)), t('notices.joined.check'));
      return { place: 'new', view: { text, rows: [...joinedButtons(guest, ticket), [show(guest, ticket)]] } };
    }
    case 'joined-over': {
      if (!['closed', 'rejected', 'cancelled'].includes(ticket.status)) return null;
      const again: Button = { label: t('notices.joined.again'), route: asNewMessage(newTicketRoute.to()) };
      const text = lines(t(`notices.joined.${notice.data.why}`, named), t('notices.joined.still'));
      return { place: 'new', view: { text, rows: [[again]] } };
    }
    case 'joined-moved': {
      const { view, ...card } = cardOf(guest, ticket);
      return { place: 'new', ...card, view: { ...view, text: paragraphs(t('notices.joined.moved'), view.text) } };
    }
    case 'joined-message': {
      const message = await getNoticeMessage(guest.ctx, notice.data.messageId);
      if (message.takenBackAt || message.text === '') return null;
      const head = t('notices.joined.message', { ...named, who: authorOf(guest, message) });
      const text = lines(bold(head), quote(message.text));
      return { place: 'new', view: { text, rows: [[show(guest, ticket)]] } };
    }
  }
}

function cardOf(guest: Resident, ticket: FollowedTicket) {
  const card = { subject: { type: 'ticket' as const, id: ticket.id }, version: ticket.version };
  return { view: joinedView(guest, ticket), card };
}

function show({ t }: Resident, { id, number }: FollowedTicket): Button {
  return { label: t('notices.show-ticket', { number }), route: asNewMessage(joinedRoute.to({ id })) };
}
