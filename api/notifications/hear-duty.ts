import { z } from 'zod';
import type { Hearer } from '#api/core/hearing.ts';
import { dutyChats } from '#api/staff/duty.ts';
import { deliver } from './deliver.ts';

/** An emergency that nobody has: everybody on duty who linked a chat is pinged in it, with a sound at any hour. */
const calledOut: Hearer = async (tx, data, event) => {
  const { ticketId } = z.object({ ticketId: z.uuid() }).parse(data);
  const ticket = await tx.db.ticket.findUnique({ where: { id: ticketId }, select: { urgency: true, status: true } });
  if (ticket?.urgency !== 'emergency' || ticket.status !== 'new') return;
  const subject = { type: 'ticket' as const, id: ticketId };
  for (const { chatId } of await dutyChats(tx)) {
    await deliver(tx, { template: 'duty-emergency', subject, data: {}, eventKey: event.id, recipient: { chatId } });
  }
};

export const dutyHearers: Record<string, Hearer[]> = {
  'ticket.opened': [calledOut],
  'ticket.prioritised': [calledOut],
  'ticket.released': [calledOut],
  'ticket.returned': [calledOut],
};
