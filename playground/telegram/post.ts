import type { Message } from '@grammyjs/types';
import { badRequest, forbidden } from './errors.ts';
import { shownMarkup } from './markup.ts';
import { showMessage } from './message-index.ts';
import type { SentMarkup, StoredMessage } from './stored-message.ts';
import type { Chat, Person, World } from './world.ts';

/** The chat a bot names; 400 when it never began or does not exist, 403 when the person has blocked the bot. */
export function chatToWrite(world: World, chatId: unknown): Chat {
  const chat = chatToRead(world, chatId);
  if (chat.blocked) throw forbidden('bot was blocked by the user');
  return chat;
}

/** The same without minding the block: reading, editing and deleting stay possible. */
export function chatToRead(world: World, chatId: unknown): Chat {
  if (chatId === undefined || chatId === '') throw badRequest('chat_id is empty');
  const chat = typeof chatId === 'number' ? world.chats.get(chatId) : undefined;
  if (!chat?.started) throw badRequest('chat not found');
  return chat;
}

export function userOf(person: Person) {
  return {
    id: person.id,
    is_bot: false,
    first_name: person.first_name,
    ...(person.last_name ? { last_name: person.last_name } : {}),
    ...(person.username ? { username: person.username } : {}),
    ...(person.language_code ? { language_code: person.language_code } : {}),
  };
}

export function privateChatOf(person: Person) {
  return {
    id: person.id,
    first_name: person.first_name,
    ...(person.last_name ? { last_name: person.last_name } : {}),
    ...(person.username ? { username: person.username } : {}),
    type: 'private' as const,
  };
}

export type PostOptions = {
  markup?: SentMarkup | null;
  replyTo?: number;
  protect?: boolean;
  invoicePayload?: string;
};

/** Puts a message of the bot into a chat: stored, shown on the page, returned as stored. */
export function postAsBot(world: World, chat: Chat, content: object, options: PostOptions = {}): StoredMessage {
  const id = world.next('message');
  const markup = options.markup ?? null;
  const stored: StoredMessage = {
    message: {
      message_id: id,
      from: { id: world.bot.id, is_bot: true, first_name: world.bot.first_name, username: world.bot.username },
      chat: privateChatOf(chat.person),
      date: world.clock.unix(),
      ...content,
      ...(options.protect ? { has_protected_content: true } : {}),
      ...shownMarkup(markup),
    } as Message,
    outgoing: true,
    edits: 0,
    ...(markup ? { markup } : {}),
    ...(options.replyTo === undefined ? {} : { replyTo: options.replyTo }),
    ...(options.invoicePayload === undefined ? {} : { invoicePayload: options.invoicePayload }),
  };
  world.messages.save(stored);
  changeKeyboard(world, chat, id, markup);
  world.publish({ type: 'message', chat: chat.id, messageId: id });
  return stored;
}

function changeKeyboard(world: World, chat: Chat, messageId: number, markup: SentMarkup | null): void {
  if (!markup) return;
  if ('keyboard' in markup) chat.keyboard = { messageId, markup };
  else if ('remove_keyboard' in markup) chat.keyboard = null;
  else return;
  world.chats.put(chat.id, chat);
}

export const shown = (world: World, stored: StoredMessage): Message => showMessage(world.messages, stored);
