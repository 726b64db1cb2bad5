import { z } from 'zod';
import type { TxCtx } from '#api/core/ctx.ts';
import type { Hearer } from '#api/core/hearing.ts';
import { readTicketNow, type TicketNow } from './audience.ts';
import { bumpCards } from './cards.ts';

const aboutTicket = z.object({
  ticketId: z.uuid(),
  version: z.int().optional(),
  messageId: z.uuid().nullish(),
  why: z.enum(['silence', 'company', 'no-answer']).optional(),
  closesOn: z.string().optional(),
  rating: z.int().optional(),
  isNews: z.boolean().optional(),
  count: z.int().optional(),
  source: z.string().optional(),
  /** Who did it: null for the system. */
  by: z.object({ kind: z.string(), id: z.uuid().nullable() }).optional(),
  /** Who has it now, and who had it before. */
  to: z.string().optional(),
  wasAssignedTo: z.uuid().nullish(),
  originalId: z.uuid().optional(),
  /** The question that was taken back, so that nothing is waited for any more. */
  unaskedId: z.uuid().optional(),
  visitId: z.uuid().optional(),
  /** A visit that will not take place because of this. */
  droppedVisitId: z.uuid().optional(),
});
export type AboutTicket = z.infer<typeof aboutTicket>;

/** Tells who should be told. */
export type Tell = (tx: TxCtx, ticket: TicketNow, about: AboutTicket, eventKey: string) => Promise<void>;

/** Reads the event and the ticket; shows the new version on every card; then tells who should be told. */
export function changed(tell: Tell = async () => {}): Hearer {
  return async (tx, data, event) => {
    const about = aboutTicket.parse(data);
    const ticket = await readTicketNow(tx, about.ticketId);
    if (!ticket) return;
    if (about.version !== undefined) await bumpCards(tx, { type: 'ticket', id: ticket.id }, about.version);
    await tell(tx, ticket, about, event.id);
  };
}

export const subjectOf = (ticket: TicketNow) => ({ type: 'ticket' as const, id: ticket.id });
