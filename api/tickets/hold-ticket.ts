import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { plus } from '#api/core/time.ts';
import { changeTicket } from './change.ts';
import type { HoldTicketInput, TicketInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';

/**
 * Puts the ticket off, with a reason, until a moment or until somebody resumes it. Says `ticket.held`. Refuses
 * `ticket.hold-in-past` and `ticket.hold-too-long` { days } (more than a year), and what `changeTicket` refuses.
 */
export async function holdTicket(ctx: Ctx, actor: Actor, input: HoldTicketInput): Promise<TicketSummary> {
  const until = input.until ?? null;
  return changeTicket(ctx, actor, input.ticketId, 'hold', (tx) => {
    if (until && until <= tx.now()) throw new AppError('ticket.hold-in-past');
    if (until && until > plus(tx.now(), 'P366D')) throw new AppError('ticket.hold-too-long', { days: 366 });
    return { set: { pauseReason: input.reason, pausedUntil: until } };
  });
}

/**
 * Ends a pause: a hold, by its owner or by the system when its time has come; or the wait for an answer that nobody needs any
 * more. The clocks go on. Says `ticket.resumed` { ended }. Refusals: see `changeTicket`.
 */
export async function resumeTicket(ctx: Ctx, actor: Actor, { ticketId }: TicketInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, ticketId, 'resume', (_tx, { pause }) => ({ data: { ended: pause } }));
}
