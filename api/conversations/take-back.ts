import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { emit } from '#api/core/outbox.ts';
import type { Instant } from '#api/core/time.ts';
import { mayTalk } from './talk.ts';
import { stillWaits } from './waiting.ts';

/** For so many seconds a reply can be taken back. */
export const secondsToTakeBack = 20;

/** How many whole seconds are left to take a reply back; 0 when it is too late. */
export function secondsLeft(now: Instant, saidAt: Instant): number {
  return Math.max(0, Math.ceil((saidAt.getTime() - now.getTime()) / 1000) + secondsToTakeBack);
}

/**
 * Takes a reply back that was sent by mistake: `message.taken-back` { messageId, conversationId, ticketId? }, once; a second
 * time changes nothing. Its author may, and dispatchers and managers. Refuses `message.not-found`, `message.not-yours`
 * { by } and `message.too-late` { seconds }: 20 seconds after it was said.
 */
export async function takeBack(ctx: Ctx, actor: Actor, { messageId }: { messageId: string }): Promise<void> {
  mustBeAllowed(mayTalk(actor));
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.$queryRaw<Said[]>`
      select m.staff_id as "staffId", s.name as by, m.taken_back_at as "takenBackAt", m.created_at as "createdAt",
        m.conversation_id as "conversationId", v.ticket_id as "ticketId"
      from message m join conversation v on v.id = m.conversation_id left join staff_member s on s.id = m.staff_id
      where m.id = ${messageId}::uuid and m.author_kind = 'staff' and m.visibility = 'resident'
      for update of m`;
    const said = found(row, 'message');
    const isMine = actor.kind === 'staff' && said.staffId === actor.staffId;
    if (!isMine && !hasRole(actor, 'dispatcher', 'manager')) throw new AppError('message.not-yours', { by: said.by });
    if (said.takenBackAt) return;
    if (secondsLeft(tx.now(), said.createdAt) === 0) {
      throw new AppError('message.too-late', { seconds: secondsToTakeBack });
    }
    await tx.db.message.update({ where: { id: messageId }, data: { takenBackAt: tx.now() }, select: { id: true } });
    const { conversationId, ticketId } = said;
    await stillWaits(tx, conversationId);
    await emit(tx, {
      kind: 'message.taken-back',
      data: { messageId, conversationId, ...(ticketId ? { ticketId } : {}) },
    });
    tx.log.info({ messageId, conversationId }, 'reply taken back');
  });
}

type Said = {
  staffId: string | null;
  by: string | null;
  takenBackAt: Instant | null;
  createdAt: Instant;
  conversationId: string;
  ticketId: string | null;
};
