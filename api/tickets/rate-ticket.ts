import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { changeTicket } from './change.ts';
import type { RateTicketInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';

/**
 * 1 to 5, with reasons and words, for a closed ticket; a later rating replaces the former for 14 days. Reasons and
 * words that are not named stay. Says `ticket.rated` { rating, isNews: not reasons alone }. Refusals: see `changeTicket`.
 */
export async function rateTicket(ctx: Ctx, actor: Actor, input: RateTicketInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, input.ticketId, 'rate', (_tx, ticket) => {
    const { rating, reasons = ticket.ratingReasons, comment = ticket.ratingComment } = input;
    const isNews = rating !== ticket.rating || comment !== ticket.ratingComment;
    return {
      set: { rating, ratingReasons: reasons, ratingComment: comment },
      data: { rating, isNews },
    };
  });
}
