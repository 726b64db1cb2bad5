import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { refusal } from '#api/tickets/policy.ts';
import type { StaffTicket } from '#api/tickets/staff-tickets.ts';
import type { TicketDeed } from '#api/tickets/status.ts';

/**
 * Throws what the deed itself would refuse, before a form is opened for it: nobody should fill one in for nothing. The deed asks
 * again.
 */
export function mustBeOpen(ctx: Ctx, actor: Actor, deed: TicketDeed, ticket: StaffTicket): void {
  const code = refusal(actor, deed, ticket, ctx.now());
  const { number, kind, status, pause, assignee } = ticket;
  if (code) throw new AppError(code, { number, kind, status, pause, by: assignee?.name ?? null });
}
