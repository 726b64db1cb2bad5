import type { IncomingFile } from '#api/conversations/attachments.ts';
import { addMessage, startConversation } from '#api/conversations/talk.ts';
import type { Actor } from '#api/core/actor.ts';
import type { TxCtx } from '#api/core/ctx.ts';
import { serviceOf } from './policy.ts';
import type { TicketSummary } from './summary.ts';

type Saying = {
  author: Actor;
  visibility: 'resident' | 'internal';
  text: string;
  files: IncomingFile[];
  externalKey?: string;
};

/**
 * Puts words into the talk of a ticket, which begins with the first of them. `isNew` is false when the same
 * `externalKey` was said before. The caller holds the ticket's lock, so one talk is started and a key lands once.
 */
export async function sayInTicket(
  tx: TxCtx,
  ticket: TicketSummary,
  saying: Saying,
): Promise<{ messageId: string; isNew: boolean }> {
  const conversation =
    (await tx.db.conversation.findUnique({ where: { ticketId: ticket.id }, select: { id: true } })) ??
    (await startConversation(tx, {
      ticketId: ticket.id,
      residentId: ticket.residentId,
      unitId: ticket.unitId,
      service: serviceOf(ticket),
    }));
  const message = await addMessage(tx, { ...saying, conversationId: conversation.id });
  return { messageId: message.id, isNew: message.isNew };
}
