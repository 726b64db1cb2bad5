import type { Page } from '#api/company/page.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { listStaffTickets, type StaffTicketRow, type StaffTicketsFilter } from '../staff-tickets.ts';

export type FindTicketsInput = Omit<StaffTicketsFilter, 'search'> & { words: string };

/** The tickets that speak of `words` (or bear their number, `1204` and `№ 1204`), newest first. For colleagues. */
export async function findTickets(
  ctx: Ctx,
  actor: Actor,
  { words, ...filter }: FindTicketsInput,
): Promise<Page<StaffTicketRow>> {
  return listStaffTickets(ctx, actor, { ...filter, search: words });
}
