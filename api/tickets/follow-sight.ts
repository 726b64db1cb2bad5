import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError, isAppError } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import { type Flat, flatAccess } from '#api/residents/access.ts';

/** What a resident said about a ticket that they joined: all is well, or it is not. */
export type Verdict = 'accepted' | 'returned';

export type Following = { unitId: string; verdict: Verdict | null; verdictAt: Instant | null; since: Instant };

/**
 * How `actor` follows a ticket: they joined it from a flat that has been theirs since, with the right to tickets. Who moved out
 * follows nothing any more. Refuses `ticket.not-found`, as for a ticket that does not exist.
 */
export async function mustFollow(ctx: Ctx, actor: Actor, ticketId: string): Promise<Following> {
  const residentId = actor.kind === 'resident' ? actor.residentId : null;
  const row =
    residentId === null
      ? null
      : await ctx.db.ticketFollower.findUnique({ where: { ticketId_residentId: { ticketId, residentId } } });
  const flat = row && (await flatOf(ctx, actor, row.unitId));
  if (!row || !flat || row.createdAt < flat.since) throw new AppError('ticket.not-found');
  const verdict = row.verdict === 'accepted' || row.verdict === 'returned' ? row.verdict : null;
  return { unitId: row.unitId, verdict, verdictAt: row.verdictAt, since: row.createdAt };
}

/** The flat when it is theirs today with the right to tickets, else null. */
async function flatOf(ctx: Ctx, actor: Actor, unitId: string): Promise<Flat | null> {
  try {
    return await flatAccess(ctx, actor, unitId, 'tickets');
  } catch (error) {
    if (isAppError(error, 'flat.not-found') || isAppError(error, 'not-allowed')) return null;
    throw error;
  }
}
