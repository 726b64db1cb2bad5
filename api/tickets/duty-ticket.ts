import type { Danger } from '#api/company/emergency.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { found, mustBeAllowed } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { canServe, type TicketKind } from './policy.ts';
import type { TicketPlace } from './schema.ts';
import type { TicketStatus } from './status.ts';
import { firstWord, type TicketUnit } from './ticket-card.ts';

/** An emergency as a colleague's messenger may show it: what and where, nothing of who told of it and in which words. */
export type DutyTicket = {
  id: string;
  number: number;
  kind: TicketKind;
  status: TicketStatus;
  danger: Danger | null;
  category: { names: { ru: string; en: string } } | null;
  place: TicketPlace;
  address: string | null;
  unit: TicketUnit | null;
  assigneeName: string | null;
  claimedAt: Instant | null;
  createdAt: Instant;
  version: number;
};

/** One emergency for a duty chat. Refuses `ticket.not-found` also for what is no emergency. */
export async function getDutyTicket(ctx: Ctx, actor: Actor, ticketId: string): Promise<DutyTicket> {
  mustBeAllowed(canServe(actor, 'technical'));
  const [ticket] = await select(ctx, Prisma.sql`and t.id = ${ticketId}::uuid`);
  return found(ticket, 'ticket');
}

/** Emergencies that nobody has taken, the oldest first. */
export async function listUnclaimedEmergencies(ctx: Ctx, actor: Actor): Promise<DutyTicket[]> {
  mustBeAllowed(canServe(actor, 'technical'));
  return select(ctx, Prisma.sql`and t.status = 'new'`);
}

async function select(ctx: Ctx, more: Prisma.Sql): Promise<DutyTicket[]> {
  const rows = await ctx.db.$queryRaw<DutyTicket[]>`
    select t.id, t.number, t.kind, t.status, k.danger, t.place, b.address, t.claimed_at as "claimedAt",
      t.created_at as "createdAt", t.version, s.name as "assigneeName",
      case when k.id is not null then jsonb_build_object('names', k.names) end as category,
      case when u.id is not null then jsonb_build_object('id', u.id, 'number', u.number, 'type', u.type,
        'entrance', u.entrance, 'floor', u.floor) end as unit
    from ticket t
    left join ticket_category k on k.id = t.category_id
    left join unit u on u.id = t.unit_id
    left join building b on b.id = t.building_id
    left join staff_member s on s.id = t.assignee_id
    where t.urgency = 'emergency' ${more}
    order by t.created_at, t.id limit 10`;
  return rows.map((row) => ({ ...row, assigneeName: row.assigneeName && firstWord(row.assigneeName) }));
}
