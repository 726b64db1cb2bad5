import { getCompany } from '#api/company/company.ts';
import { getSetting } from '#api/company/settings.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { mustBeAllowed } from '#api/core/errors.ts';
import { at, type Instant, PlainDate, plus } from '#api/core/time.ts';
import { unitsWithoutReadingsSql } from '#api/meters/units-without-readings.ts';
import { windowAround } from '#api/meters/window.ts';
import { chooseRule, readExceptions } from '#api/meters/window-rules.ts';
import { isCurrent } from '#api/residents/current.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** What a morning should know. Shares are 0–100; null where there is nothing to have a share of. */
export type Digest = {
  emergencies: { count: number; oldestAt: Instant | null };
  late: number;
  nearBreach: number;
  chatsWaiting: number;
  callsToMake: number;
  /** Money of the bank's files that nobody has said whose it is. */
  unmatched: number;
  /** Disagreements that must be decided within a day, or should have been. */
  disputesNear: number;
  yesterday: { opened: number; closed: number; onTime: number | null; rating: number | null; voices: number };
  readings: { share: number; daysLeft: number } | null;
  unreachableFlats: number;
};

/** A promise that falls due within this is near; a decision on a bill takes longer than that. */
const near = 'PT2H';
const nearDecision = 'P1D';

/** The state of the house now, and what yesterday was, in the company's time zone. For colleagues and the system. */
export async function readDigest(ctx: Ctx, actor: Actor, day: string): Promise<Digest> {
  mustBeAllowed(actor.kind === 'system' || actor.kind === 'staff');
  const { timeZone } = await getCompany(ctx);
  const today = PlainDate.from(day);
  const [from, until] = [at(today.subtract({ days: 1 }), '00:00', timeZone), at(today, '00:00', timeZone)];
  const [now] = await ctx.db.$queryRaw<NowRow[]>(nowSql(ctx.now()));
  const [then] = await ctx.db.$queryRaw<ThenRow[]>(yesterdaySql(from, until));
  return {
    emergencies: { count: now?.emergencies ?? 0, oldestAt: now?.oldestAt ?? null },
    late: now?.late ?? 0,
    nearBreach: now?.nearBreach ?? 0,
    chatsWaiting: now?.chatsWaiting ?? 0,
    callsToMake: now?.callsToMake ?? 0,
    unmatched: now?.unmatched ?? 0,
    disputesNear: now?.disputesNear ?? 0,
    yesterday: {
      opened: then?.opened ?? 0,
      closed: then?.closed ?? 0,
      onTime: shareOf(then?.kept ?? 0, then?.owed ?? 0),
      rating: then?.rating ?? null,
      voices: then?.voices ?? 0,
    },
    readings: await readReadings(ctx, today),
    unreachableFlats: (await listUnreachableFlats(ctx, actor)).length,
  };
}

export type UnreachableFlat = { address: string; number: string };

/** Flats where people live and the messenger reaches none of those who were in it. For colleagues and the system. */
export async function listUnreachableFlats(ctx: Ctx, actor: Actor): Promise<UnreachableFlat[]> {
  mustBeAllowed(actor.kind === 'system' || actor.kind === 'staff');
  return ctx.db.$queryRaw<UnreachableFlat[]>`
    select b.address, u.number
    from occupancy o join resident r on r.id = o.resident_id join unit u on u.id = o.unit_id
      join building b on b.id = u.building_id cross join company c
    where ${isCurrent(ctx.now())}
    group by u.id, u.number, b.address
    having bool_or(r.unreachable_since is not null)
      and not bool_or(exists (select from chat where chat.resident_id = r.id and chat.state = 'active'))
    order by b.address, length(u.number), u.number
    limit 1000`;
}

type NowRow = {
  emergencies: number;
  oldestAt: Instant | null;
  late: number;
  nearBreach: number;
  chatsWaiting: number;
  callsToMake: number;
  unmatched: number;
  disputesNear: number;
};

function nowSql(now: Instant): Prisma.Sql {
  return Prisma.sql`
    with open as (
      select t.id, t.urgency, t.created_at, min(d.due_at) as due_at
      from ticket t left join ticket_deadline d on d.ticket_id = t.id and d.met_at is null and d.dropped_at is null
        and d.stopped_at is null
      where t.status in ('new', 'claimed', 'in-work')
      group by t.id
    )
    select count(*) filter (where urgency = 'emergency')::int as emergencies,
      min(created_at) filter (where urgency = 'emergency') as "oldestAt",
      count(*) filter (where due_at <= ${now}::timestamptz)::int as late,
      count(*) filter (where due_at > ${now}::timestamptz and due_at <= ${plus(now, near)}::timestamptz)::int as "nearBreach",
      (select count(*) from conversation where waits_since is not null)::int as "chatsWaiting",
      (select count(*) from phone_call where state = 'to-make')::int as "callsToMake",
      (select count(*) from unmatched_payment where state = 'open')::int as unmatched,
      (select count(*) from dispute where state = 'open'
        and decide_by <= ${plus(now, nearDecision)}::timestamptz)::int as "disputesNear"
    from open`;
}

type ThenRow = { opened: number; closed: number; owed: number; kept: number; rating: number | null; voices: number };

function yesterdaySql(from: Instant, until: Instant): Prisma.Sql {
  const within = (column: string) =>
    Prisma.sql`${Prisma.raw(column)} >= ${from}::timestamptz and ${Prisma.raw(column)} < ${until}::timestamptz`;
  return Prisma.sql`
    select
      (select count(*) from ticket where ${within('created_at')})::int as opened,
      (select count(*) from ticket where status = 'closed' and ${within('closed_at')})::int as closed,
      (select count(*) from ticket_deadline where dropped_at is null and ${within('due_at')})::int as owed,
      (select count(*) from ticket_deadline where dropped_at is null and met_at <= due_at and ${within('due_at')})::int as kept,
      (select round(avg((t.rating)::numeric), 1)::float8 from ticket_event e join ticket t on t.id = e.ticket_id
        where e.kind = 'rated' and ${within('e.created_at')} and t.rating is not null) as rating,
      (select count(distinct e.ticket_id) from ticket_event e join ticket t on t.id = e.ticket_id
        where e.kind = 'rated' and ${within('e.created_at')} and t.rating is not null)::int as voices`;
}

/** How many metered flats have sent everything, while the common window is open. */
async function readReadings(ctx: Ctx, day: PlainDate): Promise<Digest['readings']> {
  const { meters } = await getSetting(ctx, 'modules');
  if (!meters) return null;
  const rows = await ctx.db.readingWindow.findMany({ where: { buildingId: null } });
  const rules = rows.map((row) => ({ ...row, exceptions: readExceptions(row.exceptions) }));
  const window = windowAround(chooseRule(rules, null), day);
  if (window.state !== 'open') return null;
  const buildings = await ctx.db.$queryRaw<{ id: string; metered: number }[]>`
    select u.building_id as id, count(distinct m.unit_id)::int as metered
    from meter m join unit u on u.id = m.unit_id where m.retired_on is null and not m.is_automatic group by 1`;
  const metered = buildings.reduce((sum, building) => sum + building.metered, 0);
  let missing = 0;
  for (const { id } of buildings) {
    const question = unitsWithoutReadingsSql({ buildingId: id, period: window.period });
    const [row] = await ctx.db.$queryRaw<{ count: number }[]>`select count(*)::int as count from (${question}) missing`;
    missing += row?.count ?? 0;
  }
  const share = shareOf(metered - missing, metered);
  return share === null ? null : { share, daysLeft: window.daysLeft };
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((100 * part) / whole);
}
