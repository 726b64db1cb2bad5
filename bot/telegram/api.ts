import { Readable } from 'node:stream';
import { Api, type ApiClientOptions, GrammyError, HttpError, type RawApi, type Transformer } from 'grammy';
import { Agent, ProxyAgent, request, fetch as undiciFetch } from 'undici';
import { isAppError } from '#api/core/errors.ts';
import { monotonicMs } from '#api/core/time.ts';
import type { Lane, Pacer } from './pacer.ts';

/** Calls that Telegram counts as messages to a chat; the others need no turn. */
const countedMethods = /^(send(?!ChatAction)|edit|forward|copy|pin|setMessageReaction)/;

export type ApiOptions = { token: string; apiRoot: string; proxy?: string | undefined };

/** An API of a bot whose counted calls wait for their turn in `lane`, and which pauses everybody on 429. */
export function createApi(options: ApiOptions, pacer: Pacer, lane: Lane): Api {
  const client = clientOptions(options);
  const api = new Api(options.token, { ...client, fetch: asGrammyFetch(leanFetch(options.proxy)) });
  api.config.use(paced(pacer, lane));
  return api;
}

/** grammY's client on the global fetch, or on undici's through a proxy. */
export function clientOptions(options: ApiOptions): ApiClientOptions {
  return {
    apiRoot: options.apiRoot.replace(/\/+$/, ''),
    timeoutSeconds: 65,
    fetch: asGrammyFetch(fetchWith(options.proxy)),
  };
}

type GrammyFetch = NonNullable<ApiClientOptions['fetch']>;
const asGrammyFetch = (fetch: typeof globalThis.fetch | LeanFetch) => fetch as unknown as GrammyFetch;

/** A plain fetch for downloads from the same server, through the same proxy. */
export function fetchWith(proxy: string | undefined): typeof globalThis.fetch {
  const dispatcher = proxy ? new ProxyAgent(proxy) : undefined;
  return async (url, init) => {
    const { signal, body, headers, method } = init ?? {};
    const given = new Headers(headers as HeadersInit);
    given.delete('connection');
    const request = {
      method: method ?? 'GET',
      headers: given,
      // grammY brings a signal of its own make, and streams uploads.
      signal: signal ? nativeSignal(signal) : null,
      body: body instanceof Readable ? Readable.toWeb(body) : body,
      duplex: 'half',
    };
    if (dispatcher)
      return undiciFetch(String(url), { ...request, dispatcher } as never) as unknown as Promise<Response>;
    return globalThis.fetch(url, request as RequestInit);
  };
}

type LeanFetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body: string | Readable; signal: AbortSignal },
) => Promise<{ json(): Promise<unknown> }>;

/**
 * What grammY needs of a fetch, at a quarter of its CPU: answers and edits are most of what the bot does, and a `fetch` costs as
 * much as the SQL behind them.
 */
function leanFetch(proxy: string | undefined): LeanFetch {
  const dispatcher = proxy ? new ProxyAgent(proxy) : new Agent({ connections: 64, keepAliveTimeout: 30_000 });
  return async (url, { method, headers, body, signal }) => {
    const { connection: _, ...rest } = headers;
    const options = { method: method as 'POST', headers: rest, body, signal, dispatcher };
    const answer = await request(url, options);
    return { json: () => answer.body.json() };
  };
}

function nativeSignal(signal: {
  aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
}): AbortSignal {
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  else signal.addEventListener('abort', () => controller.abort());
  return controller.signal;
}

function paced(pacer: Pacer, lane: Lane): Transformer<RawApi> {
  return async (call, method, payload, signal) => {
    const chat = countedMethods.test(method) ? chatOf(payload) : undefined;
    for (let attempt = 1; ; attempt += 1) {
      if (chat !== undefined) await pacer.turn(lane, chat);
      const startedAt = monotonicMs();
      const answer = await call(method, payload, signal);
      if (chat !== undefined) pacer.took(monotonicMs() - startedAt);
      if (answer.ok || answer.error_code !== 429) return answer;
      const seconds = answer.parameters?.retry_after ?? 1;
      await pacer.pause(seconds);
      // The pause itself holds the next try back; an answer that comes too late is worth less than none.
      if (attempt >= 3 || seconds > 60 || chat === undefined) return answer;
    }
  };
}

function chatOf(payload: object): string | null {
  const chat: unknown = (payload as { chat_id?: unknown }).chat_id;
  return chat === undefined ? null : String(chat);
}

/** What a refusal of Telegram's means for us. */
export type Refusal = 'unreachable' | 'gone' | 'unchanged' | 'slow-down' | 'stale' | 'refused' | 'outage' | 'unknown';

/**
 * - `unreachable`: blocked, deactivated, or a chat that does not exist: final;
 * - `gone`: the message cannot be edited any more: send a new one;
 * - `unchanged`: it already looks like this;
 * - `stale`: the tap is too old to be answered;
 * - `slow-down`: 429; `refused`: our mistake;
 * - `outage`: Telegram or the way to it failed, and it may have been done; `unknown`: we failed.
 */
export function refusalOf(error: unknown): Refusal {
  // Our own refusal while rendering: they may no longer see it.
  if (isAppError(error)) return 'refused';
  if (error instanceof HttpError) return 'outage';
  if (!(error instanceof GrammyError)) return 'unknown';
  const words = error.description.toLowerCase();
  if (error.error_code === 403) return 'unreachable';
  if (words.includes('chat not found') || words.includes('user is deactivated')) return 'unreachable';
  if (words.includes('message is not modified')) return 'unchanged';
  if (
    /message (to (?:edit|delete) not found|can't be edited|to be replied not found)|no text in the message|no caption/.test(
      words,
    )
  )
    return 'gone';
  if (words.includes('query is too old') || words.includes('query id is invalid')) return 'stale';
  if (error.error_code === 429) return 'slow-down';
  return error.error_code >= 500 ? 'outage' : 'refused';
}

/** How long Telegram wants to be left alone, in seconds. */
export function retryAfter(error: unknown): number {
  return (error instanceof GrammyError && error.parameters.retry_after) || 5;
}
