import type { Actor } from '#api/core/actor.ts';
import { actorId } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { emit } from '#api/core/outbox.ts';
import { channelFor, type Service } from '#api/staff/channels.ts';
import { addMessage } from './messages.ts';
import { mayTalk } from './talk.ts';

export type HandOverInput = {
  conversationId: string;
  service: Service;
  /** Why, for the colleagues there. */
  why: string;
  externalKey?: string | null;
};

/**
 * Hands a chat to another service: from now on it goes on in that service's channel, with a note of who handed it over and why.
 * `conversation.handed-over` { conversationId, from, to, messageId } once per `externalKey`. Refuses
 * `conversation.not-found`, `conversation.of-ticket` (a ticket is reassigned), `conversation.already-there` and
 * `conversation.no-channel` { service } when no channel serves it.
 */
export async function handOver(ctx: Ctx, actor: Actor, input: HandOverInput): Promise<void> {
  mustBeAllowed(mayTalk(actor));
  const { conversationId, service, why, externalKey = null } = input;
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.$queryRaw<Talk[]>`
      select c.service, c.ticket_id as "ticketId", u.building_id as "buildingId"
      from conversation c left join unit u on u.id = c.unit_id
      where c.id = ${conversationId}::uuid for update of c`;
    const talk = found(row, 'conversation');
    if (talk.ticketId) throw new AppError('conversation.of-ticket');
    const here = await channelFor(tx, talk.service, talk.buildingId);
    const there = await channelFor(tx, service, talk.buildingId);
    if (!there) throw new AppError('conversation.no-channel', { service });
    if (there === here) throw new AppError('conversation.already-there');
    const note = { conversationId, author: actor, visibility: 'internal' as const, text: why, externalKey };
    const { id: messageId, isNew } = await addMessage(tx, note);
    if (!isNew) return;
    await tx.db.conversation.update({ where: { id: conversationId }, data: { service }, select: { id: true } });
    const data = { conversationId, from: talk.service, to: service, messageId };
    await emit(tx, { kind: 'conversation.handed-over', data });
    tx.log.info({ conversationId, to: service, staffId: actorId(actor) }, 'chat handed over');
  });
}

type Talk = { service: Service; ticketId: string | null; buildingId: string | null };
