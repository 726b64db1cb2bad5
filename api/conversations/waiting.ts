import type { TxCtx } from '#api/core/ctx.ts';

/**
 * Since when the resident waits for an answer, found out anew: the first of their words that nobody has answered. For what
 * changes the past of a talk, such as an answer that was taken back.
 */
export async function stillWaits(tx: TxCtx, conversationId: string): Promise<void> {
  await tx.db.$executeRaw`
    update conversation set waits_since = (
      select min(q.created_at) from message q
      where q.conversation_id = ${conversationId}::uuid and q.author_kind = 'resident' and not exists (
        select from message a
        where a.conversation_id = ${conversationId}::uuid and a.author_kind = 'staff' and a.visibility = 'resident'
          and a.taken_back_at is null and (a.created_at, a.id) > (q.created_at, q.id))
    )
    where id = ${conversationId}::uuid`;
}
