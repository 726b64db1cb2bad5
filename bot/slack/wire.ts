import { type Logger, LogLevel } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import { ProxyAgent, fetch as undiciFetch } from 'undici';
import type { Log } from '#api/core/log.ts';

export type Fetch = typeof globalThis.fetch;

export type Wire = {
  options: WebClientOptions;
  fetch: Fetch;
  logger: Logger;
  /** For the socket of Socket Mode. */
  dispatcher: ProxyAgent | undefined;
};

/** How long Slack may take for one call, in ms: a row's lease is 60 s, and several calls may lie in it. */
const patienceMs = 15_000;

/** How Slack is reached. Nothing is tried again here: what failed is a row that comes back. */
export function openWire(log: Log, given: { apiUrl: string | null; proxy?: string | null | undefined }): Wire {
  const dispatcher = given.proxy ? new ProxyAgent(given.proxy) : undefined;
  const fetch: Fetch = dispatcher
    ? (url, init) => undiciFetch(String(url), { ...init, dispatcher } as never) as unknown as Promise<Response>
    : (url, init) => globalThis.fetch(url, init);
  const logger = quietLogger(log);
  const options: WebClientOptions = {
    ...(given.apiUrl ? { slackApiUrl: given.apiUrl } : {}),
    fetch: fetch as NonNullable<WebClientOptions['fetch']>,
    timeout: patienceMs,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    logger,
  };
  return { options, fetch, logger, dispatcher };
}

/** Slack's libraries in our log: warnings and errors only, never what anybody wrote. */
function quietLogger(log: Log): Logger {
  const first = (words: unknown[]) => String(words[0] ?? '').slice(0, 300);
  return {
    debug: () => {},
    info: () => {},
    warn: (...words) => log.warn({ from: first(words) }, 'Slack library warned'),
    error: (...words) => log.warn({ from: first(words) }, 'Slack library failed'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
