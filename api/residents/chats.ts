import type { Ctx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import { instant, plus } from '#api/core/time.ts';
import type { Locale } from '#locales/translate.ts';
import { nearestLocale } from '#locales/translate.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type Flat, type FlatRow, flatsSql, presentFlat } from './access.ts';

export type Messenger = 'telegram';
export type ChatState = 'active' | 'blocked' | 'left';

/** A private chat with the bot, and who speaks in it once they joined. */
export type ChatInfo = {
  id: string;
  messenger: Messenger;
  address: string;
  locale: Locale;
  state: ChatState;
  residentId: string | null;
  /** The colleague on duty whose chat it is: then it is no resident's. */
  staffId: string | null;
  /** The flat chosen in this chat; it may no longer be theirs, so ask `flatAccess`. */
  unitId: string | null;
  keyboardShown: string | null;
  resident: { id: string; givenName: string; fullName: string; locale: Locale } | null;
};

export type OpenChatInput = { messenger: Messenger; address: string; locale: Locale };

type ChatRow = Omit<ChatInfo, 'resident' | 'locale' | 'messenger' | 'state'> & {
  messenger: string;
  locale: string;
  state: string;
  givenName: string | null;
  fullName: string | null;
  residentLocale: string | null;
};

/**
 * Finds the chat somebody wrote from, or makes it; `locale` counts only for a new one. One statement, which writes at most
 * once a minute. A person who writes is reachable again: a chat marked blocked becomes active.
 */
export async function openChat(ctx: Ctx, input: OpenChatInput): Promise<ChatInfo> {
  const row = (await findOrMake(ctx, input)) ?? (await findOrMake(ctx, input));
  if (!row) throw new Error('a chat vanished while it was opened');
  return present(row);
}

/** Who wrote: their chat, their flats of today, and whether a form of theirs lies open. */
export type Caller = { chat: ChatInfo; flats: Flat[]; hasOpenForm: boolean };

type CallerRow = ChatRow & { flats: FlatRow[] | null; hasOpenForm: boolean };

/** As `openChat`, with the flats (as `listMyFlats`) and the open form, all in one statement: what every update begins with. */
export async function openCaller(ctx: Ctx, input: OpenChatInput): Promise<Caller> {
  const flats = flatsSql(ctx.now(), Prisma.sql`ch.resident_id`);
  const more = Prisma.sql`, (select json_agg(f) from (${flats}) f) as flats,
    exists (select 1 from form_state s where s.chat_id = ch.id and s.is_open and s.step <> 'done') as "hasOpenForm"`;
  const row = (await findOrMake(ctx, input, more)) ?? (await findOrMake(ctx, input, more));
  if (!row) throw new Error('a chat vanished while it was opened');
  const { flats: held, hasOpenForm, ...chat } = row as CallerRow;
  const mine = (held ?? []).map((flat) => presentFlat({ ...flat, since: instant(flat.since as unknown as string) }));
  return { chat: present(chat), flats: mine, hasOpenForm };
}

/** Null only when another process made the chat between the statement's start and its insert. */
async function findOrMake(ctx: Ctx, input: OpenChatInput, more = Prisma.empty): Promise<ChatRow | undefined> {
  const now = ctx.now();
  const rows = await ctx.db.$queryRaw<ChatRow[]>`
    with known as (
      select * from chat where messenger = ${input.messenger} and address = ${input.address}
    ), touched as (
      update chat set last_seen_at = ${now}::timestamptz, state = 'active'
      from known
      where chat.id = known.id and (known.last_seen_at < ${plus(now, '-PT1M')}::timestamptz or known.state <> 'active')
    ), reachable as (
      update resident set unreachable_since = null
      from known
      where resident.id = known.resident_id and known.state <> 'active' and resident.unreachable_since is not null
    ), made as (
      insert into chat (id, messenger, address, locale, state, last_seen_at, created_at)
      select ${newId(now)}::uuid, ${input.messenger}, ${input.address}, ${input.locale}, 'active',
        ${now}::timestamptz, ${now}::timestamptz
      where not exists (select 1 from known)
      on conflict (messenger, address) do nothing
      returning *
    )
    select ch.id, ch.messenger, ch.address, ch.locale, 'active' as state, ch.resident_id as "residentId", ch.staff_id as "staffId",
      ch.unit_id as "unitId", ch.keyboard_shown as "keyboardShown",
      r.given_name as "givenName", r.full_name as "fullName", r.locale as "residentLocale"${more}
    from (select * from known union all select * from made) ch
    left join resident r on r.id = ch.resident_id`;
  return rows[0];
}

/** The chats of a resident, newest seen first. */
export async function findChatsOfResident(ctx: Ctx, residentId: string): Promise<ChatInfo[]> {
  const rows = await ctx.db.$queryRaw<ChatRow[]>`
    select ch.id, ch.messenger, ch.address, ch.locale, ch.state, ch.resident_id as "residentId", ch.staff_id as "staffId",
      ch.unit_id as "unitId", ch.keyboard_shown as "keyboardShown",
      r.given_name as "givenName", r.full_name as "fullName", r.locale as "residentLocale"
    from chat ch join resident r on r.id = ch.resident_id
    where ch.resident_id = ${residentId}::uuid
    order by ch.last_seen_at desc, ch.id`;
  return rows.map(present);
}

/** The chat with this id, or null. */
export async function findChat(ctx: Ctx, chatId: string): Promise<ChatInfo | null> {
  const [row] = await ctx.db.$queryRaw<ChatRow[]>`
    select ch.id, ch.messenger, ch.address, ch.locale, ch.state, ch.resident_id as "residentId", ch.staff_id as "staffId",
      ch.unit_id as "unitId", ch.keyboard_shown as "keyboardShown",
      r.given_name as "givenName", r.full_name as "fullName", r.locale as "residentLocale"
    from chat ch left join resident r on r.id = ch.resident_id
    where ch.id = ${chatId}::uuid`;
  return row ? present(row) : null;
}

/** The language of a chat, and of the resident who speaks in it. */
export async function setChatLocale(ctx: Ctx, chatId: string, locale: Locale): Promise<void> {
  await ctx.db.$executeRaw`
    with spoken as (update chat set locale = ${locale} where id = ${chatId}::uuid returning resident_id)
    update resident set locale = ${locale} from spoken where resident.id = spoken.resident_id`;
}

/** Remembers which keyboard stands under the person's input; null when it is not the tab bar. */
export async function rememberKeyboard(ctx: Ctx, chatId: string, keyboardShown: 'tabs' | null): Promise<void> {
  await ctx.db.chat.updateMany({ where: { id: chatId }, data: { keyboardShown } });
}

/**
 * The person blocked the bot. When no other chat of theirs is active they are unreachable from now on, and
 * `resident.unreachable` { residentId } is said once, until they write again.
 */
export async function chatBlocked(ctx: Ctx, address: string, messenger: Messenger = 'telegram'): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [chat] = await tx.db.chat.updateManyAndReturn({
      where: { messenger, address, state: { not: 'blocked' } },
      data: { state: 'blocked' },
      select: { residentId: true },
    });
    if (!chat?.residentId) return;
    const { count } = await tx.db.resident.updateMany({
      where: { id: chat.residentId, unreachableSince: null, chats: { none: { state: 'active' } } },
      data: { unreachableSince: tx.now() },
    });
    if (count > 0) await emit(tx, { kind: 'resident.unreachable', data: { residentId: chat.residentId } });
  });
}

/** The person let the bot in again. */
export async function chatUnblocked(ctx: Ctx, address: string, messenger: Messenger = 'telegram'): Promise<void> {
  await ctx.db.$executeRaw`
    with open as (
      update chat set state = 'active' where messenger = ${messenger} and address = ${address} and state <> 'active'
      returning resident_id
    )
    update resident set unreachable_since = null from open where resident.id = open.resident_id`;
}

function present(row: ChatRow): ChatInfo {
  const { givenName, fullName, residentLocale, ...chat } = row;
  const resident =
    chat.residentId !== null && givenName !== null && fullName !== null
      ? { id: chat.residentId, givenName, fullName, locale: nearestLocale(residentLocale ?? undefined) }
      : null;
  return {
    ...chat,
    messenger: 'telegram',
    locale: nearestLocale(chat.locale),
    state: chat.state === 'blocked' || chat.state === 'left' ? chat.state : 'active',
    resident,
  };
}
