import { z } from 'zod';
import type { Hearer } from '#api/core/hearing.ts';
import { servingRoles, type TicketKind } from '#api/tickets/policy.ts';
import { deeds, transitions } from '#api/tickets/status.ts';
import { bumpQueues } from './queue-cards.ts';

const about = z.object({
  ticketId: z.uuid(),
  by: z.object({ kind: z.string(), id: z.uuid().nullable() }).optional(),
  wasAssignedTo: z.uuid().nullish(),
});

/** What brings a ticket onto everybody's list of free ones, or takes it off. */
const ofEverybody = [
  'opened',
  'claimed',
  'assigned',
  'prioritised',
  'released',
  'returned',
  'cancelled',
  'rejected',
  'merged',
];
/** What no queue shows. */
const ofNobody = ['noted', 'rated', 'joined', 'left'];

const changed: Hearer = async (tx, data, { kind }) => {
  const { ticketId, by, wasAssignedTo } = about.parse(data);
  const ticket = await tx.db.ticket.findUnique({ where: { id: ticketId }, select: { kind: true, assigneeId: true } });
  if (!ticket) return;
  const staffIds = [ticket.assigneeId, wasAssignedTo, by?.kind === 'staff' ? by.id : null].filter((id) => id != null);
  const isEverybodys = ofEverybody.includes(kind.replace('ticket.', ''));
  await bumpQueues(tx, { staffIds, roles: isEverybodys ? servingRoles(ticket.kind as TicketKind) : [] });
};

const said = ['opened', ...deeds.map((deed) => transitions[deed].said)].filter((word) => !ofNobody.includes(word));

/** Queues in Slack follow what happens to tickets. */
export const queueHearers: Record<string, Hearer[]> = Object.fromEntries(
  [...new Set(said)].map((word) => [`ticket.${word}`, [changed]]),
);
