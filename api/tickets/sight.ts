import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError, isAppError } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import { flatAccess } from '#api/residents/access.ts';
import { canRead } from './policy.ts';

type Where = { unitId: string | null; residentId: string | null; createdAt: Instant };

/**
 * Throws `ticket.not-found` unless `actor` may see this ticket: a colleague any; a resident those of a flat that is
 * theirs today, opened since their own occupancy began (the whole household shares them), and those of their own
 * that belong to no flat. A ticket of another flat and one that does not exist look the same.
 */
export async function mustSeeTicket(ctx: Ctx, actor: Actor, ticket: Where): Promise<void> {
  if (canRead(actor)) return;
  if (actor.kind !== 'resident' || !(await livesWhere(ctx, actor, ticket))) throw new AppError('ticket.not-found');
}

async function livesWhere(ctx: Ctx, actor: Actor & { kind: 'resident' }, ticket: Where): Promise<boolean> {
  if (ticket.unitId === null) return ticket.residentId === actor.residentId;
  try {
    const flat = await flatAccess(ctx, actor, ticket.unitId, 'tickets');
    return ticket.createdAt >= flat.since;
  } catch (error) {
    if (isAppError(error, 'flat.not-found') || isAppError(error, 'not-allowed')) return false;
    throw error;
  }
}
