import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { changeTicket } from './change.ts';
import type { AskResidentInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';
import { sayInTicket } from './talk.ts';

/**
 * Asks the resident and pauses the ticket until they answer. The question becomes a message they see. Says
 * `ticket.asked` { messageId }. The same `externalKey` asks once. Refuses `ticket.no-resident` { number } when nobody
 * is there to ask, and what `changeTicket` refuses.
 */
export async function askResident(ctx: Ctx, actor: Actor, input: AskResidentInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, input.ticketId, 'ask', async (tx, ticket) => {
    if (ticket.residentId === null && ticket.unitId === null)
      throw new AppError('ticket.no-resident', { number: ticket.number });
    const said = await sayInTicket(tx, ticket, {
      author: actor,
      visibility: 'resident',
      text: input.question,
      files: [],
      externalKey: input.externalKey,
    });
    return said.isNew ? { data: { messageId: said.messageId } } : 'skip';
  });
}
