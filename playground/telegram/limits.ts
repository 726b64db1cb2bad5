import { type TelegramError, tooManyRequests } from './errors.ts';

/**
 * The documented limits as sliding windows (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits).
 * The FAQ names the rates and not the bursts: the burst of one chat is our choice.
 */
const limitFigures = {
  overall: { count: 30, perMs: 1000 },
  /** Bought with Stars (`allow_paid_broadcast`). */
  paid: { count: 1000, perMs: 1000 },
  /** One a second, after a burst of ten that ten quiet seconds give back. */
  chat: { burst: 10, perMs: 1000 },
  group: { count: 20, perMs: 60_000 },
} as const;

export type Limits = {
  /**
   * Counts `messages` towards a chat, or throws 429 and counts nothing. While a wait is running everything it covers
   * is refused: an overall one covers every chat, a chat's own only that chat.
   */
  take(chat: { id: number; isGroup: boolean }, messages: number, paid: boolean): void;
  set(on: boolean): void;
  readonly on: boolean;
  reset(): void;
};

export function createLimits(now: () => number, initially: boolean): Limits {
  let on = initially;
  const overall = createWindow(limitFigures.overall);
  const paidOverall = createWindow(limitFigures.paid);
  const chats = new Map<number, Window>();
  let blockedUntil = 0;
  const chatBlocks = new Map<number, number>();

  const refuse = (untilMs: number): TelegramError => tooManyRequests(Math.max(1, Math.ceil((untilMs - now()) / 1000)));

  return {
    take(chat, messages, paid) {
      if (!on) return;
      const at = now();
      if (at < blockedUntil && !paid) throw refuse(blockedUntil);
      const chatBlock = chatBlocks.get(chat.id) ?? 0;
      if (at < chatBlock) throw refuse(chatBlock);

      const whole = paid ? paidOverall : overall;
      const wholeWait = whole.waitFor(at, messages);
      if (wholeWait > 0) {
        blockedUntil = at + Math.ceil(wholeWait / 1000) * 1000;
        throw refuse(blockedUntil);
      }
      let own = chats.get(chat.id);
      if (!own) {
        if (chats.size > 5000) forgetIdle(chats, at);
        own = chat.isGroup ? createWindow(limitFigures.group) : createBucket(limitFigures.chat);
        chats.set(chat.id, own);
      }
      const ownWait = own.waitFor(at, messages);
      if (ownWait > 0) {
        const until = at + Math.ceil(ownWait / 1000) * 1000;
        chatBlocks.set(chat.id, until);
        throw refuse(until);
      }
      whole.add(at, messages);
      own.add(at, messages);
    },
    set(value) {
      on = value;
    },
    get on() {
      return on;
    },
    reset() {
      overall.clear();
      paidOverall.clear();
      chats.clear();
      chatBlocks.clear();
      blockedUntil = 0;
    },
  };
}

type Window = {
  /** Milliseconds until `messages` more would fit; 0 when they fit now. */
  waitFor(at: number, messages: number): number;
  add(at: number, messages: number): void;
  clear(): void;
  idleSince(): number;
};

function createWindow({ count, perMs }: { count: number; perMs: number }): Window {
  let times: number[] = [];
  return {
    waitFor(at, messages) {
      const edge = at - perMs;
      let stale = 0;
      while (stale < times.length && (times[stale] as number) <= edge) stale++;
      if (stale > 0) times = times.slice(stale);
      // More at once than a window holds (an album): fits when the window is empty.
      const excess = times.length + Math.min(messages, count) - count;
      return excess > 0 ? (times[excess - 1] as number) + perMs - at : 0;
    },
    add(at, messages) {
      for (let i = 0; i < messages; i++) times.push(at);
    },
    clear() {
      times = [];
    },
    idleSince: () => times.at(-1) ?? 0,
  };
}

/** Each message fills the bucket by one, each `perMs` empties it by one; what would overflow waits. */
function createBucket({ burst, perMs }: { burst: number; perMs: number }): Window {
  // The moment when the bucket will be empty.
  let emptyAt = 0;
  return {
    waitFor: (at, messages) => Math.max(0, Math.max(emptyAt - at, 0) - (burst - Math.min(messages, burst)) * perMs),
    add(at, messages) {
      emptyAt = Math.max(emptyAt, at) + messages * perMs;
    },
    clear() {
      emptyAt = 0;
    },
    idleSince: () => emptyAt,
  };
}

function forgetIdle(chats: Map<number, Window>, at: number): void {
  for (const [id, window] of chats) if (at - window.idleSince() > 60_000) chats.delete(id);
}
