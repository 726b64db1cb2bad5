import type { Actor } from '#api/core/actor.ts';
import { type Ctx, inTransaction, type TxCtx } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import { mustBeBuildings, newsAudienceSql } from './audience.ts';
import { mayWriteNews } from './policy.ts';
import type { EditNewsInput, NewsAudience, NewsTexts, WriteNewsInput } from './schema.ts';

/** Writes a draft. Refuses: not-allowed, building.not-found. */
export async function writeNews(ctx: Ctx, actor: Actor, input: WriteNewsInput): Promise<{ newsId: string }> {
  mustBeAllowed(mayWriteNews(actor));
  return inTransaction(ctx, async (tx) => {
    const now = tx.now();
    const newsId = newId(now);
    await tx.db.newsPost.create({
      data: {
        id: newsId,
        urgency: input.urgency,
        state: 'draft',
        audience: input.audience === 'everyone' ? 'everyone' : 'buildings',
        authorId: actor.kind === 'staff' ? actor.staffId : null,
        createdAt: now,
        updatedAt: now,
      },
    });
    await putTexts(tx, newsId, input.texts);
    await putAudience(tx, newsId, input.audience);
    return { newsId };
  });
}

/** Changes a draft; what is not given stays. Refuses: not-allowed, news.not-found, news.not-draft { state }, building.not-found. */
export async function editNews(ctx: Ctx, actor: Actor, input: EditNewsInput): Promise<void> {
  mustBeAllowed(mayWriteNews(actor));
  await inTransaction(ctx, async (tx) => {
    const { newsId, texts, audience, urgency } = input;
    await mustBeDraft(tx, newsId);
    await tx.db.newsPost.update({
      where: { id: newsId },
      data: {
        updatedAt: tx.now(),
        ...(urgency ? { urgency } : {}),
        ...(audience ? { audience: audience === 'everyone' ? 'everyone' : 'buildings' } : {}),
      },
    });
    if (texts) {
      await tx.db.newsText.deleteMany({ where: { postId: newsId } });
      await putTexts(tx, newsId, texts);
    }
    if (audience) {
      await tx.db.newsAudience.deleteMany({ where: { postId: newsId } });
      await putAudience(tx, newsId, audience);
    }
  });
}

/**
 * Publishes a draft, once: the second of two who press the button is refused. Refuses: not-allowed, news.not-found,
 * news.not-draft { state }. Emits `news.published`, from which the deliveries are made.
 */
export async function publishNews(ctx: Ctx, actor: Actor, newsId: string): Promise<{ recipientCount: number }> {
  mustBeAllowed(mayWriteNews(actor));
  return inTransaction(ctx, async (tx) => {
    await mustBeDraft(tx, newsId);
    const now = tx.now();
    const [row] = await tx.db.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from (${newsAudienceSql(newsId, now)}) who`;
    const recipientCount = row?.count ?? 0;
    await tx.db.newsPost.update({
      where: { id: newsId },
      data: { state: 'published', publishedAt: now, updatedAt: now, recipientCount },
    });
    await emit(tx, { kind: 'news.published', data: { newsId } });
    return { recipientCount };
  });
}

/** Holds the post until the end of the transaction; throws unless it is a draft. */
async function mustBeDraft(tx: TxCtx, newsId: string): Promise<void> {
  const rows = await tx.db.$queryRaw<{ state: string }[]>`
    select state from news_post where id = ${newsId}::uuid for update`;
  const { state } = found(rows[0], 'news');
  if (state !== 'draft') throw new AppError('news.not-draft', { state });
}

async function putTexts(tx: TxCtx, postId: string, texts: NewsTexts): Promise<void> {
  const data = Object.entries(texts).flatMap(([locale, text]) => (text ? [{ postId, locale, ...text }] : []));
  await tx.db.newsText.createMany({ data });
}

async function putAudience(tx: TxCtx, postId: string, audience: NewsAudience): Promise<void> {
  if (audience === 'everyone') return;
  await mustBeBuildings(tx, audience.buildingIds);
  const data = [...new Set(audience.buildingIds)].map((buildingId) => ({ postId, buildingId }));
  await tx.db.newsAudience.createMany({ data });
}
