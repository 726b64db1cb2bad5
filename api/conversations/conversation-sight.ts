import type { ResidentActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { listMyFlats } from '#api/residents/access.ts';

/**
 * A resident sees their own chat with the company, and the talk of a ticket of a flat that is theirs now (with the right to
 * tickets), opened since it is; a ticket without a flat is its author's.
 */
export async function maySeeConversation(ctx: Ctx, actor: ResidentActor, conversationId: string): Promise<boolean> {
  const talk = await ctx.db.conversation.findUnique({
    where: { id: conversationId },
    select: { residentId: true, ticket: { select: { residentId: true, unitId: true, createdAt: true } } },
  });
  if (!talk) return false;
  const { ticket } = talk;
  if (ticket === null) return talk.residentId === actor.residentId;
  if (ticket.unitId === null) return ticket.residentId === actor.residentId;
  const flats = await listMyFlats(ctx, actor);
  return flats.some(
    (flat) => flat.unitId === ticket.unitId && flat.rights.includes('tickets') && ticket.createdAt >= flat.since,
  );
}
