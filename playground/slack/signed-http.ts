import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Ack, EnvelopeKind, Sent } from './delivery.ts';
import { nameOf } from './delivery.ts';
import { ActError } from './errors.ts';
import type { Json } from './model.ts';
import type { World } from './world.ts';

type SignedHttp = {
  /** Sends the url_verification challenge; refuses (ActError) when the address does not answer it. */
  verify(url: string): Promise<void>;
  send(url: string, kind: EnvelopeKind, payload: Json): Sent;
  clear(): void;
};

type Answer = { ok: boolean; reason: string; payload: unknown; status: number; noRetry: boolean };

/**
 * Events, interactions and commands POSTed with `x-slack-signature` (docs.slack.dev/authentication/verifying-requests).
 * Events that fail are repeated at once, after one and after five minutes with `x-slack-retry-num` and `-reason`
 * unless the answer says `x-slack-no-retry: 1`; interactions and commands are not.
 */
export function createSignedHttp(world: World): SignedHttp {
  const sleeping = new Map<NodeJS.Timeout, () => void>();
  let generation = 0;

  const post = async (url: string, type: string, body: string, retry: Json): Promise<Answer> => {
    const seconds = String(Math.floor(world.now() / 1000));
    const digest = createHmac('sha256', world.cast.signingSecret).update(`v0:${seconds}:${body}`).digest('hex');
    try {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': type,
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'x-slack-request-timestamp': seconds,
          'x-slack-signature': `v0=${digest}`,
          ...(retry as Record<string, string>),
        },
        body,
        signal: AbortSignal.timeout(world.timing.ackMs),
      });
      const text = await response.text();
      return {
        ok: response.status >= 200 && response.status < 300,
        reason: response.status >= 300 && response.status < 400 ? 'too_many_redirects' : 'http_error',
        payload: parseAnswer(text, response.headers.get('content-type') ?? ''),
        status: response.status,
        noRetry: response.headers.get('x-slack-no-retry') === '1',
      };
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError';
      return {
        ok: false,
        reason: late ? 'http_timeout' : 'connection_failed',
        payload: null,
        status: 0,
        noRetry: false,
      };
    }
  };

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const wake = () => {
        sleeping.delete(timer);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      sleeping.set(timer, resolve);
    });

  const attempt = async (url: string, kind: EnvelopeKind, payload: Json, retry: Json): Promise<Answer> => {
    const at = world.now();
    const { type, body } = encode(kind, payload);
    const answer = await post(url, type, body, retry);
    world.journal.record({
      at,
      surface: 'slack',
      direction: 'out',
      method: `http ${nameOf(kind, payload)}`,
      request: { ...retry, payload },
      status: answer.status,
      response: answer.ok ? answer.payload : { error: answer.reason },
      ms: world.now() - at,
    });
    return answer;
  };

  const repeat = async (url: string, kind: EnvelopeKind, payload: Json): Promise<Ack> => {
    const started = generation;
    let answer = await attempt(url, kind, payload, {});
    for (const [index, wait] of world.timing.retryMs.entries()) {
      if (answer.ok || answer.noRetry || kind !== 'events_api') break;
      if (wait > 0) await sleep(wait / world.timing.speed);
      if (started !== generation) break;
      answer = await attempt(url, kind, payload, {
        'x-slack-retry-num': String(index + 1),
        'x-slack-retry-reason': answer.reason,
      });
    }
    if (answer.ok) return { ok: true, payload: answer.payload };
    return { ok: false, error: answer.reason === 'http_timeout' ? 'operation_timeout' : 'dispatch_failed' };
  };

  return {
    async verify(url) {
      const challenge = randomBytes(24).toString('hex');
      const body = JSON.stringify({ token: 'playground-verification-token', challenge, type: 'url_verification' });
      const answer = await post(url, 'application/json', body, {});
      const given = typeof answer.payload === 'string' ? answer.payload.trim() : (answer.payload as Json)?.challenge;
      if (!answer.ok || given !== challenge) {
        throw new ActError(`${url} did not answer the challenge (${answer.ok ? 'wrong answer' : answer.reason})`);
      }
    },
    send(url, kind, payload) {
      const envelopeId = randomUUID();
      const acked = repeat(url, kind, payload).then((ack) => {
        const error = ack.ok ? null : ack.error;
        if (kind !== 'events_api') world.feed.tell({ type: 'ack', envelopeId, ok: ack.ok, error });
        return ack;
      });
      return { envelopeId, acked };
    },
    clear() {
      generation += 1;
      for (const [timer, wake] of sleeping) {
        clearTimeout(timer);
        wake();
      }
      sleeping.clear();
    },
  };
}

function encode(kind: EnvelopeKind, payload: Json): { type: string; body: string } {
  if (kind === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) };
  const form = new URLSearchParams();
  if (kind === 'interactive') form.set('payload', JSON.stringify(payload));
  else for (const [name, value] of Object.entries(payload)) form.set(name, String(value));
  return { type: 'application/x-www-form-urlencoded', body: form.toString() };
}

function parseAnswer(text: string, type: string): unknown {
  if (text === '') return {};
  if (!type.includes('json')) {
    if (!text.startsWith('{')) return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
