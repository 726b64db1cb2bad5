import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '#api/core/embedded-postgres.ts';
import { openLog } from '#api/core/log.ts';
import { freePort, isUp, type Spawned, spawnUntilReady } from './processes.ts';
import { type Stub, startStub, stubToken } from './stub.ts';

/** What rows measure against: a PostgreSQL of its own with the demo company in it, and the stub for both platforms. */
export type BenchHouse = {
  stub: Stub;
  databaseUrl: string;
  /** Addresses of chats whose residents have a flat. */
  chats: string[];
  /** Starts the whole product (without playground) and waits until it is ready. */
  startOurs(): Promise<Spawned & { url: string }>;
  startBareBot(): Promise<Spawned & { url: string }>;
  startBareSlack(): Promise<Spawned & { url: string }>;
  close(): Promise<void>;
};

export const webhookSecret = 'a-secret-of-the-bench';
export const signingSecret = 'a-signing-secret-of-the-bench';

export async function openBenchHouse(): Promise<BenchHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'domovoy-bench-'));
  const postgres = await startEmbeddedPostgres(join(folder, 'db'), openLog('silent'));
  const stub = await startStub();

  async function startOurs(): Promise<Spawned & { url: string }> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const env = {
      PORT: String(port),
      DATABASE_URL: postgres.url,
      DATA_DIR: join(folder, 'data'),
      PUBLIC_URL: url,
      TELEGRAM_BOT_TOKEN: stubToken,
      TELEGRAM_API_ROOT: stub.telegramRoot,
      TELEGRAM_WEBHOOK_SECRET: webhookSecret,
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: stub.slackRoot,
    };
    return { ...(await spawnUntilReady('main.ts', env, () => isUp(`${url}/readyz`))), url };
  }

  async function startBare(file: string, more: Record<string, string>): Promise<Spawned & { url: string }> {
    const port = await freePort();
    const env = { PORT: String(port), DATABASE_URL: postgres.url, ...more };
    const spawned = await spawnUntilReady(file, env, (output) => output.includes('ready'));
    return { ...spawned, url: `http://127.0.0.1:${port}` };
  }

  const startBareBot = () =>
    startBare('bench/baselines/bare-bot.ts', {
      BOT_TOKEN: stubToken,
      API_ROOT: stub.telegramRoot,
      SECRET: webhookSecret,
    });
  const startBareSlack = () => startBare('bench/baselines/bare-slack.ts', { SIGNING_SECRET: signingSecret });

  // The first start migrates and seeds; the pacer is opened wide, since the stub knows no limits.
  await (await startOurs()).kill();
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const pace = { overallPerSecond: 10_000, chatPerSecond: 1000, groupPerMinute: 1000, chatBurst: 1000 };
  await client.query(
    `insert into setting (key, value, updated_at) values ('telegram-pace', $1, now())
     on conflict (key) do update set value = excluded.value`,
    [JSON.stringify(pace)],
  );
  const { rows } = await client.query<{ address: string }>(
    `select distinct c.address from chat c join occupancy o on o.resident_id = c.resident_id
     where c.state = 'active' and o.ends_on is null order by 1 limit 100`,
  );
  await client.end();

  return {
    stub,
    databaseUrl: postgres.url,
    chats: rows.map((row) => row.address),
    startOurs,
    startBareBot,
    startBareSlack,
    async close() {
      await stub.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A tap on Home, as Telegram's webhook brings it. */
export function tapOnHome(updateId: number, chat: string): object {
  const from = { id: Number(chat), is_bot: false, first_name: 'Bench', language_code: 'ru' };
  const message = {
    message_id: 500,
    date: 1,
    chat: { id: Number(chat), type: 'private', first_name: 'Bench' },
    text: 'x',
  };
  return {
    update_id: updateId,
    callback_query: { id: String(updateId), from, message, chat_instance: '1', data: 'home' },
  };
}

export async function postUpdate(url: string, update: object): Promise<void> {
  const response = await fetch(`${url}/telegram/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret },
    body: JSON.stringify(update),
  });
  if (!response.ok) throw new Error(`the webhook answered ${response.status}`);
  await response.arrayBuffer();
}
