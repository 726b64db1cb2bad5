import { type Api, InputFile } from 'grammy';
import type { Message, ReplyKeyboardMarkup, ReplyKeyboardRemove } from 'grammy/types';
import { printPaper } from '#api/billing/papers/papers.ts';
import { openAttachment } from '#api/conversations/attachments.ts';
import { systemActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { drawPng } from '#api/core/picture.ts';
import { keepRoutes } from '#api/residents/route-tokens.ts';
import { openPortrait } from '#api/staff/portrait.ts';
import { phoneButton, tabBar } from '#bot/resident/menu.ts';
import { type Answer, type Attached, type Keyboard, type Picture, plain, type View } from '#bot/resident/view.ts';
import type { Locale } from '#locales/translate.ts';
import { refusalOf } from './api.ts';
import { sendInvoice } from './native-payments.ts';
import { callbackCap, captionCap, renderRows, renderText } from './render.ts';

export type ChatPlace = {
  chatId: string;
  address: string;
  locale: Locale;
  hasMeters: boolean;
  paymentToken?: string | null;
};

/** Sends a view as a new message and gives back the message that carries its buttons. */
export async function sendView(
  ctx: Ctx,
  api: Api,
  place: ChatPlace,
  view: View,
  options: { keyboard?: Keyboard | undefined; silent?: boolean } = {},
): Promise<Message> {
  const to = Number(place.address);
  if (view.invoice && place.paymentToken) return sendInvoice(api, to, place.paymentToken, view.invoice);
  const inline = await renderRows(view.rows, (route) => callbackData(ctx, place.chatId, route));
  const reply_markup = inline ?? replyKeyboard(options.keyboard, place);
  const common = { disable_notification: options.silent ?? false, ...(reply_markup ? { reply_markup } : {}) };
  const captioned = () => {
    const { text, entities } = renderText(view.text, captionCap);
    return { caption: text, caption_entities: entities, ...common };
  };
  const [picture, ...morePictures] = view.pictures ?? [];
  const [file] = view.files ?? [];
  if (file) return sendFile(ctx, api, to, file, captioned());
  const fits = plain(view.text).length <= captionCap;
  if (picture && morePictures.length === 0 && fits) {
    return api.sendPhoto(to, (await pictured(ctx, picture)).file, captioned());
  }
  if (picture) await sendPictures(ctx, api, to, [picture, ...morePictures].slice(0, 10), options.silent ?? false);
  const { text, entities } = renderText(view.text);
  return api.sendMessage(to, text, { entities, link_preview_options: { is_disabled: true }, ...common });
}

async function sendFile(ctx: Ctx, api: Api, to: number, given: Attached, how: object): Promise<Message> {
  if ('paper' in given) return api.sendDocument(to, await printed(ctx, given), how);
  const { file, mime } = await attached(ctx, given.attachmentId);
  return isVoice(mime) ? api.sendVoice(to, file, how) : api.sendDocument(to, file, how);
}

/** What Telegram plays as a voice message: OGG with Opus, MP3, M4A (Bot API, sendVoice). */
function isVoice(mime: string): boolean {
  const [kind = ''] = mime.split(';');
  return ['audio/ogg', 'audio/opus', 'audio/mpeg', 'audio/mp4', 'audio/x-m4a'].includes(kind);
}

/** Pictures before their text: an album, or one whose words are too many to stand under it. */
async function sendPictures(
  ctx: Ctx,
  api: Api,
  to: number,
  pictures: readonly Picture[],
  silent: boolean,
): Promise<void> {
  const files = await Promise.all(pictures.map((picture) => pictured(ctx, picture)));
  const [only, ...more] = files;
  if (only && more.length === 0) {
    await api.sendPhoto(to, only.file, { disable_notification: silent });
    return;
  }
  const media = files.map(({ file }) => ({ type: 'photo' as const, media: file }));
  await api.sendMediaGroup(to, media, { disable_notification: silent });
}

/**
 * Edits a message so that it shows the view. `edited` when it now does, `gone` when it cannot be edited any more
 * (too old, deleted, of another kind): the caller sends a new one.
 */
export async function editView(
  ctx: Ctx,
  api: Api,
  place: ChatPlace,
  messageId: number,
  view: View,
): Promise<'edited' | 'gone'> {
  if (view.pictures?.length || view.files?.length || view.invoice) return 'gone';
  const { text, entities } = renderText(view.text);
  const reply_markup = await renderRows(view.rows, (route) => callbackData(ctx, place.chatId, route));
  try {
    await api.editMessageText(Number(place.address), messageId, text, {
      entities,
      link_preview_options: { is_disabled: true },
      ...(reply_markup ? { reply_markup } : {}),
    });
    return 'edited';
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === 'unchanged') return 'edited';
    if (refusal === 'gone') return 'gone';
    throw error;
  }
}

/** Shows one answer; gives back where it now stands, or null when it was a toast only. */
export async function showAnswer(
  ctx: Ctx,
  api: Api,
  place: ChatPlace,
  answer: Answer,
  tappedMessageId: number | null,
): Promise<number | null> {
  if (!answer.view) return null;
  if (answer.place === 'replace' && tappedMessageId !== null && !answer.keyboard) {
    if ((await editView(ctx, api, place, tappedMessageId, answer.view)) === 'edited') return tappedMessageId;
  }
  const sent = await sendView(ctx, api, place, answer.view, { keyboard: answer.keyboard });
  return sent.message_id;
}

/** A route as callback data: itself when it fits in 64 bytes, else `~token` of a row that keeps it. */
async function callbackData(ctx: Ctx, chatId: string, route: string): Promise<string> {
  if (Buffer.byteLength(route) <= callbackCap) return route;
  const tokens = await keepRoutes(ctx, chatId, [route]);
  return `~${tokens.get(route)}`;
}

function replyKeyboard(
  keyboard: Keyboard | undefined,
  place: ChatPlace,
): ReplyKeyboardMarkup | ReplyKeyboardRemove | undefined {
  if (!keyboard) return undefined;
  if (keyboard === 'none') return { remove_keyboard: true };
  if (keyboard === 'share-phone') {
    const text = phoneButton(place.locale);
    return { keyboard: [[{ text, request_contact: true }]], resize_keyboard: true, one_time_keyboard: true };
  }
  const rows = tabBar(place.locale, { meters: place.hasMeters });
  return { keyboard: rows.map((row) => row.map((text) => ({ text }))), resize_keyboard: true, is_persistent: true };
}

async function pictured(ctx: Ctx, picture: Picture): Promise<{ file: InputFile }> {
  if ('attachmentId' in picture) return attached(ctx, picture.attachmentId);
  if ('svg' in picture) return { file: new InputFile(await drawPng(picture.svg), 'picture.png') };
  const { stream, name } = await openPortrait(ctx, systemActor, picture.portraitOf);
  return { file: new InputFile(stream, name) };
}

/** A paper, printed for who reads it: whether they may see it is asked again. */
async function printed(ctx: Ctx, given: Extract<Attached, { paper: unknown }>): Promise<InputFile> {
  const reader = { kind: 'resident', residentId: given.residentId } as const;
  const { bytes, fileName } = await printPaper(ctx, reader, given.paper, given.locale);
  return new InputFile(bytes, fileName);
}

/** One of our stored files, ready to upload. Whoever renders the view has asked whether its reader may see it. */
async function attached(ctx: Ctx, attachmentId: string): Promise<{ file: InputFile; mime: string }> {
  const { stream, name, mime } = await openAttachment(ctx, systemActor, attachmentId);
  return { file: new InputFile(stream, name), mime };
}
