import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { newDigits, newId } from '#api/core/ids.ts';
import type { Instant } from '#api/core/time.ts';
import type { TicketState } from './status.ts';
import { statesAhead, type VisitDeed, type VisitState, visitAfter } from './visit-status.ts';

/** A visit as it is kept. `code` is for the resident and for who comes: nobody else is shown it. */
export type Visit = {
  id: string;
  ticketId: string;
  staffId: string;
  startsAt: Instant;
  endsAt: Instant;
  state: VisitState;
  code: string;
};

export type VisitWindow = { startsAt: Instant; endsAt: Instant };

/** The visit ahead of a ticket, else the last there was; null when nobody has ever planned one. */
export async function findLastVisit(ctx: Ctx | TxCtx, ticketId: string): Promise<Visit | null> {
  const [visit] = await ctx.db.$queryRaw<Visit[]>`
    select id, ticket_id as "ticketId", staff_id as "staffId", starts_at as "startsAt", ends_at as "endsAt", state, code
    from visit where ticket_id = ${ticketId}::uuid
    order by state = any(${[...statesAhead]}::text[]) desc, created_at desc, id desc limit 1`;
  return visit ?? null;
}

/** One visit as it is now, for who was told about it; asks nobody's leave. */
export async function readVisit(ctx: Ctx, visitId: string): Promise<Visit | null> {
  const visit = await ctx.db.visit.findUnique({ where: { id: visitId } });
  return visit && { ...visit, state: visit.state as VisitState };
}

/** The visit that is still to come or going on, or null. */
export async function findVisitAhead(ctx: Ctx | TxCtx, ticketId: string): Promise<Visit | null> {
  const visit = await findLastVisit(ctx, ticketId);
  return visit && statesAhead.includes(visit.state) ? visit : null;
}

/** Writes down a new visit with a code of its own. The caller holds the ticket's lock and has ended the former one. */
export async function planVisit(
  tx: TxCtx,
  visit: VisitWindow & { ticketId: string; staffId: string; state: VisitState },
): Promise<Visit> {
  const now = tx.now();
  const planned = { ...visit, id: newId(now), code: newDigits(4) };
  await tx.db.visit.create({ data: { ...planned, createdAt: now, updatedAt: now }, select: { id: true } });
  return planned;
}

/**
 * Changes a visit by a deed of its own machine, perhaps to another window. Refuses `visit.wrong-state` { state, number } when
 * it has no such way.
 */
export async function changeVisit(
  tx: TxCtx,
  visit: Visit,
  deed: VisitDeed,
  { number, ...more }: Partial<Pick<Visit, 'startsAt' | 'endsAt' | 'staffId'>> & { number?: number } = {},
): Promise<Visit> {
  const state = visitAfter(visit.state, deed);
  if (state === null) throw new AppError('visit.wrong-state', { state: visit.state, number });
  await tx.db.visit.update({
    where: { id: visit.id },
    data: { ...more, state, updatedAt: tx.now() },
    select: { id: true },
  });
  return { ...visit, ...more, state };
}

/** What the timeline and an event keep of a visit. */
export function visitFacts({ id, startsAt, endsAt, state }: Visit): Record<string, string> {
  return { visitId: id, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), visit: state };
}

/**
 * Keeps the visit true to its ticket when that changes hands or leaves the table: done with the work, handed over to the new
 * owner, or off. Gives back the id of a visit that will not take place.
 */
export async function followVisit(
  tx: TxCtx,
  before: TicketState & { id: string },
  after: TicketState,
): Promise<string | null> {
  if (!isOwned(before) || (isOwned(after) && after.assigneeId === before.assigneeId)) return null;
  const visit = await findVisitAhead(tx, before.id);
  if (!visit) return null;
  const deed = isOwned(after) ? 'hand-over' : after.status === 'resolved' ? 'settle' : 'drop';
  const followed = await changeVisit(tx, visit, deed, isOwned(after) ? { staffId: after.assigneeId ?? '' } : {});
  return followed.state === 'cancelled' ? visit.id : null;
}

function isOwned({ status }: TicketState): boolean {
  return status === 'claimed' || status === 'in-work';
}
