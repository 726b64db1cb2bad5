import { z } from 'zod';
import type { TxCtx } from '#api/core/ctx.ts';
import type { Hearer } from '#api/core/hearing.ts';
import { followersSql } from '#api/tickets/followed-ticket.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { readTicketNow, tellReply, tellThreads } from './audience.ts';
import { bumpCards } from './cards.ts';
import { fanOut } from './fan-out.ts';
import type { NoticeShapes } from './templates.ts';

const aboutTicket = z.object({
  ticketId: z.uuid(),
  version: z.int().optional(),
  messageId: z.uuid().nullish(),
  originalId: z.uuid().nullish(),
  why: z.string().optional(),
});

type Joined = 'joined-resolved' | 'joined-over' | 'joined-moved';

/** Who joined a ticket hears the same at once, with one statement; `of` is whose followers they are, when it is not the subject's. */
async function tellJoined<T extends Joined>(
  tx: TxCtx,
  eventKey: string,
  notice: { template: T; ticketId: string; of?: string; data: NoticeShapes[T]['data'] },
): Promise<void> {
  const { template, ticketId, of = ticketId, data } = notice;
  await fanOut(tx, {
    eventKey: `${eventKey}:joined`,
    template,
    subject: { type: 'ticket', id: ticketId },
    lane: 'soon',
    people: Prisma.sql`
      select who.resident_id, ${JSON.stringify(data)}::jsonb as data from (${followersSql(of, tx.now())}) who`,
  });
}

/** Somebody joined or left: the cards say how many they are; what they said about it stands in the thread. */
const joinedOrLeft: Hearer = async (tx, data, event) => {
  const { ticketId, version, messageId } = aboutTicket.parse(data);
  const subject = { type: 'ticket' as const, id: ticketId };
  if (version !== undefined) await bumpCards(tx, subject, version);
  if (messageId) await tellThreads(tx, event.id, { template: 'thread-message', subject, data: { messageId } });
};

const resolved: Hearer = async (tx, data, event) => {
  const { ticketId } = aboutTicket.parse(data);
  await tellJoined(tx, event.id, { template: 'joined-resolved', ticketId, data: {} });
};

function over(why: NoticeShapes['joined-over']['data']['why']): Hearer {
  return async (tx, data, event) => {
    const { ticketId, why: how } = aboutTicket.parse(data);
    // Everybody's silence is what they were asked for.
    if (how !== 'silence') await tellJoined(tx, event.id, { template: 'joined-over', ticketId, data: { why } });
  };
}

const moved: Hearer = async (tx, data, event) => {
  const { ticketId, originalId } = aboutTicket.parse(data);
  if (!originalId) return;
  await tellJoined(tx, event.id, { template: 'joined-moved', ticketId: originalId, of: ticketId, data: {} });
};

/** A colleague wrote to everybody: the author hears it as an answer of theirs, who joined as news of the problem. */
const toAll: Hearer = async (tx, data, event) => {
  const { messageId, ticketId } = z.object({ messageId: z.uuid(), ticketId: z.uuid() }).parse(data);
  const ticket = await readTicketNow(tx, ticketId);
  if (!ticket) return;
  const subject = { type: 'ticket' as const, id: ticketId };
  await fanOut(tx, {
    eventKey: event.id,
    template: 'joined-message',
    subject,
    lane: 'soon',
    messageId,
    ...(ticket.urgency === 'emergency' ? { manner: 'loud' } : {}),
    people: Prisma.sql`
      select who.resident_id, ${JSON.stringify({ messageId })}::jsonb as data
      from (${followersSql(ticketId, tx.now())}) who`,
  });
  if (!(await hasAuthor(tx, ticketId))) await tellReply(tx, event.id, subject, messageId);
};

/** The author's own copy brings the line of the thread with it. */
async function hasAuthor(tx: TxCtx, ticketId: string): Promise<boolean> {
  return (await tx.db.ticket.count({ where: { id: ticketId, residentId: { not: null } } })) > 0;
}

export const joinedHearers: Record<string, Hearer[]> = {
  'ticket.joined': [joinedOrLeft],
  'ticket.left': [joinedOrLeft],
  'ticket.resolved': [resolved],
  'ticket.rejected': [over('rejected')],
  'ticket.cancelled': [over('cancelled')],
  'ticket.closed': [over('closed')],
  'ticket.expired': [over('closed')],
  'ticket.merged': [moved],
  'message.to-all': [toAll],
};
