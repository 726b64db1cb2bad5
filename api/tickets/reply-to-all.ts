import { mayTalk, replyToResident, startConversation } from '#api/conversations/talk.ts';
import type { Actor } from '#api/core/actor.ts';
import { type Ctx, inTransaction, type TxCtx } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';
import { emit } from '#api/core/outbox.ts';
import { countFollowers } from './followed-ticket.ts';
import { serviceOf } from './policy.ts';
import type { ReplyToAllInput } from './schema.ts';
import { sayInTicket } from './talk.ts';
import { readCard, type TicketCard } from './ticket-card.ts';

/** Whom an answer to all would reach: the author, unless a colleague opened it, and so many who joined. */
export type ReplyAudience = { hasAuthor: boolean; followers: number };

/** For the preview: nobody is written to before it was shown. Refuses `not-allowed` and `ticket.not-found`. */
export async function replyAudience(ctx: Ctx, actor: Actor, ticketId: string): Promise<ReplyAudience> {
  mustBeAllowed(mayTalk(actor));
  const { residentId } = await readCard(ctx, ticketId);
  return { hasAuthor: residentId !== null, followers: await countFollowers(ctx, ticketId) };
}

/**
 * A colleague answers everybody whom a shared problem concerns: its author as `replyToResident` does, and who joined it. Says
 * `message.to-all` { messageId, conversationId, ticketId } once per `externalKey`. Refuses `ticket.not-found`, `ticket.nobody-joined`
 * { number } and `message.empty`.
 */
export async function replyToAll(ctx: Ctx, actor: Actor, input: ReplyToAllInput): Promise<{ messageId: string }> {
  mustBeAllowed(mayTalk(actor));
  const { ticketId } = input;
  return inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`select id from ticket where id = ${ticketId}::uuid for update`;
    const ticket = await readCard(tx, ticketId);
    if ((await countFollowers(tx, ticketId)) === 0) {
      throw new AppError('ticket.nobody-joined', { number: ticket.number });
    }
    const said =
      ticket.residentId === null
        ? await sayToJoined(tx, actor, ticket, input)
        : await sayToAuthor(tx, actor, ticket, input);
    if (said.isNew) {
      const { messageId, conversationId } = said;
      await emit(tx, { kind: 'message.to-all', data: { messageId, conversationId, ticketId } });
    }
    return { messageId: said.messageId };
  });
}

type Said = { messageId: string; conversationId: string; isNew: boolean };

async function sayToAuthor(tx: TxCtx, actor: Actor, ticket: TicketCard, input: ReplyToAllInput): Promise<Said> {
  const { id: ticketId, residentId, unitId } = ticket;
  const known = await tx.db.conversation.findUnique({ where: { ticketId }, select: { id: true } });
  const talk = known ?? (await startConversation(tx, { ticketId, residentId, unitId, service: serviceOf(ticket) }));
  const { text, externalKey } = input;
  return replyToResident(tx, actor, { conversationId: talk.id, text, externalKey });
}

async function sayToJoined(tx: TxCtx, actor: Actor, ticket: TicketCard, input: ReplyToAllInput): Promise<Said> {
  const said = await sayInTicket(tx, ticket, { ...input, files: [], author: actor, visibility: 'resident' });
  const { conversationId } = await tx.db.message.findUniqueOrThrow({
    where: { id: said.messageId },
    select: { conversationId: true },
  });
  return { ...said, conversationId };
}
