import { getTalk } from '#api/conversations/get-talk.ts';
import { secondsToTakeBack } from '#api/conversations/take-back.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { type Instant, plus } from '#api/core/time.ts';
import { isCurrent, sinceMoment } from '#api/residents/current.ts';
import { channelFor, type Service } from '#api/staff/channels.ts';
import { services } from '#api/staff/schema.ts';
import { type CardInfo, type CardSubject, listCards } from './cards.ts';
import { deliver } from './deliver.ts';
import type { Notice } from './templates.ts';

type ThreadNotice = Extract<Notice, { template: `thread-${string}` }>;

/** What the hearers need to know of a ticket, read when the event is heard. */
export type TicketNow = {
  id: string;
  urgency: string;
  kind: 'technical' | 'billing' | 'general';
  buildingId: string | null;
  pauseReason: string | null;
  pausedUntil: Instant | null;
  /** Who opened it, as long as the flat is still theirs; null for a ticket of the staff's, or of one who moved out. */
  readerId: string | null;
};

/** The ticket as it is now, or null when it is gone. */
export async function readTicketNow(tx: TxCtx, ticketId: string): Promise<TicketNow | null> {
  const [row] = await tx.db.$queryRaw<TicketNow[]>`
    select t.id, t.urgency, t.kind, t.building_id as "buildingId", t.pause_reason as "pauseReason",
      t.paused_until as "pausedUntil",
      case when t.unit_id is null or exists (
        select from occupancy o join unit u on u.id = o.unit_id join building b on b.id = u.building_id
          cross join company c
        where o.unit_id = t.unit_id and o.resident_id = t.resident_id and ${isCurrent(tx.now())}
          and t.created_at >= ${sinceMoment}
      ) then t.resident_id end as "readerId"
    from ticket t where t.id = ${ticketId}::uuid`;
  return row ?? null;
}

/**
 * Tells the resident of a ticket, if there is one to tell; an emergency with sound at any hour. Gives back whether a message
 * was written for them: false when nobody of the flat can be reached in the messenger.
 */
export async function tellReader(
  tx: TxCtx,
  ticket: TicketNow,
  eventKey: string,
  notice: Notice,
  more: { messageId?: string } = {},
): Promise<boolean> {
  if (!ticket.readerId) return false;
  const manner = ticket.urgency === 'emergency' ? { manner: 'loud' as const } : {};
  return deliver(tx, { ...notice, ...manner, ...more, eventKey, recipient: { residentId: ticket.readerId } });
}

/** Puts a notice into the thread of every Slack card of its subject; a chat's only where it goes on. */
export async function tellThreads(
  tx: TxCtx,
  eventKey: string,
  notice: ThreadNotice,
  more: { notBefore?: Instant } = {},
): Promise<void> {
  const subject: CardSubject = { type: notice.subject.type, id: notice.subject.id };
  for (const card of await liveCards(tx, subject)) {
    await deliver(tx, { ...notice, ...more, eventKey, recipient: { slackChannel: card.place.slice('slack:'.length) } });
  }
}

/** The Slack cards at which something goes on: of a chat that was handed over, the one in its service's channel. */
export async function liveCards(ctx: Ctx, subject: CardSubject): Promise<CardInfo[]> {
  const cards = await listCards(ctx, subject, 'slack');
  if (subject.type !== 'conversation' || cards.length < 2) return cards;
  const home = await homeOf(ctx, subject.id);
  const live = cards.filter((card) => card.place === `slack:${home}`);
  return live.length > 0 ? live : cards;
}

/** The channel in which a chat goes on, or null when nobody serves it. */
export async function homeOf(ctx: Ctx, conversationId: string): Promise<string | null> {
  const talk = await getTalk(ctx, conversationId);
  const service = services.find((one) => one === talk?.service) ?? 'front-desk';
  return channelFor(ctx, service, talk?.buildingId);
}

/** A reply stands in the threads as a line, which is looked at again when it can no longer be taken back. */
export async function tellReply(
  tx: TxCtx,
  eventKey: string,
  subject: { type: 'ticket' | 'conversation'; id: string },
  messageId: string,
): Promise<void> {
  const data = { messageId };
  await tellThreads(tx, eventKey, { template: 'thread-reply', subject, data });
  const notBefore = plus(tx.now(), `PT${secondsToTakeBack}S`);
  await tellThreads(tx, `${eventKey}:settled`, { template: 'thread-settled', subject, data }, { notBefore });
}

/** The channel of a service, or null: said in the log, because somebody should map it. */
export async function slackFor(tx: TxCtx, service: Service, buildingId?: string | null): Promise<string | null> {
  const channel = await channelFor(tx, service, buildingId);
  if (!channel) tx.log.warn({ service, buildingId: buildingId ?? null }, 'no Slack channel serves this');
  return channel;
}

/** A note in the front desk's channel. */
export async function tellFrontDesk(tx: TxCtx, eventKey: string, notice: Notice): Promise<void> {
  const slackChannel = await slackFor(tx, 'front-desk');
  if (slackChannel) await deliver(tx, { ...notice, eventKey, recipient: { slackChannel } });
}

/** A note in the accountants' channel: of the building's, where one is named. */
export async function tellAccountants(
  tx: TxCtx,
  eventKey: string,
  notice: Notice,
  buildingId?: string | null,
): Promise<void> {
  const slackChannel = await slackFor(tx, 'billing', buildingId);
  if (slackChannel) await deliver(tx, { ...notice, eventKey, recipient: { slackChannel } });
}
