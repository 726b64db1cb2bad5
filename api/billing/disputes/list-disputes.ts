import { cell, type Page, readCursor, toPage } from '#api/company/page.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { mustKeepBooks } from '../keepers.ts';
import { type DisputeInfo, disputeColumns } from './read-disputes.ts';
import type { DisputeState } from './schema.ts';

/** The company's disputes, newest first. For accountants and managers. Refuses `not-allowed`, `page.bad-cursor`. */
export async function listDisputes(
  ctx: Ctx,
  actor: Actor,
  {
    state,
    after,
    limit = 50,
  }: { state?: DisputeState | undefined; after?: string | undefined; limit?: number | undefined },
): Promise<Page<DisputeInfo>> {
  mustKeepBooks(actor);
  const [last] = readCursor(after, [cell.id]) ?? [];
  const rows = await ctx.db.$queryRaw<DisputeInfo[]>(Prisma.sql`
    select ${disputeColumns} from dispute d join invoice i on i.id = d.invoice_id join ticket t on t.id = d.ticket_id
    where ${state ? Prisma.sql`d.state = ${state}` : Prisma.sql`true`}
      and ${last ? Prisma.sql`d.id < ${last}::uuid` : Prisma.sql`true`}
    order by d.id desc limit ${limit + 1}`);
  return toPage(
    rows,
    limit,
    ({ id }) => [id],
    (row) => row,
  );
}
