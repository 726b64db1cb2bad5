import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { type Outage, outagesOfFlat } from '#api/outages/read-outages.ts';
import type { OutageService } from '#api/outages/schema.ts';
import { flatAccess } from '#api/residents/access.ts';
import { type SharedProblem, sharedColumns } from '#api/tickets/followed-ticket.ts';
import type { TicketPlace } from '#api/tickets/schema.ts';

/** An open ticket of the house. `isMine`: one of the resident's own flat, which they see whole. */
export type KnownTicket = SharedProblem & { isMine: boolean; hasJoined: boolean };

export type KnownProblems = { tickets: KnownTicket[]; outages: Outage[] };

export type KnownProblemsInput = {
  unitId: string;
  place: TicketPlace;
  /** Problems of this category come first; in a flat, what is off is known only when it explains one of this category. */
  categoryCode?: string | null;
};

/** What is off when something of a category does not work: by the codes that the house comes with. */
const explains: Record<string, readonly OutageService[]> = {
  plumbing: ['cold-water', 'hot-water'],
  sewage: ['sewage', 'cold-water'],
  electricity: ['electricity'],
  heating: ['heating', 'hot-water'],
  gas: ['gas'],
  lift: ['lift', 'electricity'],
  intercom: ['intercom', 'electricity'],
  'emergency-flood': ['cold-water', 'hot-water'],
  'emergency-gas': ['gas'],
  'emergency-lift': ['lift'],
  'emergency-power': ['electricity'],
};

/** The services that may lie behind a category, the likeliest first. */
export function servicesBehind(categoryCode: string | null | undefined): readonly OutageService[] {
  return explains[categoryCode ?? ''] ?? [];
}

/** So many are shown: more would not be read before writing. */
const mostShown = 5;

/**
 * What is known already about the common areas or the grounds of a house, before somebody writes of it once more: open tickets, and
 * what is off; about a flat only what is off. Of a neighbour's ticket only what it is about, where, since when and how it stands. Refuses `flat.not-found` and
 * `not-allowed` { right }.
 */
export async function knownProblems(ctx: Ctx, actor: Actor, input: KnownProblemsInput): Promise<KnownProblems> {
  const flat = await flatAccess(ctx, actor, input.unitId, 'tickets');
  const outages = await outagesOfFlat(ctx, flat);
  if (input.place === 'flat') {
    const services = servicesBehind(input.categoryCode);
    // Works of tomorrow explain nothing that fails today.
    const off = outages.filter((one) => one.state !== 'ahead');
    return {
      tickets: [],
      outages: off.filter((one) => one.services.some((service) => services.includes(service))),
    };
  }
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
  return { tickets, outages };
}
