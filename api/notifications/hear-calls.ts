import { z } from 'zod';
import { dropCalls, wantCall } from '#api/calls/calls.ts';
import type { CallReason } from '#api/calls/schema.ts';
import type { TxCtx } from '#api/core/ctx.ts';
import type { Hearer } from '#api/core/hearing.ts';
import { readCard, type TicketCard } from '#api/tickets/ticket-card.ts';
import { slackFor, tellThreads } from './audience.ts';
import { bumpCardsOnce, placeCard } from './cards.ts';

// Whom the messenger does not reach is called: a ticket never waits for a bot that nobody reads.

const aboutTicket = z.object({ ticketId: z.uuid(), startsAt: z.string().optional(), endsAt: z.string().optional() });
const aboutCall = z.object({ callId: z.uuid() });

type Wanted = Exclude<CallReason, 'noted' | 'unreachable'>;

/** What a ticket wants of its resident right now; null when nothing. */
function wantOf(ticket: TicketCard): { reason: Wanted; text: string } | null {
  if (ticket.status === 'resolved') return { reason: 'check', text: ticket.report ?? '' };
  if (ticket.pause === 'waiting-for-resident' && ticket.question) return { reason: 'question', text: ticket.question };
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

/** A task at the front desk, and a word in the ticket's thread. */
const wanted: Hearer = async (tx, data, event) => {
  const { callId } = aboutCall.parse(data);
  const call = await tx.db.phoneCall.findUnique({
    where: { id: callId },
    select: { ticketId: true, unit: { select: { buildingId: true } } },
  });
  const channel = await slackFor(tx, 'front-desk', call?.unit?.buildingId);
  const subject = { type: 'phone-call' as const, id: callId };
  if (channel) await placeCard(tx, { subject, place: `slack:${channel}`, channel: 'slack' });
  if (!call?.ticketId) return;
  await tellThreads(tx, event.id, {
    template: 'thread-call',
    subject: { type: 'ticket', id: call.ticketId },
    data: { callId },
  });
};

const changed: Hearer = async (tx, data) => {
  await bumpCardsOnce(tx, { type: 'phone-call', id: aboutCall.parse(data).callId });
};

const settled = (...reasons: CallReason[]): Hearer => {
  return (tx, data) => dropCalls(tx, aboutTicket.parse(data).ticketId, reasons);
};
const over = settled('question', 'check', 'visit');

export const callHearers: Record<string, Hearer[]> = {
  'ticket.asked': [askedOrDone],
  'ticket.resolved': [settled('question', 'visit'), askedOrDone],
  'ticket.visit-proposed': [visitProposed],
  'ticket.answered': [settled('question')],
  'ticket.resumed': [settled('question')],
  'ticket.visit-accepted': [settled('visit')],
  'ticket.visit-moved': [settled('visit')],
  'ticket.visit-cancelled': [settled('visit')],
  'ticket.accepted': [over],
  'ticket.returned': [over],
  'ticket.closed': [over],
  'ticket.cancelled': [over],
  'ticket.rejected': [over],
  'ticket.merged': [over],
  'ticket.expired': [over],
  'resident.unreachable': [unreachable],
  'call.wanted': [wanted],
  'call.changed': [changed],
};
