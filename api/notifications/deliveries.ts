import type { Ctx } from '#api/core/ctx.ts';
import type { Instant } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Lane } from './deliver.ts';
import { linesAreDue } from './lines-due.ts';
import type { Notice } from './templates.ts';

export type Channel = 'telegram' | 'slack';

/** A message to send now. The lease is the claimer's for a minute; then somebody else may take it. */
export type ClaimedDelivery = {
  id: string;
  notice: Notice;
  /** `resident:<id>`, `chat:<id>`, `staff:<id>` or `slack:<channel id>`. */
  recipient: string;
  residentId: string | null;
  staffId: string | null;
  /** Where it goes: a Telegram chat address, or a Slack channel or user id. */
  address: string;
  /** The chat it goes to, and the language of its reader; null for Slack. */
  chatId: string | null;
  locale: string | null;
  lane: Lane;
  isSilent: boolean;
  /** This one included. */
  attempts: number;
  /** Why it did not arrive the last time, or `outage`: nobody knows whether it did. */
  failure: string | null;
  createdAt: Instant;
};

/** After this many attempts that could be tried again it is over. */
const mostAttempts = 30;

type Row = Omit<ClaimedDelivery, 'notice' | 'address'> & {
  address: string | null;
  template: string;
  subjectType: string;
  subjectId: string;
  data: unknown;
};

/**
 * How many rows of each lane may be taken (of one recipient's), and the lanes that have enough already. `inOrder`: the oldest goes
 * first, of each recipient or of each of their subjects; what failed three times by itself holds nobody up.
 */
export type LaneRoom = { each: number; full: string[]; inOrder?: 'recipient' | 'thread' };

/** Among how many due rows those of other lanes are looked for. */
export const lookAhead = 200;

/**
 * Takes up to `limit` messages that are due, oldest first: one statement, and two workers never take the same. The lease of
 * 60 s runs on the database's own clock, while being due is read against `ctx.now`. What can no longer reach anybody (the
 * chat was blocked meanwhile) is marked failed and not handed out.
 */
export async function claimDeliveries(
  ctx: Ctx,
  channel: Channel,
  lane: Lane,
  limit: number,
  lanes: LaneRoom = { each: limit, full: [] },
): Promise<ClaimedDelivery[]> {
  const rows = await ctx.db.$queryRaw<Row[]>`
    with due as (
      select id, recipient, not_before, created_at from delivery d
      where channel = ${channel} and lane = ${lane} and state in ('pending', 'sending')
        and not_before <= ${ctx.now()}::timestamptz and (leased_until is null or leased_until < clock_timestamp())
        and recipient <> all (${lanes.full}::text[]) ${isNext(ctx, lanes.inOrder)}
      order by not_before, created_at, id
      limit ${lanes.each < limit ? Math.max(limit, lookAhead) : limit} for update skip locked
    ), turn as (
      select *, row_number() over (partition by recipient order by not_before, created_at, id) as at from due
    ), taken as (
      update delivery d set state = 'sending', attempts = d.attempts + 1,
        leased_until = clock_timestamp() + interval '60 seconds'
      from (select id from turn where at <= ${lanes.each} order by not_before, created_at, id limit ${limit}) mine
      where d.id = mine.id
      returning d.*
    )
    select t.id, t.recipient, t.resident_id as "residentId", t.staff_id as "staffId", t.template,
      t.subject_type as "subjectType", t.subject_id as "subjectId", t.data, t.lane, t.is_silent as "isSilent",
      t.attempts, t.failure, t.created_at as "createdAt", c.id as "chatId", coalesce(c.locale, s.locale) as locale,
      coalesce(c.address, s.slack_user_id, case when t.recipient like 'slack:%' then substr(t.recipient, 7) end)
        as address
    from taken t
    left join staff_member s on s.id = t.staff_id
    left join lateral (
      select * from chat c
      where t.channel = 'telegram' and c.state = 'active' and c.messenger = t.channel
        and (c.resident_id = t.resident_id
          or c.id = case when t.recipient like 'chat:%' then substr(t.recipient, 6)::uuid end)
      order by c.last_seen_at desc, c.id limit 1
    ) c on true
    order by t.not_before, t.created_at, t.id`;
  const lost = rows.filter((row) => row.address === null).map((row) => row.id);
  if (lost.length > 0) await failAll(ctx, lost, 'no-address');
  return rows.flatMap(({ address, template, subjectType, subjectId, data, ...rest }) =>
    address === null
      ? []
      : [{ ...rest, address, notice: { template, subject: { type: subjectType, id: subjectId }, data } as Notice }],
  );
}

/** For a delivery `d`: nothing older that must come before it is due, on its way or put off. */
function isNext(ctx: Ctx, inOrder: LaneRoom['inOrder']): Prisma.Sql {
  if (!inOrder) return Prisma.empty;
  const sameThread = Prisma.sql`and b.subject_id = d.subject_id and b.subject_type = d.subject_type`;
  return Prisma.sql`and not exists (
    select from delivery b where b.channel = d.channel and b.lane = d.lane and b.recipient = d.recipient
      ${inOrder === 'thread' ? sameThread : Prisma.empty}
      and b.state in ('pending', 'sending') and b.not_before <= ${ctx.now()}::timestamptz and b.attempts <= 3
      and (b.not_before, b.created_at, b.id) < (d.not_before, d.created_at, d.id))`;
}

/**
 * It was accepted by the platform as `platformRef` (telegram `<chat>:<message id>`, slack `<channel>:<ts>`). What was taken
 * back while it was on its way is to be removed there again.
 */
export async function markSent(ctx: Ctx, id: string, platformRef: string | null): Promise<void> {
  await ctx.db.$executeRaw`
    with changed as (
      update delivery d set sent_at = ${ctx.now()}::timestamptz, platform_ref = ${platformRef},
        state = case when ${isTakenBack} then 'retracting' else 'sent' end,
        attempts = case when ${isTakenBack} then 0 else attempts end, leased_until = null, failure = null
      where id = ${id}::uuid and state not in ('sent', 'retracting', 'retracted')
      returning message_id
    ), ${linesAreDue(ctx.now())} select 1`;
}

/**
 * It was not accepted. `reason` is a short code, never a text of the platform's. Not `final`: tried again after 2, 4, 8 …
 * seconds (at most 10 minutes), 30 times in all.
 */
export async function markFailed(ctx: Ctx, id: string, outcome: { reason: string; final: boolean }): Promise<void> {
  const { reason, final } = outcome;
  await ctx.db.$executeRaw`
    with changed as (
      update delivery set failure = ${reason},
        state = case when ${final} or attempts >= ${mostAttempts} then 'failed' else 'pending' end,
        leased_until = case when ${final} or attempts >= ${mostAttempts} then null
          else clock_timestamp() + least(power(2, attempts), 600) * interval '1 second' end
      where id = ${id}::uuid and state in ('pending', 'sending')
      returning message_id, state
    ), ${linesAreDue(ctx.now())} select 1`;
  ctx.log.warn({ deliveryId: id, reason, final }, 'delivery failed');
}

/**
 * Not its fault and not counted: a 429, a card that is not posted yet, an outage (`why`; it may have arrived all the same). Comes
 * back after `seconds` of real time.
 */
export async function retryLater(ctx: Ctx, id: string, seconds: number, why?: string): Promise<void> {
  await ctx.db.$executeRaw`
    update delivery set state = 'pending', attempts = greatest(attempts - 1, 0), failure = coalesce(${why ?? null}, failure),
      leased_until = clock_timestamp() + ${seconds}::float8 * interval '1 second'
    where id = ${id}::uuid and state in ('pending', 'sending')`;
}

/** True for a delivery `d` whose message was taken back. */
const isTakenBack = Prisma.sql`exists (
  select from message m where m.id = d.message_id and m.taken_back_at is not null)`;

/** Nobody needs to hear it any more (a message taken back): it is not sent. */
export async function cancelDelivery(ctx: Ctx, id: string): Promise<void> {
  await ctx.db.$executeRaw`
    with changed as (
      update delivery set state = 'cancelled', leased_until = null
      where id = ${id}::uuid and state in ('pending', 'sending')
      returning message_id
    ), ${linesAreDue(ctx.now())} select 1`;
}

async function failAll(ctx: Ctx, ids: string[], reason: string): Promise<void> {
  await ctx.db.$executeRaw`
    with changed as (
      update delivery set state = 'failed', failure = ${reason}, leased_until = null where id = any(${ids}::uuid[])
      returning message_id
    ), ${linesAreDue(ctx.now())} select 1`;
}
