import { SlackError } from './errors.ts';

export type Limiter = {
  /** Counts a post to `channel`; refuses `ratelimited` (429 with Retry-After) above one a second past a burst. */
  post(channel: string): void;
  setOn(on: boolean): void;
  clear(): void;
};

const burst = 5;

/** chat.postMessage: one a second a channel, short bursts let through (docs.slack.dev/apis/web-api/rate-limits). */
export function createLimiter(on: boolean, now: () => number): Limiter {
  let active = on;
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    post(channel) {
      if (!active) return;
      const at = now();
      const bucket = buckets.get(channel) ?? { tokens: burst, at };
      bucket.tokens = Math.min(burst, bucket.tokens + (at - bucket.at) / 1000);
      bucket.at = at;
      buckets.set(channel, bucket);
      if (bucket.tokens < 1) {
        throw new SlackError(
          'ratelimited',
          {},
          { status: 429, headers: { 'retry-after': String(Math.max(1, Math.ceil(1 - bucket.tokens))) } },
        );
      }
      bucket.tokens -= 1;
    },
    setOn(next) {
      active = next;
      buckets.clear();
    },
    clear: () => buckets.clear(),
  };
}
