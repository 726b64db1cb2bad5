import type { MessageEntity } from '@grammyjs/types';
import type { Call } from '../call.ts';
import { countLetters, formatText } from '../entities.ts';
import { badRequest } from '../errors.ts';
import { readMarkup } from '../markup.ts';
import type { PostOptions } from '../post.ts';
import type { Chat, World } from '../world.ts';

const maxText = 4096;
const maxCaption = 1024;

/** A message's text; refuses empty ones, and those over 4096 letters once markup is taken out. */
export function readText(
  params: Record<string, unknown>,
  tooLong = 'message is too long',
): { text: string; entities?: MessageEntity[] } {
  const source = typeof params.text === 'string' ? params.text : '';
  if (source === '') throw badRequest('message text is empty');
  const { text, entities } = formatText(source, params.parse_mode, params.entities);
  if (text === '') throw badRequest('text must be non-empty');
  if (text.length > maxText && countLetters(text) > maxText) throw badRequest(tooLong);
  return entities.length > 0 ? { text, entities } : { text };
}

/** A caption of up to 1024 letters once markup is taken out; an empty one is none. */
export function readCaption(
  params: Record<string, unknown>,
  tooLong = 'message caption is too long',
): { caption?: string; caption_entities?: MessageEntity[]; show_caption_above_media?: true } {
  const source = typeof params.caption === 'string' ? params.caption : '';
  if (source === '') return {};
  const { text, entities } = formatText(source, params.parse_mode, params.caption_entities);
  if (text === '') return {};
  if (text.length > maxCaption && countLetters(text) > maxCaption) throw badRequest(tooLong);
  return {
    caption: text,
    ...(entities.length > 0 ? { caption_entities: entities } : {}),
    ...(params.show_caption_above_media === true ? { show_caption_above_media: true as const } : {}),
  };
}

/** What all sending methods share: the markup, the message replied to, protection. Checks them. */
export function readPostOptions(world: World, chat: Chat, params: Record<string, unknown>): PostOptions {
  // Private chats with a bot have no topics here, and nobody has given the bot their business account.
  if (params.message_thread_id !== undefined) throw badRequest('message thread not found');
  if (params.business_connection_id !== undefined) throw badRequest('business connection not found');
  return {
    markup: readMarkup(params.reply_markup),
    protect: params.protect_content === true,
    ...readReply(world, chat, params),
  };
}

function readReply(world: World, chat: Chat, params: Record<string, unknown>): { replyTo?: number } {
  const reply = params.reply_parameters as
    | { message_id?: number; chat_id?: number | string; allow_sending_without_reply?: boolean }
    | undefined;
  if (!reply?.message_id) return {};
  const elsewhere = reply.chat_id !== undefined && reply.chat_id !== chat.id;
  if (!elsewhere && world.messages.find(chat.id, reply.message_id)) return { replyTo: reply.message_id };
  if (reply.allow_sending_without_reply) return {};
  throw badRequest('message to be replied not found');
}

/** Counts a sending of so many messages towards the limits; 429 when they are passed. */
export function countSending(world: World, call: Call, chat: Chat, messages = 1): void {
  world.limits.take({ id: chat.id, isGroup: chat.id < 0 }, messages, call.params.allow_paid_broadcast === true);
}
