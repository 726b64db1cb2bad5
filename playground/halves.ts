import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

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

/**
 * What changed, by its surroundings: a chat with its person, or a channel, or what one colleague alone sees (views,
 * home, ephemeral messages). Neither: everything of that half. What else a half tells stays inside the process.
 */
export type Change = { type: string; chat?: number; channel?: string; user?: string };

export interface Telegram extends Half {
  snapshotForPage(): object;
}

export interface Slack extends Half {
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
}
