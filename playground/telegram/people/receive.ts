import type { Message } from '@grammyjs/types';
import { ActError } from '../errors.ts';
import { showMessage } from '../message-index.ts';
import { privateChatOf, userOf } from '../post.ts';
import type { StoredMessage } from '../stored-message.ts';
import { pushUpdate } from '../updates.ts';
import type { Chat, Person, World } from '../world.ts';

export type Action = Record<string, unknown> & { do: string; chat: number };

export type Delivered = { messageId: number; updateId: number | null };

/** The chat of a person of the cast, or of a stranger who is described in the action. */
export function chatOfPerson(world: World, action: Action): Chat {
  const known = world.chats.get(action.chat);
  const described = action.person as Omit<Person, 'id'> | undefined;
  if (known && !described) return known;
  if (!described || typeof described.first_name !== 'string') {
    throw new ActError(`nobody has the id ${action.chat}: add person: { first_name, … } to bring a stranger`);
  }
  const chat: Chat = known ?? {
    id: action.chat,
    person: { id: action.chat, ...described },
    started: false,
    blocked: false,
    pinned: [],
    keyboard: null,
  };
  chat.person = { id: action.chat, ...described };
  world.chats.put(chat.id, chat);
  world.publish({ type: 'chat', chat: chat.id });
  return chat;
}

/** A message of the person: stored, shown on the page and queued for the bot. */
export function receive(
  world: World,
  chat: Chat,
  content: object,
  options: { replyTo?: number; later?: boolean } = {},
): Delivered & { deliver: () => number | null } {
  if (chat.blocked) throw new ActError('this person has blocked the bot: unblock first');
  if (!chat.started) {
    chat.started = true;
    world.chats.put(chat.id, chat);
    world.publish({ type: 'chat', chat: chat.id });
  }
  if (options.replyTo !== undefined && !world.messages.find(chat.id, options.replyTo)) {
    throw new ActError(`there is no message ${options.replyTo} to reply to`);
  }
  const stored: StoredMessage = {
    message: {
      message_id: world.next('message'),
      from: userOf(chat.person),
      chat: privateChatOf(chat.person),
      date: world.clock.unix(),
      ...content,
    } as Message,
    outgoing: false,
    edits: 0,
    ...(options.replyTo === undefined ? {} : { replyTo: options.replyTo }),
  };
  world.messages.save(stored);
  const messageId = stored.message.message_id;
  world.publish({ type: 'message', chat: chat.id, messageId });
  const deliver = () =>
    pushUpdate(world, 'message', showMessage(world.messages, stored) as never, `message/${chat.id}`);
  return { messageId, updateId: options.later ? null : deliver(), deliver };
}

export function text(action: Action, name: string): string | undefined {
  const value = action[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new ActError(`${name} must be a text`);
  return value;
}

export function number(action: Action, name: string): number | undefined {
  const value = action[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new ActError(`${name} must be a number`);
  return value;
}

export function needed<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new ActError(`${name} is missing`);
  return value;
}
