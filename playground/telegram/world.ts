import { join } from 'node:path';
import type { ReplyKeyboardMarkup, Update, User } from '@grammyjs/types';
import { type Blobs, openBlobs } from '../wire/store.ts';
import { type Clock, createClock } from './clock.ts';
import { createIds, type Ids, newSalt } from './ids.ts';
import { createLimits, type Limits } from './limits.ts';
import { createIndex, type MessageIndex } from './message-index.ts';
import { openTables, type Table } from './tables.ts';

/** Somebody who may talk to the bot; a stranger's phone may be unknown. */
export type Person = {
  id: number;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
  phone?: string;
};

export type TelegramCast = {
  bot: { id: number; token: string; username: string; first_name: string };
  /** `started: true` means this person has already pressed Start: the bot may write first. */
  people: (Person & { key?: string; started?: boolean })[];
};

export type Chat = {
  id: number;
  person: Person;
  /** False until the person writes: a bot cannot write first. */
  started: boolean;
  blocked: boolean;
  /** Newest last. */
  pinned: number[];
  keyboard: { messageId: number; markup: ReplyKeyboardMarkup } | null;
};

export type QueuedUpdate = {
  update: Update;
  /** Milliseconds; later it is dropped undelivered. */
  expires: number;
  /** Updates of one lane reach a webhook in order, one at a time. */
  lane: string;
};

export type CallbackRecord = {
  id: string;
  chat: number;
  messageId: number;
  data: string;
  at: number;
  updateId: number | null;
  answer: { text: string; show_alert: boolean; url: string } | null;
};

/** What the page is told, as it happens. */
export type PageEvent =
  | { type: 'message' | 'edit'; chat: number; messageId: number }
  | { type: 'delete'; chat: number; messageIds: number[] }
  | { type: 'callback'; chat: number; callback: CallbackRecord }
  | { type: 'callback-answer'; chat: number; callback: CallbackRecord }
  | { type: 'chat-action'; chat: number; action: string; at: number }
  | { type: 'chat'; chat: number }
  | { type: 'invoice'; chat: number; state: 'checking' | 'paid' | 'refused'; messageId: number | null; words: string }
  | { type: 'profile' }
  | { type: 'webhook' }
  | { type: 'reset' };

export type World = {
  bot: User & { is_bot: true; username: string };
  token: string;
  /** Address of this Telegram, without a slash at the end. */
  root: string;
  clock: Clock;
  blobs: Blobs;
  chats: Table<Chat>;
  messages: MessageIndex;
  updates: Table<QueuedUpdate>;
  callbacks: Table<CallbackRecord>;
  /** Small facts by name: counters, webhook, commands, the bot's names. */
  facts: Table<unknown>;
  files: Table<StoredFile>;
  limits: Limits;
  ids: Ids;
  /** The last chat actions by chat; they do not outlive the process, as a typing mark does not. */
  chatActions: Map<number, { action: string; at: number }[]>;
  /** Grows by one at each call under a name; survives restarts. */
  next(counter: 'message' | 'update' | 'callback' | 'file' | 'album' | 'charge' | 'link'): number;
  publish(event: PageEvent): void;
  subscribe(listener: (event: PageEvent) => void): () => void;
  close(): void;
};

export type FileKind = 'photo' | 'document' | 'voice' | 'video' | 'sticker' | 'audio' | 'animation';

export type StoredFile = {
  id: string;
  uniqueId: string;
  kind: FileKind;
  /** Path under /file/bot<token>/. */
  path: string;
  size: number;
  mime: string;
  name?: string;
  width?: number;
  height?: number;
  duration?: number;
  /** Other sizes of the same photo, smallest first, this one included; or a thumbnail. */
  sizes?: string[];
  /** True when the content is invented at download (a stand-in of the given size). */
  hollow?: boolean;
};

const counterStart = {
  message: () => 1,
  // Grows with time, so that a wiped playground does not reuse the ids a bot has already seen.
  update: () => Math.floor(Date.now() / 1000) - 1_600_000_000,
  callback: () => 1,
  file: () => 1,
  album: () => 1,
  charge: () => 1,
  link: () => 1,
};

/** Opens the state under `dir`; everything in it survives a restart. */
export function openWorld(options: { dir: string; root: string; cast: TelegramCast; limits: boolean }): World {
  const { bot } = options.cast;
  const tables = openTables(join(options.dir, 'telegram.jsonl'));
  const facts = tables.table<unknown>('facts');
  const listeners = new Set<(event: PageEvent) => void>();
  const clock = createClock();
  const salt = (facts.get('salt') as string | undefined) ?? newSalt();
  if (facts.get('salt') === undefined) facts.put('salt', salt);
  return {
    bot: { id: bot.id, is_bot: true, first_name: bot.first_name, username: bot.username },
    token: bot.token,
    root: options.root,
    clock,
    blobs: openBlobs(join(options.dir, 'files')),
    chats: tables.table('chats'),
    messages: createIndex(tables.table('messages')),
    updates: tables.table('updates'),
    callbacks: tables.table('callbacks'),
    facts,
    files: tables.table('files'),
    limits: createLimits(clock.now, options.limits),
    ids: createIds(salt),
    chatActions: new Map(),
    next(counter) {
      const key = `counter:${counter}`;
      const value = (facts.get(key) as number | undefined) ?? counterStart[counter]();
      facts.put(key, value + 1);
      return value;
    },
    publish(event) {
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clock.close();
      tables.close();
    },
  };
}
