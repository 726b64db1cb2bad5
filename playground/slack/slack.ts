import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Faults } from '../wire/faults.ts';
import type { Journal } from '../wire/journal.ts';
import { performAct } from './act/act.ts';
import type { SlackCast } from './cast.ts';
import type { FeedItem } from './feed.ts';
import { handleFiles } from './file-doors.ts';
import type { Json } from './model.ts';
import { type PageSnapshot, pageSnapshot } from './page-snapshot.ts';
import { handleResponseUrl } from './response-urls.ts';
import type { Timing } from './timing.ts';
import { transcript } from './transcript.ts';
import { callWebApi } from './web-api.ts';
import { wire } from './wiring.ts';
import { openWorld } from './world.ts';

export type Slack = {
  /** `path` is what follows `/playground/slack`, with its query. */
  handle(req: IncomingMessage, res: ServerResponse, path: string): void;
  /** The WebSocket of Socket Mode. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** One action of the control; throws an Error with a sentence when it cannot be done. */
  act(action: Json): Promise<Json>;
  transcript(query: Json): Json;
  subscribe(listener: (item: FeedItem) => void): () => void;
  /** Everything the page draws first. */
  snapshotForPage(): PageSnapshot;
  setLimits(on: boolean): void;
  reset(): Promise<void>;
  close(): Promise<void>;
};

type SlackOptions = {
  /** Where the workspace is kept. */
  dir: string;
  /** The Web API's root, with a trailing slash. */
  root: string;
  /** The playground's address, such as `http://127.0.0.1:8081/playground`. */
  baseUrl: string;
  cast: { slack: SlackCast };
  journal: Journal;
  faults: Faults;
  limits?: boolean;
  /** For tests: shorter waits. */
  timing?: Partial<Timing>;
};

/** One Slack workspace with one app installed in it. */
export async function createSlack(options: SlackOptions): Promise<Slack> {
  const world = openWorld({
    ...options,
    cast: options.cast.slack,
    limits: options.limits ?? true,
    timing: options.timing ?? {},
  });
  const wiring = wire(world);

  const route = async (req: IncomingMessage, res: ServerResponse, path: string): Promise<void> => {
    const [, room, ...rest] = (path.split('?')[0] ?? '').split('/');
    const name = decoded(rest.join('/'));
    if (room === 'api') return callWebApi(world, req, res, name);
    if (room === 'files') return handleFiles(world, req, res, name);
    if (room === 'response' && req.method === 'POST') return handleResponseUrl(world, req, res, name);
    res.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
  };

  return {
    handle(req, res, path) {
      route(req, res, path).catch((error: unknown) => {
        process.stderr.write(`playground: slack: ${error instanceof Error ? error.stack : String(error)}\n`);
        if (!res.headersSent) res.writeHead(500);
        res.end();
      });
    },
    upgrade: wiring.upgrade,
    act: (action) => performAct(world, wiring, action),
    transcript: (query) => transcript(world, query),
    subscribe: world.feed.subscribe,
    snapshotForPage: () => pageSnapshot(world, wiring.connections()),
    setLimits: world.limiter.setOn,
    async reset() {
      const { eventsUrl } = world.state;
      wiring.clear();
      await world.reset();
      // How the app is connected is no part of the workspace's story.
      world.state.eventsUrl = eventsUrl;
      world.feed.tell({ type: 'reset' });
    },
    async close() {
      wiring.close();
      await world.close();
    },
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
