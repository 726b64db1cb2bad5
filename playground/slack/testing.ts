import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFaults, type Faults } from '../wire/faults.ts';
import { createJournal, type Journal } from '../wire/journal.ts';
import type { SlackCast } from './cast.ts';
import type { Json } from './model.ts';
import { createSlack, type Slack } from './slack.ts';
import type { Timing } from './timing.ts';

// A workspace on an ephemeral loopback port, for the tests of this folder.

export const testCast: SlackCast = {
  team: { id: 'T0TEST', name: 'Test House', domain: 'test-house' },
  bot: { user_id: 'U0BOT', bot_id: 'B0BOT', name: 'housebot', token: 'xoxb-test', app_id: 'A0TEST' },
  appToken: 'xapp-test',
  signingSecret: 'a'.repeat(32),
  channels: [
    { id: 'C0WORK', name: 'work' },
    { id: 'C0RANDOM', name: 'random' },
  ],
  colleagues: Array.from({ length: 55 }, (_, index) => ({
    id: `U0P${index}`,
    name: `person${index}`,
    real_name: `Person Number ${index}`,
    email: `person${index}@example.test`,
    title: 'tester',
    tz: 'Europe/Moscow',
    locale: 'en-US',
    deleted: index === 54,
  })),
};

export type TestSlack = {
  slack: Slack;
  journal: Journal;
  faults: Faults;
  baseUrl: string;
  root: string;
  dir: string;
  /** A Web API call as a JSON post with the bot's token. */
  call(method: string, args?: Json, token?: string): Promise<Json>;
  act(action: Json): Promise<Json>;
  messages(channel?: string, user?: string): Json[];
  views(user: string): Json[];
  stop(): Promise<void>;
};

export async function startTestSlack(
  options: { timing?: Partial<Timing>; limits?: boolean; dir?: string } = {},
): Promise<TestSlack> {
  const kept = options.dir !== undefined;
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'slack-'));
  const journal = createJournal();
  const faults = createFaults();
  const server = createServer((req, res) => slack.handle(req, res, (req.url ?? '').replace('/playground/slack', '')));
  server.on('upgrade', (req, socket, head) => slack.upgrade(req, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/playground`;
  const root = `${baseUrl}/slack/api/`;
  const slack = await createSlack({
    dir,
    root,
    baseUrl,
    cast: { slack: testCast },
    journal,
    faults,
    limits: options.limits ?? false,
    timing: options.timing ?? {},
  });
  return {
    slack,
    journal,
    faults,
    baseUrl,
    root,
    dir,
    async call(method, args = {}, token = testCast.bot.token) {
      const response = await fetch(root + method, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(args),
      });
      return (await response.json()) as Json;
    },
    act: (action) => slack.act(action),
    messages: (channel = 'C0WORK', user) => slack.transcript({ channel, ...(user ? { user } : {}) }).messages as Json[],
    views: (user) => ((slack.transcript({}).views as Record<string, Json[]>)[user] ?? []) as Json[],
    async stop() {
      await slack.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (!kept) await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Waits until `look` gives something, asking again and again. */
export async function until<T>(look: () => T | Promise<T>, ms = 5000): Promise<NonNullable<T>> {
  const end = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (seen) return seen as NonNullable<T>;
    if (Date.now() > end) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
