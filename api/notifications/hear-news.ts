import { z } from 'zod';
import type { Hearer } from '#api/core/hearing.ts';
import { newsAudienceSql } from '#api/news/audience.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { fanOut } from './fan-out.ts';

/** Everybody it is for, with one statement. An emergency goes at any hour, with sound. */
const published: Hearer = async (tx, data) => {
  const { newsId } = z.object({ newsId: z.uuid() }).parse(data);
  const post = await tx.db.newsPost.findUnique({ where: { id: newsId }, select: { urgency: true, state: true } });
  if (post?.state !== 'published') return;
  const urgency = post.urgency === 'emergency' ? 'emergency' : 'common';
  await fanOut(tx, {
    // By the post, not by the event: whatever says it again, nobody reads it twice.
    eventKey: `news:${newsId}`,
    template: 'news',
    subject: { type: 'news-post', id: newsId },
    lane: 'bulk',
    ...(urgency === 'emergency' ? { manner: 'loud' } : {}),
    people: Prisma.sql`
      select who.resident_id, jsonb_build_object('urgency', ${urgency}::text) as data
      from (${newsAudienceSql(newsId, tx.now())}) who`,
  });
};

export const newsHearers: Record<string, Hearer[]> = { 'news.published': [published] };
