import { asIncoming } from '#api/conversations/incoming-file.ts';
import { mayTalk } from '#api/conversations/talk.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { found, mustBeAllowed } from '#api/core/errors.ts';
import { guessCategory } from './categories.ts';
import { findSummary, openTicket } from './open-ticket.ts';
import type { TicketKind } from './policy.ts';
import { openTicketInput, type TicketPlace } from './schema.ts';
import type { TicketSummary } from './summary.ts';

/** A message that could become a ticket, and what its words suggest. */
export type TicketDraft = {
  messageId: string;
  conversationId: string;
  text: string;
  fileCount: number;
  unitId: string | null;
  /** The words' likeliest category: a guess to confirm. */
  guess: { kind: TicketKind; categoryCode: string } | null;
  place: TicketPlace;
  /** The ticket that was made of it already. */
  madeNumber: number | null;
};

export type TicketFromMessageInput = {
  messageId: string;
  kind: TicketKind;
  categoryCode: string;
  place: TicketPlace;
  /** The message's own words without it. */
  text?: string;
};

/** What a form for a ticket is filled in with. Refuses `message.not-found`, also for one that was taken back. */
export async function draftFromMessage(ctx: Ctx, actor: Actor, messageId: string): Promise<TicketDraft> {
  mustBeAllowed(mayTalk(actor));
  const { attachments, madeTickets, conversation, text, conversationId } = found(
    await select(ctx, messageId),
    'message',
  );
  const guess = await guessCategory(ctx, text);
  const unitId = conversation.unitId ?? conversation.ticket?.unitId ?? null;
  return {
    ...{ messageId, conversationId, text, unitId, fileCount: attachments.length },
    guess: guess && { kind: guess.kind, categoryCode: guess.code },
    place: unitId === null ? 'common-area' : 'flat',
    madeNumber: madeTickets[0]?.number ?? null,
  };
}

/**
 * Makes a ticket of something that was said, with its files, for the resident whose talk it was: they get its living card as if
 * they had opened it. One message makes one ticket, whoever asks and however often. Refuses `message.not-found` and what
 * `openTicket` refuses (`ticket.not-their-flat` when they moved out).
 */
export async function openTicketFromMessage(
  ctx: Ctx,
  actor: Actor,
  input: TicketFromMessageInput,
): Promise<TicketSummary> {
  mustBeAllowed(mayTalk(actor));
  return inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`select id from message where id = ${input.messageId}::uuid for update`;
    const { conversation, ...said } = found(await select(tx, input.messageId), 'message');
    const [made] = said.madeTickets;
    if (made) return found(await findSummary(tx, made.id), 'ticket');
    const unitId = conversation.unitId ?? conversation.ticket?.unitId ?? undefined;
    const residentId = conversation.residentId ?? conversation.ticket?.residentId ?? undefined;
    const { kind, categoryCode, place, messageId } = input;
    return openTicket(
      tx,
      actor,
      openTicketInput.parse({
        ...{ kind, categoryCode, place, unitId, residentId, fromMessageId: messageId, source: 'slack' },
        buildingId: conversation.unit?.buildingId,
        text: input.text || said.text,
        files: said.attachments.map(asIncoming),
      }),
    );
  });
}

function select(ctx: Ctx, messageId: string) {
  return ctx.db.message.findFirst({
    where: { id: messageId, takenBackAt: null },
    select: {
      text: true,
      conversationId: true,
      attachments: { orderBy: [{ position: 'asc' }, { id: 'asc' }] },
      madeTickets: { select: { id: true, number: true }, take: 1 },
      conversation: {
        select: {
          unitId: true,
          residentId: true,
          unit: { select: { buildingId: true } },
          ticket: { select: { unitId: true, residentId: true } },
        },
      },
    },
  });
}
