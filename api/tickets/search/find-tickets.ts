import { type Page, readCursor, toPage } from '#api/company/page.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { mustBeAllowed } from '#api/core/errors.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { rowColumns, rowJoins } from '../my-tickets.ts';
import { canRead } from '../policy.ts';
import type { StaffTicketRow, StaffTicketsFilter } from '../staff-tickets.ts';
import { readWords } from './read-words.ts';

export type FindTicketsInput = Omit<StaffTicketsFilter, 'number'> & { words: string };

/** How many of the newest tickets are read one by one before the index is asked. */
const newestRead = 1000;
/** `ticket_words` marks each ticket with its slice of so many numbers; so many slices are asked before all of them are. */
const slice = 4096;
const slicesAsked = 16;
/** Tickets are numbered in the order they are opened. */
const beforeAll = 2_147_483_647;

type Sought = { query: string; below: number; filter: FindTicketsInput; limit: number };

/**
 * The tickets that speak of `words` in any of their forms, in the words of the trade or misspelt, or bear their number; newest
 * first. When no ticket has exactly these words, slips in all of them are forgiven. For colleagues. Refuses `page.bad-cursor`.
 */
export async function findTickets(ctx: Ctx, actor: Actor, input: FindTicketsInput): Promise<Page<StaffTicketRow>> {
  mustBeAllowed(canRead(actor));
  const limit = Math.min(input.limit ?? 20, 100);
  const cursor = readCursor(input.after, 2);
  const below = cursor ? Number(cursor[0]) : beforeAll;
  const ways = cursor ? [cursor[1] === 'loosely'] : [false, true];
  let tried: string | null = null;
  for (const loosely of ways) {
    const query = await readWords(ctx, input.words, loosely);
    if (query === null || query === tried) break;
    tried = query;
    const rows = await readFound(ctx, { query, below, filter: input, limit: limit + 1 });
    const place = loosely ? 'loosely' : 'exactly';
    if (rows.length > 0)
      return toPage(
        rows,
        limit,
        (row) => [row.number, place],
        (row) => row,
      );
  }
  return { items: [], next: null };
}

function readFound(ctx: Ctx, sought: Sought): Promise<StaffTicketRow[]> {
  const { status, assigneeId } = sought.filter;
  const hits = assigneeId || (status && status !== 'closed') ? amongFew(sought) : amongAll(sought);
  return ctx.db.$queryRaw<StaffTicketRow[]>`
    with ${hits}
    select ${rowColumns}, b.address, u.number as "unitNumber"
    from (select ticket_id from hits order by number desc limit ${sought.limit}) hit
    join ticket t on t.id = hit.ticket_id ${rowJoins}
    left join building b on b.id = t.building_id left join unit u on u.id = t.unit_id
    order by t.number desc`;
}

/** A colleague's tickets and those in a state that few are in: read by their own index, then by their words. */
function amongFew({ query, below, filter }: Sought): Prisma.Sql {
  return Prisma.sql`few as materialized (
      select t.id from ticket t where t.number + 0 < ${below}::int ${stateAndOwner(filter)}
    ), hits as (
      select s.ticket_id, s.number from few join ticket_search s on s.ticket_id = few.id
      where s.words @@ ${withMarks(query, filter)}::tsquery
    )`;
}

/**
 * Common words are found among the newest tickets, less common ones in the slices before them, rare ones by the index alone:
 * whichever it is, few rows are read. A later step runs only when those before it have not filled the page.
 */
function amongAll({ query, below, filter, limit }: Sought): Prisma.Sql {
  const words = Prisma.sql`(select ${withMarks(query, filter)}::tsquery)`;
  const isState = filter.status
    ? Prisma.sql`and exists (select from ticket t where t.id = s.ticket_id ${stateAndOwner(filter)})`
    : Prisma.empty;
  return Prisma.sql`newest as materialized (
      select ticket_id, number, words from ticket_search where number < ${below}::int
      order by number desc limit ${newestRead}
    ), bounds as materialized (
      select count(*) = ${newestRead} as "hasMore", min(number) as upper,
        (min(number) / ${slice}::int - ${slicesAsked}::int + 1) * ${slice}::int as lower from newest
    ), among_newest as materialized (
      select s.ticket_id, s.number from newest s where s.words @@ ${words} ${isState} limit ${limit}
    ), in_slices as materialized (
      select s.ticket_id, s.number from ticket_search s
      where (select count(*) from among_newest) < ${limit} and (select "hasMore" from bounds)
        and s.words @@ (select ${words} && string_agg(quote_literal('slice:' || n), '|')::tsquery
          from bounds, generate_series(lower / ${slice}::int, upper / ${slice}::int) n)
        and s.number + 0 < (select upper from bounds) ${isState}
    ), in_all as materialized (
      select s.ticket_id, s.number from ticket_search s
      where (select count(*) from among_newest) + (select count(*) from in_slices) < ${limit}
        and (select "hasMore" and lower > 0 from bounds)
        and s.words @@ ${words} and s.number + 0 < (select lower from bounds) ${isState}
    ), hits as (
      select * from among_newest union all select * from in_slices union all select * from in_all
    )`;
}

function stateAndOwner({ status, assigneeId }: FindTicketsInput): Prisma.Sql {
  const parts: Prisma.Sql[] = [];
  if (status) parts.push(Prisma.sql`and t.status = ${status}`);
  if (assigneeId) parts.push(Prisma.sql`and t.assignee_id = ${assigneeId}::uuid`);
  return parts.length > 0 ? Prisma.join(parts, ' ') : Prisma.empty;
}

/** Kind and building stand among a ticket's words. */
function withMarks(query: string, { kind, buildingId }: FindTicketsInput): string {
  const marks = [kind && `'kind:${kind}'`, buildingId && `'building:${buildingId}'`].filter(Boolean);
  return [query, ...marks].join(' & ');
}
