import type { InlineKeyboardMarkup, Message } from '@grammyjs/types';
import { type Call, type Method, numberParam } from '../call.ts';
import { badRequest } from '../errors.ts';
import { readMarkup } from '../markup.ts';
import { chatToRead, shown } from '../post.ts';
import type { StoredMessage } from '../stored-message.ts';
import type { World } from '../world.ts';
import { readCaption, readText } from './common.ts';
import { readInputMedia } from './media-input.ts';

const notModified =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

export const editMessageText: Method = (world, call) => {
  const content = readText(call.params, 'MESSAGE_TOO_LONG');
  const { stored, markup } = toEdit(world, call);
  if (!('text' in stored.message)) throw badRequest('there is no text in the message to edit');
  const { text: _, entities: __, link_preview_options: ___, ...rest } = stored.message;
  const preview = call.params.link_preview_options;
  return change(world, stored, { ...rest, ...content, ...(preview ? { link_preview_options: preview } : {}) }, markup);
};

const captioned = ['photo', 'document', 'video', 'voice', 'audio', 'animation'];

export const editMessageCaption: Method = (world, call) => {
  const caption = readCaption(call.params, 'MEDIA_CAPTION_TOO_LONG');
  const { stored, markup } = toEdit(world, call);
  if (!captioned.some((kind) => kind in stored.message)) {
    throw badRequest('there is no caption in the message to edit');
  }
  const {
    caption: _,
    caption_entities: __,
    show_caption_above_media: ___,
    ...rest
  } = stored.message as Message.PhotoMessage;
  return change(world, stored, { ...rest, ...caption }, markup);
};

export const editMessageMedia: Method = async (world, call) => {
  const { stored, markup } = toEdit(world, call);
  const content = await readInputMedia(world, call, call.params.media as Record<string, unknown>);
  // The file may have taken a while to keep: look again whether the message is still there.
  toEdit(world, call);
  if (stored.message.media_group_id && !('photo' in content || 'video' in content)) {
    throw badRequest("can't use the media of the specified type in the album");
  }
  const { message_id, from, chat, date, media_group_id } = stored.message;
  const group = media_group_id ? { media_group_id } : {};
  return change(world, stored, { message_id, from, chat, date, ...group, ...content }, markup);
};

export const editMessageReplyMarkup: Method = (world, call) => {
  const { stored, markup } = toEdit(world, call);
  return change(world, stored, { ...stored.message }, markup);
};

/**
 * The bot's own message that may be edited: it has no markup but an inline keyboard.
 * Source: "it is currently only possible to edit messages without reply_markup or with inline keyboards".
 */
function toEdit(world: World, call: Call): { stored: StoredMessage; markup: InlineKeyboardMarkup | null } {
  const { params } = call;
  const markup = readMarkup(params.reply_markup, { inlineOnly: true }) as InlineKeyboardMarkup | null;
  if (params.inline_message_id !== undefined) throw badRequest('MESSAGE_ID_INVALID');
  const messageId = numberParam(params, 'message_id');
  if (params.chat_id === undefined && messageId === undefined) throw badRequest('message identifier is not specified');
  const chat = chatToRead(world, params.chat_id);
  if (!messageId || messageId < 0) throw badRequest('message identifier is not specified');
  const stored = world.messages.find(chat.id, messageId);
  if (!stored) throw badRequest('message to edit not found');
  const isForeign = !stored.outgoing || 'forward_origin' in stored.message;
  const hasOtherMarkup = stored.markup !== undefined && !('inline_keyboard' in stored.markup);
  if (isForeign || hasOtherMarkup) throw badRequest("message can't be edited");
  return { stored, markup };
}

/** An edit without a markup takes the keyboard away. */
function change(world: World, stored: StoredMessage, next: object, markup: InlineKeyboardMarkup | null): Message {
  const { reply_markup: _, edit_date: __, ...content } = next as Message.TextMessage;
  const { reply_markup: oldMarkup, edit_date: ___, ...old } = stored.message as Message.TextMessage;
  if (same(content, old) && same(markup ?? null, oldMarkup ?? null)) throw badRequest(notModified);
  stored.message = {
    ...content,
    edit_date: world.clock.unix(),
    ...(markup ? { reply_markup: markup } : {}),
  } as Message;
  if (markup) stored.markup = markup;
  else delete stored.markup;
  stored.edits += 1;
  world.messages.save(stored);
  world.publish({ type: 'edit', chat: stored.message.chat.id, messageId: stored.message.message_id });
  return shown(world, stored);
}

/** Equal whatever the order of members; both are plain JSON. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a).filter((key) => (a as Record<string, unknown>)[key] !== undefined);
  const others = Object.keys(b).filter((key) => (b as Record<string, unknown>)[key] !== undefined);
  if (keys.length !== others.length) return false;
  return keys.every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
