import { z } from 'zod';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { plus } from '#api/core/time.ts';
import { changeTicket } from '../change.ts';
import type { TicketSummary } from '../summary.ts';

/** Nobody believes a promise for later than this. */
export const farthestPromiseDays = 90;

export const renewPromiseInput = z.object({
  ticketId: z.uuid(),
  dueAt: z.date(),
  /** Read by the resident. */
  reason: z.string().trim().min(1).max(1000),
});
export type RenewPromiseInput = z.infer<typeof renewPromiseInput>;

/**
 * Promises the solution anew, for a moment and with a reason, both told to the resident. The old promise counts as broken. Says
 * `ticket.renewed` { dueAt }. Refuses `ticket.promise-in-past`, `ticket.promise-too-far` { days }, and what `changeTicket` refuses.
 */
export async function renewPromise(ctx: Ctx, actor: Actor, input: RenewPromiseInput): Promise<TicketSummary> {
  const { ticketId, dueAt, reason } = input;
  return changeTicket(ctx, actor, ticketId, 'renew', (tx) => {
    if (dueAt <= tx.now()) throw new AppError('ticket.promise-in-past');
    if (dueAt > plus(tx.now(), `P${farthestPromiseDays}D`)) {
      throw new AppError('ticket.promise-too-far', { days: farthestPromiseDays });
    }
    return { renewal: { dueAt, reason }, data: { dueAt: dueAt.toISOString() } };
  });
}
