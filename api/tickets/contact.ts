import { getSetting } from '#api/company/settings.ts';
import type { Actor } from '#api/core/actor.ts';
import { type AuditSurface, noteAudit } from '#api/core/audit.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';
import { isCurrent } from '#api/residents/current.ts';
import type { TicketInput } from './schema.ts';
import { readCard } from './ticket-card.ts';
import { findVisitAhead } from './visits.ts';

/** Somebody who can open the door. `isAuthor`: the request is theirs. */
export type ContactPerson = { name: string; role: string; phone: string | null; isAuthor: boolean };

export type TicketContact = {
  number: number;
  address: string | null;
  unit: { number: string; type: string; entrance: number | null; floor: number | null } | null;
  /** Intercom code, dog, parking: what helps to get in. */
  accessNotes: string | null;
  /** What the resident asks for at the door; null without a visit ahead. */
  visitCode: string | null;
  people: ContactPerson[];
};

/**
 * Whom to call and how to get in, for who works on the ticket now and nobody else. Every look is written down. Refuses
 * `contact.hidden` when the company shows no phones on this surface, `contact.not-yours` { number, by } to everybody but the
 * present owner of an open ticket, and `ticket.not-found`.
 */
export async function viewContact(
  ctx: Ctx,
  actor: Actor,
  { ticketId }: TicketInput,
  surface: AuditSurface,
): Promise<TicketContact> {
  mustBeAllowed(actor.kind === 'staff');
  if (surface === 'slack' && (await getSetting(ctx, 'slack-privacy')).phones === 'never') {
    throw new AppError('contact.hidden');
  }
  return inTransaction(ctx, async (tx) => {
    const ticket = await readCard(tx, ticketId);
    const { number, assigneeId, assignee, unitId, residentId, address, unit } = ticket;
    const isOpen = ticket.status === 'claimed' || ticket.status === 'in-work';
    if (!isOpen || assigneeId !== actor.staffId) {
      throw new AppError('contact.not-yours', { number, by: isOpen ? (assignee?.name ?? null) : null });
    }
    const people = await listPeople(tx, unitId, residentId);
    const notes = unitId === null ? null : await readNotes(tx, unitId);
    const visit = await findVisitAhead(tx, ticketId);
    await noteAudit(tx, actor, {
      surface,
      deed: 'contact.viewed',
      subject: { type: 'ticket', id: ticketId },
      data: { unitId, residentId },
    });
    return { number, address, unit, accessNotes: notes?.accessNotes ?? null, visitCode: visit?.code ?? null, people };
  });
}

function readNotes(ctx: Ctx, unitId: string): Promise<{ accessNotes: string | null } | null> {
  return ctx.db.unit.findUnique({ where: { id: unitId }, select: { accessNotes: true } });
}

/** Who lives there now, the author first; of a ticket without a flat its author alone. */
function listPeople(ctx: Ctx, unitId: string | null, residentId: string | null): Promise<ContactPerson[]> {
  return ctx.db.$queryRaw<ContactPerson[]>`
    select r.full_name as name, o.role, r.phone, r.id is not distinct from ${residentId}::uuid as "isAuthor"
    from occupancy o join resident r on r.id = o.resident_id join unit u on u.id = o.unit_id
      join building b on b.id = u.building_id cross join company c
    where o.unit_id = ${unitId}::uuid and ${isCurrent(ctx.now())} and r.erased_at is null
    union all
    select r.full_name, 'owner', r.phone, true from resident r
    where ${unitId}::uuid is null and r.id = ${residentId}::uuid and r.erased_at is null
    order by 4 desc, 3 nulls last, 1
    limit 6`;
}
