import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { changeTicket } from './change.ts';
import type { MoveVisitInput, TicketInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';
import { offeredWindows } from './visit-windows.ts';
import { changeVisit, findLastVisit, planVisit, visitFacts } from './visits.ts';

/**
 * The resident agrees to the proposed window. Says `ticket.visit-accepted` { visitId … }. Refuses `visit.none` { number },
 * `visit.wrong-state` { state, number }, and what `changeTicket` refuses.
 */
export async function acceptVisit(ctx: Ctx, actor: Actor, { ticketId }: TicketInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, ticketId, 'accept-visit', async (tx, { id, number }) => {
    const visit = await findLastVisit(tx, id);
    if (!visit) throw new AppError('visit.none', { number });
    if (visit.endsAt <= tx.now()) throw new AppError('visit.in-past');
    return { data: visitFacts(await changeVisit(tx, visit, 'accept', { number })) };
  });
}

/**
 * The resident picks another of the offered windows; after a visit that nobody opened to, a new one is planned so. Says
 * `ticket.visit-moved` { visitId … }. Refuses `visit.none` { number }, `visit.wrong-state` { state, number } (on the way
 * already, or over), `visit.not-offered` when the window is not on offer any more, and what `changeTicket` refuses.
 */
export async function moveVisit(ctx: Ctx, actor: Actor, input: MoveVisitInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, input.ticketId, 'move-visit', async (tx, ticket) => {
    const { id: ticketId, number } = ticket;
    const visit = await findLastVisit(tx, ticketId);
    if (!visit) throw new AppError('visit.none', { number });
    const offered = await offeredWindows(tx, ticket.buildingId);
    const window = offered.find((one) => one.startsAt.getTime() === input.startsAt.getTime());
    if (!window) throw new AppError('visit.not-offered');
    if (visit.state !== 'missed')
      return { data: visitFacts(await changeVisit(tx, visit, 'move', { number, ...window })) };
    const staffId = ticket.assigneeId ?? visit.staffId;
    return { data: visitFacts(await planVisit(tx, { ticketId, staffId, ...window, state: 'changed' })) };
  });
}
