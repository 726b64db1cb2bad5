import type { Actor } from '#api/core/actor.ts';
import { type Ctx, inTransaction, type TxCtx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { changeTicket, type LockedTicket } from './change.ts';
import type { MergeTicketInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';

type Original = { id: string; number: number; status: string; unitId: string | null; buildingId: string | null };

/**
 * The same trouble was told before: this ticket is closed as a duplicate of the open one with `originalNumber`, in the same flat
 * or building. Its author and those who had joined it follow the original from now on; words, files and timeline stay where they are.
 * Says `ticket.merged` { originalId }. Refuses `ticket.no-original` { number: the one named } when there is no such ticket or
 * it is over, `ticket.duplicate-of-itself`, `ticket.other-place` { number }, `ticket.has-duplicates` { number } (a chain: merge
 * those first), and what `changeTicket` refuses.
 */
export async function mergeTicket(ctx: Ctx, actor: Actor, input: MergeTicketInput): Promise<TicketSummary> {
  return inTransaction(ctx, async (tx) => {
    const original = await lockBoth(tx, input);
    return changeTicket(tx, actor, input.ticketId, 'merge', async (inside, ticket) => {
      await mustFit(inside, ticket, original, input.originalNumber);
      await moveFollowers(inside, ticket, original.id);
      return { set: { duplicateOfId: original.id }, data: { originalId: original.id } };
    });
  });
}

/** Both in one order, so that two who merge crosswise wait for one another instead of blocking each other for good. */
async function lockBoth(tx: TxCtx, { ticketId, originalNumber }: MergeTicketInput): Promise<Original> {
  const rows = await tx.db.$queryRaw<Original[]>`
    select id, number, status, unit_id as "unitId", building_id as "buildingId" from ticket
    where id = ${ticketId}::uuid or number = ${originalNumber}::int
    order by id for update`;
  const original = rows.find((row) => row.number === originalNumber);
  if (!original) throw new AppError('ticket.no-original', { number: originalNumber });
  return original;
}

async function mustFit(tx: TxCtx, ticket: LockedTicket, original: Original, number: number): Promise<void> {
  if (original.id === ticket.id) throw new AppError('ticket.duplicate-of-itself', { number });
  if (!['new', 'claimed', 'in-work'].includes(original.status)) throw new AppError('ticket.no-original', { number });
  const isSameFlat = ticket.unitId !== null && ticket.unitId === original.unitId;
  const isSameHouse = ticket.buildingId !== null && ticket.buildingId === original.buildingId;
  if (!isSameFlat && !isSameHouse) throw new AppError('ticket.other-place', { number });
  const twins = await tx.db.ticket.count({ where: { duplicateOfId: ticket.id } });
  if (twins > 0) throw new AppError('ticket.has-duplicates', { number: ticket.number });
}

/** The author and who had joined: all but the original's own author, each once. */
async function moveFollowers(tx: TxCtx, ticket: LockedTicket, originalId: string): Promise<void> {
  await tx.db.$executeRaw`
    insert into ticket_follower (ticket_id, resident_id, unit_id, created_at)
    select ${originalId}::uuid, resident_id, unit_id, ${tx.now()}::timestamptz
    from (
      select resident_id, unit_id from ticket where id = ${ticket.id}::uuid
      union
      select resident_id, unit_id from ticket_follower where ticket_id = ${ticket.id}::uuid
    ) one
    where resident_id is not null and unit_id is not null
      and resident_id is distinct from (select resident_id from ticket where id = ${originalId}::uuid)
    on conflict (ticket_id, resident_id) do nothing`;
}
