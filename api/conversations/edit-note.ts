import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { mustBeAllowed } from '#api/core/errors.ts';
import { addMessage } from './messages.ts';
import { mayTalk } from './talk.ts';

/** `parts`: what it says now, in order; none when it was deleted. Parts after the first are kept under `<key>:2`, `<key>:3`… */
export type EditNoteInput = { externalKey: string; parts: readonly string[] };

/**
 * A colleague changed or deleted what they had written among colleagues: the kept note follows. What a resident reads is never
 * touched by it. Gives back whether there was such a note of theirs.
 */
export async function editNote(ctx: Ctx, actor: Actor, { externalKey, parts }: EditNoteInput): Promise<boolean> {
  mustBeAllowed(mayTalk(actor) && actor.kind === 'staff');
  return inTransaction(ctx, async (tx) => {
    const kept = await tx.db.$queryRaw<{ id: string; key: string; text: string; conversationId: string }[]>`
      select id, external_key as key, text, conversation_id as "conversationId" from message
      where (external_key = ${externalKey} or external_key ^@ ${`${externalKey}:`}::text)
        and visibility = 'internal' and staff_id = ${actor.staffId}::uuid
      order by created_at, id for update`;
    const [first] = kept;
    if (!first) return false;
    const keyOf = (index: number) => (index === 0 ? externalKey : `${externalKey}:${index + 1}`);
    for (const [index, text] of parts.entries()) {
      const row = kept.find(({ key }) => key === keyOf(index));
      if (row) await rewrite(tx, row, text);
      else {
        const note = { conversationId: first.conversationId, author: actor, visibility: 'internal' as const };
        await addMessage(tx, { ...note, text, externalKey: keyOf(index) });
      }
    }
    const gone = kept.filter(({ key }) => !parts.some((_text, index) => key === keyOf(index)));
    await tx.db.message.updateMany({
      where: { id: { in: gone.map(({ id }) => id) }, takenBackAt: null },
      data: { takenBackAt: tx.now() },
    });
    return true;
  });
}

async function rewrite(
  tx: Parameters<typeof addMessage>[0],
  row: { id: string; text: string },
  text: string,
): Promise<void> {
  if (row.text === text) return;
  await tx.db.message.update({ where: { id: row.id }, data: { text, editedAt: tx.now(), takenBackAt: null } });
}
