import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listen } from './listen.ts';
import { freshDatabase } from './testing.ts';

let url: string;
let drop: () => Promise<void>;
let speaker: Client;
const stops: Array<() => Promise<void>> = [];

beforeEach(async () => {
  ({ url, drop } = await freshDatabase());
  speaker = new Client({ connectionString: url });
  await speaker.connect();
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await speaker.end();
  await drop();
});

const say = (channel: string, payload: string) => speaker.query('select pg_notify($1, $2)', [channel, payload]);
const ears = async () =>
  (
    await speaker.query<{ pid: number }>(`select pid from pg_stat_activity where datname = current_database()
    and application_name = 'domovoy ear'`)
  ).rows;

async function hear(channel: string): Promise<string[]> {
  const heard: string[] = [];
  stops.push(await listen(url, channel, (payload) => heard.push(payload)));
  return heard;
}

describe('listen', () => {
  it('calls each for its own channel, all over one connection', async () => {
    const [outbox, card, also] = [await hear('outbox'), await hear('card'), await hear('card')];
    expect(await ears()).toHaveLength(1);
    await say('outbox', '');
    await say('card', 'slack');
    await expect.poll(() => [outbox, card, also]).toEqual([[''], ['slack'], ['slack']]);
  });

  it('comes back when the connection is lost, and calls for what was said meanwhile', async () => {
    const heard = await hear('outbox');
    const [ear] = await ears();
    await speaker.query('select pg_terminate_backend($1)', [ear?.pid]);
    await say('outbox', 'unheard');
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    heard.length = 0;
    await say('outbox', 'again');
    await expect.poll(() => heard).toContain('again');
  });

  it('falls silent when stopped, and closes the connection with the last', async () => {
    const heard: string[] = [];
    const [stop, stopOther] = [
      await listen(url, 'outbox', (it) => heard.push(it)),
      await listen(url, 'card', () => {}),
    ];
    await stop();
    await say('outbox', 'late');
    expect(await ears()).toHaveLength(1);
    await stopOther();
    await expect.poll(ears).toEqual([]);
    expect(heard).toEqual([]);
  });
});
