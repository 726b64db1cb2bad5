import { z } from 'zod';
import type { TxCtx } from '#api/core/ctx.ts';
import type { Hearer } from '#api/core/hearing.ts';
import { serviceOf } from '#api/tickets/policy.ts';
import { promises, rungs } from '#api/tickets/sla/book.ts';
import { readTicketNow, slackFor, type TicketNow, tellReader, tellThreads } from './audience.ts';
import { bumpCards } from './cards.ts';
import { deliver } from './deliver.ts';

const aboutClock = z.object({
  ticketId: z.uuid(),
  deadlineId: z.uuid(),
  promise: z.enum(promises),
  version: z.int().nullish(),
  to: z.enum([...rungs, 'resident']).optional(),
});

/** What the ladder needs to know besides the ticket, as it is when the step is heard. */
type Standing = { status: string; assigneeId: string | null; danger: string | null; managerIds: string[] };

/** Little of the promised time is left: its owner is told, or the thread when it has none. */
const dueSoon: Hearer = async (tx, data, event) => {
  const { ticketId, deadlineId, promise, version } = aboutClock.parse(data);
  const subject = { type: 'ticket' as const, id: ticketId };
  if (version) await bumpCards(tx, subject, version);
  const standing = await readStanding(tx, ticketId);
  if (!standing) return;
  const about = { subject, data: { deadlineId, promise } };
  if (!standing.assigneeId) return tellThreads(tx, event.id, { template: 'thread-due-soon', ...about });
  const recipient = { staffId: standing.assigneeId };
  await deliver(tx, { template: 'staff-due-soon', ...about, eventKey: event.id, recipient });
};

/** Broken: the card says so, and the thread asks for a new time. Who is pinged is the ladder's. */
const breached: Hearer = async (tx, data, event) => {
  const { ticketId, deadlineId, promise, version } = aboutClock.parse(data);
  const subject = { type: 'ticket' as const, id: ticketId };
  if (version) await bumpCards(tx, subject, version);
  await tellThreads(tx, event.id, { template: 'thread-late', subject, data: { deadlineId, promise } });
};

/** A step of the ladder; and while nobody has taken an emergency, its resident hears at every step whom to call. */
const escalated: Hearer = async (tx, data, event) => {
  const { ticketId, deadlineId, promise, to } = aboutClock.parse(data);
  const ticket = await readTicketNow(tx, ticketId);
  const standing = ticket && (await readStanding(tx, ticketId));
  if (!ticket || !standing) return;
  const subject = { type: 'ticket' as const, id: ticketId };
  const about = { subject, data: { deadlineId, promise } };
  for (const staffId of colleaguesAt(to, standing)) {
    await deliver(tx, { template: 'staff-late', ...about, eventKey: event.id, recipient: { staffId } });
  }
  if (to === 'channel') await tellChannel(tx, ticket, event.id, about);
  if (ticket.urgency !== 'emergency' || standing.status !== 'new') return;
  const notice = { template: 'emergency-unclaimed' as const, subject, data: { danger: standing.danger } };
  await tellReader(tx, ticket, event.id, notice);
};

/** A manager who owns the ticket was pinged as its owner. */
function colleaguesAt(to: string | undefined, { assigneeId, managerIds }: Standing): string[] {
  if (to === 'assignee') return assigneeId ? [assigneeId] : [];
  return to === 'manager' ? managerIds.filter((id) => id !== assigneeId) : [];
}

async function tellChannel(
  tx: TxCtx,
  ticket: TicketNow,
  eventKey: string,
  about: { subject: { type: 'ticket'; id: string }; data: { deadlineId: string; promise: (typeof promises)[number] } },
): Promise<void> {
  const slackChannel = await slackFor(tx, serviceOf(ticket), ticket.buildingId);
  if (slackChannel) await deliver(tx, { template: 'channel-late', ...about, eventKey, recipient: { slackChannel } });
}

async function readStanding(tx: TxCtx, ticketId: string): Promise<Standing | null> {
  const [row] = await tx.db.$queryRaw<Standing[]>`
    select t.status, t.assignee_id as "assigneeId", k.danger,
      array(select s.id::text from staff_member s
        where 'manager' = any(s.roles) and s.deactivated_at is null and s.slack_user_id is not null) as "managerIds"
    from ticket t left join ticket_category k on k.id = t.category_id where t.id = ${ticketId}::uuid`;
  return row ?? null;
}

export const clockHearers: Record<string, Hearer[]> = {
  'ticket.due-soon': [dueSoon],
  'ticket.breached': [breached],
  'ticket.escalated': [escalated],
};
