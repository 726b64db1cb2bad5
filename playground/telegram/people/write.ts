import type { MessageEntity } from '@grammyjs/types';
import { findEntities } from '../entities.ts';
import { ActError } from '../errors.ts';
import { sortEntities } from '../html.ts';
import { privateChatOf, userOf } from '../post.ts';
import { pushUpdate } from '../updates.ts';
import type { Chat, World } from '../world.ts';
import { type Action, type Delivered, needed, number, receive, text } from './receive.ts';

/** A text; commands and links get their entities, as clients and the server give them. */
export function writeText(world: World, chat: Chat, action: Action): Delivered {
  const words = needed(text(action, 'text'), 'text').trim();
  if (words === '') throw new ActError('an empty message cannot be sent');
  if (words.length > 4096) {
    // Clients split a longer text into several messages; the last one's ids are answered.
    const parts = words.match(/[\s\S]{1,4096}/g) ?? [];
    return parts.map((part) => writeText(world, chat, { ...action, text: part })).at(-1) as Delivered;
  }
  const given = Array.isArray(action.entities) ? (action.entities as MessageEntity[]) : [];
  const entities = findEntities(words, sortEntities([...given]));
  const { messageId, updateId } = receive(
    world,
    chat,
    { ...forwardedFrom(world, action), text: words, ...(entities.length > 0 ? { entities } : {}) },
    { replyTo: number(action, 'replyTo') },
  );
  return { messageId, updateId };
}

/** What a forwarded message carries: here always from somebody who hides their account. */
export function forwardedFrom(world: World, action: Action): object {
  if (action.forward !== true) return {};
  const date = world.clock.unix() - 3600;
  return { forward_origin: { type: 'hidden_user', sender_user_name: 'Somebody', date } };
}

/** The person changes the words (or the caption) of their own message. */
export function editText(world: World, chat: Chat, action: Action): Delivered {
  const words = needed(text(action, 'text'), 'text');
  const stored = world.messages.find(chat.id, needed(number(action, 'messageId'), 'messageId'));
  if (!stored || stored.outgoing) throw new ActError('only one’s own message can be edited');
  const entities = findEntities(words);
  const isText = 'text' in stored.message;
  const { entities: _, caption_entities: __, ...rest } = stored.message as unknown as Record<string, unknown>;
  const found = entities.length > 0 ? { [isText ? 'entities' : 'caption_entities']: entities } : {};
  stored.message = {
    ...rest,
    [isText ? 'text' : 'caption']: words,
    ...found,
    edit_date: world.clock.unix(),
  } as unknown as typeof stored.message;
  stored.edits += 1;
  world.messages.save(stored);
  world.publish({ type: 'edit', chat: chat.id, messageId: stored.message.message_id });
  const updateId = pushUpdate(world, 'edited_message', stored.message as never, `message/${chat.id}`);
  return { messageId: stored.message.message_id, updateId };
}

/** Blocks or unblocks the bot; the bot is told as a change of its own membership. */
export function setBlocked(world: World, chat: Chat, blocked: boolean): { updateId: number | null } {
  if (chat.blocked === blocked) return { updateId: null };
  chat.blocked = blocked;
  world.chats.put(chat.id, chat);
  world.publish({ type: 'chat', chat: chat.id });
  if (!chat.started) return { updateId: null };
  const user = { ...world.bot };
  const away = { user, status: 'kicked', until_date: 0 } as const;
  const here = { user, status: 'member' } as const;
  const [before, after] = blocked ? [here, away] : [away, here];
  const updateId = pushUpdate(
    world,
    'my_chat_member',
    {
      chat: privateChatOf(chat.person),
      from: userOf(chat.person),
      date: world.clock.unix(),
      old_chat_member: before,
      new_chat_member: after,
    } as never,
    `member/${chat.id}`,
  );
  return { updateId };
}
