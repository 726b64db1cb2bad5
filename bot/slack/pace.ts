import { monotonicMs } from '#api/core/time.ts';

/** Posts go into a channel at most once a second, after a small burst: https://docs.slack.dev/apis/web-api/rate-limits */
export type Pace = {
  /** Resolves when a message may be posted to `channel`. */
  turn(channel: string): Promise<void>;
  /** Nothing goes to `channel` for `seconds`: Slack said 429. */
  pause(channel: string, seconds: number): void;
};

const spacingMs = 1000;
const burst = 4;

/** One virtual clock (GCRA) a channel. `sleep` and `now` are replaced in tests. */
export function createPace(
  now: () => number = monotonicMs,
  sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
): Pace {
  const due = new Map<string, number>();
  return {
    async turn(channel) {
      const at = now();
      const mine = due.get(channel) ?? at;
      due.set(channel, Math.max(mine, at) + spacingMs);
      if (due.size > 1000) for (const [one, when] of due) if (when < at) due.delete(one);
      const wait = mine - at - spacingMs * (burst - 1);
      if (wait > 0) await sleep(wait);
    },
    pause(channel, seconds) {
      const until = now() + seconds * 1000 + spacingMs * (burst - 1);
      due.set(channel, Math.max(due.get(channel) ?? 0, until));
    },
  };
}
