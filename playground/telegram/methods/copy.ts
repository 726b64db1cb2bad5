import type { Message } from '@grammyjs/types';
import { type Call, type Method, numberParam } from '../call.ts';
import { badRequest } from '../errors.ts';
import { chatToRead, chatToWrite, postAsBot, shown, userOf } from '../post.ts';
import type { StoredMessage } from '../stored-message.ts';
import type { World } from '../world.ts';
import { countSending, readCaption, readPostOptions } from './common.ts';

/** What identifies a message or belongs to its place rather than to its content. */
const notContent = new Set([
  'message_id',
  'from',
  'chat',
  'date',
  'edit_date',
  'reply_markup',
  'media_group_id',
  'forward_origin',
  'has_protected_content',
  'reply_to_message',
]);

/** The content again, as if the bot had written it; with a caption given, under that caption. Answers its id only. */
export const copyMessage: Method = (world, call) => {
  const source = findSource(world, call, 'copy');
  if ('invoice' in source.message || 'successful_payment' in source.message) {
    throw badRequest("message can't be copied");
  }
  const content = contentOf(source.message);
  if (call.params.caption !== undefined && !('text' in content)) {
    for (const name of ['caption', 'caption_entities', 'show_caption_above_media']) delete content[name];
    Object.assign(content, readCaption(call.params));
  }
  const chat = chatToWrite(world, call.params.chat_id);
  const options = readPostOptions(world, chat, call.params);
  countSending(world, call, chat);
  return { message_id: postAsBot(world, chat, content, options).message.message_id };
};

export const forwardMessage: Method = (world, call) => {
  const source = findSource(world, call, 'forward');
  if ('successful_payment' in source.message) throw badRequest("message can't be forwarded");
  const chat = chatToWrite(world, call.params.chat_id);
  const options = readPostOptions(world, chat, { protect_content: call.params.protect_content });
  countSending(world, call, chat);
  const { message } = source;
  const owner = world.chats.get(message.chat.id)?.person;
  const sender =
    source.outgoing || !owner
      ? { id: world.bot.id, is_bot: true, first_name: world.bot.first_name, username: world.bot.username }
      : userOf(owner);
  const origin = message.forward_origin ?? { type: 'user', sender_user: sender, date: message.date };
  return shown(world, postAsBot(world, chat, { ...contentOf(message), forward_origin: origin }, options));
};

function findSource(world: World, call: Call, deed: 'copy' | 'forward'): StoredMessage {
  const from = chatToRead(world, call.params.from_chat_id);
  const id = numberParam(call.params, 'message_id');
  if (!id || id < 0) throw badRequest('message identifier is not specified');
  const stored = world.messages.find(from.id, id);
  if (!stored) throw badRequest(`message to ${deed} not found`);
  if (stored.message.has_protected_content) {
    throw badRequest(`message has protected content and can't be ${deed === 'copy' ? 'copied' : 'forwarded'}`);
  }
  return stored;
}

function contentOf(message: Message): Record<string, unknown> {
  return Object.fromEntries(Object.entries(message).filter(([name]) => !notContent.has(name)));
}
