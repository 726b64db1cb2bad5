import { takeBack } from '#api/conversations/take-back.ts';
import type { Actor } from '#api/core/actor.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { goOnUnasked } from '#api/tickets/unasked.ts';

/**
 * Takes a reply back; a ticket that waited for nothing but the answer to it goes on. Refuses what `takeBack` refuses.
 */
export async function takeBackReply(ctx: Ctx, actor: Actor, { messageId }: { messageId: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await takeBack(tx, actor, { messageId });
    const { conversation } = await tx.db.message.findUniqueOrThrow({
      where: { id: messageId },
      select: { conversation: { select: { ticketId: true } } },
    });
    if (conversation.ticketId) await goOnUnasked(tx, { ticketId: conversation.ticketId, messageId });
  });
}
