import type { Actor, StaffActor, StaffRole } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { changeTicket } from './change.ts';
import { canServe } from './policy.ts';
import type { AssignTicketInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';

/**
 * Gives the ticket to a named colleague: by its owner, or by a dispatcher or manager. A planned visit goes with it. To who has
 * it already changes nothing. Says `ticket.assigned` { to, wasAssignedTo }. Refuses `staff.not-found`, `staff.inactive`,
 * `ticket.cannot-serve` { name, kind } when their roles do not serve its kind, and what `changeTicket` refuses.
 */
export async function assignTicket(ctx: Ctx, actor: Actor, input: AssignTicketInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, input.ticketId, 'assign', async (tx, ticket) => {
    if (ticket.assigneeId === input.staffId) return 'skip';
    const { name, ...target } = await readColleague(tx, input.staffId);
    if (!canServe(target, ticket.kind)) throw new AppError('ticket.cannot-serve', { name, kind: ticket.kind });
    return { ownerId: input.staffId, data: { to: input.staffId, wasAssignedTo: ticket.assigneeId } };
  });
}

async function readColleague(tx: TxCtx, staffId: string): Promise<StaffActor & { name: string }> {
  const row = await tx.db.staffMember.findUnique({
    where: { id: staffId },
    select: { name: true, roles: true, deactivatedAt: true },
  });
  if (!row) throw new AppError('staff.not-found');
  if (row.deactivatedAt) throw new AppError('staff.inactive');
  return { kind: 'staff', staffId, roles: row.roles as StaffRole[], name: row.name };
}
