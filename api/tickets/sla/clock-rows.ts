import type { Ctx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { TicketSummary } from '../summary.ts';
import type { Clock, Desk } from './clocks.ts';
import { currentTerms, readBooks } from './terms.ts';

type Row = Omit<Clock, 'totalMs' | 'remainingMs' | 'bookVersion'> & {
  totalMs: bigint;
  remainingMs: bigint | null;
  bookVersion: number | null;
};

/** What was promised about a ticket, and by what its clocks are reckoned. The caller holds the ticket's lock. Two statements. */
export async function readClocks(
  ctx: Ctx,
  ticket: Pick<TicketSummary, 'id' | 'buildingId'>,
): Promise<{ desk: Desk; category: string | null; clocks: Clock[] }> {
  const clocks = await listClocks(ctx, ticket.id);
  const [place] = await ctx.db.$queryRaw<{ category: string | null; timeZone: string | null }[]>`
    select k.code as category, b.time_zone as "timeZone" from ticket t
    left join ticket_category k on k.id = t.category_id left join building b on b.id = t.building_id
    where t.id = ${ticket.id}::uuid`;
  const desk = await clockDesk(
    ctx,
    place?.timeZone ?? null,
    clocks.map(({ bookVersion }) => bookVersion),
  );
  return { desk, category: place?.category ?? null, clocks };
}

/** By what clocks are reckoned in a place: the present book, and the older ones that are named. */
export async function clockDesk(ctx: Ctx, timeZone: string | null, versions: number[] = []): Promise<Desk> {
  const terms = await currentTerms(ctx);
  const books = new Map(
    await readBooks(
      ctx,
      versions.filter((version) => version !== terms.version),
    ),
  );
  books.set(terms.version, terms.book);
  const now = ctx.now();
  return { ...terms, books, timeZone: timeZone ?? terms.timeZone, newId: () => newId(now) };
}

/** The clocks of a ticket, those that ended too, in the order they were begun. */
export async function listClocks(ctx: Ctx, ticketId: string): Promise<Clock[]> {
  const rows = await ctx.db.ticketDeadline.findMany({
    where: { ticketId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => reviveClock(row as Row));
}

/** The clocks of many tickets, by ticket. */
export async function listClocksOf(ctx: Ctx, ticketIds: readonly string[]): Promise<Map<string, Clock[]>> {
  const rows = await ctx.db.ticketDeadline.findMany({
    where: { ticketId: { in: [...ticketIds] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const all = new Map<string, Clock[]>();
  for (const row of rows) all.set(row.ticketId, [...(all.get(row.ticketId) ?? []), reviveClock(row as Row)]);
  return all;
}

function reviveClock({ totalMs, remainingMs, bookVersion, ...rest }: Row): Clock {
  return {
    ...rest,
    totalMs: Number(totalMs),
    remainingMs: remainingMs === null ? null : Number(remainingMs),
    bookVersion: bookVersion ?? 1,
  };
}

/** Of a statement that has made a `changed` row of `ticket`: writes new clocks and what has changed of the old. Empty when nothing has. */
export function clocksChanged(before: readonly Clock[], after: readonly Clock[]): Prisma.Sql {
  const fresh = after.filter((clock) => !before.some(({ id }) => id === clock.id));
  const moved = after.filter((clock) => before.some((old) => old.id === clock.id && old !== clock));
  if (moved.length === 0 && fresh.length === 0) return Prisma.empty;
  if (fresh.length === 0) return Prisma.sql`, ${clocksMoved(moved)}`;
  // One promise of a kind is owed at a time: the old are let go before the new begin.
  const begun = clocksBegun(
    fresh.map((clock) => ({ clock, urgency: null })),
    Prisma.sql`where (select count(*) from moved) >= 0`,
  );
  return Prisma.sql`, ${clocksMoved(moved)}, ${begun}`;
}

/** Writes the first clocks of a `changed` ticket: of those reckoned for several urgencies, the ones of its own. */
export function clocksBegun(
  all: readonly { clock: Clock; urgency: string | null }[],
  where = Prisma.empty,
): Prisma.Sql {
  const json = JSON.stringify(all.map(({ clock, urgency }) => ({ ...clock, urgency })));
  return Prisma.sql`begun as (
      insert into ticket_deadline (id, ticket_id, promise, book_version, policy, calendar, total_ms, due_at, stopped_at,
        remaining_ms, met_at, dropped_at, warned_at, breached_at, rung, next_at, renews_id, reason, created_at)
      select p.id, changed.id, p.promise, p."bookVersion", p.policy, p.calendar, p."totalMs", p."dueAt", p."stoppedAt",
        p."remainingMs", p."metAt", p."droppedAt", p."warnedAt", p."breachedAt", p.rung, p."nextAt", p."renewsId",
        p.reason, p."createdAt"
      from changed join jsonb_to_recordset(${json}::jsonb) as p(${clockShape}, urgency text)
        on p.urgency is null or p.urgency = changed.urgency
      ${where}
    )`;
}

function clocksMoved(clocks: readonly Clock[]): Prisma.Sql {
  return Prisma.sql`moved as (
      update ticket_deadline d set due_at = p."dueAt", stopped_at = p."stoppedAt", remaining_ms = p."remainingMs",
        met_at = p."metAt", dropped_at = p."droppedAt", warned_at = p."warnedAt", breached_at = p."breachedAt",
        rung = p.rung, next_at = p."nextAt"
      from jsonb_to_recordset(${JSON.stringify(clocks)}::jsonb) as p(${clockShape})
      where d.id = p.id
      returning d.id
    )`;
}

const clockShape = Prisma.sql`id uuid, promise text, "bookVersion" int, policy text, calendar text, "totalMs" bigint,
  "dueAt" timestamptz, "stoppedAt" timestamptz, "remainingMs" bigint, "metAt" timestamptz, "droppedAt" timestamptz,
  "warnedAt" timestamptz, "breachedAt" timestamptz, rung int, "nextAt" timestamptz, "renewsId" uuid, reason text,
  "createdAt" timestamptz`;
