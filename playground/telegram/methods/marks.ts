import type { ReactionType } from '@grammyjs/types';
import { type Call, type Method, numberParam, textParam } from '../call.ts';
import { badRequest } from '../errors.ts';
import { chatToRead, chatToWrite } from '../post.ts';
import { isKnownReaction } from '../reactions.ts';
import type { StoredMessage } from '../stored-message.ts';
import type { World } from '../world.ts';

const actions = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);

/** "typing…" for five seconds or until a message comes. */
export const sendChatAction: Method = (world, call) => {
  const action = textParam(call.params, 'action');
  if (!actions.has(action)) throw badRequest('wrong parameter action in request');
  const chat = chatToWrite(world, call.params.chat_id);
  const at = world.clock.now();
  world.chatActions.set(chat.id, [...(world.chatActions.get(chat.id) ?? []).slice(-19), { action, at }]);
  world.publish({ type: 'chat-action', chat: chat.id, action, at });
  return true;
};

/** The bot's own reaction: one emoji at most; an empty list takes it away. */
export const setMessageReaction: Method = (world, call) => {
  const list = (call.params.reaction ?? []) as ReactionType[];
  if (list.length > 1) throw badRequest('REACTIONS_TOO_MANY');
  const [reaction] = list;
  if (reaction && (reaction.type !== 'emoji' || !isKnownReaction(reaction.emoji))) throw badRequest('REACTION_INVALID');
  const stored = findMarked(world, call, 'message to react not found');
  stored.reactions = { ...stored.reactions, bot: reaction?.type === 'emoji' ? [reaction.emoji] : [] };
  world.messages.save(stored);
  world.publish({ type: 'edit', chat: stored.message.chat.id, messageId: stored.message.message_id });
  return true;
};

export const pinChatMessage: Method = (world, call) => {
  const chat = chatToRead(world, call.params.chat_id);
  const stored = findMarked(world, call, 'message to pin not found');
  const id = stored.message.message_id;
  chat.pinned = [...chat.pinned.filter((other) => other !== id), id];
  world.chats.put(chat.id, chat);
  world.publish({ type: 'chat', chat: chat.id });
  return true;
};

/** Unpins the message named, or the newest pinned one. */
export const unpinChatMessage: Method = (world, call) => {
  const chat = chatToRead(world, call.params.chat_id);
  const id = numberParam(call.params, 'message_id') ?? chat.pinned.at(-1);
  if (id === undefined || !chat.pinned.includes(id)) throw badRequest('message to unpin not found');
  chat.pinned = chat.pinned.filter((other) => other !== id);
  world.chats.put(chat.id, chat);
  world.publish({ type: 'chat', chat: chat.id });
  return true;
};

function findMarked(world: World, call: Call, words: string): StoredMessage {
  const chat = chatToRead(world, call.params.chat_id);
  const id = numberParam(call.params, 'message_id');
  if (!id || id < 0) throw badRequest('message identifier is not specified');
  const stored = world.messages.find(chat.id, id);
  if (!stored) throw badRequest(words);
  return stored;
}
