import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFaults, type Faults } from '../wire/faults.ts';
import { createJournal, type Journal } from '../wire/journal.ts';
import { createTelegram, type Telegram } from './telegram.ts';

export const token = '700000001:PLAYGROUND-not-a-real-token-0000001';

type Reply = {
  status: number;
  ok: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came over the wire.
  result: any;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number };
};

export type TestTelegram = {
  root: string;
  dir: string;
  telegram: Telegram;
  journal: Journal;
  faults: Faults;
  /** Calls a method with a JSON body. */
  call(method: string, params?: object): Promise<Reply>;
  /** The description of a refusal, prefixed with its code. */
  refusal(method: string, params?: object): Promise<string>;
  // biome-ignore lint/suspicious/noExplicitAny: answers differ by the deed.
  act(action: object): Promise<any>;
  /** Presses Start in a chat and forgets the update. */
  start(chat: number): Promise<void>;
  /** Closes and opens again over the same folder. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

const cast = {
  bot: { id: 700000001, token, username: 'domovoy_demo_bot', first_name: 'Домовой' },
  people: [
    { id: 1, first_name: 'Анна', last_name: 'Ветрова', username: 'anna_v', language_code: 'ru', phone: '+79990000001' },
    { id: 2, first_name: "<b>O'Neil & _co_", language_code: 'en', phone: '+79990000002' },
    { id: 3, first_name: 'Carol', language_code: 'en', started: true },
  ],
};

/** A Bot API on an ephemeral loopback port with three people; limits are off unless asked for. */
export async function openTestTelegram(options: { limits?: boolean } = {}): Promise<TestTelegram> {
  const dir = mkdtempSync(join(tmpdir(), 'telegram-'));
  let current: Telegram | null = null;
  const server = createServer((req, res) => {
    const url = req.url ?? '';
    if (current && url.startsWith('/telegram')) current.handle(req, res, url.slice('/telegram'.length));
    else res.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram`;
  const journal = createJournal();
  const faults = createFaults();
  const open = () =>
    createTelegram({ dir, root, cast: { telegram: cast }, journal, faults, limits: options.limits === true });
  let telegram = await open();
  current = telegram;

  const test: TestTelegram = {
    root,
    dir,
    get telegram() {
      return telegram;
    },
    journal,
    faults,
    async call(method, params = {}) {
      const response = await fetch(`${root}/bot${token}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(params),
      });
      return { status: response.status, ...((await response.json()) as Omit<Reply, 'status'>) };
    },
    async refusal(method, params) {
      const reply = await test.call(method, params);
      return reply.ok ? 'ok' : `${reply.error_code} ${reply.description}`;
    },
    act: (action) => telegram.act(action),
    async start(chat) {
      const { updateId } = (await telegram.act({ chat, do: 'text', text: '/start' })) as { updateId: number };
      await test.call('getUpdates', { offset: updateId + 1 });
    },
    async restart() {
      current = null;
      await telegram.close();
      telegram = await open();
      current = telegram;
    },
    async stop() {
      await telegram.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return test;
}
