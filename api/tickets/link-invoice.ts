import type { TxCtx } from '#api/core/ctx.ts';
import type { Instant } from '#api/core/time.ts';

/** The ticket is about this bill: its card shows the bill's lines. */
export async function linkInvoice(tx: TxCtx, ticketId: string, invoiceId: string): Promise<void> {
  await tx.db.ticket.updateMany({ where: { id: ticketId }, data: { invoiceId } });
}

/** Until when the ticket's solution is promised, or null when nothing is. */
export async function promisedUntil(tx: TxCtx, ticketId: string): Promise<Instant | null> {
  const clock = await tx.db.ticketDeadline.findFirst({
    where: { ticketId, promise: 'resolution', droppedAt: null },
    orderBy: { createdAt: 'desc' },
    select: { dueAt: true },
  });
  return clock?.dueAt ?? null;
}
