import type { Message } from '@grammyjs/types';
import type { StoredMessage } from './stored-message.ts';
import type { Table } from './tables.ts';

/** How many messages of one chat are kept; the oldest fall out. */
const keptPerChat = 2000;

export type MessageIndex = {
  /** A message that is there and not deleted. */
  find(chat: number, id: number): StoredMessage | undefined;
  /** Deleted ones included, oldest first. */
  list(chat: number): StoredMessage[];
  save(stored: StoredMessage): void;
  clear(): void;
};

export function createIndex(table: Table<StoredMessage>): MessageIndex {
  const chats = new Map<number, Map<number, StoredMessage>>();
  const chatOf = (id: number) => {
    let chat = chats.get(id);
    if (!chat) {
      chat = new Map();
      chats.set(id, chat);
    }
    return chat;
  };
  for (const stored of table.values()) chatOf(stored.message.chat.id).set(stored.message.message_id, stored);

  return {
    find(chat, id) {
      const stored = chats.get(chat)?.get(id);
      return stored && !stored.deleted ? stored : undefined;
    },
    list: (chat) => [...(chats.get(chat)?.values() ?? [])],
    save(stored) {
      const { chat, message_id } = stored.message;
      const messages = chatOf(chat.id);
      messages.set(message_id, stored);
      table.put(message_id, stored);
      if (messages.size > keptPerChat) {
        const oldest = messages.keys().next().value as number;
        messages.delete(oldest);
        table.delete(oldest);
      }
    },
    clear() {
      chats.clear();
      table.clear();
    },
  };
}

/** The message as the Bot API answers it: with the message it replies to, one level deep. */
export function showMessage(index: MessageIndex, stored: StoredMessage): Message {
  if (stored.replyTo === undefined) return stored.message;
  const original = index.find(stored.message.chat.id, stored.replyTo);
  return original ? ({ ...stored.message, reply_to_message: original.message } as Message) : stored.message;
}
