import { attachFiles } from '#api/conversations/attachments.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { changeTicket } from './change.ts';
import type { ResolveTicketInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';

/**
 * Reports the work done; the resident is asked to check. Says `ticket.resolved`. Materials stay on the timeline, for
 * colleagues. Refuses `ticket.no-report` { number } without words, and what `changeTicket` refuses.
 */
export async function resolveTicket(ctx: Ctx, actor: Actor, input: ResolveTicketInput): Promise<TicketSummary> {
  const report = input.report.trim();
  return changeTicket(ctx, actor, input.ticketId, 'resolve', async (tx, ticket) => {
    if (report === '') throw new AppError('ticket.no-report', { number: ticket.number });
    if (input.files && input.files.length > 0) {
      await attachFiles(tx, { owner: { ticketId: ticket.id }, purpose: 'report', files: input.files });
    }
    return { set: { report }, kept: input.materials ? { materials: input.materials } : {} };
  });
}
