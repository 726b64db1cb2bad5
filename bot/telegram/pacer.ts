import { monotonicMs } from '#api/core/time.ts';

/** Answers somebody waits for go first; broadcasts take what is left. */
export type Lane = 'interactive' | 'bulk';

/** Telegram's limits: about 30 calls a second overall, 1 a second in a chat, 20 a minute in a group. Ours lie a little below. */
export type Pace = { overallPerSecond: number; chatPerSecond: number; groupPerMinute: number; chatBurst: number };

/**
 * 27 a second with a burst of 3 never passes 30 in any second; in a chat a short burst is tolerated.
 * https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
export const defaultPace: Pace = { overallPerSecond: 27, chatPerSecond: 1, groupPerMinute: 20, chatBurst: 4 };

/** Asks for a turn: 0 when it may go now, else the milliseconds after which asking again makes sense. */
export type Turns = {
  take(lane: Lane, chat: string | null): Promise<number> | number;
  /** Nobody goes for `seconds`: Telegram said 429. */
  pause(seconds: number): Promise<void> | void;
};

export type Pacer = {
  /** Resolves when the call may be made. */
  turn(lane: Lane, chat: string | null): Promise<void>;
  pause(seconds: number): Promise<void>;
  /** How many wait in each lane. */
  waiting(): Record<Lane, number>;
  /** How long a call took, without its wait for a turn. */
  took(ms: number): void;
  /** What calls take lately, in ms. */
  latencyMs(): number;
};

type Waiter = { lane: Lane; chat: string | null; go: () => void };

/**
 * Two queues in front of `turns`. The interactive one is always asked first; a chat that must wait does not hold up the
 * others behind it. `sleep` is replaced in tests.
 */
export function createPacer(
  turns: Turns,
  sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
): Pacer {
  const queues: Record<Lane, Waiter[]> = { interactive: [], bulk: [] };
  let isRunning = false;
  let latency = 0;

  async function run(): Promise<void> {
    isRunning = true;
    while (queues.interactive.length + queues.bulk.length > 0) {
      const answer = await serve('interactive');
      const wait = answer === 'went' ? answer : shorter(answer, await serve('bulk'));
      if (wait !== 'went') await sleep(Math.min(wait, 50));
    }
    isRunning = false;
  }

  /** Lets the first of the lane go whose chat may; else says how long, in ms, until asking again makes sense. */
  async function serve(lane: Lane): Promise<'went' | number> {
    const queue = queues[lane];
    const asked = new Set<string>();
    let shortest = Number.POSITIVE_INFINITY;
    for (const waiter of [...queue.slice(0, 256)]) {
      if (waiter.chat !== null && asked.has(waiter.chat)) continue;
      const wait = await turns.take(lane, waiter.chat);
      if (wait <= 0) {
        queue.splice(queue.indexOf(waiter), 1);
        waiter.go();
        return 'went';
      }
      shortest = Math.min(shortest, wait);
      if (waiter.chat === null || asked.size >= 32) break;
      asked.add(waiter.chat);
    }
    return shortest;
  }

  return {
    async turn(lane, chat) {
      if (!isRunning && (await turns.take(lane, chat)) <= 0) return;
      await new Promise<void>((go) => {
        queues[lane].push({ lane, chat, go });
        if (!isRunning) void run();
      });
    },
    async pause(seconds) {
      await turns.pause(seconds);
    },
    waiting: () => ({ interactive: queues.interactive.length, bulk: queues.bulk.length }),
    took(ms) {
      latency += (ms - latency) / 8;
    },
    latencyMs: () => latency,
  };
}

/**
 * Turns in this process's memory: one virtual clock (GCRA) for all calls and one a chat. Bulk goes only when nothing of
 * the allowance is borrowed, so an answer never waits behind a broadcast.
 */
export function memoryTurns(pace: Pace = defaultPace, now: () => number = monotonicMs): Turns {
  const spacing = 1000 / pace.overallPerSecond;
  const tolerance = spacing * 3;
  const chats = new Map<string, number>();
  let due = 0;
  let pausedUntil = 0;

  return {
    take(lane, chat) {
      const at = now();
      if (at < pausedUntil) return pausedUntil - at;
      const wait = due - at - (lane === 'interactive' ? tolerance : 0);
      if (wait > 0) return wait;
      const chatSpacing = chat?.startsWith('-') ? 60_000 / pace.groupPerMinute : 1000 / pace.chatPerSecond;
      const chatDue = chat === null ? 0 : (chats.get(chat) ?? 0);
      const chatWait = chatDue - at - chatSpacing * (pace.chatBurst - 1);
      if (chatWait > 0) return chatWait;
      due = Math.max(due, at) + spacing;
      if (chat !== null) chats.set(chat, Math.max(chatDue, at) + chatSpacing);
      if (chats.size > 10_000) forget(chats, at);
      return 0;
    },
    pause(seconds) {
      pausedUntil = Math.max(pausedUntil, now() + seconds * 1000);
    },
  };
}

function forget(chats: Map<string, number>, at: number): void {
  for (const [chat, due] of chats) if (due < at) chats.delete(chat);
}

function shorter(one: number, other: 'went' | number): 'went' | number {
  return other === 'went' ? other : Math.min(one, other);
}
