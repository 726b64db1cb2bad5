import type { Ctx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import type { JsonObject } from '#api/core/outbox.ts';

/** Something a platform told us, to be worked off. `line`: rows of one line are worked in the order they came. */
export type InboundRow = {
  key: string;
  kind: string;
  line: string;
  body: JsonObject;
  /** This one included. */
  attempts: number;
};

/** After this many attempts it is over: about four minutes. */
const mostAttempts = 8;

/**
 * Keeps what a platform told us, before it is acknowledged: a platform does not repeat what was acknowledged. One statement.
 * `isDone` keeps only that it came. False when the same `key` came before.
 */
export async function storeInbound(
  ctx: Ctx,
  event: { key: string; source: string; kind: string; line: string; body: JsonObject; isDone?: boolean },
): Promise<boolean> {
  const now = ctx.now();
  const isDone = event.isDone ?? false;
  const content = JSON.stringify({ line: event.line, body: isDone ? {} : event.body });
  // Rows stand in the order of the database's clock: ours may stand still.
  const count = await ctx.db.$executeRaw`
    insert into inbound_event (key, source, kind, payload, state, attempts, created_at, done_at)
    values (${event.key}, ${event.source}, ${event.kind},
      ${content}::jsonb || jsonb_build_object('came', extract(epoch from clock_timestamp())),
      case when ${isDone} then 'done' else 'received' end, 0, ${now}::timestamptz,
      case when ${isDone} then ${now}::timestamptz end)
    on conflict (key) do nothing`;
  return count > 0;
}

/**
 * Leases up to `limit` rows of a source for 30 seconds of the database's clock, oldest first. A line that somebody works on
 * now, or whose oldest row waits for its second attempt, is left alone; one that failed twice no longer holds up the others. Which
 * lines those are is asked once a claim, not once a row: thousands may wait after a rush.
 */
export async function claimInbound(ctx: Ctx, source: string, limit: number): Promise<InboundRow[]> {
  return inTransaction(ctx, async (tx) => {
    // Two claimers at once could take two rows of one line.
    await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtext(${`inbound:${source}`}))`;
    const rows = await tx.db.$queryRaw<InboundRow[]>`
      with busy as materialized (
        select payload ->> 'line' as line, min((payload ->> 'came')::numeric) as since from inbound_event
        where source = ${source} and state = 'received' and leased_until >= clock_timestamp() and attempts < 3
        group by 1
      ), due as (
        select e.key from inbound_event e left join busy on busy.line = e.payload ->> 'line'
        where e.source = ${source} and e.state = 'received'
          and (e.leased_until is null or e.leased_until < clock_timestamp())
          and (busy.since is null or (e.payload ->> 'came')::numeric <= busy.since)
        order by (e.payload ->> 'came')::numeric, e.key
        limit ${limit}
      )
      update inbound_event e set leased_until = clock_timestamp() + interval '30 seconds', attempts = e.attempts + 1
      from due where e.key = due.key
      returning e.key, e.kind, e.payload ->> 'line' as line, e.payload -> 'body' as body, e.attempts,
        (e.payload ->> 'came')::float8 as came`;
    return (rows as Array<InboundRow & { came: number }>)
      .sort((a, b) => a.came - b.came)
      .map(({ came: _, ...row }) => row);
  });
}

/** It was worked off. */
export async function finishInbound(ctx: Ctx, key: string): Promise<void> {
  await ctx.db.$executeRaw`
    update inbound_event set state = 'done', done_at = ${ctx.now()}::timestamptz, leased_until = null, failure = null
    where key = ${key}`;
}

/**
 * It could not be worked off: comes back after 2, 4, 8 … seconds, eight times in all. Gives back whether it was given up.
 * `reason` is a short code, never a text.
 */
export async function failInbound(ctx: Ctx, key: string, reason: string): Promise<{ isOver: boolean }> {
  const rows = await ctx.db.$queryRaw<Array<{ state: string }>>`
    update inbound_event set failure = ${reason},
      state = case when attempts >= ${mostAttempts} then 'failed' else 'received' end,
      leased_until = clock_timestamp() + power(2, attempts) * interval '1 second'
    where key = ${key} returning state`;
  return { isOver: rows[0]?.state === 'failed' };
}

/** When a source last told us anything, in seconds of the database's own clock; null when it never did. */
export async function lastHeard(ctx: Ctx, source: string): Promise<number | null> {
  const [row] = await ctx.db.$queryRaw<{ came: number | null }[]>`
    select max((payload ->> 'came')::float8) as came from inbound_event where source = ${source}`;
  return row?.came ?? null;
}
