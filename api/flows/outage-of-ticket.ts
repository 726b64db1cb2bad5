import type { Actor } from '#api/core/actor.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { openOutage } from '#api/outages/announce.ts';
import type { Outage } from '#api/outages/read-outages.ts';
import type { OpenOutageInput } from '#api/outages/schema.ts';
import { linkOutage } from '#api/tickets/link-outage.ts';
import { getStaffTicket } from '#api/tickets/staff-tickets.ts';

/** Announces the outage that a ticket has turned out to be; the ticket is about it from now on. Refuses as `openOutage`, and `ticket.not-found`. */
export async function openOutageOfTicket(
  ctx: Ctx,
  actor: Actor,
  { ticketId, outage }: { ticketId: string; outage: OpenOutageInput },
): Promise<Outage> {
  return inTransaction(ctx, async (tx) => {
    await getStaffTicket(tx, actor, ticketId);
    const opened = await openOutage(tx, actor, outage);
    await linkOutage(tx, ticketId, opened.id);
    return opened;
  });
}
