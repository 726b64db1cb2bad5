import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { changeTicket } from './change.ts';
import type { TicketInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';

/**
 * Gives the ticket back to whoever takes it next. A hold ends; a question to the resident stays open. Says `ticket.released`
 * { wasAssignedTo }. Refusals: see `changeTicket`.
 */
export async function releaseTicket(ctx: Ctx, actor: Actor, { ticketId }: TicketInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, ticketId, 'release', (_tx, ticket) => ({
    data: { wasAssignedTo: ticket.assigneeId },
  }));
}
