import { z } from 'zod';
import { cell, type Page, readCursor, toPage } from '#api/company/page.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { mustBeAllowed } from '#api/core/errors.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { limitTo, rowColumns, rowJoins } from '../my-tickets.ts';
import { canRead } from '../policy.ts';
import type { StaffTicketRow, StaffTicketsFilter } from '../staff-tickets.ts';
import { askCloselyFirst, closenesses } from './question.ts';

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
 * The tickets that speak of `words` in any of their forms or in other words of the trade, or bear their number; newest first.
 * When they fill no page, tickets where the words are misspelt are found too; when there are none, the words themselves are
 * doubted. For colleagues. Refuses `page.bad-cursor`.
 */
export async function findTickets(ctx: Ctx, actor: Actor, input: FindTicketsInput): Promise<Page<StaffTicketRow>> {
  mustBeAllowed(canRead(actor));
  const limit = Math.min(input.limit ?? 20, 100);
  const cursor = readCursor(input.after, [cell.number, z.enum(closenesses)]);
  const below = cursor ? cursor[0] : beforeAll;
  const { rows, closeness } = await askCloselyFirst(ctx, input.words, cursor?.[1], limit, (query) =>
    readFound(ctx, { query, below, filter: input, limit: limit + 1 }),
  );
  return toPage(
    rows,
    limit,
    (row) => [row.number, closeness],
    (row) => row,
  );
}

function readFound(ctx: Ctx, sought: Sought): Promise<StaffTicketRow[]> {
  return ctx.db.$queryRaw<StaffTicketRow[]>`
    with ${hits(sought)}
    select ${rowColumns}, b.address, u.number as "unitNumber"
    from (select ticket_id from hits order by number desc ${limitTo(sought.limit)}) hit
    join ticket t on t.id = hit.ticket_id ${rowJoins}
    left join building b on b.id = t.building_id left join unit u on u.id = t.unit_id
    order by t.number desc`;
}

/**
 * Common words are found among the newest tickets, less common ones in the slices before them, rare ones by the index alone:
 * whichever it is, few rows are read. A later step runs only when those before it have not filled the page.
 */
function hits({ query, below, filter, limit }: Sought): Prisma.Sql {
  const words = Prisma.sql`(select asked_words(${withMarks(query, filter)}))`;
  const own = ownFilter(filter);
  const isOwn = own ? Prisma.sql`and exists (select from ticket t where t.id = s.ticket_id ${own})` : Prisma.empty;
  return Prisma.sql`newest as not materialized (
      ${own ? newestOf(own, below) : newestOfAll(below)}
    ), among_newest as materialized (
      select s.ticket_id, s.number from newest s where s.words @@ ${words} order by ${own ? Prisma.sql`s.place desc, s.ticket_id desc` : Prisma.sql`s.place desc`}
      ${limitTo(limit)}
    ), bounds as materialized (
      select count(*) = ${newestRead} as "hasMore", min(number) as upper,
        ${own ? Prisma.sql`min(number)` : lowestSlice} as lower from newest
    ), in_slices as materialized (
      select s.ticket_id, s.number from ticket_search s
      where (select count(*) from among_newest) < ${limit} and (select "hasMore" and lower < upper from bounds)
        and s.words @@ (select ${words} && string_agg(quote_literal('slice:' || n), '|')::tsquery
          from bounds, generate_series(lower / ${slice}::int, upper / ${slice}::int) n)
        and s.number + 0 < (select upper from bounds)
    ), in_all as materialized (
      select s.ticket_id, s.number from ticket_search s
      where (select count(*) from among_newest) + (select count(*) from in_slices) < ${limit}
        and (select "hasMore" and lower > 0 from bounds)
        and s.words @@ ${words} and s.number + 0 < (select lower from bounds) ${isOwn}
    ), hits as (
      select * from among_newest union all select * from in_slices union all select * from in_all
    )`;
}

function newestOfAll(below: number): Prisma.Sql {
  return Prisma.sql`select ticket_id, number, words, number as place from ticket_search where number < ${below}::int
    order by number desc ${limitTo(newestRead)}`;
}

/** The newest of one owner, building or state: their own index leads to them. */
function newestOf(own: Prisma.Sql, below: number): Prisma.Sql {
  return Prisma.sql`select few.id as ticket_id, few.number, s.words, few.created_at as place from (
      select t.id, t.number, t.created_at from ticket t where t.number + 0 < ${below}::int ${own}
      order by t.created_at desc, t.id desc ${limitTo(newestRead)}
    ) few join ticket_search s on s.ticket_id = few.id`;
}

const lowestSlice = Prisma.sql`(min(number) / ${slice}::int - ${slicesAsked}::int + 1) * ${slice}::int`;

/** What only some tickets have; most are closed, and a kind has many: it stands among the words. */
function ownFilter({ status, assigneeId, buildingId }: FindTicketsInput): Prisma.Sql | null {
  const parts: Prisma.Sql[] = [];
  if (status) parts.push(Prisma.sql`and t.status = ${status}`);
  if (assigneeId) parts.push(Prisma.sql`and t.assignee_id = ${assigneeId}::uuid`);
  if (buildingId) parts.push(Prisma.sql`and t.building_id = ${buildingId}::uuid`);
  return parts.length > 0 ? Prisma.join(parts, ' ') : null;
}

/** Kind and building stand among a ticket's words. */
function withMarks(query: string, { kind, buildingId }: FindTicketsInput): string {
  const marks = [kind && `'kind:${kind}'`, buildingId && `'building:${buildingId}'`].filter(Boolean);
  return [query, ...marks].join(' & ');
}
