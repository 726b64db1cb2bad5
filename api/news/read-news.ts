import type { Page } from '#api/company/page.ts';
import { cell, readCursor, toPage } from '#api/company/page.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { found, mustBeAllowed } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import { type Flat, flatAccess, listMyFlats } from '#api/residents/access.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { ListMyNewsInput, NewsTexts, NewsUrgency } from './schema.ts';

/** A post as a resident reads it; `pickText` chooses the words of their language. */
export type NewsItem = {
  id: string;
  urgency: NewsUrgency;
  publishedAt: Instant;
  texts: NewsTexts;
  isRead: boolean;
};

/**
 * News for a resident's flat (or all their flats), newest first: what was published since they came.
 * Refuses: flat.not-found, page.bad-cursor.
 */
export async function listMyNews(ctx: Ctx, actor: Actor, input: ListMyNewsInput): Promise<Page<NewsItem>> {
  mustBeAllowed(actor.kind === 'resident');
  const flats = input.unitId ? [await flatAccess(ctx, actor, input.unitId)] : await listMyFlats(ctx, actor);
  const limit = input.limit ?? 7;
  const cursor = readCursor(input.after, [cell.moment, cell.id]);
  const before = cursor
    ? Prisma.sql`and (n.published_at, n.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : Prisma.empty;
  const rows = await ctx.db.$queryRaw<NewsItem[]>(Prisma.sql`
    ${selectNews(actor.residentId)} where ${isForFlats(flats)} ${before}
    order by n.published_at desc, n.id desc limit ${limit + 1}`);
  return toPage(
    rows,
    limit,
    (row) => [row.publishedAt.toISOString(), row.id],
    (row) => row,
  );
}

/** One post. Reading it so marks nothing. Refuses `news.not-found` for what is not for this resident. */
export async function getMyNews(ctx: Ctx, actor: Actor, newsId: string): Promise<NewsItem> {
  mustBeAllowed(actor.kind === 'resident');
  const flats = await listMyFlats(ctx, actor);
  const [row] = await ctx.db.$queryRaw<NewsItem[]>(Prisma.sql`
    ${selectNews(actor.residentId)} where n.id = ${newsId}::uuid and ${isForFlats(flats)}`);
  return found(row, 'news');
}

/** Notes that a resident has read a post; again changes nothing. Refuses `news.not-found`. */
export async function readNews(ctx: Ctx, actor: Actor, newsId: string): Promise<void> {
  mustBeAllowed(actor.kind === 'resident');
  const { id } = await getMyNews(ctx, actor, newsId);
  await ctx.db.$executeRaw`insert into news_read (post_id, resident_id, created_at)
    values (${id}::uuid, ${actor.residentId}::uuid, ${ctx.now()}) on conflict do nothing`;
}

/** True for a `news_post n` that is for somebody who holds one of `flats`: published there since they came. */
export function isForFlats(flats: readonly Pick<Flat, 'buildingId' | 'since'>[]): Prisma.Sql {
  if (flats.length === 0) return Prisma.sql`false`;
  const ways = flats.map(
    (flat) => Prisma.sql`(n.published_at >= ${flat.since} and (n.audience = 'everyone' or exists (
      select 1 from news_audience na where na.post_id = n.id and na.building_id = ${flat.buildingId}::uuid)))`,
  );
  return Prisma.sql`(n.state = 'published' and (${Prisma.join(ways, ' or ')}))`;
}

/** The words of a `news_post n` as JSON by language. */
export const newsTextsJson: Prisma.Sql = Prisma.sql`(
  select json_object_agg(x.locale, json_build_object('title', x.title, 'body', x.body))
  from news_text x where x.post_id = n.id)`;

function selectNews(residentId: string): Prisma.Sql {
  return Prisma.sql`
    select n.id, n.urgency, n.published_at as "publishedAt",
      ${newsTextsJson} as texts, exists (select 1 from news_read r
        where r.post_id = n.id and r.resident_id = ${residentId}::uuid) as "isRead"
    from news_post n`;
}
