import type { Page } from '#api/company/page.ts';
import { cell, readCursor, toPage } from '#api/company/page.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import type { Instant } from '#api/core/time.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import type { AttachmentInfo } from './attachment-info.ts';
import { presentAttachment } from './attachment-info.ts';
import type { IncomingFile } from './attachments.ts';
import { attachFiles } from './attachments.ts';
import { maySeeConversation } from './conversation-sight.ts';

/** `internal` never leaves the company. */
export type Visibility = 'resident' | 'internal';

export type StartConversationInput = {
  ticketId?: string | null;
  residentId?: string | null;
  unitId?: string | null;
  service: string;
};

export type AddMessageInput = {
  conversationId: string;
  author: Actor;
  visibility: Visibility;
  text: string;
  files?: readonly IncomingFile[];
  /** What makes the same words the same message: an update's or an event's key. */
  externalKey?: string | null;
};

export type AddedMessage = { id: string; conversationId: string; createdAt: Instant; isNew: boolean };

/** One thing somebody said. `text` is empty once it was taken back. */
export type MessageInfo = {
  id: string;
  author: { kind: 'resident' | 'staff' | 'system'; id: string | null; name: string | null };
  visibility: Visibility;
  text: string;
  editedAt: Instant | null;
  takenBackAt: Instant | null;
  createdAt: Instant;
  attachments: AttachmentInfo[];
};

/** Opens a talk: of a ticket (which has one), or a chat with the company. */
export async function startConversation(tx: TxCtx, input: StartConversationInput): Promise<{ id: string }> {
  const id = newId(tx.now());
  await tx.db.conversation.create({
    data: {
      id,
      ticketId: input.ticketId ?? null,
      residentId: input.residentId ?? null,
      unitId: input.unitId ?? null,
      service: input.service,
      state: 'open',
      lastAt: tx.now(),
      createdAt: tx.now(),
    },
    select: { id: true },
  });
  return { id };
}

/**
 * Says something in a talk, with files. The same `externalKey` is the same message: it comes back with `isNew: false` and
 * nothing is written. The caller has authorised and emits what follows from it.
 */
export async function addMessage(tx: TxCtx, input: AddMessageInput): Promise<AddedMessage> {
  const id = newId(tx.now());
  const externalKey = input.externalKey ?? null;
  const { count } = await tx.db.message.createMany({
    data: [
      {
        id,
        conversationId: input.conversationId,
        ...authorOf(input.author),
        visibility: input.visibility,
        text: input.text,
        externalKey,
        createdAt: tx.now(),
      },
    ],
    skipDuplicates: true,
  });
  if (count === 0) return knownMessage(tx, externalKey);
  await noteLast(tx, input);
  await attachFiles(tx, { owner: { messageId: id }, purpose: 'talk', files: input.files ?? [] });
  return { id, conversationId: input.conversationId, createdAt: tx.now(), isNew: true };
}

/** The talk goes on; who waits for an answer since when follows from who spoke. */
async function noteLast(tx: TxCtx, { conversationId, author, visibility }: AddMessageInput): Promise<void> {
  const isAnswer = author.kind === 'staff' && visibility === 'resident';
  const isQuestion = author.kind === 'resident';
  await tx.db.$executeRaw`
    update conversation set last_at = ${tx.now()}::timestamptz, state = 'open', closed_at = null,
      waits_since = case when ${isAnswer} then null
        when ${isQuestion} then coalesce(waits_since, ${tx.now()}::timestamptz) else waits_since end
    where id = ${conversationId}::uuid`;
}

/** The message that already carries this key, or null. */
export async function findMessageByKey(ctx: Ctx, externalKey: string): Promise<AddedMessage | null> {
  const row = await ctx.db.message.findUnique({
    where: { externalKey },
    select: { id: true, conversationId: true, createdAt: true },
  });
  return row && { ...row, isNew: false };
}

/**
 * A talk, oldest first, with its files; two statements. Colleagues see all of it; a resident the words meant for them, of
 * their own chat or of a ticket of their flat since they live there. Refuses `conversation.not-found`.
 */
export async function listMessages(
  ctx: Ctx,
  actor: Actor,
  input: { conversationId: string; after?: string | null; limit?: number },
): Promise<Page<MessageInfo>> {
  if (actor.kind === 'resident') {
    const isSeen = await maySeeConversation(ctx, actor, input.conversationId);
    if (!isSeen) throw new AppError('conversation.not-found');
  } else mustBeAllowed(actor.kind === 'system' || actor.kind === 'staff');
  const limit = input.limit ?? 50;
  const cursor = readCursor(input.after, [cell.id])?.[0];
  const rows = await ctx.db.message.findMany({
    where: {
      conversationId: input.conversationId,
      ...(actor.kind === 'resident' ? { visibility: 'resident', takenBackAt: null } : {}),
      ...(cursor === undefined ? {} : { id: { gt: cursor } }),
    },
    include: withAuthors,
    // Ids begin with the moment, so they sort as it does.
    orderBy: { id: 'asc' },
    take: limit + 1,
  });
  return toPage(rows, limit, (row) => [row.id], presentMessage);
}

/** The newest words of a talk that were not taken back, oldest first. For doors that have decided who sees it. */
export async function newestMessages(ctx: Ctx, conversationId: string, limit: number): Promise<MessageInfo[]> {
  const rows = await ctx.db.message.findMany({
    where: { conversationId, takenBackAt: null },
    include: withAuthors,
    orderBy: { id: 'desc' },
    take: limit,
  });
  return rows.reverse().map(presentMessage);
}

const withAuthors = {
  resident: { select: { fullName: true } },
  staff: { select: { name: true } },
  attachments: { orderBy: [{ position: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.MessageInclude;

type MessageRow = Prisma.MessageGetPayload<{
  include: { resident: { select: { fullName: true } }; staff: { select: { name: true } }; attachments: true };
}>;

function presentMessage(row: MessageRow): MessageInfo {
  return {
    id: row.id,
    author: {
      kind: row.residentId !== null ? 'resident' : row.staffId !== null ? 'staff' : 'system',
      id: row.residentId ?? row.staffId,
      name: row.resident?.fullName ?? row.staff?.name ?? null,
    },
    visibility: row.visibility === 'resident' ? 'resident' : 'internal',
    text: row.takenBackAt === null ? row.text : '',
    editedAt: row.editedAt,
    takenBackAt: row.takenBackAt,
    createdAt: row.createdAt,
    attachments: row.attachments.map(presentAttachment),
  };
}

function authorOf(author: Actor): { authorKind: string; residentId: string | null; staffId: string | null } {
  if (author.kind === 'resident') return { authorKind: 'resident', residentId: author.residentId, staffId: null };
  if (author.kind === 'staff') return { authorKind: 'staff', residentId: null, staffId: author.staffId };
  return { authorKind: 'system', residentId: null, staffId: null };
}

async function knownMessage(tx: TxCtx, externalKey: string | null): Promise<AddedMessage> {
  const known = externalKey === null ? null : await findMessageByKey(tx, externalKey);
  if (!known) throw new Error('a message was neither new nor known');
  return known;
}
