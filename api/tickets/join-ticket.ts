import type { Actor } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { AppError, isAppError } from '#api/core/errors.ts';
import { flatAccess } from '#api/residents/access.ts';
import { changeTicket, type LockedTicket } from './change.ts';
import { mustFollow } from './follow-sight.ts';
import type { JoinTicketInput, ReturnJoinedInput, TicketInput } from './schema.ts';
import { mustSeeTicket } from './sight.ts';
import type { TicketSummary } from './summary.ts';
import { sayInTicket } from './talk.ts';

/**
 * "Me too": a neighbour joins an open ticket about the common areas or the grounds of the house instead of opening a twin. What they
 * said about it goes to the colleagues, never to the author. Says `ticket.joined` { messageId }. Joining again changes nothing.
 * Refuses `flat.not-found`, `not-allowed` { right }, `ticket.not-found` (a flat's own ticket and another house's look the same),
 * `ticket.already-yours` { number }, and what `changeTicket` refuses.
 */
export async function joinTicket(ctx: Ctx, actor: Actor, input: JoinTicketInput): Promise<TicketSummary> {
  const { ticketId, unitId, text, files } = input;
  const flat = await flatAccess(ctx, actor, unitId, 'tickets');
  const mustBeShared = async (tx: TxCtx, _actor: Actor, ticket: LockedTicket) => {
    if (ticket.place === 'flat' || ticket.buildingId !== flat.buildingId) throw new AppError('ticket.not-found');
    if (await sees(tx, actor, ticket)) throw new AppError('ticket.already-yours', { number: ticket.number });
  };
  return changeTicket(
    ctx,
    actor,
    ticketId,
    'join',
    async (tx, ticket) => {
      if (actor.kind !== 'resident') throw new AppError('not-allowed');
      const key = { ticketId, residentId: actor.residentId };
      const { count } = await tx.db.ticketFollower.createMany({
        data: [{ ...key, unitId, createdAt: tx.now() }],
        skipDuplicates: true,
      });
      // Somebody who moved within the house, or back into it, follows from where they live now.
      if (count === 0 && !(await follows(tx, actor, ticketId))) {
        const data = { unitId, createdAt: tx.now(), verdict: null, verdictAt: null };
        await tx.db.ticketFollower.update({ where: { ticketId_residentId: key }, data });
      } else if (count === 0) return 'skip';
      const hasWords = text !== '' || files.length > 0;
      const said = hasWords ? await sayInTicket(tx, ticket, { ...input, author: actor, visibility: 'internal' }) : null;
      return { data: { messageId: said?.messageId ?? null } };
    },
    mustBeShared,
  );
}

/** It is not theirs after all. Says `ticket.left`. Refuses `ticket.not-found`, and what `changeTicket` refuses. */
export async function leaveTicket(ctx: Ctx, actor: Actor, { ticketId }: TicketInput): Promise<TicketSummary> {
  return changeTicket(
    ctx,
    actor,
    ticketId,
    'leave',
    async (tx) => {
      const residentId = actor.kind === 'resident' ? actor.residentId : '';
      await tx.db.ticketFollower.delete({ where: { ticketId_residentId: { ticketId, residentId } } });
      return {};
    },
    mustBeFollower,
  );
}

/**
 * Who joined says that it is done. The ticket stays what it is: it closes by the author's word or by everybody's silence. Refuses
 * `ticket.not-found`, and `ticket.wrong-state` { status, pause, number } when there is nothing to check.
 */
export async function acceptJoined(ctx: Ctx, actor: Actor, { ticketId }: TicketInput): Promise<void> {
  await mustFollow(ctx, actor, ticketId);
  const { number, status, pause } = await ctx.db.ticket.findUniqueOrThrow({ where: { id: ticketId } });
  if (status !== 'resolved' && status !== 'closed') throw new AppError('ticket.wrong-state', { number, status, pause });
  await judge(ctx, actor, ticketId, 'accepted');
}

/**
 * Who joined says in words what is not done, and it goes back to work, whatever the others said: as `returnTicket`, with the words
 * for the colleagues alone. Says `ticket.returned` { messageId, count }. Refuses `ticket.not-found`, and what `changeTicket`
 * refuses.
 */
export async function returnJoined(ctx: Ctx, actor: Actor, input: ReturnJoinedInput): Promise<TicketSummary> {
  return changeTicket(
    ctx,
    actor,
    input.ticketId,
    'return',
    async (tx, ticket) => {
      const said = await sayInTicket(tx, ticket, { ...input, author: actor, visibility: 'internal' });
      if (!said.isNew) return 'skip';
      await judge(tx, actor, ticket.id, 'returned');
      return { data: { messageId: said.messageId, count: ticket.reopenedCount + 1 } };
    },
    mustBeFollower,
  );
}

async function judge(ctx: Ctx, actor: Actor, ticketId: string, verdict: 'accepted' | 'returned'): Promise<void> {
  const residentId = actor.kind === 'resident' ? actor.residentId : '';
  const where = { ticketId_residentId: { ticketId, residentId } };
  await ctx.db.ticketFollower.update({ where, data: { verdict, verdictAt: ctx.now() } });
}

async function mustBeFollower(tx: TxCtx, actor: Actor, { id }: LockedTicket): Promise<void> {
  await mustFollow(tx, actor, id);
}

function follows(ctx: Ctx, actor: Actor, ticketId: string): Promise<boolean> {
  return isThere(mustFollow(ctx, actor, ticketId));
}

function sees(ctx: Ctx, actor: Actor, ticket: LockedTicket): Promise<boolean> {
  return isThere(mustSeeTicket(ctx, actor, ticket));
}

async function isThere(looked: Promise<unknown>): Promise<boolean> {
  try {
    await looked;
    return true;
  } catch (error) {
    if (isAppError(error, 'ticket.not-found')) return false;
    throw error;
  }
}
