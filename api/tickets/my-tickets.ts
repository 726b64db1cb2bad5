import { cell, type Page, readCursor, toPage } from '#api/company/page.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { type Flat, listMyFlats } from '#api/residents/access.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { TicketKind } from './policy.ts';
import { doneStatuses, openStatuses } from './status.ts';
import { summaryColumns, type TicketSummary } from './summary.ts';
import { firstWord } from './ticket-card.ts';

/** A row of a list. `title` is the beginning of the words in one line. */
export type TicketRow = TicketSummary & {
  title: string;
  category: { code: string; names: { ru: string; en: string } } | null;
  assignee: { name: string; trade: string | null } | null;
};

export type MyTicketsFilter = {
  unitId?: string;
  kind?: TicketKind;
  /** `open`: not over yet; `waiting`: for the resident's answer, check or consent to a visit. */
  state?: 'open' | 'waiting' | 'done' | 'all';
  after?: string | null;
  limit?: number;
};

/**
 * The tickets of the resident's flats (or of one), newest first: theirs and those of the household, since their own
 * occupancy began. Flats without the right `tickets` are left out. Two statements.
 */
export async function listMyTickets(ctx: Ctx, actor: Actor, filter: MyTicketsFilter = {}): Promise<Page<TicketRow>> {
  const limit = Math.min(filter.limit ?? 7, 100);
  const rows = await readMyTickets(ctx, await flatsOfTickets(ctx, actor, filter.unitId), filter, limit + 1);
  return toPage(rows, limit, cursorOf, (row) => row);
}

/** The flats (or the one) whose tickets the resident may see. */
export async function flatsOfTickets(ctx: Ctx, actor: Actor, unitId?: string): Promise<Flat[]> {
  const mine = await listMyFlats(ctx, actor);
  return mine.filter((flat) => flat.rights.includes('tickets') && (!unitId || flat.unitId === unitId));
}

/** Rows of these flats' tickets, newest first; `more` narrows them down. */
export async function readMyTickets(
  ctx: Ctx,
  flats: Flat[],
  filter: MyTicketsFilter,
  limit: number,
  more = Prisma.empty,
): Promise<TicketRow[]> {
  if (flats.length === 0) return [];
  const rows = await ctx.db.$queryRaw<TicketRow[]>`
    select ${rowColumns} from ${sinceOf(flats)} as held(unit_id, since)
    join ticket t on t.unit_id = held.unit_id and t.created_at >= held.since
    ${rowJoins}
    where true ${kindIs(filter.kind)} ${stateIs(filter.state)} ${olderThan(filter.after)} ${more}
    order by t.created_at desc, t.id desc ${limitTo(limit)}`;
  return rows.map((row) => ({
    ...row,
    assignee: row.assignee && { ...row.assignee, name: firstWord(row.assignee.name) },
  }));
}

/** Columns of a list row, for statements over `ticket t` and `rowJoins`. */
export const rowColumns = Prisma.sql`${summaryColumns('t')},
  left(regexp_replace(t.text, '\\s+', ' ', 'g'), 120) as title,
  case when k.id is not null then jsonb_build_object('code', k.code, 'names', k.names) end as category,
  case when s.id is not null then jsonb_build_object('name', s.name, 'trade', s.trade) end as assignee`;

export const rowJoins = Prisma.sql`left join ticket_category k on k.id = t.category_id
  left join staff_member s on s.id = t.assignee_id`;

export function cursorOf(row: TicketSummary): [string, string] {
  return [row.createdAt.toISOString(), row.id];
}

/** The keyset: everything after the last row shown, newest first. Refuses `page.bad-cursor`. */
export function olderThan(after: string | null | undefined): Prisma.Sql {
  const cursor = readCursor(after, [cell.moment, cell.id]);
  if (!cursor) return Prisma.empty;
  const [createdAt, id] = cursor;
  return Prisma.sql`and (t.created_at, t.id) < (${createdAt}::timestamptz, ${id}::uuid)`;
}

/**
 * How many rows are wanted, written into the statement: with a parameter there, Postgres counts on a tenth of the table, and plans
 * such a statement anew each time it is asked.
 */
export function limitTo(rows: number): Prisma.Sql {
  return Prisma.raw(`limit ${Math.trunc(rows)}`);
}

export function kindIs(kind: TicketKind | undefined): Prisma.Sql {
  return kind ? Prisma.sql`and t.kind = ${kind}` : Prisma.empty;
}

function stateIs(state: MyTicketsFilter['state']): Prisma.Sql {
  if (state === undefined || state === 'all') return Prisma.empty;
  if (state === 'waiting') {
    return Prisma.sql`and (t.pause = 'waiting-for-resident' or t.status = 'resolved'
      or exists (select from visit v where v.ticket_id = t.id and v.state = 'proposed'))`;
  }
  return Prisma.sql`and t.status = any(${[...(state === 'open' ? openStatuses : doneStatuses)]}::text[])`;
}

function sinceOf(flats: Flat[]): Prisma.Sql {
  const units = flats.map((flat) => flat.unitId);
  const moments = flats.map((flat) => flat.since.toISOString());
  return Prisma.sql`unnest(${units}::uuid[], ${moments}::timestamptz[])`;
}
