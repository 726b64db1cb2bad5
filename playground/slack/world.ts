import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Faults } from '../wire/faults.ts';
import type { Journal } from '../wire/journal.ts';
import { type Blobs, openBlobs, openSnapshot } from '../wire/store.ts';
import type { SlackCast } from './cast.ts';
import type { Deliver } from './delivery.ts';
import { createFeed, type Feed } from './feed.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import type { State } from './model.ts';
import { seedState } from './seed.ts';
import { defaultTiming, type Timing } from './timing.ts';
import { createTriggers, type Triggers } from './triggers.ts';

/** Everything one workspace shares: its state, its cast and its small machines. */
export type World = {
  cast: SlackCast;
  /** The Web API's root with a trailing slash; `baseUrl` is the playground's, without one. */
  root: string;
  baseUrl: string;
  state: State;
  timing: Timing;
  feed: Feed;
  journal: Journal;
  faults: Faults;
  limiter: Limiter;
  triggers: Triggers;
  blobs: Blobs;
  /** Hands a payload to the app, over a socket or signed HTTP. */
  deliver: Deliver;
  /** Where a socket may connect: what apps.connections.open answers. */
  newSocketUrl(): string;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Says that `state` changed; it is on disk soon after. */
  touch(): void;
  /** A fresh message timestamp, later than any before. */
  nextTs(): string;
  /** A fresh id with the given first letters, as Slack's ids look. */
  newId(prefix: string): string;
  reset(): Promise<void>;
  close(): Promise<void>;
};

type WorldOptions = {
  dir: string;
  root: string;
  baseUrl: string;
  cast: SlackCast;
  journal: Journal;
  faults: Faults;
  limits: boolean;
  timing: Partial<Timing>;
};

export function openWorld(options: WorldOptions): World {
  const now = () => Date.now();
  const seed = () => seedState(options.cast, Math.floor(now() / 1000));
  const snapshot = openSnapshot<State>(join(options.dir, 'workspace.json'), () => world.state, 250);
  const blobs = openBlobs(join(options.dir, 'files'));
  // The whole state is written each time, so a long story is written less often.
  let waiting: NodeJS.Timeout | null = null;
  const touch = () => {
    waiting ??= setTimeout(() => {
      waiting = null;
      snapshot.touch();
    }, countMessages(world.state) / 4);
  };
  const timing = { ...defaultTiming, ...options.timing };
  const world: World = {
    cast: options.cast,
    root: options.root,
    baseUrl: options.baseUrl,
    // How the app is connected is said anew at each start.
    state: snapshot.saved ? { ...snapshot.saved, eventsUrl: null } : seed(),
    timing,
    feed: createFeed(),
    journal: options.journal,
    faults: options.faults,
    limiter: createLimiter(options.limits, now),
    triggers: createTriggers(timing, now),
    blobs,
    deliver: notYet,
    newSocketUrl: notYet,
    now,
    touch,
    nextTs() {
      const { state } = world;
      state.lastTs = Math.max(now() * 1000, state.lastTs + 100);
      return `${Math.floor(state.lastTs / 1e6)}.${String(state.lastTs % 1e6).padStart(6, '0')}`;
    },
    newId(prefix) {
      world.state.lastId += 1;
      const tail = randomBytes(8).toString('base64url').replace(/[-_]/g, 'X').toUpperCase();
      return `${prefix}0${world.state.lastId.toString(36).toUpperCase()}${tail}`.slice(0, 11).padEnd(11, 'X');
    },
    async reset() {
      world.state = seed();
      world.triggers.clear();
      world.limiter.clear();
      await blobs.clear();
      snapshot.touch();
    },
    close() {
      if (waiting) {
        clearTimeout(waiting);
        snapshot.touch();
      }
      return snapshot.close();
    },
  };
  return world;
}

function countMessages(state: State): number {
  return Object.values(state.messages).reduce((sum, some) => sum + some.length, 0);
}

function notYet(): never {
  throw new Error('the workspace is not open yet');
}
