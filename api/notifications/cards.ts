import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type Channel, type LaneRoom, lookAhead } from './deliveries.ts';

/** What a living message shows. */
export type CardSubject = {
  type:
    | 'ticket'
    | 'join-request'
    | 'conversation'
    | 'outage'
    | 'message'
    | 'phone-call'
    | 'queue'
    | 'staff-request'
    | 'payment'
    | 'unmatched-payment';
  id: string;
};

export type CardInfo = {
  id: string;
  subject: CardSubject;
  /** `resident:<id>`, `slack:<channel id>` or `home:<slack user id>`. */
  place: string;
  channel: Channel;
  /** Null until it is posted. */
  platformRef: string | null;
  wantedVersion: number;
  shownVersion: number;
};

/** A card to post or to edit. Read the subject as it is now, and say with `markShown` which version that was. */
export type ClaimedCard = CardInfo & {
  /** The chat's language when it lies with a resident; null in Slack. */
  locale: string | null;
  /** This one included. */
  attempts: number;
  /** What waits for the same turn: posts of a channel are rationed, edits there are not. */
  lane: string;
};

/**
 * Says that a subject has a living message in a place. With `platformRef` it is already there (a bot's own answer) and shows
 * `shownVersion`; without, the channel's worker posts it. A newer message of the same place takes over. Changes that came
 * before the card was placed are not missed.
 */
export async function placeCard(
  tx: TxCtx | Ctx,
  card: { subject: CardSubject; place: string; channel: Channel; platformRef?: string; shownVersion?: number },
): Promise<void> {
  const now = tx.now();
  const { subject, place, channel, platformRef = null } = card;
  const shown = card.shownVersion ?? (platformRef ? 1 : 0);
  await tx.db.$executeRaw`
    insert into card (id, subject_type, subject_id, place, channel, platform_ref, wanted_version, shown_version,
      attempts, created_at, updated_at)
    values (${newId(now)}::uuid, ${subject.type}, ${subject.id}::uuid, ${place}, ${channel}, ${platformRef},
      greatest(1, ${shown}::int, (select version from ticket where id = ${subject.id}::uuid and ${subject.type} = 'ticket')),
      ${shown}::int, 0, ${now}::timestamptz, ${now}::timestamptz)
    on conflict (subject_type, subject_id, place) do update set
      platform_ref = coalesce(excluded.platform_ref, card.platform_ref),
      shown_version = case when excluded.platform_ref is null then card.shown_version else excluded.shown_version end,
      wanted_version = greatest(card.wanted_version, excluded.wanted_version),
      attempts = 0, failure = null, updated_at = excluded.updated_at`;
}

/** Every card of the subject should show at least `version`. Several bumps before the next edit are one edit. */
export async function bumpCards(tx: TxCtx | Ctx, subject: CardSubject, version: number): Promise<void> {
  await tx.db.$executeRaw`
    update card set wanted_version = ${version}::int, updated_at = ${tx.now()}::timestamptz
    where subject_type = ${subject.type} and subject_id = ${subject.id}::uuid and wanted_version < ${version}::int`;
}

/** The subject has changed and counts no versions of its own: its cards are shown again. */
export async function bumpCardsOnce(tx: TxCtx, subject: CardSubject): Promise<void> {
  await tx.db.$executeRaw`
    update card set wanted_version = wanted_version + 1, updated_at = ${tx.now()}::timestamptz
    where subject_type = ${subject.type} and subject_id = ${subject.id}::uuid`;
}

/**
 * Takes up to `limit` cards that show less than they should, the longest waiting first, of each lane so many as `lanes` says; the
 * lease is 60 s of real time.
 */
export async function claimCards(
  ctx: Ctx,
  channel: Channel,
  limit: number,
  lanes: LaneRoom = { each: limit, full: [] },
): Promise<ClaimedCard[]> {
  const rows = await ctx.db.$queryRaw<Array<Row & Pick<ClaimedCard, 'locale' | 'attempts' | 'lane'>>>`
    with due as (
      select id, updated_at, ${laneOfCard} as lane from card
      where channel = ${channel} and wanted_version > shown_version
        and (leased_until is null or leased_until < clock_timestamp())
        and (platform_ref is not null or channel = 'slack') and ${laneOfCard} <> all (${lanes.full}::text[])
      order by updated_at, id
      limit ${lanes.each < limit ? Math.max(limit, lookAhead) : limit} for update skip locked
    ), turn as (
      select id, lane, row_number() over (partition by lane order by updated_at, id) as at, updated_at from due
    ), taken as (
      update card c set leased_until = clock_timestamp() + interval '60 seconds', attempts = c.attempts + 1
      from (select id, lane from turn where at <= ${lanes.each} order by updated_at, id limit ${limit}) mine
      where c.id = mine.id
      returning c.*, mine.lane
    )
    select t.id, t.subject_type as "subjectType", t.subject_id as "subjectId", t.place, t.channel,
      t.platform_ref as "platformRef", t.wanted_version as "wantedVersion", t.shown_version as "shownVersion",
      t.attempts, t.lane, (select h.locale from chat h where t.channel = 'telegram' and h.messenger = t.channel
        and h.address = split_part(t.platform_ref, ':', 1)) as locale
    from taken t order by t.updated_at, t.id`;
  return rows.map((row) => ({ ...present(row), locale: row.locale, attempts: row.attempts, lane: row.lane }));
}

const laneOfCard = Prisma.sql`(place || case when platform_ref is null then ' post' else ' edit' end)`;

/**
 * It shows `version` of its subject now. When more was wanted meanwhile, it is due again; after `restSeconds`, for what changes
 * often.
 */
export async function markShown(
  ctx: Ctx,
  id: string,
  shown: { version: number; platformRef: string; restSeconds?: number },
): Promise<void> {
  const { restSeconds = 0 } = shown;
  await ctx.db.$executeRaw`
    update card set shown_version = greatest(shown_version, ${shown.version}::int),
      wanted_version = greatest(wanted_version, ${shown.version}::int), platform_ref = ${shown.platformRef},
      leased_until = case when ${restSeconds} > 0 then clock_timestamp() + ${restSeconds} * interval '1 second' end,
      attempts = 0, failure = null, updated_at = ${ctx.now()}::timestamptz
    where id = ${id}::uuid`;
}

/**
 * It could not be shown. `final` (the message is gone, the chat is blocked): left alone until its next change. Else it comes
 * back after `retrySeconds` of real time (default: 2, 4, 8 … at most 600).
 */
export async function markCardFailed(
  ctx: Ctx,
  id: string,
  outcome: { reason: string; final: boolean; retrySeconds?: number },
): Promise<void> {
  const { reason, final, retrySeconds = null } = outcome;
  await ctx.db.$executeRaw`
    update card set failure = ${reason},
      shown_version = case when ${final} then wanted_version else shown_version end,
      leased_until = case when ${final} then null else clock_timestamp()
        + coalesce(${retrySeconds}::float8, least(power(2, attempts), 600)) * interval '1 second' end
    where id = ${id}::uuid`;
  ctx.log.warn({ cardId: id, reason, final }, 'card not shown');
}

/** The message of a card is gone: the channel's worker posts a new one. */
export async function repostCard(ctx: Ctx, id: string): Promise<void> {
  await ctx.db.$executeRaw`
    update card set platform_ref = null, shown_version = 0, wanted_version = greatest(wanted_version, 1),
      leased_until = null, updated_at = ${ctx.now()}::timestamptz where id = ${id}::uuid`;
}

export async function findCard(ctx: Ctx, subject: CardSubject, place: string): Promise<CardInfo | null> {
  const row = await ctx.db.card.findUnique({
    where: { subjectType_subjectId_place: { subjectType: subject.type, subjectId: subject.id, place } },
  });
  return row && present({ ...row, channel: row.channel as Channel });
}

/** All living messages of a subject. */
export async function listCards(ctx: Ctx, subject: CardSubject, channel?: Channel): Promise<CardInfo[]> {
  const rows = await ctx.db.card.findMany({
    where: { subjectType: subject.type, subjectId: subject.id, ...(channel ? { channel } : {}) },
    orderBy: { createdAt: 'asc' },
  });
  return rows.map((row) => present({ ...row, channel: row.channel as Channel }));
}

/** Where the newest card of each of these subjects stands on a platform. */
export async function findCardRefs(
  ctx: Ctx,
  type: CardSubject['type'],
  ids: string[],
  channel: Channel,
): Promise<Map<string, string>> {
  const rows = await ctx.db.card.findMany({
    where: { subjectType: type, subjectId: { in: ids }, channel, platformRef: { not: null } },
    orderBy: { createdAt: 'asc' },
    select: { subjectId: true, platformRef: true },
  });
  return new Map(rows.map(({ subjectId, platformRef }) => [subjectId, platformRef ?? '']));
}

/** The card behind a message of a platform: a Slack thread finds its ticket with it. */
export async function findCardByRef(ctx: Ctx, channel: Channel, platformRef: string): Promise<CardInfo | null> {
  const row = await ctx.db.card.findFirst({ where: { channel, platformRef }, orderBy: { updatedAt: 'desc' } });
  return row && present({ ...row, channel: row.channel as Channel });
}

type Row = Omit<CardInfo, 'subject'> & { subjectType: string; subjectId: string };

function present(row: Row): CardInfo {
  const { id, place, channel, platformRef, wantedVersion, shownVersion } = row;
  const subject = { type: row.subjectType as CardSubject['type'], id: row.subjectId };
  return { id, subject, place, channel, platformRef, wantedVersion, shownVersion };
}
