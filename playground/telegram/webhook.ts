import type { Journal } from '../wire/journal.ts';
import { retryDelay } from './retry-delay.ts';
import { makeAgents, postUpdate } from './webhook-post.ts';
import { currentWebhook, saveWebhook, type Webhook } from './webhook-state.ts';
import type { QueuedUpdate, World } from './world.ts';

type Lane = { ids: number[]; busy: boolean; delay: number; fails: number; cancelWake: (() => void) | null };
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
    const outcome = await postUpdate(webhook, queued.update, agents);
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
