import { z } from 'zod';
import { dropCalls, dropFromCalls, wantCall } from '#api/calls/calls.ts';
import type { CallReason } from '#api/calls/schema.ts';
import type { TxCtx } from '#api/core/ctx.ts';
import type { Hearer } from '#api/core/hearing.ts';
import { readCard, type TicketCard } from '#api/tickets/ticket-card.ts';
import { slackFor, tellThreads } from './audience.ts';
import { bumpCardsOnce, placeCard } from './cards.ts';
import { listUndelivered, readSaid } from './undelivered.ts';

// Whom the messenger does not reach is called: a ticket never waits for a bot that nobody reads.

const aboutTicket = z.object({ ticketId: z.uuid(), startsAt: z.string().optional(), endsAt: z.string().optional() });
const aboutCall = z.object({ callId: z.uuid() });

type Wanted = Exclude<CallReason, 'noted' | 'unreachable'>;

/** What a ticket wants of its resident right now; null when nothing. Without a question it is another time: nobody opened. */
function wantOf(ticket: TicketCard): { reason: Wanted; text: string } | null {
  if (ticket.status === 'resolved') return { reason: 'check', text: ticket.report ?? '' };
  if (ticket.pause === 'waiting-for-resident') return { reason: 'question', text: ticket.question ?? '' };
  return null;
}

/** Something is wanted of the resident: when they are not in the messenger, somebody calls. */
const askedOrDone: Hearer = async (tx, data, event) => {
  const { ticketId } = aboutTicket.parse(data);
  const ticket = await readCard(tx, ticketId);
  const want = wantOf(ticket);
  if (want) await callUnlessReached(tx, ticket, { ...want, occasion: event.id });
};

const visitProposed: Hearer = async (tx, data, event) => {
  const { ticketId, startsAt = '', endsAt = '' } = aboutTicket.parse(data);
  const ticket = await readCard(tx, ticketId);
  if (ticket.place !== 'flat' || ticket.status === 'resolved') return;
  await callUnlessReached(tx, ticket, { reason: 'visit', text: `${startsAt}/${endsAt}`, occasion: event.id });
};

/** They blocked the bot: whatever their tickets waited for is asked by phone from now on. */
const unreachable: Hearer = async (tx, data, event) => {
  const { residentId } = z.object({ residentId: z.uuid() }).parse(data);
  const waiting = await tx.db.ticket.findMany({
    where: { residentId, OR: [{ pause: 'waiting-for-resident' }, { status: 'resolved' }] },
    select: { id: true },
    take: 50,
  });
  for (const { id } of waiting) {
    const ticket = await readCard(tx, id);
    const want = wantOf(ticket);
    if (want) await callUnlessReached(tx, ticket, { ...want, occasion: event.id });
  }
  for (const messageId of await listUndelivered(tx, residentId)) await tellByPhone(tx, messageId, event.id);
};

async function callUnlessReached(
  tx: TxCtx,
  ticket: TicketCard,
  wanted: { reason: Wanted; text: string; occasion: string },
): Promise<void> {
  const { id: ticketId, unitId, residentId } = ticket;
  if (unitId === null && residentId === null) return;
  const reached = residentId === null ? 0 : await tx.db.chat.count({ where: { residentId, state: 'active' } });
  if (reached > 0) return;
  await wantCall(tx, { ticketId, unitId, residentId, ...wanted });
}

async function tellByPhone(tx: TxCtx, messageId: string, occasion: string): Promise<void> {
  const { text, ticketId, unitId, residentId, isTakenBack } = await readSaid(tx, messageId);
  if (isTakenBack || text === '' || residentId === null) return;
  if ((await tx.db.chat.count({ where: { residentId, state: 'active' } })) > 0) return;
  await wantCall(tx, { ticketId, unitId, residentId, reason: 'unreachable', text, messageId, occasion });
}

function subjectOf(ticketId: string | null, conversationId: string | null) {
  if (ticketId) return { type: 'ticket' as const, id: ticketId };
  return conversationId ? { type: 'conversation' as const, id: conversationId } : null;
}

/** A task at the front desk, and a word in the thread of the ticket or the chat. */
const wanted: Hearer = async (tx, data, event) => {
  const { callId } = aboutCall.parse(data);
  const call = await tx.db.phoneCall.findUnique({
    where: { id: callId },
    select: {
      ticketId: true,
      unit: { select: { buildingId: true } },
      message: { select: { conversationId: true } },
    },
  });
  const channel = await slackFor(tx, 'front-desk', call?.unit?.buildingId);
  const card = { type: 'phone-call' as const, id: callId };
  if (channel) await placeCard(tx, { subject: card, place: `slack:${channel}`, channel: 'slack' });
  const subject = subjectOf(call?.ticketId ?? null, call?.message?.conversationId ?? null);
  if (!subject) return;
  await tellThreads(tx, event.id, {
    template: 'thread-call',
    subject,
    data: { callId },
  });
};

/** An answer that reaches nobody in the messenger is told by phone. */
const replied: Hearer = async (tx, data, event) => {
  await tellByPhone(tx, z.object({ messageId: z.uuid() }).parse(data).messageId, event.id);
};

const takenBack: Hearer = async (tx, data) => {
  const { messageId } = z.object({ messageId: z.uuid() }).parse(data);
  const { text, ...said } = await readSaid(tx, messageId);
  if (said.residentId) await dropFromCalls(tx, said.residentId, text);
};

const changed: Hearer = async (tx, data) => {
  await bumpCardsOnce(tx, { type: 'phone-call', id: aboutCall.parse(data).callId });
};

const settled = (...reasons: CallReason[]): Hearer => {
  return (tx, data) => dropCalls(tx, aboutTicket.parse(data).ticketId, reasons);
};
const over = settled('question', 'check', 'visit', 'unreachable');

export const callHearers: Record<string, Hearer[]> = {
  'ticket.asked': [askedOrDone],
  'ticket.missed': [askedOrDone],
  'ticket.resolved': [settled('question', 'visit'), askedOrDone],
  'ticket.visit-proposed': [settled('question'), visitProposed],
  'ticket.answered': [settled('question')],
  'ticket.resumed': [settled('question')],
  'ticket.visit-accepted': [settled('visit')],
  'ticket.visit-moved': [settled('question', 'visit')],
  'ticket.visit-cancelled': [settled('visit')],
  'ticket.accepted': [over],
  'ticket.returned': [over],
  'ticket.closed': [over],
  'ticket.cancelled': [over],
  'ticket.rejected': [over],
  'ticket.merged': [over],
  'ticket.expired': [over],
  'resident.unreachable': [unreachable],
  'message.to-resident': [replied],
  'message.taken-back': [takenBack],
  'call.wanted': [wanted],
  'call.changed': [changed],
};
