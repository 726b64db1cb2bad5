import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Update } from '@grammyjs/types';
import type { Journal } from '../wire/journal.ts';
import { retryDelay } from './retry-delay.ts';
import { currentWebhook, saveWebhook, type Webhook } from './webhook-state.ts';
import type { QueuedUpdate, World } from './world.ts';

/** Milliseconds the bot has to answer a delivery. */
const answerWithin = 60_000;
const maxAnswer = 1024 * 1024;

type Lane = { ids: number[]; busy: boolean; delay: number; fails: number; cancelWake: (() => void) | null };
type Outcome =
  | { ok: true; status: number; body: Record<string, unknown> | null }
  | { ok: false; status: number; words: string; retryAfter: number };

export type WebhookSender = {
  /** A new update was queued. */
  wake(): void;
  /** The webhook was set, changed or removed: begin again from what is pending. */
  restart(): void;
  /** Divides the waits between retries, for those who cannot wait. */
  setSpeed(factor: number): void;
  close(): void;
};

/**
 * Delivers updates to the bot's webhook: lanes in parallel up to max_connections, within a lane one by one and in order.
 * A failed delivery is tried again at once, then after 2, 4, 8 … seconds up to a minute or two; Retry-After is honoured;
 * what would come too late is dropped. A method in the answer is performed.
 */
export function createWebhookSender(options: {
  world: World;
  journal: Journal;
  perform: (method: string, fields: Record<string, unknown>) => Promise<void>;
}): WebhookSender {
  const { world, journal, perform } = options;
  let lanes = new Map<string, Lane>();
  let agents = makeAgents(1);
  let inFlight = 0;
  let speed = 1;
  let lastSeen = 0;
  let generation = 0;

  function takeNew(): void {
    for (const { update, lane } of newest(world, lastSeen)) {
      lastSeen = update.update_id;
      const known = lanes.get(lane);
      if (known) known.ids.push(update.update_id);
      else lanes.set(lane, { ids: [update.update_id], busy: false, delay: 1, fails: 0, cancelWake: null });
    }
  }

  function pump(): void {
    const webhook = currentWebhook(world);
    if (!webhook) return;
    takeNew();
    for (const [name, lane] of lanes) {
      if (inFlight >= webhook.maxConnections) return;
      if (lane.busy || lane.cancelWake) continue;
      const queued = firstAlive(lane);
      if (!queued) lanes.delete(name);
      else void deliver(webhook, name, lane, queued);
    }
  }

  function firstAlive(lane: Lane): QueuedUpdate | null {
    for (;;) {
      const id = lane.ids[0];
      if (id === undefined) return null;
      const queued = world.updates.get(id);
      if (queued && queued.expires > world.clock.now()) return queued;
      if (queued) world.updates.delete(id);
      lane.ids.shift();
      lane.delay = 1;
      lane.fails = 0;
    }
  }

  async function deliver(webhook: Webhook, name: string, lane: Lane, queued: QueuedUpdate): Promise<void> {
    const mine = generation;
    lane.busy = true;
    inFlight += 1;
    const at = Date.now();
    const started = performance.now();
    const outcome = await post(webhook, queued.update, agents);
    journal.record({
      at,
      surface: 'telegram',
      direction: 'out',
      method: 'webhook',
      request: queued.update,
      status: outcome.status,
      response: outcome.ok ? outcome.body : outcome.words,
      ms: performance.now() - started,
    });
    // The webhook changed meanwhile: what was delivered to the old one counts all the same.
    if (outcome.ok) world.updates.delete(queued.update.update_id);
    if (mine !== generation) return;
    inFlight -= 1;
    lane.busy = false;
    if (outcome.ok) {
      lane.ids.shift();
      lane.delay = 1;
      lane.fails = 0;
      if (outcome.body) await performAnswer(outcome.body);
    } else {
      retryLater(webhook, name, lane, queued, outcome);
    }
    pump();
  }

  function retryLater(
    webhook: Webhook,
    name: string,
    lane: Lane,
    queued: QueuedUpdate,
    failure: { words: string; retryAfter: number },
  ): void {
    saveWebhook(world, { ...webhook, lastErrorDate: world.clock.unix(), lastErrorMessage: failure.words });
    world.publish({ type: 'webhook' });
    const { wait, delay } = retryDelay({ delay: lane.delay, fails: lane.fails, retryAfter: failure.retryAfter });
    const wakeAt = world.clock.now() + (wait * 1000) / speed;
    if (wakeAt > queued.expires) {
      world.updates.delete(queued.update.update_id);
      return;
    }
    lane.delay = delay;
    lane.fails += 1;
    lane.cancelWake = world.clock.wake(wakeAt, () => {
      lane.cancelWake = null;
      if (lanes.get(name) === lane) pump();
    });
  }

  async function performAnswer(body: Record<string, unknown>): Promise<void> {
    const { method, ...fields } = body;
    if (typeof method !== 'string' || method === '') return;
    const name = method.toLowerCase();
    if (name.startsWith('get') || name === 'setwebhook' || name === 'deletewebhook') return;
    await perform(method, fields);
  }

  function restart(): void {
    generation += 1;
    for (const lane of lanes.values()) lane.cancelWake?.();
    lanes = new Map();
    inFlight = 0;
    lastSeen = 0;
    agents.close();
    agents = makeAgents(currentWebhook(world)?.maxConnections ?? 1);
    pump();
  }

  return {
    wake: pump,
    restart,
    setSpeed(factor) {
      speed = factor;
    },
    close() {
      generation += 1;
      for (const lane of lanes.values()) lane.cancelWake?.();
      lanes.clear();
      agents.close();
    },
  };
}

/** Updates with ids greater than `after`: the queue is in order, so it is walked from its end. */
function newest(world: World, after: number): QueuedUpdate[] {
  const last = (world.facts.get('counter:update') as number | undefined) ?? 0;
  const found: QueuedUpdate[] = [];
  if (after > 0) {
    for (let id = after + 1; id < last; id++) {
      const queued = world.updates.get(id);
      if (queued) found.push(queued);
    }
    return found;
  }
  return [...world.updates.values()];
}

type Agents = { http: HttpAgent; https: HttpsAgent; close(): void };

function makeAgents(maxSockets: number): Agents {
  const http = new HttpAgent({ keepAlive: true, maxSockets });
  const https = new HttpsAgent({ keepAlive: true, maxSockets });
  return {
    http,
    https,
    close() {
      http.destroy();
      https.destroy();
    },
  };
}

function post(webhook: Webhook, update: Update, agents: Agents): Promise<Outcome> {
  const url = new URL(webhook.url);
  const isHttps = url.protocol === 'https:';
  const body = Buffer.from(JSON.stringify(update));
  return new Promise((resolve) => {
    const fail = (words: string) => resolve({ ok: false, status: 0, words, retryAfter: 0 });
    const req = (isHttps ? httpsRequest : httpRequest)(
      url,
      {
        method: 'POST',
        agent: isHttps ? agents.https : agents.http,
        timeout: answerWithin,
        headers: {
          'content-type': 'application/json',
          'content-length': body.length,
          ...(webhook.secret ? { 'x-telegram-bot-api-secret-token': webhook.secret } : {}),
        },
      },
      (res) => {
        readAnswer(res).then(resolve, () => fail('Connection closed'));
      },
    );
    req.on('timeout', () => {
      fail('Read timeout expired');
      req.destroy();
    });
    req.on('error', (error: NodeJS.ErrnoException) => {
      fail(error.code === 'ECONNREFUSED' ? 'Connection refused' : 'Connection closed');
    });
    req.end(body);
  });
}

async function readAnswer(res: IncomingMessage): Promise<Outcome> {
  const status = res.statusCode ?? 0;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of res as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxAnswer) chunks.push(chunk);
  }
  if (status < 200 || status > 299) {
    const retryAfter = Math.min(Math.max(Number.parseInt(res.headers['retry-after'] ?? '0', 10) || 0, 0), 3600);
    const words = `Wrong response from the webhook: ${status} ${res.statusMessage ?? ''}`.trim();
    return { ok: false, status, words, retryAfter };
  }
  return { ok: true, status, body: parseAnswer(Buffer.concat(chunks).toString('utf8'), res.headers['content-type']) };
}

/** An answer that is neither JSON nor a form is nobody's method: most bots say just "ok". */
function parseAnswer(text: string, type = ''): Record<string, unknown> | null {
  if (type.includes('x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  if (!text.startsWith('{')) return null;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}
