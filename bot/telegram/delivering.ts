import type { Api } from 'grammy';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { isAppError } from '#api/core/errors.ts';
import { type Pump, startPump } from '#api/core/pump.ts';
import { type ClaimedCard, claimCards, markCardFailed, markShown, placeCard } from '#api/notifications/cards.ts';
import {
  type ClaimedDelivery,
  cancelDelivery,
  claimDeliveries,
  markFailed,
  markSent,
  retryLater,
} from '#api/notifications/deliveries.ts';
import {
  type ClaimedRetraction,
  claimRetractions,
  markNotRetracted,
  markRetracted,
  retractLater,
} from '#api/notifications/retractions.ts';
import { type ChatInfo, chatBlocked, findChat, findChatsOfResident, rememberKeyboard } from '#api/residents/chats.ts';
import { dutyCard } from '#bot/resident/duty/duty.ts';
import { guestOf } from '#bot/resident/guest.ts';
import { renderNotice } from '#bot/resident/notices.ts';
import { ticketCard } from '#bot/resident/ticket-card.ts';
import type { Answer } from '#bot/resident/view.ts';
import type { Guest } from '#bot/resident/who.ts';
import { refusalOf, retryAfter } from './api.ts';
import { createDoubts, type Doubts } from './doubts.ts';
import { type ChatPlace, editView, sendView } from './screens.ts';
import type { Slots } from './slots.ts';

/** A resident reads notices in the order in which things happened. */
const oneByOne = { each: 1, full: [], inOrder: 'recipient' as const };

/** How long Telegram is left alone after it failed, in seconds: an outage is nobody's fault, and what waits is not counted out. */
const outageSeconds = 10;

/** How many rows are taken at once, and the most messages that are on their way together. */
const batch = 24;

/** Sends what waits and removes what was taken back: cards and single notices in the interactive lane, broadcasts in the bulk lane. */
export function startDelivering(
  ctx: Ctx,
  apis: { interactive: Api; bulk: Api },
  slots: Slots,
): { wake(): void; stop(): Promise<void> } {
  const doubts = createDoubts();
  const cards = () => sendBatch(claimCards(ctx, 'telegram', batch), (card) => showCard(ctx, apis.interactive, card));
  const notices = () =>
    sendBatch(claimDeliveries(ctx, 'telegram', 'soon', batch, oneByOne), (one) =>
      slots.run(true, () => send(ctx, apis.interactive, one, doubts)),
    );
  const broadcast = () =>
    sendBatch(claimDeliveries(ctx, 'telegram', 'bulk', batch), (one) =>
      slots.run(false, () => send(ctx, apis.bulk, one, doubts)),
    );
  const retractions = () =>
    sendBatch(claimRetractions(ctx, 'telegram', batch), (one) => retract(ctx, apis.interactive, one));
  const pumps: Pump[] = [
    startPump('telegram cards', cards, ctx.log),
    startPump('telegram notices', notices, ctx.log),
    startPump('telegram broadcast', broadcast, ctx.log),
    startPump('telegram taking back', retractions, ctx.log),
  ];
  return {
    wake() {
      for (const pump of pumps) pump.wake();
    },
    stop: () => Promise.all(pumps.map((pump) => pump.stop())).then(() => undefined),
  };
}

async function sendBatch<T>(claimed: Promise<T[]>, sendOne: (one: T) => Promise<void>): Promise<boolean> {
  const all = await claimed;
  await Promise.all(all.map(sendOne));
  return all.length > 0;
}

async function send(ctx: Ctx, api: Api, delivery: ClaimedDelivery, doubts: Doubts): Promise<void> {
  try {
    const chat = delivery.chatId === null ? null : await findChat(ctx, delivery.chatId);
    const guest = chat && (await guestOf(ctx, chat));
    const answer = guest && (await renderNotice(ctx, guest, delivery.notice));
    if (!guest || !answer?.view) return await cancelDelivery(ctx, delivery.id);
    const place = placeOf(guest);
    const options = { keyboard: answer.keyboard, silent: delivery.isSilent };
    const sent = await sendView(ctx, api, place, answer.view, options);
    doubts.passed(delivery.id);
    await markSent(ctx, delivery.id, `${delivery.address}:${sent.message_id}`);
    if (answer.card) await rememberCard(ctx, guest, answer.card, sent.message_id);
    if (answer.keyboard) await rememberKeyboard(ctx, place.chatId, answer.keyboard === 'tabs' ? 'tabs' : null);
  } catch (error) {
    await noteFailure(ctx, delivery, error, doubts);
  }
}

/** A notice that goes on living: an emergency in a duty chat. */
async function rememberCard(ctx: Ctx, { chat }: Guest, card: NonNullable<Answer['card']>, messageId: number) {
  const place = chat.residentId === null ? `chat:${chat.id}` : `resident:${chat.residentId}`;
  const at = { place, channel: 'telegram' as const, platformRef: `${chat.address}:${messageId}` };
  await inTransaction(ctx, (tx) => placeCard(tx, { subject: card.subject, ...at, shownVersion: card.version }));
}

async function noteFailure(ctx: Ctx, delivery: ClaimedDelivery, error: unknown, doubts: Doubts): Promise<void> {
  const refusal = refusalOf(error);
  if (refusal === 'slow-down') return retryLater(ctx, delivery.id, retryAfter(error));
  if (refusal === 'outage' && !doubts.isToBlame(delivery.id))
    return retryLater(ctx, delivery.id, outageSeconds, 'outage');
  if (refusal === 'unreachable') await chatBlocked(ctx, delivery.address);
  if (refusal === 'refused' || refusal === 'unknown')
    ctx.log.warn({ error, deliveryId: delivery.id }, 'notice not sent');
  await markFailed(ctx, delivery.id, { reason: refusal, final: refusal === 'unreachable' || refusal === 'refused' });
}

/** Removes a message that was taken back. What is not there any more has been removed; what Telegram keeps, stays. */
async function retract(ctx: Ctx, api: Api, { id, platformRef, attempts }: ClaimedRetraction): Promise<void> {
  const [address = '', messageId = ''] = platformRef.split(':');
  try {
    await api.deleteMessage(Number(address), Number(messageId));
    await markRetracted(ctx, id);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === 'gone') return markRetracted(ctx, id);
    const isPassing = refusal === 'slow-down' || refusal === 'outage' || refusal === 'unknown';
    if (isPassing && attempts < 30) return retractLater(ctx, id, Math.min(2 ** attempts, 60));
    ctx.log.warn({ error, deliveryId: id }, 'message not taken back');
    await markNotRetracted(ctx, id, refusal);
  }
}

async function showCard(ctx: Ctx, api: Api, card: ClaimedCard): Promise<void> {
  const [address = '', messageId = ''] = card.platformRef?.split(':') ?? [];
  try {
    const chat = await chatOfCard(ctx, card.place, address);
    const guest = chat && (await guestOf(ctx, chat));
    const shown = guest && (await (chat.staffId ? dutyCard : ticketCard)(guest, card.subject.id));
    if (!guest || !shown) return await markCardFailed(ctx, card.id, { reason: 'nobody-to-show', final: true });
    const place = placeOf(guest);
    const outcome = await editView(ctx, api, place, Number(messageId), shown.view);
    if (outcome === 'edited')
      return await markShown(ctx, card.id, { version: shown.version, platformRef: card.platformRef ?? '' });
    const sent = await sendView(ctx, api, place, shown.view, { silent: true });
    await markShown(ctx, card.id, { version: shown.version, platformRef: `${address}:${sent.message_id}` });
  } catch (error) {
    // No longer theirs to see: the message stays as it was.
    if (isAppError(error)) return markCardFailed(ctx, card.id, { reason: error.code, final: true });
    const refusal = refusalOf(error);
    if (refusal === 'unreachable') await chatBlocked(ctx, address);
    if (refusal === 'refused' || refusal === 'unknown') ctx.log.warn({ error, cardId: card.id }, 'card not edited');
    const final = refusal === 'unreachable' || refusal === 'refused';
    const isPassing = refusal === 'outage' || refusal === 'slow-down';
    const soon = refusal === 'outage' ? outageSeconds : retryAfter(error);
    await markCardFailed(ctx, card.id, { reason: refusal, final, ...(isPassing ? { retrySeconds: soon } : {}) });
  }
}

/** Where a card lies: a resident's chat, or one of nobody's home. */
async function chatOfCard(ctx: Ctx, place: string, address: string): Promise<ChatInfo | null> {
  if (place.startsWith('chat:')) return findChat(ctx, place.slice('chat:'.length));
  const chats = await findChatsOfResident(ctx, place.replace(/^resident:/, ''));
  return chats.find((one) => one.address === address) ?? null;
}

function placeOf(guest: Guest): ChatPlace {
  return { chatId: guest.chat.id, address: guest.chat.address, locale: guest.locale, hasMeters: guest.modules.meters };
}
