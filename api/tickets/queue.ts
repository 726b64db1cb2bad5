import { getCompany } from '#api/company/company.ts';
import type { StaffActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { dayOf, type Instant, instant } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { rowColumns, rowJoins } from './my-tickets.ts';
import { isOverseer, servedKinds } from './policy.ts';
import type { StaffTicketRow } from './staff-tickets.ts';
import { statesAhead, type VisitState } from './visit-status.ts';

/** A ticket of the queue: with the promise that falls due first while its clock runs, and the visit ahead. */
export type QueueRow = StaffTicketRow & {
  returnedAt: Instant | null;
  pausedUntil: Instant | null;
  dueAt: Instant | null;
  visit: { startsAt: Instant; endsAt: Instant; state: VisitState } | null;
};

/** In the order in which they ask for attention. A ticket stands in one of them. */
export const queueSections = ['returned', 'late', 'visits', 'today', 'later', 'waiting', 'on-hold', 'free'] as const;
export type QueueSection = (typeof queueSections)[number];

export type Queue = Record<QueueSection, QueueRow[]>;

/** So many of a colleague's own, and so many of those nobody has. */
const mostOwn = 200;
const mostFree = 30;

/**
 * What lies on a colleague's table and what they could take: `free` holds the new ones of the kinds they serve and, where a
 * colleague has a trade, of that trade. Two statements.
 */
export async function readQueue(ctx: Ctx, actor: StaffActor): Promise<Queue> {
  const own = await select(
    ctx,
    Prisma.sql`t.assignee_id = ${actor.staffId}::uuid and t.status in ('claimed', 'in-work')`,
    mostOwn,
  );
  const free = await select(ctx, await freeFor(ctx, actor), mostFree);
  const { timeZone } = await getCompany(ctx);
  return { ...sortQueue(own, ctx.now(), timeZone), free };
}

/** Puts each ticket of a table where it asks for attention first. */
export function sortQueue(rows: QueueRow[], now: Instant, timeZone: string): Queue {
  const queue: Queue = {
    returned: [],
    late: [],
    visits: [],
    today: [],
    later: [],
    waiting: [],
    'on-hold': [],
    free: [],
  };
  const isToday = (moment: Instant) => dayOf(moment, timeZone).equals(dayOf(now, timeZone));
  for (const row of rows) queue[sectionOf(row, now, isToday)].push(row);
  const nextFirst = (a: QueueRow, b: QueueRow) => momentOf(a) - momentOf(b) || a.number - b.number;
  for (const section of queueSections) queue[section].sort(nextFirst);
  return queue;
}

function sectionOf(row: QueueRow, now: Instant, isToday: (moment: Instant) => boolean): QueueSection {
  const { pause, dueAt, visit } = row;
  if (row.returnedAt !== null) return 'returned';
  if (pause === 'none' && dueAt !== null && dueAt <= now) return 'late';
  if (visit !== null && (isToday(visit.startsAt) || visit.startsAt <= now)) return 'visits';
  if (pause === 'waiting-for-resident') return 'waiting';
  if (pause === 'on-hold') return 'on-hold';
  return dueAt !== null && isToday(dueAt) ? 'today' : 'later';
}

function momentOf({ visit, dueAt, createdAt }: QueueRow): number {
  return (visit?.startsAt ?? dueAt ?? createdAt).getTime();
}

async function freeFor(ctx: Ctx, actor: StaffActor): Promise<Prisma.Sql> {
  const kinds = servedKinds(actor);
  const me = await ctx.db.staffMember.findUnique({ where: { id: actor.staffId }, select: { trade: true } });
  const trade = isOverseer(actor) ? null : (me?.trade ?? null);
  const ofTrade = trade
    ? Prisma.sql`and (t.kind <> 'technical' or t.urgency = 'emergency' or k.trade is null or k.trade = ${trade})`
    : Prisma.empty;
  return Prisma.sql`t.status = 'new' and t.kind = any(${kinds}::text[]) ${ofTrade}`;
}

type Row = Omit<QueueRow, 'visit'> & { visit: { startsAt: string; endsAt: string; state: VisitState } | null };

async function select(ctx: Ctx, which: Prisma.Sql, most: number): Promise<QueueRow[]> {
  const rows = await ctx.db.$queryRaw<Row[]>`
    select ${rowColumns}, b.address, u.number as "unitNumber", t.returned_at as "returnedAt",
      t.paused_until as "pausedUntil", d.due_at as "dueAt",
      case when v.state is not null
        then jsonb_build_object('startsAt', v.starts_at, 'endsAt', v.ends_at, 'state', v.state) end as visit
    from ticket t ${rowJoins} left join building b on b.id = t.building_id left join unit u on u.id = t.unit_id
    left join lateral (
      select min(due_at) as due_at from ticket_deadline
      where ticket_id = t.id and met_at is null and dropped_at is null and stopped_at is null
    ) d on true
    left join visit v on v.ticket_id = t.id and v.state = any(${[...statesAhead]}::text[])
    where ${which}
    order by (t.urgency = 'emergency') desc, (t.urgency = 'high') desc, d.due_at nulls last, t.created_at, t.id
    limit ${most}`;
  return rows.map(({ visit, ...row }) => ({
    ...row,
    visit: visit && { ...visit, startsAt: instant(visit.startsAt), endsAt: instant(visit.endsAt) },
  }));
}
