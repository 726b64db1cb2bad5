import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { changeTicket } from './change.ts';
import type { TicketInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';

/** The owner begins; a pause ends with it. Says `ticket.started`. Refusals: see `changeTicket`. */
export async function startTicket(ctx: Ctx, actor: Actor, { ticketId }: TicketInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, ticketId, 'start');
}
