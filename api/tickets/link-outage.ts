import type { TxCtx } from '#api/core/ctx.ts';
import { touchTicket } from './touch-ticket.ts';

/** The ticket is about this outage: its cards show it. Gives back the new version, or null when there is no such ticket. */
export async function linkOutage(tx: TxCtx, ticketId: string, outageId: string): Promise<number | null> {
  await tx.db.ticket.updateMany({ where: { id: ticketId }, data: { outageId } });
  return touchTicket(tx, ticketId);
}
