import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { changeTicket } from './change.ts';
import type { RejectTicketInput, TicketInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';

/** The resident agrees that it is done: closed. Says `ticket.accepted`. Refusals: see `changeTicket`. */
export async function acceptTicket(ctx: Ctx, actor: Actor, { ticketId }: TicketInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, ticketId, 'accept');
}

/** The resident takes it back before the work has begun. Says `ticket.cancelled`. Refusals: see `changeTicket`. */
export async function cancelTicket(ctx: Ctx, actor: Actor, { ticketId }: TicketInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, ticketId, 'cancel');
}

/** Not ours, with a reason the resident reads. Says `ticket.rejected`. Refusals: see `changeTicket`. */
export async function rejectTicket(ctx: Ctx, actor: Actor, input: RejectTicketInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, input.ticketId, 'reject', () => ({ set: { rejectedReason: input.reason } }));
}

/** Closes what was resolved and not answered for days. Says `ticket.closed` { why }. Refusals: see `changeTicket`. */
export async function closeTicket(ctx: Ctx, actor: Actor, { ticketId }: TicketInput): Promise<TicketSummary> {
  const why = actor.kind === 'system' ? 'silence' : 'company';
  return changeTicket(ctx, actor, ticketId, 'close', () => ({ set: { closedAs: why }, data: { why } }));
}

/**
 * Closes what waited for the resident's answer until it was no use waiting: "no answer". The system's alone; they reopen it in
 * one tap. Says `ticket.expired` { why }. Refusals: see `changeTicket`.
 */
export async function expireTicket(ctx: Ctx, actor: Actor, { ticketId }: TicketInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, ticketId, 'expire', () => ({ data: { why: 'no-answer' } }));
}
