import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { AppError, found } from '#api/core/errors.ts';

/**
 * Makes a chat a colleague's: from now on it is pinged about emergencies, and nobody's home. What a stranger had begun in it is
 * dropped. Refuses `chat.not-found` and `chat.is-resident`: a chat is a resident's or a colleague's, never both.
 */
export async function tieChat(tx: TxCtx, chatId: string, staffId: string): Promise<void> {
  const rows = await tx.db.$queryRaw<{ residentId: string | null }[]>`
    select resident_id as "residentId" from chat where id = ${chatId}::uuid for update`;
  const { residentId } = found(rows[0], 'chat');
  if (residentId !== null) throw new AppError('chat.is-resident');
  await tx.db.chat.update({ where: { id: chatId }, data: { staffId, keyboardShown: null } });
  await tx.db.formState.deleteMany({ where: { chatId } });
}

/** A colleague's chats (or one of them) are nobody's again. Gives back how many were. */
export async function untieChats(tx: TxCtx | Ctx, staffId: string, chatId?: string): Promise<number> {
  const where = { staffId, ...(chatId ? { id: chatId } : {}) };
  return (await tx.db.chat.updateMany({ where, data: { staffId: null } })).count;
}
