import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { Ctx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { startPump } from '#api/core/pump.ts';
import { placeCard } from '#api/notifications/cards.ts';
import { chatBlocked, chatUnblocked, findChat, rememberKeyboard } from '#api/residents/chats.ts';
import { forgetAnswers, type OwedAnswers, takeOverdueAnswers } from '#api/residents/owed-answers.ts';
import { guestOf } from '#bot/resident/guest.ts';
import { attend, type Incoming } from '#bot/resident/receive.ts';
import type { Answer } from '#bot/resident/view.ts';
import type { Guest } from '#bot/resident/who.ts';
import { nearestLocale, translator } from '#locales/translate.ts';
import { refusalOf } from './api.ts';
import { readUpdate } from './incoming.ts';
import { answerPreCheckout, keepSuccessfulPayment } from './native-payments.ts';
import { type ChatPlace, showAnswer } from './screens.ts';

/** How long answers to an album wait for its other parts, in ms: Telegram sends them as separate updates. */
const gatherMs = 900;

type PersonPlace = ChatPlace & { residentId: string | null };

export type Answering = {
  /**
   * Handles one update to the end: what it says is in the database when this returns. Throws only when it could not be
   * stored (the database is away): then it must come again.
   */
  handle(update: Update): Promise<void>;
  /** Shows what is still held back, and ends the sweep. */
  stop(): Promise<void>;
};

/** How many answers that nobody showed are taken at once. */
const batch = 24;

/**
 * What turns updates into deeds and answers, with `api` in the interactive lane. The answer to a deed is kept until it has been
 * shown; what another process left unshown, or Telegram did not take, is swept up.
 */
export function startAnswering(ctx: Ctx, api: Api, botId: number, paymentToken: string | null = null): Answering {
  const held = new Map<string, { timer: NodeJS.Timeout; owed: string | undefined; show: () => Promise<void> }>();
  /** Keys of updates whose answers this process is at. */
  const showing = new Set<string>();
  const sweep = startPump('telegram owed answers', showOverdue, ctx.log);

  async function handle(update: Update): Promise<void> {
    if (update.my_chat_member) return noteMembership(ctx, update.my_chat_member);
    if (update.pre_checkout_query) return answerPreCheckout(ctx, api, update.pre_checkout_query);
    // Its receipt follows as soon as it is in the books.
    const paid = update.message?.successful_payment;
    if (paid) return keepSuccessfulPayment(ctx, paid);
    const incoming = readUpdate(update, botId);
    if (!incoming) return;
    const tapId = update.callback_query?.id ?? null;
    const tapped = update.callback_query?.message?.message_id ?? null;
    const { place, answers } = await attended(incoming);
    const toast = answers.find((answer) => answer.toast !== undefined);
    // Both at once: the spinner on the button should not wait for the edit.
    await Promise.all([
      tapId === null ? undefined : answerTap(tapId, toast),
      tapId === null && toast && !answers.some((answer) => answer.view) ? sayToast(place, toast) : undefined,
      showAll(place, answers, tapped),
    ]);
  }

  async function attended(incoming: Incoming): Promise<{ place: PersonPlace; answers: Answer[] }> {
    try {
      const { guest, answers } = await attend(ctx, incoming);
      return { place: await placeOf(ctx, guest, answers), answers };
    } catch (error) {
      if (isOutage(error)) throw error;
      ctx.log.error({ error, key: incoming.key, kind: incoming.kind }, 'update failed');
      const locale = nearestLocale(incoming.languageCode);
      const text = translator(locale)('errors.unexpected');
      const place = { chatId: '', address: incoming.address, residentId: null, locale, hasMeters: false };
      if (incoming.kind === 'tap') return { place, answers: [{ place: 'new', toast: text, alert: true }] };
      return { place, answers: [{ place: 'new', view: { text, rows: [] } }] };
    }
  }

  async function showAll(place: PersonPlace, answers: Answer[], tapped: number | null): Promise<void> {
    await showHeld(place.address, new Set(answers.map((answer) => keyOf(place, answer))));
    for (const { owed } of answers) if (owed) showing.add(owed);
    for (const answer of answers) {
      if (answer.gather) hold(keyOf(place, answer), answer.owed, () => show(place, answer, tapped));
      else await show(place, answer, tapped);
    }
  }

  async function showOverdue(): Promise<boolean> {
    const overdue = await takeOverdueAnswers(ctx, [...showing], batch);
    await Promise.all(overdue.map(showAgain));
    return overdue.length === batch;
  }

  async function showAgain({ chatId, updateKey, answers }: OwedAnswers): Promise<void> {
    const chat = await findChat(ctx, chatId);
    if (chat?.state !== 'active') return forgetAnswers(ctx, updateKey);
    const given = answers as Answer[];
    const place = await placeOf(ctx, await guestOf(ctx, chat), given);
    showing.add(updateKey);
    for (const answer of given) await show(place, answer, null);
  }

  /** What is held back for a chat was said before what comes now, and is shown before it. */
  async function showHeld(address: string, except: ReadonlySet<string>): Promise<void> {
    for (const [key, { timer, show }] of held) {
      if (!key.startsWith(`${address}:`) || except.has(key)) continue;
      clearTimeout(timer);
      held.delete(key);
      await show();
    }
  }

  async function show(place: PersonPlace, answer: Answer, tapped: number | null): Promise<void> {
    const { owed } = answer;
    try {
      const messageId = await showAnswer(ctx, api, { ...place, paymentToken }, answer, tapped);
      if (answer.keyboard) await rememberKeyboard(ctx, place.chatId, answer.keyboard === 'tabs' ? 'tabs' : null);
      if (messageId !== null && answer.card) await rememberCard(place, answer.card, messageId);
      if (owed) await forgetAnswers(ctx, owed);
    } catch (error) {
      await noteRefusal(place, answer, error);
    } finally {
      if (owed) showing.delete(owed);
    }
  }

  async function rememberCard(place: PersonPlace, card: NonNullable<Answer['card']>, messageId: number): Promise<void> {
    const whose = place.residentId ? `resident:${place.residentId}` : `chat:${place.chatId}`;
    const at = { place: whose, channel: 'telegram' as const };
    const platformRef = `${place.address}:${messageId}`;
    await inTransaction(ctx, (tx) =>
      placeCard(tx, { subject: card.subject, ...at, platformRef, shownVersion: card.version }),
    );
  }

  /**
   * The deed is done and stored; that its answer could not be shown must not make the update come again. What Telegram may take
   * later is left to the sweep.
   */
  async function noteRefusal(place: PersonPlace, { owed }: Answer, error: unknown): Promise<void> {
    const refusal = refusalOf(error);
    if (refusal === 'unreachable') await chatBlocked(ctx, place.address);
    else ctx.log.warn({ error, chatId: place.chatId }, 'answer not shown');
    if (owed && (refusal === 'unreachable' || refusal === 'refused')) await forgetAnswers(ctx, owed);
  }

  async function answerTap(tapId: string, toast: Answer | undefined): Promise<void> {
    try {
      const words = toast?.toast ? { text: toast.toast.slice(0, 200), show_alert: toast.alert ?? false } : {};
      await api.answerCallbackQuery(tapId, words);
    } catch (error) {
      if (refusalOf(error) !== 'stale') ctx.log.warn({ error }, 'tap not answered');
    }
  }

  /** Words have no spinner to put a toast on. */
  function sayToast(place: PersonPlace, answer: Answer): Promise<void> {
    return show(place, { place: 'new', view: { text: answer.toast ?? '', rows: [] } }, null);
  }

  /** The answer to an album's next part stands for those before it. */
  function hold(key: string, owed: string | undefined, show: () => Promise<void>): void {
    const before = held.get(key);
    clearTimeout(before?.timer);
    if (before?.owed) showing.delete(before.owed);
    const timer = setTimeout(() => {
      held.delete(key);
      void show();
    }, gatherMs);
    held.set(key, { timer, owed, show });
  }

  return {
    handle,
    async stop() {
      await sweep.stop();
      const rest = [...held.values()];
      held.clear();
      for (const { timer } of rest) clearTimeout(timer);
      await Promise.all(rest.map(({ show }) => show()));
    },
  };
}

function keyOf(place: PersonPlace, answer: Answer): string {
  return `${place.address}:${answer.gather ?? ''}`;
}

/** Where the answers go. A keyboard speaks the language that the update may just have chosen. */
async function placeOf(ctx: Ctx, guest: Guest, answers: Answer[]): Promise<PersonPlace> {
  const isChanged = answers.some((answer) => answer.keyboard || answer.card);
  const chat = (isChanged ? await findChat(ctx, guest.chat.id) : null) ?? guest.chat;
  const { id: chatId, address, residentId, locale } = chat;
  return { chatId, address, residentId, locale, hasMeters: guest.modules.meters };
}

async function noteMembership(ctx: Ctx, change: NonNullable<Update['my_chat_member']>): Promise<void> {
  if (change.chat.type !== 'private') return;
  const address = String(change.chat.id);
  if (change.new_chat_member.status === 'kicked') await chatBlocked(ctx, address);
  else await chatUnblocked(ctx, address);
}

/** The database is away or too busy: nothing was stored, so the update must come again. */
function isOutage(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (
    [
      'P1001',
      'P1002',
      'P1008',
      'P1017',
      'P2024',
      'P2028',
      'P2034',
      'ECONNREFUSED',
      'ECONNRESET',
      '57P01',
      '57P03',
      '40001',
      '40P01',
    ].includes(code ?? '') ||
    /terminat|Connection|timeout exceeded|Can't reach database|starting up|shutting down|not queryable/i.test(
      message ?? '',
    )
  );
}
