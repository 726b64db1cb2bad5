import type { Actor } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { plus } from '#api/core/time.ts';
import type { IncomingFile } from './attachments.ts';
import { attachFiles } from './attachments.ts';
import { asIncoming, asKind } from './incoming-file.ts';
import { longestSaid } from './schema.ts';

export type LooseOutcome = 'ticket' | 'chat' | 'reading' | 'nothing';

export type KeepLooseInput = {
  chatId: string;
  text: string;
  files: readonly IncomingFile[];
  /** The album's key: its halves are one. */
  groupKey?: string | null;
};

/** What is kept now. `outcome` is set when a late half arrives after the person said what the first one was. */
export type KeptLoose = {
  looseId: string;
  isNew: boolean;
  text: string;
  files: { kind: IncomingFile['kind'] }[];
  outcome: LooseOutcome | null;
  outcomeId: string | null;
};

/**
 * Keeps words, photos or voice sent outside a form until the person says what they are. Parts with one `groupKey` become one
 * row, in the order they came, and so do the parts of a text that was too long for one message; a file that came before is not
 * added twice.
 */
export async function keepLoose(ctx: Ctx, input: KeepLooseInput): Promise<KeptLoose> {
  return inTransaction(ctx, async (tx) => {
    // The halves of an album arrive at the same time: they stand in line at their chat.
    const [chat] = await tx.db.$queryRaw<{ residentId: string | null }[]>`
      select resident_id as "residentId" from chat where id = ${input.chatId}::uuid for update`;
    const { residentId } = found(chat, 'chat');
    const known = input.groupKey
      ? await findGroup(tx, input.chatId, input.groupKey)
      : input.files.length === 0
        ? await findBeginning(tx, input.chatId, input.text.length)
        : null;
    if (known) return append(tx, known, input);
    const looseId = newId(tx.now());
    await tx.db.looseMessage.create({
      data: {
        id: looseId,
        chatId: input.chatId,
        residentId,
        groupKey: input.groupKey ?? null,
        text: input.text,
        createdAt: tx.now(),
      },
      select: { id: true },
    });
    await attachFiles(tx, { owner: { looseId }, purpose: 'loose', files: input.files });
    const kept = { looseId, text: input.text, files: input.files.map(({ kind }) => ({ kind })) };
    return { ...kept, isNew: true, outcome: null, outcomeId: null };
  });
}

/**
 * What was sent, to be the first answer of a form. Nothing is settled yet: a form that is left loses nothing. Refuses
 * `loose.not-found`, also for another chat's.
 */
export async function takeLoose(
  ctx: Ctx,
  chatId: string,
  looseId: string,
): Promise<{ text: string; files: IncomingFile[] }> {
  const row = await ctx.db.looseMessage.findFirst({
    where: { id: looseId, chatId },
    select: { text: true, attachments: { orderBy: [{ position: 'asc' }, { id: 'asc' }] } },
  });
  const { text, attachments } = found(row, 'loose');
  return { text, files: attachments.map(asIncoming) };
}

/**
 * Writes down what it became, once; settling again changes nothing. A resident settles their own, the system any. Refuses
 * `loose.not-found`.
 */
export async function settleLoose(
  ctx: Ctx,
  actor: Actor,
  input: { looseId: string; outcome: LooseOutcome; outcomeId?: string | null },
): Promise<void> {
  mustBeAllowed(actor.kind === 'resident' || actor.kind === 'system');
  const own = actor.kind === 'resident' ? { chat: { residentId: actor.residentId } } : {};
  const known = await ctx.db.looseMessage.count({ where: { id: input.looseId, ...own } });
  if (known === 0) throw new AppError('loose.not-found');
  await ctx.db.looseMessage.updateMany({
    where: { id: input.looseId, settledAt: null },
    data: { outcome: input.outcome, outcomeId: input.outcomeId ?? null, settledAt: ctx.now() },
  });
}

type Group = {
  id: string;
  text: string;
  outcome: string | null;
  outcomeId: string | null;
  attachments: { sourceRef: string; kind: string }[];
};

function findGroup(tx: TxCtx, chatId: string, groupKey: string): Promise<Group | null> {
  return tx.db.looseMessage.findUnique({
    where: { chatId_groupKey: { chatId, groupKey } },
    select: {
      id: true,
      text: true,
      outcome: true,
      outcomeId: true,
      attachments: { select: { sourceRef: true, kind: true } },
    },
  });
}

/**
 * A text so long that its messenger may have sent it in parts (Bot API: at most 4096 characters a message), and how long the next part
 * is awaited.
 */
export const partLength = 3500;
const partsWithin = 'PT10S';

/** The words that a next part goes on with: the newest in this chat, just sent, and nobody has said yet what they are. */
async function findBeginning(tx: TxCtx, chatId: string, length: number): Promise<Group | null> {
  const newest = await tx.db.looseMessage.findFirst({
    where: { chatId, groupKey: null, settledAt: null, createdAt: { gte: plus(tx.now(), `-${partsWithin}`) } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: {
      id: true,
      text: true,
      outcome: true,
      outcomeId: true,
      attachments: { select: { sourceRef: true, kind: true } },
    },
  });
  const fits = newest && newest.text.length >= partLength && newest.text.length + length < longestSaid;
  return fits ? newest : null;
}

async function append(tx: TxCtx, known: Group, input: KeepLooseInput): Promise<KeptLoose> {
  const files = input.files.filter((file) => known.attachments.every(({ sourceRef }) => sourceRef !== file.sourceRef));
  // An album may say its words on every picture; the parts of a text are each new.
  const isAddition = input.text !== '' && (!input.groupKey || input.text !== known.text);
  const text = isAddition ? [known.text, input.text].filter(Boolean).join('\n') : known.text;
  if (isAddition) await tx.db.looseMessage.update({ where: { id: known.id }, data: { text }, select: { id: true } });
  const startAt = known.attachments.length;
  await attachFiles(tx, { owner: { looseId: known.id }, purpose: 'loose', files, startAt });
  return {
    looseId: known.id,
    isNew: false,
    text,
    files: [...known.attachments, ...files].map(({ kind }) => ({ kind: asKind(kind) })),
    outcome: asOutcome(known.outcome),
    outcomeId: known.outcomeId,
  };
}

function asOutcome(word: string | null): LooseOutcome | null {
  return word === 'ticket' || word === 'chat' || word === 'reading' || word === 'nothing' ? word : null;
}
