import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import { isCurrent } from '#api/residents/current.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { mayReadNews } from './policy.ts';
import type { NewsAudience } from './schema.ts';

export type AudienceCount = {
  /** People with a flat there today. */
  residents: number;
  /** Those of them whom a message reaches. */
  reachable: number;
  flats: number;
};

/** How many people a post would be for. Refuses: not-allowed, building.not-found. */
export async function countAudience(ctx: Ctx, actor: Actor, audience: NewsAudience): Promise<AudienceCount> {
  mustBeAllowed(mayReadNews(actor));
  if (audience !== 'everyone') await mustBeBuildings(ctx, audience.buildingIds);
  const where = audience === 'everyone' ? Prisma.sql`true` : Prisma.sql`b.id = any(${audience.buildingIds}::uuid[])`;
  const [row] = await ctx.db.$queryRaw<AudienceCount[]>(Prisma.sql`
    select count(distinct o.resident_id)::int as residents, count(distinct o.unit_id)::int as flats,
      count(distinct o.resident_id) filter (where exists (
        select 1 from chat h where h.resident_id = o.resident_id and h.state = 'active'))::int as reachable
    from occupancy o join unit u on u.id = o.unit_id join building b on b.id = u.building_id cross join company c
    where ${where} and ${isCurrent(ctx.now())}`);
  return row ?? { residents: 0, reachable: 0, flats: 0 };
}

/**
 * A query of one column `resident_id`: those a published post is for at the moment `now`, each once. For one INSERT … SELECT of
 * deliveries.
 */
export function newsAudienceSql(newsId: string, now: Instant): Prisma.Sql {
  return Prisma.sql`
    select distinct o.resident_id
    from news_post n cross join occupancy o join unit u on u.id = o.unit_id join building b on b.id = u.building_id
      cross join company c
    where n.id = ${newsId}::uuid and ${isCurrent(now)}
      and (n.audience = 'everyone' or exists (
        select 1 from news_audience na where na.post_id = n.id and na.building_id = b.id))`;
}

/** Throws `building.not-found` unless all are buildings of ours. */
export async function mustBeBuildings(ctx: Ctx, buildingIds: readonly string[]): Promise<void> {
  const ids = [...new Set(buildingIds)];
  if (ids.length !== (await ctx.db.building.count({ where: { id: { in: ids } } }))) {
    throw new AppError('building.not-found');
  }
}
