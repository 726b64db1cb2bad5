import type { DecideDisputeInput } from '#api/billing/disputes/schema.ts';
import { type Decided, holdOpenDispute, writeDecision } from '#api/billing/disputes/write-decision.ts';
import type { Actor, StaffActor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import { type Ctx, inTransaction, type TxCtx } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';
import { emit } from '#api/core/outbox.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { findSummary } from '#api/tickets/open-ticket.ts';
import { resolveTicket } from '#api/tickets/resolve-ticket.ts';

/**
 * An accountant (or a manager) decides a dispute: accepted whole, in part, or rejected, with words the resident reads. What is accepted
 * is taken off the ledger and the bill, and the ticket is done with it, claimed first where nobody had it. Refuses `not-allowed`,
 * `dispute.not-found`, `dispute.already-decided`, `dispute.withdrawn`, `dispute.bad-sum`, `dispute.sum-too-large`,
 * `dispute.bill-cancelled`, `ticket.not-yours` { by }. Emits `dispute.decided` { disputeId, ticketId, beforeMinor, afterMinor }.
 */
export async function decideDispute(ctx: Ctx, actor: Actor, input: DecideDisputeInput): Promise<Decided> {
  mustBeAllowed(hasRole(actor, 'accountant', 'manager'));
  return inTransaction(ctx, async (tx) => {
    const held = await holdOpenDispute(tx, input.disputeId);
    const decided = await writeDecision(tx, actor, held, input);
    await resolveWith(tx, actor, held.ticketId, input.answer);
    await emit(tx, {
      kind: 'dispute.decided',
      data: {
        disputeId: held.id,
        ticketId: held.ticketId,
        beforeMinor: decided.beforeMinor.toString(),
        afterMinor: decided.afterMinor.toString(),
      },
    });
    return decided;
  });
}

/** The decision is the ticket's report. A ticket that is over already stays as it is. */
async function resolveWith(tx: TxCtx, actor: StaffActor, ticketId: string, report: string): Promise<void> {
  const ticket = await findSummary(tx, ticketId);
  if (ticket?.status === 'new') {
    const claim = await claimTicket(tx, actor, { ticketId });
    if (claim.status === 'taken') throw new AppError('ticket.not-yours', { by: claim.by.name, number: claim.number });
  }
  if (ticket && ['new', 'claimed', 'in-work'].includes(ticket.status)) {
    await resolveTicket(tx, actor, { ticketId, report });
  }
}
