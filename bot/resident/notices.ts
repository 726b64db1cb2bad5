import { openAttachment } from '#api/conversations/attachments.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { isAppError } from '#api/core/errors.ts';
import { getMyNews } from '#api/news/read-news.ts';
import { getNoticeMessage } from '#api/notifications/notice-message.ts';
import type { Notice } from '#api/notifications/templates.ts';
import { getMyTicket, type MyTicket } from '#api/tickets/ticket-card.ts';
import { chatRoute } from './chat.ts';
import { dutyCard } from './duty/duty.ts';
import { postView } from './news.ts';
import { authorOf } from './notices/author.ts';
import { billReminder, disputeDecided } from './notices/bills.ts';
import { joinedNotice } from './notices/joined.ts';
import { outageNotice } from './notices/outage.ts';
import { paymentFailed, paymentReceived, paymentRefunded } from './notices/payments.ts';
import { accessEnded, joinDecided, newcomer } from './notices/people.ts';
import { emergencyUnclaimed, promiseRenewed } from './notices/promises.ts';
import { readings } from './notices/reminders.ts';
import {
  claimed,
  closed,
  localised,
  merged,
  onHold,
  openedForYou,
  question,
  rejected,
  resolved,
  ticketMessage,
  waiting,
  willClose,
} from './notices/ticket-notices.ts';
import { atTheDoor, missed, off, onTheWay, proposed, soon } from './notices/visit-notices.ts';
import { asNewMessage } from './route.ts';
import { type Answer, type Button, bold, lines, quote, type View } from './view.ts';
import { type Guest, isResident, type Resident } from './who.ts';

/**
 * A notice in the resident's language, as things stand now; null when it is no longer worth sending: taken back, answered in the
 * meantime, or no longer theirs to see.
 */
export async function renderNotice(ctx: Ctx, guest: Guest, notice: Notice): Promise<Answer | null> {
  const inside = { ...guest, ctx };
  if (notice.template === 'join-decided') return joinDecided(inside, notice.data.approved);
  if (notice.template === 'access-ended') {
    return accessEnded(inside, notice.data);
  }
  try {
    if (notice.template === 'duty-emergency') return await calledOut(inside, notice.subject.id);
    return isResident(inside) ? await renderFor(inside, notice) : null;
  } catch (error) {
    const isGone = isAppError(error) && (error.code.endsWith('.not-found') || error.code === 'not-allowed');
    if (isGone) return null;
    throw error;
  }
}

/** The message is the emergency's living card in that chat: whoever takes it, it says so. */
async function calledOut(guest: Guest, ticketId: string): Promise<Answer | null> {
  const shown = await dutyCard(guest, ticketId);
  if (!shown || shown.view.rows.length === 0) return null;
  return {
    place: 'new',
    view: shown.view,
    card: { subject: { type: 'ticket', id: ticketId }, version: shown.version },
  };
}

async function renderFor(guest: Resident, notice: Notice): Promise<Answer | null> {
  switch (notice.template) {
    case 'ticket-claimed':
      return aboutTicket(guest, notice.subject.id, (ticket) => claimed(guest, ticket));
    case 'ticket-opened':
      return openedForYou(guest, notice.subject.id);
    case 'ticket-question':
      return aboutTicket(guest, notice.subject.id, (ticket) => question(guest, ticket, notice.data.messageId));
    case 'ticket-on-hold': {
      const { until, reason } = notice.data;
      return aboutTicket(guest, notice.subject.id, (ticket) => onHold(guest, ticket, until, reason));
    }
    case 'ticket-resolved':
      return aboutTicket(guest, notice.subject.id, (ticket) => resolved(guest, ticket));
    case 'ticket-rejected':
      return aboutTicket(guest, notice.subject.id, (ticket) => rejected(guest, ticket));
    case 'ticket-will-close':
      return aboutTicket(guest, notice.subject.id, (ticket) => willClose(guest, ticket, notice.data.closesOn));
    case 'ticket-closed':
      return aboutTicket(guest, notice.subject.id, (ticket) => closed(guest, ticket, notice.data.why));
    case 'promise-renewed':
      return aboutTicket(guest, notice.subject.id, (ticket) => promiseRenewed(guest, ticket));
    case 'emergency-unclaimed':
      return aboutTicket(guest, notice.subject.id, (ticket) => emergencyUnclaimed(guest, ticket, notice.data.danger));
    case 'ticket-waiting':
      return aboutTicket(guest, notice.subject.id, (ticket) => waiting(guest, ticket, notice.data.closesOn));
    case 'ticket-localised':
      return aboutTicket(guest, notice.subject.id, (ticket) => localised(guest, ticket));
    case 'ticket-merged':
      return aboutTicket(guest, notice.subject.id, (ticket) => merged(guest, ticket));
    case 'visit-proposed':
    case 'visit-soon':
    case 'visit-on-the-way':
    case 'visit-at-the-door':
    case 'visit-missed':
    case 'visit-off': {
      const show = visitNotices[notice.template];
      return aboutTicket(guest, notice.subject.id, (ticket) => show(guest, ticket, notice.data.visitId));
    }
    case 'ticket-message':
      return aboutTicket(guest, notice.subject.id, (ticket) => ticketMessage(guest, ticket, notice.data.messageId));
    case 'chat-message':
      return chatMessage(guest, notice.data.messageId);
    case 'ticket-file': {
      const { attachmentId, purpose } = notice.data;
      return aboutTicket(guest, notice.subject.id, ({ number }) =>
        fileView(guest, attachmentId, guest.t(`notices.file-${purpose}`, { number })),
      );
    }
    case 'chat-file':
      return { place: 'new', view: await fileView(guest, notice.data.attachmentId, guest.t('notices.file-chat')) };
    case 'newcomer':
      return newcomer(guest, notice.subject.id, notice.data.unitId);
    case 'news': {
      const post = await getMyNews(guest.ctx, guest.actor, notice.subject.id);
      return { place: 'new', view: postView(guest, post, false) };
    }
    case 'joined-resolved':
    case 'joined-over':
    case 'joined-moved':
    case 'joined-message':
      return joinedNotice(guest, notice);
    case 'outage':
      return asAnswer(await outageNotice(guest, notice.subject.id, notice.data));
    case 'readings-open':
    case 'readings-closing':
      return readings(guest, notice);
    case 'payment-received':
      return paymentReceived(guest, notice.subject.id);
    case 'payment-failed':
      return paymentFailed(guest, notice.subject.id);
    case 'payment-refunded':
      return paymentRefunded(guest, notice.subject.id, notice.data.amountMinor);
    case 'bill-reminder':
      return billReminder(guest, notice.data);
    case 'dispute-decided':
      return aboutTicket(guest, notice.subject.id, (ticket) => disputeDecided(guest, ticket, notice.data));
    default:
      return null;
  }
}

const visitNotices = {
  'visit-proposed': proposed,
  'visit-soon': soon,
  'visit-on-the-way': onTheWay,
  'visit-at-the-door': atTheDoor,
  'visit-missed': missed,
  'visit-off': off,
};

async function aboutTicket(
  guest: Resident,
  ticketId: string,
  view: (ticket: MyTicket) => Promise<View | null>,
): Promise<Answer | null> {
  const ticket = await getMyTicket(guest.ctx, guest.actor, ticketId);
  return asAnswer(await view(ticket));
}

function asAnswer(view: View | null): Answer | null {
  return view && { place: 'new', view };
}

async function chatMessage(guest: Resident, messageId: string): Promise<Answer | null> {
  const message = await getNoticeMessage(guest.ctx, messageId);
  if (message.takenBackAt || message.text === '') return null;
  const { t } = guest;
  const answer: Button = { label: t('notices.answer'), route: asNewMessage(chatRoute.to({ id: message.unitId })) };
  const text = lines(bold(t('notices.chat-message', { who: authorOf(guest, message) })), quote(message.text));
  return { place: 'new', view: { text, rows: [[answer]] } };
}

/** A picture is shown; any other file is sent as it is, under its name. */
async function fileView(guest: Resident, attachmentId: string, caption: string): Promise<View> {
  const { stream, mime, name, sizeBytes } = await openAttachment(guest.ctx, guest.actor, attachmentId);
  stream.destroy();
  const isPicture = ['image/jpeg', 'image/png', 'image/webp'].includes(mime) && sizeBytes <= largestPicture;
  if (isPicture) return { text: caption, rows: [], pictures: [{ attachmentId }] };
  return { text: `${caption}: ${name}`, rows: [], files: [{ attachmentId }] };
}

/** Messengers show pictures up to 10 MB (Bot API, sendPhoto); larger ones travel as files. */
const largestPicture = 10 * 1024 * 1024;
