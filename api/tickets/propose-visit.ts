import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { changeTicket, type LockedTicket } from './change.ts';
import type { ProposeVisitInput, TicketInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';
import { mustMakeSense, timeZoneAt } from './visit-windows.ts';
import { changeVisit, findVisitAhead, planVisit, type VisitWindow, visitFacts } from './visits.ts';

/**
 * Proposes a window in which the ticket's owner comes; it takes the place of one that was not kept. Where nobody has to open a
 * door (common areas, grounds, a ticket without a resident) it is agreed at once. A hold ends. The same window again changes
 * nothing. Says `ticket.visit-proposed` { visitId, startsAt, endsAt, visit }. Refuses what `mustMakeSense` and `changeTicket` refuse.
 */
export async function proposeVisit(ctx: Ctx, actor: Actor, input: ProposeVisitInput): Promise<TicketSummary> {
  const { startsAt, endsAt } = input;
  return changeTicket(ctx, actor, input.ticketId, 'propose-visit', async (tx, ticket) => {
    const timeZone = await timeZoneAt(tx, ticket.buildingId);
    mustMakeSense(input, { now: tx.now(), timeZone, isEmergency: ticket.urgency === 'emergency' });
    const former = await findVisitAhead(tx, ticket.id);
    if (former && isSame(former, input) && former.state !== 'at-the-door') return 'skip';
    if (former) await changeVisit(tx, former, 'replace');
    const state = needsConsent(ticket) ? 'proposed' : 'accepted';
    const staffId = ticket.assigneeId ?? '';
    return { data: visitFacts(await planVisit(tx, { ticketId: ticket.id, staffId, startsAt, endsAt, state })) };
  });
}

/**
 * Calls the visit off. Says `ticket.visit-cancelled` { visitId … }. Refuses `visit.none` { number }, `visit.wrong-state` { state }
 * at the door already, and what `changeTicket` refuses.
 */
export async function cancelVisit(ctx: Ctx, actor: Actor, { ticketId }: TicketInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, ticketId, 'cancel-visit', async (tx, { id, number }) => {
    const visit = await findVisitAhead(tx, id);
    if (!visit) throw new AppError('visit.none', { number });
    return { data: visitFacts(await changeVisit(tx, visit, 'cancel', { number })) };
  });
}

function needsConsent(ticket: LockedTicket): boolean {
  return ticket.place === 'flat' && ticket.unitId !== null;
}

function isSame(one: VisitWindow, other: VisitWindow): boolean {
  return one.startsAt.getTime() === other.startsAt.getTime() && one.endsAt.getTime() === other.endsAt.getTime();
}
