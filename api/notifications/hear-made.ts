import { z } from 'zod';
import type { Hearer } from '#api/core/hearing.ts';
import { readTicketNow, tellReader, tellThreads } from './audience.ts';

/**
 * A ticket that a colleague opened for somebody: they get its living card, and the talk it was made of says what became of the
 * words. What a resident opened themselves they have before them.
 */
export const madeForResident: Hearer = async (tx, data, event) => {
  const { ticketId } = z.object({ ticketId: z.uuid() }).parse(data);
  const made = await tx.db.ticket.findUnique({
    where: { id: ticketId },
    select: { openedById: true, fromMessage: { select: { conversation: { select: { id: true, ticketId: true } } } } },
  });
  const ticket = made?.openedById ? await readTicketNow(tx, ticketId) : null;
  if (!made || !ticket) return;
  await tellReader(tx, ticket, `${event.id}:made`, {
    template: 'ticket-opened',
    subject: { type: 'ticket', id: ticketId },
    data: {},
  });
  const talk = made.fromMessage?.conversation;
  if (!talk) return;
  const subject = talk.ticketId
    ? { type: 'ticket' as const, id: talk.ticketId }
    : { type: 'conversation' as const, id: talk.id };
  await tellThreads(tx, `${event.id}:made`, { template: 'thread-ticket', subject, data: { ticketId } });
};
