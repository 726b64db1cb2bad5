import type { ServerResponse } from 'node:http';
import type { Slack } from './slack/slack.ts';
import type { Telegram } from './telegram/telegram.ts';
import type { Call, Journal } from './wire/journal.ts';

export interface Live {
  /** Answers with an endless stream of Server-Sent Events: `change` (what to read again) and `call` (for the drawer). */
  open(res: ServerResponse): void;
  /** Something that belongs to neither half changed: faults, limits, everything. */
  tell(type: string): void;
  close(): void;
}

/**
 * What changed, by its surroundings: a chat with its person, or a channel, or what one colleague alone sees (views,
 * home, ephemeral messages). Neither: everything of that half. What else a half tells stays inside the process.
 */
export type Change = { type: string; chat?: number; channel?: string; user?: string };

/** Changes are gathered for this long, so that a burst of a thousand messages is a few events for the page. */
const gatherMs = 40;

export function createLive(telegram: Telegram, slack: Slack, journal: Journal): Live {
  const watchers = new Set<ServerResponse>();
  let waiting = new Map<string, object>();
  let calls: Call[] = [];
  let timer: NodeJS.Timeout | null = null;

  const flush = () => {
    timer = null;
    if (watchers.size > 0) {
      if (waiting.size > 0) send('change', [...waiting.values()]);
      // The page shows a couple of hundred; a benchmark's flood is not for the eyes.
      if (calls.length > 0) send('call', calls.slice(-200).map(shorten));
    }
    waiting = new Map();
    calls = [];
  };
  const schedule = () => {
    if (watchers.size > 0) timer ??= setTimeout(flush, gatherMs);
  };
  const send = (event: string, data: unknown) => {
    const text = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    for (const res of watchers) res.write(text);
  };
  const changed = (surface: string, change: Change) => {
    if (watchers.size === 0) return;
    const { type, chat, channel, user } = change;
    const entry = { surface, type, chat, channel, user };
    waiting.set(JSON.stringify(entry), entry);
    schedule();
  };

  const leave = [
    telegram.subscribe((change) => changed('telegram', change)),
    slack.subscribe((change) => changed('slack', change)),
    journal.subscribe((call) => {
      if (watchers.size === 0) return;
      calls.push(call);
      if (calls.length > 400) calls = calls.slice(-200);
      schedule();
    }),
  ];
  const heartbeat = setInterval(() => {
    for (const res of watchers) res.write(': still here\n\n');
  }, 15_000);
  heartbeat.unref();

  return {
    open(res) {
      res.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      res.write('retry: 1000\n\n');
      watchers.add(res);
      res.on('close', () => watchers.delete(res));
    },
    tell: (type) => changed('playground', { type }),
    close() {
      clearInterval(heartbeat);
      if (timer) clearTimeout(timer);
      for (const stop of leave) stop();
      for (const res of watchers) res.end();
      watchers.clear();
    },
  };
}

const longest = 4000;

/** A call as the drawer shows it: long strings (a photo in base64) are cut. */
export function shorten(call: Call): Call {
  return { ...call, request: cut(call.request), response: cut(call.response) };
}

function cut(value: unknown): unknown {
  const text = JSON.stringify(value);
  if (text === undefined || text.length <= longest) return value;
  return JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'string' && inner.length > 500 ? `${inner.slice(0, 500)}… (${inner.length} characters)` : inner,
    ),
  );
}
