import { type Actor, actorId } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import { timelineAndEvent } from './change.ts';
import { refusal, servedKinds } from './policy.ts';
import type { TicketInput } from './schema.ts';
import { summaryColumns, type TicketSummary } from './summary.ts';

export type ClaimResult =
  | { status: 'claimed'; ticket: TicketSummary }
  | { status: 'taken'; by: { id: string; name: string }; number: number };

/**
 * Takes a new ticket for the colleague. Of any number who try at once the first wins, and everybody else is told who:
 * one conditional statement decides, keeps the promise of an answer, writes the timeline and says `ticket.claimed`. Who holds it already gets it
 * again, unchanged. Refuses `ticket.not-found`, `ticket.wrong-role` { kind }, `ticket.wrong-state` { status, pause }.
 */
export async function claimTicket(ctx: Ctx, actor: Actor, { ticketId }: TicketInput): Promise<ClaimResult> {
  mustBeAllowed(actor.kind === 'staff');
  const now = ctx.now();
  const by = { kind: actor.kind, id: actorId(actor) };
  const [changed] = await ctx.db.$queryRaw<TicketSummary[]>`
    with changed as (
      update ticket t set status = 'claimed', assignee_id = ${actor.staffId}::uuid, claimed_at = ${now}::timestamptz,
        version = t.version + 1, updated_at = ${now}::timestamptz
      where t.id = ${ticketId}::uuid and t.status = 'new' and t.kind = any(${servedKinds(actor)}::text[])
      returning t.*
    ), ${timelineAndEvent({ now, said: 'claimed', actor, from: 'new', data: { by } })}, answered as (
      update ticket_deadline d set met_at = ${now}::timestamptz, next_at = null,
        breached_at = coalesce(d.breached_at, case when d.due_at < ${now}::timestamptz then d.due_at end)
      from changed
      where d.ticket_id = changed.id and d.promise = 'first-response' and d.met_at is null and d.dropped_at is null
    )
    select ${summaryColumns('changed')} from changed`;
  if (!changed) return explain(ctx, actor, ticketId);
  ctx.log.info({ ticketId, staffId: actor.staffId, version: changed.version }, 'ticket claimed');
  return { status: 'claimed', ticket: changed };
}

type Present = TicketSummary & { assigneeName: string | null; closedAt: Instant | null };

/** Why the claim found no new ticket to take. */
async function explain(ctx: Ctx, actor: Actor & { kind: 'staff' }, ticketId: string): Promise<ClaimResult> {
  const [present] = await ctx.db.$queryRaw<Present[]>`
    select ${summaryColumns('t')}, t.closed_at as "closedAt", s.name as "assigneeName"
    from ticket t left join staff_member s on s.id = t.assignee_id where t.id = ${ticketId}::uuid`;
  if (!present) throw new AppError('ticket.not-found');
  const { assigneeName, closedAt, ...ticket } = present;
  const { status, pause, kind, number, assigneeId } = ticket;
  const isHeld = assigneeId !== null && (status === 'claimed' || status === 'in-work');
  const code = refusal(actor, 'claim', { ...ticket, closedAt }, ctx.now());
  if (code === 'ticket.wrong-role') throw new AppError(code, { kind, number });
  if (isHeld && assigneeId === actor.staffId) return { status: 'claimed', ticket };
  if (isHeld) return { status: 'taken', by: { id: assigneeId, name: assigneeName ?? '' }, number };
  throw new AppError(code ?? 'ticket.wrong-state', { status, pause, number });
}
