import type { AskAboutBillInput, DisputeBillInput, WithdrawDisputeInput } from '#api/billing/disputes/schema.ts';
import { holdOpenDispute } from '#api/billing/disputes/write-decision.ts';
import { withdrawn, writeDispute } from '#api/billing/disputes/write-dispute.ts';
import { getMyInvoice } from '#api/billing/get-invoice.ts';
import { lockAccount } from '#api/billing/settle-account.ts';
import type { Actor } from '#api/core/actor.ts';
import { type Ctx, inTransaction, type TxCtx } from '#api/core/ctx.ts';
import { found } from '#api/core/errors.ts';
import { emit } from '#api/core/outbox.ts';
import { flatAccess } from '#api/residents/access.ts';
import { answerTicket } from '#api/tickets/answer-ticket.ts';
import { acceptTicket, cancelTicket } from '#api/tickets/finish-ticket.ts';
import { linkInvoice, promisedUntil } from '#api/tickets/link-invoice.ts';
import { findSummary, openTicket } from '#api/tickets/open-ticket.ts';
import type { TicketSummary } from '#api/tickets/summary.ts';

export type Disputed = { disputeId: string; ticket: TicketSummary };

/**
 * A resident disagrees with a bill, or with single lines of it: a ticket of the accountants with the clock of its own category, and a
 * dispute that keeps the reminders off its part. The bill stays payable. The same `onceKey` gives back the first. Refuses
 * `invoice.not-found`, `not-allowed`, what `writeDispute` refuses, and what `openTicket` refuses. Emits `dispute.opened`.
 */
export async function disputeBill(ctx: Ctx, actor: Actor, input: DisputeBillInput): Promise<Disputed> {
  const { unitId } = await getMyInvoice(ctx, actor, input.invoiceId);
  return inTransaction(ctx, async (tx) => {
    await lockAccountOf(tx, input.invoiceId);
    const ticket = await openBillTicket(tx, actor, unitId, 'dispute', input);
    const known = await tx.db.dispute.findUnique({ where: { ticketId: ticket.id }, select: { id: true } });
    if (known) return { disputeId: known.id, ticket };
    const { invoiceId, lineIds, reason } = input;
    const decideBy = await promisedUntil(tx, ticket.id);
    const disputeId = await writeDispute(tx, { ticketId: ticket.id, invoiceId, lineIds, reason, decideBy });
    await emit(tx, { kind: 'dispute.opened', data: { disputeId, ticketId: ticket.id, invoiceId } });
    return { disputeId, ticket };
  });
}

/**
 * A resident asks about a bill: a ticket of the accountants that is linked to it. Nothing is withheld. Refuses `invoice.not-found`,
 * `not-allowed`, and what `openTicket` refuses.
 */
export async function askAboutBill(ctx: Ctx, actor: Actor, input: AskAboutBillInput): Promise<TicketSummary> {
  const { unitId } = await getMyInvoice(ctx, actor, input.invoiceId);
  return inTransaction(ctx, (tx) => openBillTicket(tx, actor, unitId, 'charges', input));
}

/**
 * The resident takes the dispute back: nothing is withheld any more. Its ticket is cancelled, or told so where the work has begun.
 * Refuses `dispute.not-found` (another flat's), `not-allowed`, `dispute.already-decided`, `dispute.withdrawn`. Emits `dispute.withdrawn`.
 */
export async function withdrawDispute(ctx: Ctx, actor: Actor, input: WithdrawDisputeInput): Promise<void> {
  await mustBeMine(ctx, actor, input.disputeId);
  await inTransaction(ctx, async (tx) => {
    const { id, ticketId } = await holdOpenDispute(tx, input.disputeId);
    await withdrawn(tx, { id, ticketId });
    const ticket = await findSummary(tx, ticketId);
    if (ticket?.status === 'new' || ticket?.status === 'claimed') await cancelTicket(tx, actor, { ticketId });
    else if (ticket?.status === 'resolved') await acceptTicket(tx, actor, { ticketId });
    else if (ticket?.status === 'in-work') {
      await answerTicket(tx, actor, { ticketId, text: input.text, files: [], externalKey: input.externalKey });
    }
  });
}

async function mustBeMine(ctx: Ctx, actor: Actor, disputeId: string): Promise<void> {
  const row = found(
    await ctx.db.dispute.findUnique({ where: { id: disputeId }, select: { invoiceId: true } }),
    'dispute',
  );
  const bill = await getMyInvoice(ctx, actor, row.invoiceId);
  await flatAccess(ctx, actor, bill.unitId, 'tickets');
}

/** A ticket about a bill. Where the company has put the category away, it goes without one. */
async function openBillTicket(
  tx: TxCtx,
  actor: Actor,
  unitId: string,
  category: 'dispute' | 'charges',
  input: AskAboutBillInput,
): Promise<TicketSummary> {
  const { invoiceId, text, files, onceKey } = input;
  const known = await tx.db.ticketCategory.findFirst({ where: { code: category, archivedAt: null } });
  const ticket = await openTicket(tx, actor, {
    ...{ unitId, kind: 'billing', place: 'flat', text, files, source: 'telegram', onceKey },
    categoryCode: known ? category : undefined,
  });
  await linkInvoice(tx, ticket.id, invoiceId);
  return ticket;
}

async function lockAccountOf(tx: TxCtx, invoiceId: string): Promise<void> {
  const bill = await tx.db.invoice.findUniqueOrThrow({ where: { id: invoiceId }, select: { accountId: true } });
  await lockAccount(tx, bill.accountId);
}
