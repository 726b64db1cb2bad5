import type { Ctx } from '#api/core/ctx.ts';
import { type Outage, outagesOfFlat } from '#api/outages/read-outages.ts';
import { countFollowers } from '#api/tickets/followed-ticket.ts';
import type { StaffTicket } from '#api/tickets/staff-tickets.ts';

/** What a colleague should know beside a ticket: who joined, what else is open there, what is off. */
export type BesideTicket = { followers: number; nearby: number; outages: Outage[] };

type Placed = Pick<StaffTicket, 'id' | 'buildingId' | 'unit' | 'category' | 'kind'>;

/**
 * How many joined a ticket; how many others of its category are open in the same entrance (the house, where nobody wrote the entrance
 * down): the same riser is often behind them; and what is off there. Asks nobody's leave, so callers do.
 */
export async function besideTicket(ctx: Ctx, ticket: Placed): Promise<BesideTicket> {
  const { buildingId, unit } = ticket;
  const followers = await countFollowers(ctx, ticket.id);
  if (buildingId === null) return { followers, nearby: 0, outages: [] };
  const entrance = unit?.entrance ?? null;
  const outages = (await outagesOfFlat(ctx, { buildingId, entrance })).slice(0, 3);
  return { followers, nearby: await countNearby(ctx, ticket, entrance), outages };
}

async function countNearby(ctx: Ctx, { id, buildingId, category, kind }: Placed, entrance: number | null) {
  if (kind !== 'technical' || !category) return 0;
  const [row] = await ctx.db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from ticket t
    join ticket_category k on k.id = t.category_id left join unit u on u.id = t.unit_id
    where t.building_id = ${buildingId}::uuid and t.status in ('new', 'claimed', 'in-work')
      and t.id <> ${id}::uuid and k.code = ${category.code}
      and (${entrance}::int is null or u.entrance is null or u.entrance = ${entrance}::int)`;
  return row?.count ?? 0;
}
