import { mkdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from '../wire/faults.ts';
import type { Journal } from '../wire/journal.ts';
import type { Method } from './call.ts';
import { createEntry } from './entry.ts';
import { ActError } from './errors.ts';
import { downloadFile } from './files.ts';
import { registry } from './methods/registry.ts';
import { webhookMethods } from './methods/webhook.ts';
import { snapshotForPage } from './page-snapshot.ts';
import { actAsPerson } from './people/act.ts';
import { createPoller } from './poller.ts';
import { transcript } from './transcript.ts';
import { onNewUpdate } from './updates.ts';
import { createWebhookSender } from './webhook.ts';
import { openWorld, type PageEvent, type TelegramCast, type World } from './world.ts';

export type Telegram = {
  /** `path` is what follows the root, query included: `/bot<token>/sendMessage?…`. */
  handle(req: IncomingMessage, res: ServerResponse, path: string): void;
  /**
   * Something a person does; refuses with an Error whose message says why. Two deeds are nobody's:
   * `advance` moves this Telegram's clock by `seconds`, `webhook-speed` divides the waits between retries by `factor`.
   */
  act(action: unknown): Promise<object>;
  transcript(query: { chat?: unknown; after?: unknown }): object;
  subscribe(listener: (event: PageEvent) => void): () => void;
  snapshotForPage(): ReturnType<typeof snapshotForPage>;
  /** A file by its id, for the page; bots download through getFile. */
  file(fileId: string): Promise<{ bytes: Buffer; mime: string; name?: string } | null>;
  /** Empty chats and the cast as described; ids go on growing. */
  reset(): void;
  setLimits(on: boolean): void;
  close(): Promise<void>;
};

/** A Bot API with one bot, whose people are the cast; all state lives under `dir`. */
export async function createTelegram(options: {
  dir: string;
  /** Address of this Telegram without a slash at the end. */
  root: string;
  cast: { telegram: TelegramCast };
  journal: Journal;
  faults: Faults;
  limits?: boolean;
}): Promise<Telegram> {
  mkdirSync(options.dir, { recursive: true });
  const cast = options.cast.telegram;
  const world = openWorld({ dir: options.dir, root: options.root, cast, limits: options.limits ?? true });
  settleCast(world, cast);
  const poller = createPoller();
  const joined: Record<string, Method> = { ...registry, getUpdates: poller.getUpdates };
  const entry = createEntry({
    world,
    journal: options.journal,
    faults: options.faults,
    methodOf: (name) => joined[name],
  });
  const sender = createWebhookSender({ world, journal: options.journal, perform: entry.perform });
  Object.assign(joined, webhookMethods(poller, sender));
  onNewUpdate(world, () => {
    poller.wake(world);
    sender.wake();
  });
  sender.restart();

  return {
    handle: entry.handle,
    async act(action) {
      const { do: deed, seconds, factor } = (action ?? {}) as Record<string, unknown>;
      if (deed === 'advance') {
        world.clock.advance(positive(seconds, 'seconds') * 1000);
        return { now: world.clock.unix() };
      }
      if (deed === 'webhook-speed') {
        sender.setSpeed(positive(factor, 'factor'));
        return { factor };
      }
      return actAsPerson(world, action);
    },
    transcript: (query) => transcript(world, query),
    subscribe: world.subscribe,
    snapshotForPage: () => snapshotForPage(world),
    async file(fileId) {
      const file = world.files.get(fileId);
      return file
        ? await downloadFile(world, file.path).then((found) => found && { ...found.file, bytes: found.bytes })
        : null;
    },
    reset() {
      world.messages.clear();
      world.chats.clear();
      world.updates.clear();
      world.callbacks.clear();
      world.chatActions.clear();
      world.limits.reset();
      settleCast(world, cast);
      world.publish({ type: 'reset' });
    },
    setLimits: (on) => world.limits.set(on),
    async close() {
      poller.release();
      sender.close();
      world.close();
    },
  };
}

function settleCast(world: World, cast: TelegramCast): void {
  for (const { id, first_name, last_name, username, language_code, phone, started } of cast.people) {
    const person = { id, first_name, last_name, username, language_code, phone };
    const known = world.chats.get(id);
    if (known && JSON.stringify(known.person) === JSON.stringify(person)) continue;
    world.chats.put(id, {
      ...(known ?? { id, started: started === true, blocked: false, pinned: [], keyboard: null }),
      person,
    });
  }
}

function positive(value: unknown, name: string): number {
  if (typeof value !== 'number' || !(value > 0)) throw new ActError(`${name} must be a number above 0`);
  return value;
}
