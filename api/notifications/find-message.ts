import { findMessageByKey } from '#api/conversations/messages.ts';
import type { Ctx } from '#api/core/ctx.ts';
import type { CardSubject } from './cards.ts';

/**
 * The message behind a post in the thread of a Slack card: what we posted there for somebody, or what a colleague wrote there.
 * For the card itself: the newest words of the resident. Null when it is neither.
 */
export async function findMessageOfPost(
  ctx: Ctx,
  subject: CardSubject,
  ref: string,
  isCard: boolean,
): Promise<string | null> {
  if (isCard) return newestOfResident(ctx, subject);
  const posted = await ctx.db.delivery.findFirst({
    where: {
      ...{ subjectType: subject.type, subjectId: subject.id, platformRef: ref },
      template: { in: ['thread-message', 'thread-reply'] },
    },
    select: { data: true },
  });
  const { messageId } = (posted?.data ?? {}) as { messageId?: string };
  return messageId ?? (await findMessageByKey(ctx, `slack:${ref}`))?.id ?? null;
}

/** The newest words of the resident in a talk that can become something else; null when they have said nothing. */
export async function newestOfResident(ctx: Ctx, subject: CardSubject): Promise<string | null> {
  const where = subject.type === 'ticket' ? { ticketId: subject.id } : { id: subject.id };
  const newest = await ctx.db.message.findFirst({
    where: { conversation: where, authorKind: 'resident', takenBackAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  });
  return newest?.id ?? null;
}
