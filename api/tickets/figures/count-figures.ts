import type { Ctx } from '#api/core/ctx.ts';
import type { Instant } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { FigureGroup } from './schema.ts';

/** How a stretch of time went for a group of tickets. Lengths are milliseconds as the resident lives them, nights included. */
export type Figures = {
  opened: number;
  /** Promises of a solution whose fate was decided, and those that were kept. Given anew counts as broken, once. */
  decided: number;
  kept: number;
  firstMedianMs: number | null;
  firstP90Ms: number | null;
  /** Tickets reported done, from their opening to the report. */
  solved: number;
  solvedMedianMs: number | null;
  solvedP90Ms: number | null;
  /** Of the solved, those that came back at some time. */
  reopened: number;
  rated: number;
  rating: number | null;
  /** Open now, and late among them; of this moment, whatever the month. */
  backlog: number;
  late: number;
};

export type GroupFigures = Figures & { key: string | null };

export type Span = { from: Instant; until: Instant };

const nothing: Figures = {
  opened: 0,
  decided: 0,
  kept: 0,
  firstMedianMs: null,
  firstP90Ms: null,
  solved: 0,
  solvedMedianMs: null,
  solvedP90Ms: null,
  reopened: 0,
  rated: 0,
  rating: null,
  backlog: 0,
  late: 0,
};

/** What a group is told apart by. */
const keys: Record<FigureGroup, Prisma.Sql> = {
  kind: Prisma.sql`t.kind`,
  category: Prisma.sql`t.category_id::text`,
  building: Prisma.sql`t.building_id::text`,
  assignee: Prisma.sql`t.assignee_id::text`,
};

/**
 * Figures of a stretch of time, of all tickets or of a building's, in groups or as one. Reads the promises that were decided or kept in it
 * and what is open now, by their indexes; never the tickets of other times. Four statements. Asks nobody's leave.
 */
export async function countFigures(ctx: Ctx, span: Span, of: FiguresOf = {}): Promise<GroupFigures[]> {
  const key = of.by ? keys[of.by] : Prisma.sql`null::text`;
  const where = of.buildingId ? Prisma.sql`and t.building_id = ${of.buildingId}::uuid` : Prisma.empty;
  const wanted = [decidedSql(span, key, where), metSql(span, key, where)];
  if (!of.isBrief) wanted.push(openedSql(span, key, where), backlogSql(key, where));
  const parts: Part[] = [];
  for (const sql of wanted) parts.push(...(await ctx.db.$queryRaw<Part[]>(sql)));
  return together(parts);
}

/** `isBrief` leaves out what was opened and the backlog: two statements instead of four. */
export type FiguresOf = { by?: FigureGroup; buildingId?: string; isBrief?: boolean };

/** The figures of one group; zeros when nothing happened. */
export async function countOne(ctx: Ctx, span: Span, of: FiguresOf = {}): Promise<Figures> {
  const [row] = await countFigures(ctx, span, of);
  const { key: _key, ...figures } = row ?? { ...nothing, key: null };
  return figures;
}

type Part = { key: string | null } & Partial<Figures>;

function together(parts: readonly Part[]): GroupFigures[] {
  const groups = new Map<string | null, GroupFigures>();
  for (const { key, ...figures } of parts) {
    groups.set(key, { ...(groups.get(key) ?? { ...nothing, key }), ...figures });
  }
  return [...groups.values()];
}

function openedSql({ from, until }: Span, key: Prisma.Sql, where: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    select ${key} as key, count(*)::int as opened from ticket t
    where t.created_at >= ${from}::timestamptz and t.created_at < ${until}::timestamptz ${where} group by 1`;
}

function decidedSql({ from, until }: Span, key: Prisma.Sql, where: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    select ${key} as key, count(*)::int as decided, (count(*) filter (where d.breached_at is null))::int as kept
    from ticket_deadline d join ticket t on t.id = d.ticket_id
    where d.promise = 'resolution' and d.renews_id is null
      and coalesce(d.breached_at, d.met_at) >= ${from}::timestamptz
      and coalesce(d.breached_at, d.met_at) < ${until}::timestamptz ${where}
    group by 1`;
}

function metSql({ from, until }: Span, key: Prisma.Sql, where: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    with met as (
      select ${key} as key, d.promise, t.reopened_count, t.rating,
        (extract(epoch from d.met_at - t.created_at) * 1000)::float8 as ms
      from ticket_deadline d join ticket t on t.id = d.ticket_id
      where d.met_at >= ${from}::timestamptz and d.met_at < ${until}::timestamptz ${where}
    )
    select key,
      percentile_cont(0.5) within group (order by ms) filter (where promise = 'first-response') as "firstMedianMs",
      percentile_cont(0.9) within group (order by ms) filter (where promise = 'first-response') as "firstP90Ms",
      percentile_cont(0.5) within group (order by ms) filter (where promise = 'resolution') as "solvedMedianMs",
      percentile_cont(0.9) within group (order by ms) filter (where promise = 'resolution') as "solvedP90Ms",
      (count(*) filter (where promise = 'resolution'))::int as solved,
      (count(*) filter (where promise = 'resolution' and reopened_count > 0))::int as reopened,
      (count(rating) filter (where promise = 'resolution'))::int as rated,
      (avg(rating) filter (where promise = 'resolution'))::float8 as rating
    from met group by key`;
}

function backlogSql(key: Prisma.Sql, where: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    select ${key} as key, count(*)::int as backlog, (count(*) filter (where exists (
      select from ticket_deadline d where d.ticket_id = t.id and d.breached_at is not null
        and d.met_at is null and d.dropped_at is null)))::int as late
    from ticket t where t.status in ('new', 'claimed', 'in-work') ${where} group by 1`;
}
