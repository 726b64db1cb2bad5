import { z } from 'zod';
import { endpoint } from '#api/http/endpoint.ts';
import { anyRole, byId, frontDesk, moment, pageOf, paging } from '#api/http/wire.ts';
import { locales } from '#locales/translate.ts';
import { countAudience } from './audience.ts';
import {
  editNewsInput,
  listNewsInput,
  type NewsTexts,
  newsAudience,
  newsStates,
  newsUrgencies,
  pickText,
  writeNewsInput,
} from './schema.ts';
import { getNews, listNews, newsReport } from './staff-news.ts';
import { editNews, publishNews, writeNews } from './write-news.ts';

const tag = 'News';

const words = z.object({ title: z.string(), body: z.string() }).openapi('NewsText');
const audience = z.union([z.literal('everyone'), z.object({ buildingIds: z.array(z.uuid()) })]).openapi('NewsAudience');

const item = z.object({
  id: z.uuid(),
  state: z.enum(newsStates),
  urgency: z.enum(newsUrgencies),
  texts: z.object({ ru: words.optional(), en: words.optional() }),
  audience,
  authorName: z.string().nullable(),
  createdAt: moment,
  publishedAt: moment.nullable(),
  recipientCount: z.int().nullable(),
  readCount: z.int(),
});
const newsItem = item.openapi('NewsItem');

const newsPost = item
  .extend({
    /** As readers of each language see it; `isFallback` when it has no words in theirs. */
    previews: z.array(
      z.object({ locale: z.enum(locales), title: z.string(), body: z.string(), isFallback: z.boolean() }),
    ),
  })
  .openapi('NewsPost');

const report = z
  .object({
    recipients: z.int(),
    delivered: z.int(),
    read: z.int(),
    waiting: z.int(),
    failed: z.int(),
    unreachable: z.int(),
  })
  .openapi('NewsReport');

export const newsRoutes = [
  endpoint({
    method: 'get',
    path: '/news',
    summary: 'Posts, newest first, drafts included',
    tag,
    access: anyRole,
    query: listNewsInput.extend({ ...paging, limit: z.coerce.number().int().min(1).max(100).optional() }),
    answer: pageOf(newsItem),
    refusals: ['page.bad-cursor'],
    handle: ({ ctx, actor, query }) => listNews(ctx, actor, query),
  }),
  endpoint({
    method: 'post',
    path: '/news',
    summary: 'Write a draft',
    tag,
    access: frontDesk,
    body: writeNewsInput,
    answer: z.object({ newsId: z.uuid() }),
    refusals: ['building.not-found'],
    isKeyed: true,
    handle: ({ ctx, actor, body }) => writeNews(ctx, actor, body),
  }),
  endpoint({
    method: 'post',
    path: '/news/audience',
    summary: 'How many people a post would be for',
    tag,
    access: anyRole,
    body: z.object({ audience: newsAudience }),
    answer: z.object({ residents: z.int(), reachable: z.int(), flats: z.int() }).openapi('AudienceCount'),
    refusals: ['building.not-found'],
    handle: ({ ctx, actor, body }) => countAudience(ctx, actor, body.audience),
  }),
  endpoint({
    method: 'get',
    path: '/news/{id}',
    summary: 'One post, with how each language reads it',
    tag,
    access: anyRole,
    params: byId,
    answer: newsPost,
    refusals: ['news.not-found'],
    handle: async ({ ctx, actor, params }) => {
      const post = await getNews(ctx, actor, params.id);
      return { ...post, previews: previewsOf(post.texts) };
    },
  }),
  endpoint({
    method: 'patch',
    path: '/news/{id}',
    summary: 'Change a draft',
    tag,
    access: frontDesk,
    params: byId,
    body: editNewsInput.omit({ newsId: true }),
    refusals: ['news.not-found', 'news.not-draft', 'building.not-found'],
    handle: ({ ctx, actor, params, body }) => editNews(ctx, actor, { ...body, newsId: params.id }),
  }),
  endpoint({
    method: 'post',
    path: '/news/{id}/publish',
    summary: 'Publish a draft, once',
    tag,
    access: frontDesk,
    params: byId,
    answer: z.object({ recipientCount: z.int() }),
    refusals: ['news.not-found', 'news.not-draft'],
    handle: ({ ctx, actor, params }) => publishNews(ctx, actor, params.id),
  }),
  endpoint({
    method: 'get',
    path: '/news/{id}/report',
    summary: 'How a post arrives, as it stands now',
    tag,
    access: anyRole,
    params: byId,
    answer: report,
    refusals: ['news.not-found'],
    handle: ({ ctx, actor, params }) => newsReport(ctx, actor, params.id),
  }),
];

function previewsOf(texts: NewsTexts) {
  return locales.map((locale) => ({ locale, ...pickText(texts, locale), isFallback: texts[locale] === undefined }));
}
