import type { Page } from '#api/company/page.ts';
import { cell, readCursor, toPage } from '#api/company/page.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { found, mustBeAllowed } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { mayReadNews } from './policy.ts';
import { newsTextsJson } from './read-news.ts';
import type { ListNewsInput, NewsAudience, NewsState, NewsTexts, NewsUrgency } from './schema.ts';

/** A post as colleagues see it. */
export type StaffNewsItem = {
  id: string;
  state: NewsState;
  urgency: NewsUrgency;
  texts: NewsTexts;
  audience: NewsAudience;
  authorName: string | null;
  createdAt: Instant;
  publishedAt: Instant | null;
  recipientCount: number | null;
  readCount: number;
};

/** Where the messages of a post are. */
export type NewsReport = {
  /** People it was for when it was published. */
  recipients: number;
  delivered: number;
  read: number;
  /** Still to be sent, or held until the quiet hours end. */
  waiting: number;
  failed: number;
  /** People without a chat that a message reaches: for the door notice and the phone. */
  unreachable: number;
};

type Row = Omit<StaffNewsItem, 'audience'> & { audience: string; buildingIds: string[] };

/** Posts, newest first, drafts included. Refuses: not-allowed, page.bad-cursor. */
export async function listNews(ctx: Ctx, actor: Actor, input: ListNewsInput): Promise<Page<StaffNewsItem>> {
  mustBeAllowed(mayReadNews(actor));
  const limit = input.limit ?? 20;
  const cursor = readCursor(input.after, [cell.moment, cell.id]);
  const rows = await ctx.db.$queryRaw<Row[]>(Prisma.sql`
    ${selectPosts} where ${input.state ? Prisma.sql`n.state = ${input.state}` : Prisma.sql`true`}
      ${cursor ? Prisma.sql`and (n.created_at, n.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : Prisma.empty}
    order by n.created_at desc, n.id desc limit ${limit + 1}`);
  return toPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id], present);
}

/** One post. Refuses: not-allowed, news.not-found. */
export async function getNews(ctx: Ctx, actor: Actor, newsId: string): Promise<StaffNewsItem> {
  mustBeAllowed(mayReadNews(actor));
  const [row] = await ctx.db.$queryRaw<Row[]>(Prisma.sql`${selectPosts} where n.id = ${newsId}::uuid`);
  return present(found(row, 'news'));
}

/** How a post arrives, as it stands now. Refuses: not-allowed, news.not-found. */
export async function newsReport(ctx: Ctx, actor: Actor, newsId: string): Promise<NewsReport> {
  mustBeAllowed(mayReadNews(actor));
  const [row] = await ctx.db.$queryRaw<
    (Omit<NewsReport, 'unreachable'> & { addressed: number; isSaidOnly: boolean })[]
  >(Prisma.sql`
    select coalesce(n.recipient_count, 0) as recipients,
      (select count(*)::int from news_read r where r.post_id = n.id) as read,
      coalesce(d.addressed, 0) as addressed, coalesce(d.delivered, 0) as delivered,
      coalesce(d.waiting, 0) as waiting, coalesce(d.failed, 0) as failed,
      exists (select 1 from outbox_event e where e.kind = 'news.published' and e.data ->> 'newsId' = n.id::text)
        as "isSaidOnly"
    from news_post n
    left join lateral (
      select count(*)::int as addressed, count(*) filter (where state = 'sent')::int as delivered,
        count(*) filter (where state in ('pending', 'sending'))::int as waiting,
        count(*) filter (where state in ('failed', 'unknown'))::int as failed
      from delivery where subject_type = 'news-post' and subject_id = n.id::text) d on true
    where n.id = ${newsId}::uuid`);
  const { addressed, isSaidOnly, ...report } = found(row, 'news');
  // Published a moment ago: the messages are not written yet, so all of them wait.
  if (isSaidOnly) return { ...report, waiting: report.recipients, unreachable: 0 };
  return { ...report, unreachable: Math.max(0, report.recipients - addressed) };
}

const selectPosts = Prisma.sql`
  select n.id, n.state, n.urgency, n.audience, n.created_at as "createdAt",
    n.published_at as "publishedAt", n.recipient_count as "recipientCount", s.name as "authorName",
    coalesce(${newsTextsJson}, '{}') as texts,
    array(select na.building_id::text from news_audience na where na.post_id = n.id order by 1) as "buildingIds",
    (select count(*)::int from news_read r where r.post_id = n.id) as "readCount"
  from news_post n left join staff_member s on s.id = n.author_id`;

function present({ audience, buildingIds, ...row }: Row): StaffNewsItem {
  return { ...row, audience: audience === 'everyone' ? 'everyone' : { buildingIds } };
}
