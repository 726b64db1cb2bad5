import type { Actor } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { plus } from '#api/core/time.ts';
import { changeTicket, type LockedTicket } from './change.ts';
import type { TicketInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';
import { changeVisit, findVisitAhead, planVisit, type Visit, visitFacts } from './visits.ts';

/** Who sets off without an appointment is expected within this. */
const onTheWayFor = 'PT2H';

/**
 * "On my way": to the visit that was agreed, or, without one or long before it, now. A pause ends. Says `ticket.set-off`
 * { visitId … }. Refuses `visit.wrong-state` { state, number } when they are on the way already, and what `changeTicket` refuses.
 */
export async function setOff(ctx: Ctx, actor: Actor, { ticketId }: TicketInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, ticketId, 'set-off', async (tx, ticket) => {
    const visit = await findVisitAhead(tx, ticketId);
    if (!visit) return { data: visitFacts(await planNow(tx, ticket, 'on-the-way')) };
    const isEarly = visit.startsAt > plus(tx.now(), onTheWayFor);
    const window = isEarly ? { startsAt: tx.now(), endsAt: plus(tx.now(), onTheWayFor) } : {};
    return { data: visitFacts(await changeVisit(tx, visit, 'set-off', { number: ticket.number, ...window })) };
  });
}

/**
 * "At the door": the work begins, and the resident may ask for the code. Says `ticket.arrived` { visitId … }. Refuses
 * `visit.wrong-state` { state, number } when they are at the door already, and what `changeTicket` refuses.
 */
export async function arrive(ctx: Ctx, actor: Actor, { ticketId }: TicketInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, ticketId, 'arrive', async (tx, ticket) => {
    const visit = await findVisitAhead(tx, ticketId);
    if (!visit) return { data: visitFacts(await planNow(tx, ticket, 'at-the-door')) };
    return { data: visitFacts(await changeVisit(tx, visit, 'arrive', { number: ticket.number })) };
  });
}

/**
 * "Nobody opened": the ticket waits for the resident, who is offered new times. Says `ticket.missed` { visitId … }. Refuses
 * `visit.none` { number }, `visit.not-yet` { startsAt } before the agreed time, `visit.wrong-state` { state, number } when nobody
 * agreed to it, and what `changeTicket` refuses.
 */
export async function missVisit(ctx: Ctx, actor: Actor, { ticketId }: TicketInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, ticketId, 'miss', async (tx, { number }) => {
    const visit = await findVisitAhead(tx, ticketId);
    if (!visit) throw new AppError('visit.none', { number });
    const isPlanned = visit.state === 'accepted' || visit.state === 'changed';
    if (isPlanned && visit.startsAt > tx.now()) throw new AppError('visit.not-yet', { startsAt: visit.startsAt });
    return { data: visitFacts(await changeVisit(tx, visit, 'miss', { number })) };
  });
}

function planNow(tx: TxCtx, ticket: LockedTicket, state: 'on-the-way' | 'at-the-door'): Promise<Visit> {
  const now = tx.now();
  const window = { startsAt: now, endsAt: plus(now, onTheWayFor) };
  return planVisit(tx, { ticketId: ticket.id, staffId: ticket.assigneeId ?? '', ...window, state });
}
