import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Person } from './cast.ts';

/**
 * What the assembly and the page expect of each half beside its wire. The shapes given by the wire itself
 * (messages, views, blocks) are left open here: they are the platform's, not ours.
 */
interface Half {
  /** `path` is what follows `/telegram` or `/slack`, query included. Never throws: a failure is an HTTP answer. */
  handle(req: IncomingMessage, res: ServerResponse, path: string): void | Promise<void>;
  /** One deed of a person; refuses by throwing an Error whose message is shown to the caller. */
  act(action: Record<string, unknown>): Promise<object>;
  transcript(query: Record<string, string>): object;
  /** Called after anything visible changed, so that whoever watches can read again. */
  subscribe(listener: (change: Change) => void): () => void;
  snapshotForPage(): object;
  reset(): void | Promise<void>;
  setLimits(on: boolean): void;
  close(): Promise<void>;
}

/** What changed: a chat with its person, or a channel, or what one colleague alone sees (views, home, ephemerals). */
export type Change = { kind: string; chat?: number; channel?: string; user?: string };

export interface Telegram extends Half {
  snapshotForPage(): TelegramPage;
  /** A file by its file_id, for the page (bots download through getFile). */
  file(fileId: string): Promise<{ bytes: Buffer; mime: string; name?: string } | null>;
}

export interface Slack extends Half {
  snapshotForPage(): SlackPage;
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
}

export interface TelegramPage {
  bot: {
    id: number;
    username: string;
    first_name: string;
    description?: string;
    short_description?: string;
  };
  chats: Array<{
    /** The cast's people first, then strangers made by `person`. */
    person: Omit<Person, 'key'> & { key?: string };
    blocked: boolean;
    /** Highest message id by the bot, to count what is new. */
    last: { message_id: number; date: number; preview: string; outgoing: boolean } | null;
    /** Ids of the bot's messages, newest 50: the page counts the unread among them. */
    byBot: number[];
    /** As this person sees them: scope and language resolved. */
    commands: Array<{ command: string; description: string }>;
    /** The persistent reply keyboard now in force: Message objects do not carry it. */
    keyboard: object | null;
    menuButton?: object;
  }>;
}

export interface SlackPage {
  team: { id: string; name: string };
  bot: { user_id: string; name: string; app_id: string };
  /** `socket` with the number of open connections, or `http` with its address. */
  connection: { mode: 'socket' | 'http'; connections: number; url?: string };
  channels: Array<{ id: string; name: string; is_im?: boolean; user?: string; latest: string | null; topic?: string }>;
  users: Array<{ id: string; name: string; real_name: string; title?: string; deleted?: boolean; is_bot?: boolean }>;
}
