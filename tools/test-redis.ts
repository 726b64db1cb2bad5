import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { Redis } from 'ioredis';

/** How a run that could not use Redis is reported; CI looks for these words. */
export const noRedis = 'not run: no redis-server';

/** True when this machine has a redis-server. With REQUIRE_ALL=1 its absence is a failure, not a skip. */
export function hasRedis(): boolean {
  const found = spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;
  if (!found && process.env.REQUIRE_ALL === '1') throw new Error(`${noRedis}, and REQUIRE_ALL=1 asks for it`);
  return found;
}

/**
 * Starts a redis-server of PATH for a test, empty, on a free port, evicting nothing; null when there is none.
 * `settings` are redis.conf words, such as `{ 'maxmemory-policy': 'allkeys-lru' }`.
 */
export async function startTestRedis(
  settings: Record<string, string> = {},
): Promise<{ url: string; stop(): Promise<void> } | null> {
  if (!hasRedis()) return null;
  const port = await findFreePort();
  const conf = { save: '', appendonly: 'no', 'maxmemory-policy': 'noeviction', ...settings };
  const flags = Object.entries(conf).flatMap(([name, value]) => [`--${name}`, value]);
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', tmpdir(), ...flags];
  const child = spawn('redis-server', args, { stdio: 'ignore' });
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
  client.on('error', () => {});
  await client.ping();
  client.disconnect();
  const exited = new Promise((done) => child.once('exit', done));
  const stop = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  return { url, stop };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}
