import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { changeTicket } from './change.ts';
import type { AnswerTicketInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';
import { sayInTicket } from './talk.ts';

/**
 * The resident answers or adds something, with words or files; waiting for them ends. Says `ticket.answered`
 * { messageId, wasAsked }. The same `externalKey` lands once. Refusals: see `changeTicket`.
 */
export async function answerTicket(ctx: Ctx, actor: Actor, input: AnswerTicketInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, input.ticketId, 'answer', async (tx, ticket) => {
    const said = await sayInTicket(tx, ticket, { ...input, author: actor, visibility: 'resident' });
    const wasAsked = ticket.pause === 'waiting-for-resident';
    return said.isNew ? { data: { messageId: said.messageId, wasAsked } } : 'skip';
  });
}
