import { markCallMade, takeCall } from '#api/calls/calls.ts';
import type { CallReason, FinishCallInput } from '#api/calls/schema.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { answerTicket } from '#api/tickets/answer-ticket.ts';
import { acceptVisit } from '#api/tickets/answer-visit.ts';
import { acceptTicket } from '#api/tickets/finish-ticket.ts';
import { noteTicket } from '#api/tickets/note-ticket.ts';
import { returnTicket } from '#api/tickets/return-ticket.ts';
import { getStaffTicket } from '#api/tickets/staff-tickets.ts';
import { findLastVisit } from '#api/tickets/visits.ts';

/**
 * A call was made: what the person said becomes the ticket's answer, their yes or no to the work or to the visit, in the
 * colleague's name ("by phone"). When the ticket has moved on meanwhile, it is kept as a note. Refuses `call.not-found`,
 * `call.over` { by }, `call.verdict-needed`, and what the ticket's own deed refuses.
 */
export async function finishCall(ctx: Ctx, actor: Actor, input: FinishCallInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { ticketId, reason } = await takeCall(tx, actor, input.callId);
    if (ticketId) await tellTicket(tx, actor, ticketId, reason, input);
    await markCallMade(tx, actor, input.callId, input.said);
  });
}

async function tellTicket(
  tx: TxCtx,
  actor: Actor,
  ticketId: string,
  reason: CallReason,
  { callId, said, verdict }: FinishCallInput,
): Promise<void> {
  const ticket = await getStaffTicket(tx, actor, ticketId);
  const words = { ticketId, text: said, files: [], externalKey: `phone-call:${callId}` };
  const needsVerdict = (reason === 'check' && ticket.status === 'resolved') || reason === 'visit';
  if (needsVerdict && !verdict) throw new AppError('call.verdict-needed');
  if (reason === 'question' && ticket.pause === 'waiting-for-resident') await answerTicket(tx, actor, words);
  else if (reason === 'check' && ticket.status === 'resolved') {
    if (verdict === 'no') await returnTicket(tx, actor, words);
    else {
      await noteTicket(tx, actor, words);
      await acceptTicket(tx, actor, { ticketId });
    }
  } else {
    await noteTicket(tx, actor, words);
    const isOpen = reason === 'visit' && verdict === 'yes' && (await findLastVisit(tx, ticketId))?.state === 'proposed';
    if (isOpen) await acceptVisit(tx, actor, { ticketId });
  }
}
