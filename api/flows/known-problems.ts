import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { type Outage, outagesOfFlat } from '#api/outages/read-outages.ts';
import { flatAccess } from '#api/residents/access.ts';
import { type SharedProblem, sharedColumns } from '#api/tickets/followed-ticket.ts';

/** An open ticket of the house. `isMine`: one of the resident's own flat, which they see whole. */
export type KnownTicket = SharedProblem & { isMine: boolean; hasJoined: boolean };

export type KnownProblems = { tickets: KnownTicket[]; outages: Outage[] };

export type KnownProblemsInput = {
  unitId: string;
  place: 'common-area' | 'grounds';
  /** Problems of this category come first. */
  categoryCode?: string | null;
};

/** So many are shown: more would not be read before writing. */
const mostShown = 5;

/**
 * What is known already about the common areas or the grounds of a house, before somebody writes of it once more: open tickets, and
 * what is off. Of a neighbour's ticket only what it is about, where, since when and how it stands. Refuses `flat.not-found` and
 * `not-allowed` { right }.
 */
export async function knownProblems(ctx: Ctx, actor: Actor, input: KnownProblemsInput): Promise<KnownProblems> {
  const flat = await flatAccess(ctx, actor, input.unitId, 'tickets');
  const residentId = actor.kind === 'resident' ? actor.residentId : null;
  const tickets = await ctx.db.$queryRaw<KnownTicket[]>`
    select ${sharedColumns},
      coalesce(t.unit_id = ${flat.unitId}::uuid and t.created_at >= ${flat.since}::timestamptz, false) as "isMine",
      exists (select from ticket_follower f where f.ticket_id = t.id and f.resident_id = ${residentId}::uuid)
        as "hasJoined"
    from ticket t left join ticket_category k on k.id = t.category_id
    where t.building_id = ${flat.buildingId}::uuid and t.status in ('new', 'claimed', 'in-work')
      and t.kind = 'technical' and t.place = ${input.place}
    order by (k.code = ${input.categoryCode ?? null}::text) desc nulls last, t.created_at desc, t.id desc
    limit ${mostShown}`;
  return { tickets, outages: await outagesOfFlat(ctx, flat) };
}
