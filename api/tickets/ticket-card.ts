import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { type Instant, instant } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { ClosedAs } from './change.ts';
import { isAllowed } from './policy.ts';
import { mustSeeTicket } from './sight.ts';
import { type CardClock, clocksColumn, reviveCardClocks } from './sla/card-clocks.ts';
import { summaryColumns, type TicketSummary } from './summary.ts';
import { isUnasked } from './unasked.ts';
import { statesAhead, type VisitState, visitAfter } from './visit-status.ts';
import { findLastVisit } from './visits.ts';

/** A file that stands on a ticket or a message. `source` and `sourceRef` let a bot send its own platform's file again. */
export type TicketFile = {
  id: string;
  kind: 'photo' | 'video' | 'voice' | 'file';
  state: 'remote' | 'stored' | 'refused';
  purpose: 'problem' | 'report' | 'talk';
  source: 'telegram' | 'slack' | 'admin';
  sourceRef: string;
  name: string | null;
  mime: string | null;
};

export type TicketUnit = {
  id: string;
  number: string;
  type: string;
  entrance: number | null;
  floor: number | null;
};

/** The visit that is ahead or going on, or the last one when nobody opened. Who comes is a colleague's full name. */
export type CardVisit = {
  id: string;
  state: VisitState;
  startsAt: Instant;
  endsAt: Instant;
  staff: { id: string; name: string; trade: string | null; hasPhoto: boolean };
};

/** A ticket as a card shows it now. Labels in a language are the door's work; `unit` and `address` are its parts. */
export type TicketCard = TicketSummary & {
  category: { code: string; names: { ru: string; en: string } } | null;
  text: string;
  /** Photos and videos of the problem. */
  photosCount: number;
  /** Files of the problem and of the report, in order. */
  attachments: TicketFile[];
  unit: TicketUnit | null;
  address: string | null;
  assignee: { name: string; trade: string | null } | null;
  /** The question we wait for an answer to; null when we do not, or wait for another time of a visit. */
  question: string | null;
  pauseReason: string | null;
  pausedUntil: Instant | null;
  claimedAt: Instant | null;
  startedAt: Instant | null;
  localisedAt: Instant | null;
  resolvedAt: Instant | null;
  closedAt: Instant | null;
  closedAs: ClosedAs | null;
  /** When it was last returned; null again when it is done. What was returned comes first in its owner's queue. */
  returnedAt: Instant | null;
  /** The ticket it is a duplicate of. */
  original: { id: string; number: number } | null;
  visit: CardVisit | null;
  report: string | null;
  rejectedReason: string | null;
  reopenedCount: number;
  rating: number | null;
  ratingReasons: string[];
  ratingComment: string | null;
  /** What was promised, oldest first. */
  clocks: CardClock[];
};

/** The card of a resident: with what they may do now, and of a colleague only the given name and trade. */
export type MyTicket = TicketCard & {
  isMine: boolean;
  /** The four digits to ask for at the door; null without a visit ahead. */
  visitCode: string | null;
  /** We asked and need no answer any more. */
  isUnasked: boolean;
  canAcceptVisit: boolean;
  canMoveVisit: boolean;
  canCancel: boolean;
  canAccept: boolean;
  canReturn: boolean;
  canRate: boolean;
  canAnswer: boolean;
};

/** One ticket for the resident's card. Refuses `ticket.not-found` for any that is not theirs to see. */
export async function getMyTicket(ctx: Ctx, actor: Actor, ticketId: string): Promise<MyTicket> {
  const card = await readCard(ctx, ticketId);
  await mustSeeTicket(ctx, actor, card);
  const can = (deed: Parameters<typeof isAllowed>[1]) => isAllowed(actor, deed, card, ctx.now());
  const { visit } = card;
  return {
    ...card,
    assignee: card.assignee && { ...card.assignee, name: firstWord(card.assignee.name) },
    visit: visit && { ...visit, staff: { ...visit.staff, name: firstWord(visit.staff.name) } },
    visitCode: visit && statesAhead.includes(visit.state) ? await codeOf(ctx, ticketId) : null,
    isUnasked: await isUnasked(ctx, ticketId),
    canAcceptVisit: visit !== null && visitAfter(visit.state, 'accept') !== null && can('accept-visit'),
    canMoveVisit: visit !== null && visitAfter(visit.state, 'move') !== null && can('move-visit'),
    isMine: actor.kind === 'resident' && card.residentId === actor.residentId,
    canCancel: can('cancel'),
    canAccept: can('accept'),
    canReturn: can('return'),
    canRate: can('rate'),
    canAnswer: can('answer'),
  };
}

async function codeOf(ctx: Ctx, ticketId: string): Promise<string | null> {
  return (await findLastVisit(ctx, ticketId))?.code ?? null;
}

/** One ticket with all that stands on its card; asks nobody's leave, so callers do. Refuses `ticket.not-found`. */
export async function readCard(ctx: Ctx, ticketId: string): Promise<TicketCard> {
  const [card] = await ctx.db.$queryRaw<TicketCard[]>`
    select ${cardColumns} from ${cardTables} where t.id = ${ticketId}::uuid`;
  if (!card) throw new AppError('ticket.not-found');
  return reviveCard(card);
}

/** Columns of a whole card, for statements over `cardTables`. */
export const cardColumns = Prisma.sql`${summaryColumns('t')}, t.text,
  case when k.id is not null then jsonb_build_object('code', k.code, 'names', k.names) end as category,
  case when u.id is not null then jsonb_build_object('id', u.id, 'number', u.number, 'type', u.type,
    'entrance', u.entrance, 'floor', u.floor) end as unit,
  b.address,
  case when s.id is not null then jsonb_build_object('name', s.name, 'trade', s.trade) end as assignee,
  case when t.pause = 'waiting-for-resident' then (
    select m.text from ticket_event e left join message m on e.kind = 'asked' and m.id = (e.data ->> 'messageId')::uuid
    where e.ticket_id = t.id and (e.kind = 'missed' or (e.kind = 'asked' and m.taken_back_at is null))
    order by e.created_at desc, (e.data ->> 'version')::int desc limit 1) end as question,
  t.pause_reason as "pauseReason", t.paused_until as "pausedUntil", t.claimed_at as "claimedAt",
  t.started_at as "startedAt", t.localised_at as "localisedAt", t.closed_as as "closedAs", t.returned_at as "returnedAt",
  (select jsonb_build_object('id', o.id, 'number', o.number) from ticket o where o.id = t.duplicate_of_id) as original,
  (select jsonb_build_object('id', v.id, 'state', v.state, 'startsAt', v.starts_at, 'endsAt', v.ends_at,
      'staff', jsonb_build_object('id', w.id, 'name', w.name, 'trade', w.trade, 'hasPhoto', w.photo_file_id is not null))
    from visit v join staff_member w on w.id = v.staff_id where v.ticket_id = t.id
    order by v.state = any(${[...statesAhead]}::text[]) desc, v.created_at desc, v.id desc limit 1) as visit,
  t.resolved_at as "resolvedAt", t.closed_at as "closedAt", t.report,
  t.rejected_reason as "rejectedReason", t.reopened_count as "reopenedCount", t.rating,
  t.rating_reasons as "ratingReasons", t.rating_comment as "ratingComment", ${clocksColumn} as clocks,
  coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'kind', a.kind, 'state', a.state, 'purpose', a.purpose,
      'source', a.source, 'sourceRef', a.source_ref, 'name', a.name, 'mime', a.mime)
      order by a.purpose, a.created_at, a.position, a.id)
    from attachment a where a.ticket_id = t.id), '[]') as attachments`;

export const cardTables = Prisma.sql`ticket t
  left join ticket_category k on k.id = t.category_id
  left join unit u on u.id = t.unit_id
  left join building b on b.id = t.building_id
  left join staff_member s on s.id = t.assignee_id`;

/** Counts what the statement left to count, and gives JSON its moments back. */
export function reviveCard(card: Omit<TicketCard, 'photosCount'>): TicketCard {
  const photos = card.attachments.filter(
    (file) => file.purpose === 'problem' && (file.kind === 'photo' || file.kind === 'video'),
  );
  return { ...card, photosCount: photos.length, clocks: reviveCardClocks(card.clocks), visit: reviveVisit(card.visit) };
}

/** One that took place, or was called off, is no news for a card. */
function reviveVisit(visit: CardVisit | null): CardVisit | null {
  if (!visit || !(statesAhead.includes(visit.state) || visit.state === 'missed')) return null;
  return { ...visit, startsAt: instant(String(visit.startsAt)), endsAt: instant(String(visit.endsAt)) };
}

/** Residents are told a given name only. */
export function firstWord(name: string): string {
  return name.trim().split(/\s+/)[0] ?? '';
}
