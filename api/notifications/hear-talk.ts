import { z } from 'zod';
import type { TxCtx } from '#api/core/ctx.ts';
import type { Hearer } from '#api/core/hearing.ts';
import { keepFirstAnswer } from '#api/tickets/sla/first-answer.ts';
import { touchTicket } from '#api/tickets/touch-ticket.ts';
import { homeOf, readTicketNow, tellReader, tellReply, tellThreads } from './audience.ts';
import { bumpCards, bumpCardsOnce, placeCard } from './cards.ts';
import { deliver } from './deliver.ts';
import { retractMessage } from './retractions.ts';

const aboutMessage = z.object({
  messageId: z.uuid(),
  conversationId: z.uuid(),
  ticketId: z.uuid().nullish(),
  residentId: z.uuid().nullish(),
});

/** A resident wrote to the company: their talk has a card where it goes on, and the words go into its thread. */
const fromResident: Hearer = async (tx, data, event) => {
  const { messageId, conversationId, ticketId } = aboutMessage.parse(data);
  if (ticketId) {
    const subject = { type: 'ticket' as const, id: ticketId };
    return tellThreads(tx, event.id, { template: 'thread-message', subject, data: { messageId } });
  }
  const subject = { type: 'conversation' as const, id: conversationId };
  const channel = await homeOf(tx, conversationId);
  if (!channel) tx.log.warn({ conversationId }, 'no Slack channel serves this chat');
  if (channel) await placeCard(tx, { subject, place: `slack:${channel}`, channel: 'slack' });
  await bumpCardsOnce(tx, subject);
  await tellThreads(tx, event.id, { template: 'thread-message', subject, data: { messageId } });
};

/** A colleague answered: the resident reads it, and the thread shows it with its delivery mark. */
const toResident: Hearer = async (tx, data, event) => {
  const { messageId, conversationId, ticketId, residentId } = aboutMessage.parse(data);
  if (ticketId) {
    const subject = { type: 'ticket' as const, id: ticketId };
    const ticket = await readTicketNow(tx, ticketId);
    const notice = { template: 'ticket-message' as const, subject, data: { messageId } };
    if (ticket) await tellReader(tx, ticket, event.id, notice, { messageId });
    if (await keepFirstAnswer(tx, ticketId, event.createdAt)) await showAgain(tx, ticketId);
    return tellReply(tx, event.id, subject, messageId);
  }
  const subject = { type: 'conversation' as const, id: conversationId };
  if (residentId) {
    const recipient = { residentId };
    const notice = { template: 'chat-message' as const, subject, data: { messageId } };
    await deliver(tx, { ...notice, eventKey: event.id, recipient, messageId });
  }
  await bumpCardsOnce(tx, subject);
  await tellReply(tx, event.id, subject, messageId);
};

/** A reply was taken back: it leaves the resident's chat, and a question that stood on the ticket's card leaves the card. */
const takenBack: Hearer = async (tx, data) => {
  const { messageId, conversationId, ticketId } = aboutMessage.parse(data);
  await retractMessage(tx, messageId);
  await bumpCardsOnce(tx, { type: 'message', id: messageId });
  if (!ticketId) return bumpCardsOnce(tx, { type: 'conversation', id: conversationId });
  await showAgain(tx, ticketId);
};

/** What the ticket's cards show has changed without a deed. */
async function showAgain(tx: TxCtx, ticketId: string): Promise<void> {
  const version = await touchTicket(tx, ticketId);
  if (version !== null) await bumpCards(tx, { type: 'ticket', id: ticketId }, version);
}

/** The chat goes on in another channel: a card there with the story so far, and the old one says where it went. */
const handedOver: Hearer = async (tx, data, event) => {
  const { messageId, conversationId } = aboutMessage.parse(data);
  const subject = { type: 'conversation' as const, id: conversationId };
  const channel = await homeOf(tx, conversationId);
  if (channel) await placeCard(tx, { subject, place: `slack:${channel}`, channel: 'slack' });
  await bumpCardsOnce(tx, subject);
  await tellThreads(tx, event.id, { template: 'thread-story', subject, data: { messageId } });
};

type Stored = {
  messageId: string | null;
  isTakenBack: boolean;
  source: string;
  purpose: string;
  visibility: string | null;
  authorKind: string | null;
  conversationId: string | null;
  residentId: string | null;
  ticketId: string | null;
};

/**
 * A file can be shown now. It goes to the side that does not have it: the resident's into the thread, a colleague's to the
 * resident unless it belongs to a note. A ticket's own photos are news for its cards too.
 */
const fileStored: Hearer = async (tx, data, event) => {
  const { attachmentId } = z.object({ attachmentId: z.uuid() }).parse(data);
  const file = await readStored(tx, attachmentId);
  if (!file || (!file.ticketId && !file.conversationId)) return;
  const subject = file.ticketId
    ? { type: 'ticket' as const, id: file.ticketId }
    : { type: 'conversation' as const, id: file.conversationId ?? '' };
  if (file.source !== 'slack') {
    await tellThreads(tx, event.id, { template: 'thread-file', subject, data: { attachmentId } });
  }
  if (isForResident(file)) await fileToResident(tx, event.id, attachmentId, file);
  if (file.ticketId && file.conversationId === null) await showAgain(tx, file.ticketId);
};

function isForResident(file: Stored): boolean {
  if (file.source === 'telegram' || file.isTakenBack) return false;
  return file.purpose === 'report' || (file.authorKind === 'staff' && file.visibility === 'resident');
}

async function fileToResident(tx: TxCtx, eventKey: string, attachmentId: string, file: Stored): Promise<void> {
  const carried = file.messageId ? { messageId: file.messageId } : {};
  if (!file.ticketId) {
    if (!file.residentId || !file.conversationId) return;
    const subject = { type: 'conversation' as const, id: file.conversationId };
    const recipient = { residentId: file.residentId };
    const notice = { template: 'chat-file' as const, subject, data: { attachmentId } };
    await deliver(tx, { ...notice, ...carried, eventKey, recipient });
    return;
  }
  const ticket = await readTicketNow(tx, file.ticketId);
  const purpose = file.purpose === 'report' ? 'report' : 'talk';
  const subject = { type: 'ticket' as const, id: file.ticketId };
  const notice = { template: 'ticket-file' as const, subject, data: { attachmentId, purpose } as const };
  if (ticket) await tellReader(tx, ticket, eventKey, notice, carried);
}

async function readStored(tx: TxCtx, attachmentId: string): Promise<Stored | null> {
  const [row] = await tx.db.$queryRaw<Stored[]>`
    select a.source, a.purpose, a.message_id as "messageId", m.taken_back_at is not null as "isTakenBack", m.visibility, m.author_kind as "authorKind", v.id as "conversationId",
      v.resident_id as "residentId", coalesce(a.ticket_id, v.ticket_id) as "ticketId"
    from attachment a left join message m on m.id = a.message_id left join conversation v on v.id = m.conversation_id
    where a.id = ${attachmentId}::uuid and a.state = 'stored'`;
  return row ?? null;
}

export const talkHearers: Record<string, Hearer[]> = {
  'message.from-resident': [fromResident],
  'message.to-resident': [toResident],
  'message.taken-back': [takenBack],
  'conversation.handed-over': [handedOver],
  'attachment.stored': [fileStored],
};
