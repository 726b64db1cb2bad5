import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { changeTicket } from './change.ts';
import type { ReturnTicketInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';
import { sayInTicket } from './talk.ts';

/**
 * Not done after all: back to its owner, or to everybody when it has none; counted. Possible while it waits for the
 * check and for 14 days after closing. Says `ticket.returned` { messageId, count }.
 * Refusals: see `changeTicket`.
 */
export async function returnTicket(ctx: Ctx, actor: Actor, input: ReturnTicketInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, input.ticketId, 'return', async (tx, ticket) => {
    const count = ticket.reopenedCount + 1;
    if (input.text === '' && input.files.length === 0) return { data: { messageId: null, count } };
    const said = await sayInTicket(tx, ticket, { ...input, author: actor, visibility: 'resident' });
    return said.isNew ? { data: { messageId: said.messageId, count } } : 'skip';
  });
}
