import { type Actor, actorId } from '#api/core/actor.ts';
import { type Ctx, inTransaction, type TxCtx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import type { Instant } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { daysToReturn, refusal } from './policy.ts';
import { mustSeeTicket } from './sight.ts';
import { clocksChanged, readClocks } from './sla/clock-rows.ts';
import { type ClockChange, stepClocks } from './sla/clocks.ts';
import { nextState, type TicketDeed, type TicketPause, type TicketStatus, transitions } from './status.ts';
import { summaryColumns, type TicketSummary } from './summary.ts';
import { followVisit } from './visits.ts';

/** What a ticket is before a change: locked until the transaction ends. */
export type LockedTicket = TicketSummary & {
  pauseReason: string | null;
  pausedUntil: Instant | null;
  pausedAt: Instant | null;
  claimedAt: Instant | null;
  startedAt: Instant | null;
  localisedAt: Instant | null;
  resolvedAt: Instant | null;
  closedAt: Instant | null;
  closedAs: ClosedAs | null;
  returnedAt: Instant | null;
  duplicateOfId: string | null;
  report: string | null;
  rejectedReason: string | null;
  reopenedCount: number;
  rating: number | null;
  ratingReasons: string[];
  ratingComment: string | null;
  assigneeName: string | null;
};

/** How a ticket came to its end; null for one that was rejected or cancelled. */
export type ClosedAs = 'accepted' | 'silence' | 'no-answer' | 'duplicate' | 'company';

type Settable =
  | 'urgency'
  | 'place'
  | 'closedAs'
  | 'duplicateOfId'
  | 'pauseReason'
  | 'pausedUntil'
  | 'report'
  | 'rejectedReason'
  | 'rating'
  | 'ratingReasons'
  | 'ratingComment';

/**
 * What a verb adds to the machine's own change: columns; who becomes the owner where one is named; facts for the timeline and
 * the event (ids, never words); and what only the timeline keeps.
 */
export type Addition = {
  ownerId?: string;
  set?: Partial<Pick<LockedTicket, Settable>>;
  data?: Record<string, unknown>;
  kept?: Record<string, unknown>;
  /** The solution is promised anew. */
  renewal?: ClockChange['renewal'];
};

/** `skip`: the deed was done before (a repeated message); nothing changes and the present ticket is given back. */
type Work = (tx: TxCtx, ticket: LockedTicket) => Promise<Addition | 'skip'> | Addition | 'skip';

/** Throws unless the ticket is there for who asks: who joined a ticket has a sight of their own, for their own few deeds. */
export type Sight = (tx: TxCtx, actor: Actor, ticket: LockedTicket) => Promise<void>;

/**
 * The one way a ticket changes after it was opened: locks it, asks the rules, runs `work` for what the deed needs
 * besides, then writes ticket, clocks, timeline and event `ticket.<said>` with one statement.
 * Refuses `ticket.not-found`, `not-allowed`, `ticket.wrong-role` { kind }, `ticket.not-yours` { by, number },
 * `ticket.wrong-state` { status, pause, number }, `ticket.too-late` { days }.
 */
export async function changeTicket(
  ctx: Ctx,
  actor: Actor,
  ticketId: string,
  deed: TicketDeed,
  work: Work = () => ({}),
  mustSee: Sight = mustSeeTicket,
): Promise<TicketSummary> {
  return inTransaction(ctx, async (tx) => {
    const ticket = await lockTicket(tx, ticketId);
    await mustSee(tx, actor, ticket);
    mustBePossible(tx, actor, deed, ticket);
    const addition = await work(tx, ticket);
    if (addition === 'skip') return ticket;
    return writeChange(tx, actor, deed, ticket, addition);
  });
}

/** Throws why `actor` may not do `deed` to this ticket now. */
function mustBePossible(ctx: Ctx, actor: Actor, deed: TicketDeed, ticket: LockedTicket): void {
  const code = refusal(actor, deed, ticket, ctx.now());
  if (code === null) return;
  const { number, kind, status, pause, assigneeName } = ticket;
  throw new AppError(code, { number, kind, status, pause, by: assigneeName, days: daysToReturn });
}

async function lockTicket(tx: TxCtx, ticketId: string): Promise<LockedTicket> {
  const [ticket] = await tx.db.$queryRaw<LockedTicket[]>`
    select ${summaryColumns('t')}, t.pause_reason as "pauseReason", t.paused_until as "pausedUntil",
      t.paused_at as "pausedAt", t.claimed_at as "claimedAt", t.started_at as "startedAt",
      t.resolved_at as "resolvedAt", t.closed_at as "closedAt",
      t.localised_at as "localisedAt", t.closed_as as "closedAs", t.returned_at as "returnedAt",
      t.duplicate_of_id as "duplicateOfId", t.report, t.rejected_reason as "rejectedReason",
      t.reopened_count as "reopenedCount", t.rating, t.rating_reasons as "ratingReasons",
      t.rating_comment as "ratingComment", s.name as "assigneeName"
    from ticket t left join staff_member s on s.id = t.assignee_id
    where t.id = ${ticketId}::uuid
    for update of t`;
  if (!ticket) throw new AppError('ticket.not-found');
  return ticket;
}

async function writeChange(
  tx: TxCtx,
  actor: Actor,
  deed: TicketDeed,
  before: LockedTicket,
  { ownerId, set = {}, data = {}, kept = {}, renewal }: Addition,
): Promise<TicketSummary> {
  const now = tx.now();
  const after = { ...columnsAfter(before, deed, ownerId ?? actorId(actor), now), ...set };
  const dropped = await followVisit(tx, before, after);
  const facts = { ...data, ...(dropped ? { droppedVisitId: dropped } : {}) };
  const { said } = transitions[deed];
  const by = { kind: actor.kind, id: actorId(actor) };
  const clocks = await clocksAfter(tx, deed, before, after, renewal);
  const [changed] = await tx.db.$queryRaw<TicketSummary[]>`
    with changed as (
      update ticket t set status = ${after.status}, pause = ${after.pause}, assignee_id = ${after.assigneeId}::uuid,
        pause_reason = ${after.pauseReason}, paused_until = ${after.pausedUntil}::timestamptz,
        paused_at = ${after.pausedAt}::timestamptz, claimed_at = ${after.claimedAt}::timestamptz,
        started_at = ${after.startedAt}::timestamptz, resolved_at = ${after.resolvedAt}::timestamptz,
        closed_at = ${after.closedAt}::timestamptz, localised_at = ${after.localisedAt}::timestamptz,
        returned_at = ${after.returnedAt}::timestamptz, closed_as = ${after.closedAs}, urgency = ${after.urgency}, place = ${after.place},
        duplicate_of_id = ${after.duplicateOfId}::uuid, report = ${after.report},
        rejected_reason = ${after.rejectedReason}, reopened_count = ${after.reopenedCount}::int,
        rating = ${after.rating}::int, rating_reasons = ${after.ratingReasons}::text[],
        rating_comment = ${after.ratingComment}, version = t.version + 1, updated_at = ${now}::timestamptz
      where t.id = ${before.id}::uuid
      returning t.*
    ), ${timelineAndEvent({ now, said, actor, from: before.status, data: { ...facts, by }, kept })}
      ${clocks}
    select ${summaryColumns('changed')} from changed`;
  if (!changed) throw new AppError('ticket.not-found');
  tx.log.info({ ticketId: changed.id, by, version: changed.version }, `ticket ${said}`);
  return changed;
}

/** Deeds that are nothing to a clock, whatever the ticket is in. */
const timeless: readonly TicketDeed[] = ['note', 'rate', 'join', 'leave'];

/** What the deed does to the ticket's clocks, as a part of its statement. */
async function clocksAfter(
  tx: TxCtx,
  deed: TicketDeed,
  before: LockedTicket,
  after: LockedTicket,
  renewal: ClockChange['renewal'],
): Promise<Prisma.Sql> {
  if (timeless.includes(deed)) return Prisma.empty;
  const { desk, category, clocks } = await readClocks(tx, before);
  const { kind, urgency, pause } = after;
  const { said } = transitions[deed];
  const change = { said, at: tx.now(), before, after: { kind, category, urgency, pause }, renewal };
  return clocksChanged(clocks, stepClocks(desk, clocks, change));
}

/**
 * The rest of a statement that has made a `changed` row of `ticket`: its timeline entry and its event, in one go.
 * The entry keeps the version it led to, which orders entries of the same millisecond.
 */
export function timelineAndEvent(entry: {
  now: Instant;
  said: string;
  actor: Actor;
  from: TicketStatus | null;
  data: Record<string, unknown>;
  kept?: Record<string, unknown>;
}): Prisma.Sql {
  const { now, said, actor, from, data, kept = {} } = entry;
  return Prisma.sql`told as (
      insert into ticket_event (id, ticket_id, kind, actor_kind, actor_id, from_status, to_status, data, created_at)
      select ${newId(now)}::uuid, id, ${said}, ${actor.kind}, ${actorId(actor)}::uuid, ${from}, status,
        ${JSON.stringify({ ...data, ...kept })}::jsonb
          || jsonb_build_object('version', version, 'pause', pause, 'assigneeId', assignee_id, 'urgency', urgency),
        ${now}::timestamptz
      from changed
    ), spoken as (
      insert into outbox_event (id, kind, data, attempts, created_at)
      select ${newId(now)}::uuid, ${`ticket.${said}`},
        ${JSON.stringify(data)}::jsonb || jsonb_build_object('ticketId', id, 'version', version), 0, ${now}::timestamptz
      from changed
    )`;
}

/** What the machine changes by itself: state, and the moments that belong to it. */
function columnsAfter(before: LockedTicket, deed: TicketDeed, ownerId: string | null, now: Instant): LockedTicket {
  const state = nextState(before, deed, ownerId);
  if (!state) throw new AppError('ticket.wrong-state', { status: before.status, pause: before.pause });
  const after: LockedTicket = { ...before, ...state, ...pauseColumns(before, state.pause, deed, now) };
  if (before.status === 'new' && state.status === 'claimed') after.claimedAt = now;
  if (before.status !== 'in-work' && state.status === 'in-work') after.startedAt = now;
  if (deed === 'localise') after.localisedAt = now;
  if (deed === 'resolve') Object.assign(after, { resolvedAt: now, returnedAt: null });
  if (deed === 'release') Object.assign(after, { claimedAt: null, startedAt: null });
  if (deed === 'return') {
    Object.assign(after, {
      startedAt: null,
      resolvedAt: null,
      closedAt: null,
      closedAs: null,
      duplicateOfId: null,
      returnedAt: now,
      reopenedCount: before.reopenedCount + 1,
    });
    Object.assign(after, { rating: null, ratingReasons: [], ratingComment: null });
  }
  if (deed !== 'return' && isOver(state.status) && !isOver(before.status)) after.closedAt = now;
  after.closedAs = closedAs[deed] ?? after.closedAs;
  return after;
}

/** Who closes by hand says why themselves. */
const closedAs: Partial<Record<TicketDeed, ClosedAs>> = {
  accept: 'accepted',
  close: 'silence',
  merge: 'duplicate',
  expire: 'no-answer',
};

function pauseColumns(before: LockedTicket, pause: TicketPause, deed: TicketDeed, now: Instant): Partial<LockedTicket> {
  if (pause === 'none') return { pauseReason: null, pausedUntil: null, pausedAt: null };
  if (deed === 'ask' || deed === 'hold' || deed === 'miss') {
    return { pauseReason: null, pausedUntil: null, pausedAt: before.pause === pause ? before.pausedAt : now };
  }
  return {};
}

function isOver(status: TicketStatus): boolean {
  return status === 'closed' || status === 'rejected' || status === 'cancelled';
}
