import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { found } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import { isCurrent, sinceMoment } from '#api/residents/current.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { mustFollow, type Verdict } from './follow-sight.ts';
import { isAllowed, type TicketKind } from './policy.ts';
import type { TicketPlace } from './schema.ts';
import type { TicketPause, TicketStatus } from './status.ts';

/**
 * A shared problem as a neighbour may see it: what, where in the house, since when, and how it stands. Never who told of it, from
 * which flat, in which words or with which photos, and nothing of the talk about it.
 */
export type SharedProblem = {
  id: string;
  kind: TicketKind;
  category: { code: string; names: { ru: string; en: string } } | null;
  place: TicketPlace;
  status: TicketStatus;
  pause: TicketPause;
  pausedUntil: Instant | null;
  createdAt: Instant;
};

/** The same for somebody who joined it, with what they may do now. */
export type FollowedTicket = SharedProblem & {
  number: number;
  address: string | null;
  resolvedAt: Instant | null;
  closedAt: Instant | null;
  version: number;
  /** What they said about the last report; null when they have not. */
  verdict: Verdict | null;
  canLeave: boolean;
  canJudge: boolean;
  canReturn: boolean;
};

/** One ticket for who joined it. Refuses `ticket.not-found` for everybody else, and for who moved out. */
export async function getFollowedTicket(ctx: Ctx, actor: Actor, ticketId: string): Promise<FollowedTicket> {
  const { verdict, verdictAt } = await mustFollow(ctx, actor, ticketId);
  const [row] = await ctx.db.$queryRaw<Row[]>`
    select ${sharedColumns}, t.number, b.address, t.resolved_at as "resolvedAt", t.closed_at as "closedAt", t.version,
      t.assignee_id as "assigneeId"
    from ticket t left join ticket_category k on k.id = t.category_id left join building b on b.id = t.building_id
    where t.id = ${ticketId}::uuid`;
  const { assigneeId, ...ticket } = found(row, 'ticket');
  const can = (deed: 'leave' | 'return') => isAllowed(actor, deed, { ...ticket, assigneeId }, ctx.now());
  const isJudged = verdictAt !== null && ticket.resolvedAt !== null && verdictAt >= ticket.resolvedAt;
  return {
    ...ticket,
    verdict: isJudged ? verdict : null,
    canLeave: can('leave'),
    canJudge: ticket.status === 'resolved' && !isJudged,
    canReturn: can('return'),
  };
}

type Row = Omit<FollowedTicket, 'verdict' | 'canLeave' | 'canJudge' | 'canReturn'> & { assigneeId: string | null };

/** What a neighbour may see of a ticket, for statements over `ticket t` and `ticket_category k`. */
export const sharedColumns = Prisma.sql`t.id, t.kind, t.place, t.status, t.pause, t.paused_until as "pausedUntil",
  t.created_at as "createdAt",
  case when k.id is not null then jsonb_build_object('code', k.code, 'names', k.names) end as category`;

/** A query of one column `resident_id`: who follows a ticket from a flat that is still theirs. */
export function followersSql(ticketId: string, now: Instant): Prisma.Sql {
  return Prisma.sql`
    select f.resident_id
    from ticket_follower f join unit u on u.id = f.unit_id join building b on b.id = u.building_id cross join company c
    where f.ticket_id = ${ticketId}::uuid and exists (
      select from occupancy o where o.unit_id = u.id and o.resident_id = f.resident_id and ${isCurrent(now)}
        and 'tickets' = any(o.rights) and f.created_at >= ${sinceMoment})`;
}

/** How many follow a ticket today. */
export async function countFollowers(ctx: Ctx, ticketId: string): Promise<number> {
  const [row] = await ctx.db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (${followersSql(ticketId, ctx.now())}) who`;
  return row?.count ?? 0;
}
