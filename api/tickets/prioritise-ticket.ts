import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { changeTicket } from './change.ts';
import type { PrioritiseTicketInput, TicketInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';

/**
 * Changes how urgent the ticket is; the same again changes nothing. An emergency gets a card in the emergency channel too. Says
 * `ticket.prioritised` { from, to }. Refusals: see `changeTicket`.
 */
export async function prioritiseTicket(ctx: Ctx, actor: Actor, input: PrioritiseTicketInput): Promise<TicketSummary> {
  const { urgency } = input;
  return changeTicket(ctx, actor, input.ticketId, 'prioritise', (_tx, ticket) =>
    ticket.urgency === urgency ? 'skip' : { set: { urgency }, data: { from: ticket.urgency, to: urgency } },
  );
}

/**
 * The danger is over, the repair may follow: the clock of the emergency stops. Once; pressed again it changes nothing. Says
 * `ticket.localised`. Refuses `ticket.no-emergency` { number }, and what `changeTicket` refuses.
 */
export async function localiseTicket(ctx: Ctx, actor: Actor, { ticketId }: TicketInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, ticketId, 'localise', (_tx, ticket) => {
    if (ticket.urgency !== 'emergency') throw new AppError('ticket.no-emergency', { number: ticket.number });
    return ticket.localisedAt === null ? {} : 'skip';
  });
}
