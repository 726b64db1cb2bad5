import { ActError } from './errors.ts';
import { showMessage } from './message-index.ts';
import type { World } from './world.ts';

/**
 * A chat as it stands: messages oldest first with their present content, taps, pins, the reply keyboard.
 * `after` leaves out messages up to that id.
 */
export function transcript(world: World, query: { chat?: unknown; after?: unknown }): object {
  const id = Number(query.chat);
  const chat = world.chats.get(id);
  if (!chat) throw new ActError(`there is no chat ${String(query.chat)}`);
  const after = query.after === undefined || query.after === null ? 0 : Number(query.after);
  const messages = world.messages
    .list(id)
    .filter((stored) => stored.message.message_id > after)
    .map((stored) => ({
      ...showMessage(world.messages, stored),
      outgoing: stored.outgoing,
      deleted: stored.deleted === true,
      edits: stored.edits,
      ...(stored.markup && !('inline_keyboard' in stored.markup) ? { sent_markup: stored.markup } : {}),
      ...(stored.reactions ? { reactions: stored.reactions } : {}),
    }));
  const callbacks = [...world.callbacks.values()].filter((callback) => callback.chat === id).slice(-50);
  return {
    chat: { id, started: chat.started, blocked: chat.blocked, person: chat.person },
    messages,
    callbacks,
    chatActions: world.chatActions.get(id) ?? [],
    pinned: chat.pinned,
    keyboard: chat.keyboard?.markup ?? null,
  };
}
