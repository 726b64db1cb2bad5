export type Clock = {
  /** Milliseconds since the epoch, as this Telegram sees it. */
  now(): number;
  /** Whole seconds: what the Bot API calls a date. */
  unix(): number;
  /** Moves on at once; whatever waits for a moment is woken to look again. */
  advance(ms: number): void;
  /** Calls back at `at` (of this clock); the returned function forgets it. */
  wake(at: number, callback: () => void): () => void;
  close(): void;
};

/** The clock of one Telegram: real time, which a test may push forward (callbacks expire, retries come due). */
export function createClock(): Clock {
  let shift = 0;
  const waiting = new Set<{ at: number; timer: NodeJS.Timeout | null; callback: () => void }>();
  const now = () => Date.now() + shift;
  const arm = (entry: { at: number; timer: NodeJS.Timeout | null; callback: () => void }) => {
    if (entry.timer) clearTimeout(entry.timer);
    entry.timer = setTimeout(
      () => {
        waiting.delete(entry);
        entry.callback();
      },
      Math.max(0, entry.at - now()),
    );
  };
  return {
    now,
    unix: () => Math.floor(now() / 1000),
    advance(ms) {
      shift += ms;
      for (const entry of waiting) arm(entry);
    },
    wake(at, callback) {
      const entry = { at, timer: null as NodeJS.Timeout | null, callback };
      waiting.add(entry);
      arm(entry);
      return () => {
        if (entry.timer) clearTimeout(entry.timer);
        waiting.delete(entry);
      };
    },
    close() {
      for (const entry of waiting) if (entry.timer) clearTimeout(entry.timer);
      waiting.clear();
    },
  };
}
