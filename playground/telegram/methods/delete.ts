import { type Method, numberParam } from '../call.ts';
import { badRequest } from '../errors.ts';
import { chatToRead } from '../post.ts';
import type { StoredMessage } from '../stored-message.ts';
import type { Chat, World } from '../world.ts';

/** A message older than this stays. Source: https://core.telegram.org/bots/api#deletemessage */
const deletableFor = 48 * 3600;

export const deleteMessage: Method = (world, call) => {
  const chat = chatToRead(world, call.params.chat_id);
  const id = numberParam(call.params, 'message_id');
  if (!id || id < 0) throw badRequest('message identifier is not specified');
  const stored = world.messages.find(chat.id, id);
  if (!stored) throw badRequest('message to delete not found');
  if (isTooOld(world, stored)) throw badRequest("message can't be deleted for everyone");
  remove(world, chat, [stored]);
  return true;
};

/** Up to a hundred at once; those that are not there are passed over. */
export const deleteMessages: Method = (world, call) => {
  const chat = chatToRead(world, call.params.chat_id);
  const ids = (call.params.message_ids ?? []) as number[];
  if (ids.length === 0) throw badRequest('message identifiers are not specified');
  if (ids.length > 100) throw badRequest('too many message identifiers specified');
  const found = ids.map((id) => world.messages.find(chat.id, id)).filter((stored) => stored !== undefined);
  if (found.some((stored) => isTooOld(world, stored))) throw badRequest("message can't be deleted for everyone");
  remove(world, chat, found);
  return true;
};

const isTooOld = (world: World, stored: StoredMessage) => world.clock.unix() - stored.message.date > deletableFor;

function remove(world: World, chat: Chat, list: StoredMessage[]): void {
  for (const stored of list) {
    stored.deleted = true;
    world.messages.save(stored);
  }
  const ids = list.map((stored) => stored.message.message_id);
  if (chat.pinned.some((id) => ids.includes(id))) {
    chat.pinned = chat.pinned.filter((id) => !ids.includes(id));
    world.chats.put(chat.id, chat);
  }
  if (ids.length > 0) world.publish({ type: 'delete', chat: chat.id, messageIds: ids });
}
