import { z } from 'zod';
import { getMyNews, listMyNews, type NewsItem, readNews } from '#api/news/read-news.ts';
import { pickText } from '#api/news/schema.ts';
import { type Paged, paged, pageRow } from './paging.ts';
import { idParam, route } from './route.ts';
import { sayMoment, title } from './say.ts';
import { deed, screen } from './screen.ts';
import { type Answer, type Button, bold, lines, paragraphs, type View } from './view.ts';
import type { Guest, Resident } from './who.ts';

const newsRoute = route('news', { p: z.coerce.number().int().min(1).max(99).default(1) });
const postRoute = route('n', { id: idParam });
/** `l`: opened from the list, which it leads back to; a notice stays what it is. */
export const readRoute = route('n-read', { id: idParam, l: z.literal('1').optional() });

export function newsView(guest: Guest, list: Paged<NewsItem>): View {
  const { t } = guest;
  const rows = list.shown.map(({ item, at }) => {
    const mark = item.urgency === 'emergency' ? `${t('resident.news.important')}: ` : '';
    const unread = item.isRead ? '' : ` · ${t('resident.news.unread')}`;
    return `${at}. ${mark}${title(pickText(item.texts, guest.locale).title, 60)} · ${sayMoment(guest, item.publishedAt)}${unread}`;
  });
  return {
    text: paragraphs(bold(t('resident.news.title')), rows.length === 0 ? t('resident.news.empty') : lines(...rows)),
    rows: [
      list.shown.map(({ item, at }) => ({ label: String(at), route: postRoute.to({ id: item.id }) })),
      pageRow(list, (p) => newsRoute.to({ p })),
    ].filter((row) => row.length > 0),
  };
}

/** One post, whole; with the button that says it was read. */
export function postView(guest: Guest, post: NewsItem, fromList: boolean): View {
  const { t } = guest;
  const words = pickText(post.texts, guest.locale);
  const important = post.urgency === 'emergency' ? `${t('resident.news.important')}. ` : '';
  const read: Button[] = post.isRead
    ? []
    : [{ label: t('resident.news.read'), route: readRoute.to({ id: post.id, l: fromList ? 1 : undefined }) }];
  const back: Button[] = fromList ? [{ label: t('resident.news.all'), route: newsRoute.to() }] : [];
  const note = post.isRead ? t('resident.news.was-read') : null;
  return {
    text: paragraphs(
      lines([important, bold(words.title)], sayMoment(guest, post.publishedAt)),
      [...words.body].slice(0, 3600).join(''),
      note,
    ),
    rows: [read, back].filter((row) => row.length > 0),
  };
}

async function postAnswer(guest: Resident, id: string, fromList: boolean): Promise<Answer> {
  const post = await getMyNews(guest.ctx, guest.actor, id);
  return { place: 'replace', view: postView(guest, post, fromList) };
}

export const newsScreens = [
  screen(newsRoute, async (guest, { p }) => {
    const { items } = await listMyNews(guest.ctx, guest.actor, { unitId: guest.flat.unitId, limit: 100 });
    return { place: 'replace', view: newsView(guest, paged(items, p)) };
  }),
  screen(postRoute, (guest, { id }) => postAnswer(guest, id, true)),
  deed(readRoute, async (guest, { id, l }) => {
    await readNews(guest.ctx, guest.actor, id);
    return { ...(await postAnswer(guest, id, l === '1')), toast: guest.t('resident.news.thanks') };
  }),
];
