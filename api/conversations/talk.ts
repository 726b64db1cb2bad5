import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { emit } from '#api/core/outbox.ts';
import { plus } from '#api/core/time.ts';
import { flatAccess } from '#api/residents/access.ts';
import type { IncomingFile } from './attachments.ts';
import { addMessage, findMessageByKey, startConversation } from './messages.ts';

export { addMessage, listMessages, startConversation } from './messages.ts';

export type WriteToCompanyInput = {
  unitId: string;
  text: string;
  files: readonly IncomingFile[];
  externalKey?: string | null;
};
export type ReplyToResidentInput = {
  conversationId: string;
  text: string;
  files?: readonly IncomingFile[];
  externalKey?: string | null;
};

export type SaidMessage = { messageId: string; conversationId: string; isNew: boolean };

const messagesAnHour = 60;

/**
 * A resident writes to the company: their open chat about this flat goes on, or one begins. Says `message.from-resident`
 * { messageId, conversationId } once per `externalKey`. Refuses `flat.not-found`, `message.empty`, and
 * `message.too-many` { retryAt } beyond 60 an hour.
 */
export async function writeToCompany(ctx: Ctx, actor: Actor, input: WriteToCompanyInput): Promise<SaidMessage> {
  mustBeAllowed(actor.kind === 'resident');
  await flatAccess(ctx, actor, input.unitId);
  mustSaySomething(input.text, input.files);
  const { residentId } = actor;
  return inTransaction(ctx, async (tx) => {
    // Two messages at the same time must not open two chats.
    await tx.db.$queryRaw`select id from resident where id = ${residentId}::uuid for update`;
    const known = input.externalKey ? await findMessageByKey(tx, input.externalKey) : null;
    if (known) return { messageId: known.id, conversationId: known.conversationId, isNew: false };
    await mustBeFew(tx, residentId);
    const open = await tx.db.conversation.findFirst({
      where: { residentId, unitId: input.unitId, ticketId: null, state: 'open' },
      orderBy: { lastAt: 'desc' },
      select: { id: true },
    });
    const talk = open ?? (await startConversation(tx, { residentId, unitId: input.unitId, service: 'front-desk' }));
    return say(tx, actor, { ...input, conversationId: talk.id }, 'message.from-resident', {});
  });
}

/**
 * A colleague answers a resident, in a chat or in a ticket's talk: `message.to-resident` { messageId, conversationId,
 * residentId, ticketId? } once per `externalKey`. Refuses `conversation.not-found`, `conversation.no-resident` and
 * `message.empty`. Anybody on the staff but `read-only`.
 */
export async function replyToResident(ctx: Ctx, actor: Actor, input: ReplyToResidentInput): Promise<SaidMessage> {
  mustBeAllowed(mayTalk(actor));
  mustSaySomething(input.text, input.files ?? []);
  return inTransaction(ctx, async (tx) => {
    const talk = found(
      await tx.db.conversation.findUnique({
        where: { id: input.conversationId },
        select: { residentId: true, ticketId: true, ticket: { select: { residentId: true } } },
      }),
      'conversation',
    );
    const residentId = talk.residentId ?? talk.ticket?.residentId;
    if (!residentId) throw new AppError('conversation.no-resident');
    const about: Record<string, string> = talk.ticketId === null ? {} : { ticketId: talk.ticketId };
    return say(tx, actor, input, 'message.to-resident', { residentId, ...about });
  });
}

/** Who speaks for the company: everybody on the staff but `read-only`. */
export function mayTalk(actor: Actor): boolean {
  return hasRole(actor, 'manager', 'accountant', 'dispatcher', 'technician', 'emergency');
}

async function say(
  tx: TxCtx,
  author: Actor,
  input: ReplyToResidentInput,
  kind: string,
  data: Record<string, string>,
): Promise<SaidMessage> {
  const { conversationId, text, files, externalKey } = input;
  const message = await addMessage(tx, { conversationId, author, visibility: 'resident', text, files, externalKey });
  if (message.isNew) {
    await emit(tx, { kind, data: { messageId: message.id, conversationId: message.conversationId, ...data } });
  }
  return { messageId: message.id, conversationId: message.conversationId, isNew: message.isNew };
}

function mustSaySomething(text: string, files: readonly IncomingFile[]): void {
  if (text.trim() === '' && files.length === 0) throw new AppError('message.empty');
}

async function mustBeFew(tx: TxCtx, residentId: string): Promise<void> {
  const recent = await tx.db.message.findMany({
    where: {
      residentId,
      createdAt: { gt: plus(tx.now(), '-PT1H') },
      conversation: { residentId, ticketId: null },
    },
    orderBy: { createdAt: 'desc' },
    take: messagesAnHour,
    select: { createdAt: true },
  });
  const oldest = recent[messagesAnHour - 1];
  if (oldest) throw new AppError('message.too-many', { retryAt: plus(oldest.createdAt, 'PT1H') });
}
