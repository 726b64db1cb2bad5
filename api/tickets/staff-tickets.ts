import { type Page, toPage } from '#api/company/page.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { mustBeAllowed } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { cursorOf, kindIs, limitTo, olderThan, rowColumns, rowJoins, type TicketRow } from './my-tickets.ts';
import { canRead, serviceOf, type TicketKind, type TicketService } from './policy.ts';
import type { TicketStatus } from './status.ts';
import { readCard, type TicketCard, type TicketFile } from './ticket-card.ts';

/** One step of a ticket's life. `data` holds ids and facts; `actorName` is null for residents and the system. */
export type TimelineEntry = {
  kind: string;
  actorKind: 'resident' | 'staff' | 'system' | 'api-key';
  actorId: string | null;
  actorName: string | null;
  fromStatus: TicketStatus | null;
  toStatus: TicketStatus | null;
  data: Record<string, unknown>;
  createdAt: Instant;
};

/** What was said in a ticket's talk. `internal` never leaves the company. */
export type TicketMessage = {
  id: string;
  authorKind: 'resident' | 'staff' | 'system';
  /** Of a colleague; a resident is the flat, never a name. */
  authorName: string | null;
  visibility: 'resident' | 'internal';
  text: string;
  takenBackAt: Instant | null;
  createdAt: Instant;
  files: TicketFile[];
};

/** The card of a colleague: no name and no phone of the resident, the flat stands for them. */
export type StaffTicket = TicketCard & {
  service: TicketService;
  conversationId: string | null;
  timeline: TimelineEntry[];
  messages: TicketMessage[];
};

/** One ticket with its timeline and talk, oldest first. For colleagues and the system. Refuses `ticket.not-found`. */
export async function getStaffTicket(ctx: Ctx, actor: Actor, ticketId: string): Promise<StaffTicket> {
  mustBeAllowed(canRead(actor));
  const card = await readCard(ctx, ticketId);
  const timeline = await readTimeline(ctx, ticketId);
  const conversation = await ctx.db.conversation.findUnique({ where: { ticketId }, select: { id: true } });
  const messages = conversation ? await readMessages(ctx, conversation.id) : [];
  return { ...card, service: serviceOf(card), conversationId: conversation?.id ?? null, timeline, messages };
}

export type StaffTicketsFilter = {
  status?: TicketStatus;
  kind?: TicketKind;
  assigneeId?: string;
  buildingId?: string;
  number?: number;
  after?: string | null;
  limit?: number;
};

/** A row of the staff's list: with the flat and the house. */
export type StaffTicketRow = TicketRow & { address: string | null; unitNumber: string | null };

/** All tickets, newest first. For colleagues. */
export async function listStaffTickets(
  ctx: Ctx,
  actor: Actor,
  filter: StaffTicketsFilter = {},
): Promise<Page<StaffTicketRow>> {
  mustBeAllowed(canRead(actor));
  const limit = Math.min(filter.limit ?? 20, 100);
  const rows = await ctx.db.$queryRaw<StaffTicketRow[]>`
    select ${rowColumns}, b.address, u.number as "unitNumber"
    from ticket t ${rowJoins} left join building b on b.id = t.building_id left join unit u on u.id = t.unit_id
    where true ${kindIs(filter.kind)} ${filters(filter)} ${olderThan(filter.after)}
    order by t.created_at desc, t.id desc ${limitTo(limit + 1)}`;
  return toPage(rows, limit, cursorOf, (row) => row);
}

function filters({ status, assigneeId, buildingId, number }: StaffTicketsFilter): Prisma.Sql {
  const parts: Prisma.Sql[] = [];
  if (status) parts.push(Prisma.sql`and t.status = ${status}`);
  if (assigneeId) parts.push(Prisma.sql`and t.assignee_id = ${assigneeId}::uuid`);
  if (buildingId) parts.push(Prisma.sql`and t.building_id = ${buildingId}::uuid`);
  if (number !== undefined) parts.push(Prisma.sql`and t.number = ${number}::int`);
  return parts.length > 0 ? Prisma.join(parts, ' ') : Prisma.empty;
}

async function readTimeline(ctx: Ctx, ticketId: string): Promise<TimelineEntry[]> {
  return ctx.db.$queryRaw<TimelineEntry[]>`
    select e.kind, e.actor_kind as "actorKind", e.actor_id as "actorId", s.name as "actorName",
      e.from_status as "fromStatus", e.to_status as "toStatus", e.data, e.created_at as "createdAt"
    from ticket_event e left join staff_member s on e.actor_kind = 'staff' and s.id = e.actor_id
    where e.ticket_id = ${ticketId}::uuid
    order by e.created_at, (e.data ->> 'version')::int, e.id`;
}

async function readMessages(ctx: Ctx, conversationId: string): Promise<TicketMessage[]> {
  return ctx.db.$queryRaw<TicketMessage[]>`
    select m.id, m.author_kind as "authorKind", s.name as "authorName", m.visibility, m.text,
      m.taken_back_at as "takenBackAt", m.created_at as "createdAt",
      coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'kind', a.kind, 'state', a.state,
          'purpose', a.purpose, 'source', a.source, 'sourceRef', a.source_ref, 'name', a.name, 'mime', a.mime)
          order by a.position, a.id) from attachment a where a.message_id = m.id), '[]') as files
    from message m left join staff_member s on s.id = m.staff_id
    where m.conversation_id = ${conversationId}::uuid
    order by m.created_at, m.id`;
}
