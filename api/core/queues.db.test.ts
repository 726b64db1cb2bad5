import { afterEach, describe, expect, inject, it } from 'vitest';
import { hasRedis, noRedis, startTestRedis } from '../../tools/test-redis.ts';
import { openLog } from './log.ts';
import { openQueues } from './queues.ts';
import { freshDatabase } from './testing.ts';

const lines: string[] = [];
const log = openLog('info', (line) => lines.push(line));
const closers: Array<() => Promise<void>> = [];
afterEach(async () => {
  lines.length = 0;
  for (const close of closers.splice(0).reverse()) await close();
});

async function backends(): Promise<Array<{ databaseUrl: string; redisUrl?: string }>> {
  const { url, drop } = await freshDatabase();
  closers.push(drop);
  const redis = await startTestRedis();
  if (redis) closers.push(redis.stop);
  return [{ databaseUrl: url }, ...(redis ? [{ databaseUrl: url, redisUrl: redis.url }] : [])];
}

describe('a queue', () => {
  it('does each id once while it is there, tells the attempt, and keeps nothing of what is done or failed', async () => {
    for (const backend of await backends()) {
      const queues = await openQueues(backend, log);
      const queue = queues.queue('chores', { attempts: 3, backoff: { type: 'fixed', delay: 10 } });
      await queue.add([
        { id: 'a-1', name: 'sweep', data: { room: 'hall' } },
        { id: 'a-1', name: 'sweep', data: { room: 'hall' } },
      ]);
      await queue.add([{ id: 'a-1', name: 'sweep', data: {} }]);
      await queue.add([{ id: 'a-2', name: 'fail', data: {} }]);
      expect(await queue.count()).toBe(2);
      const done: string[] = [];
      const worker = await queues.work('chores', async (job) => {
        done.push(`${job.id} ${job.name} ${job.attempt} ${JSON.stringify(job.data)}`);
        if (job.name === 'fail') throw new Error('no');
      });
      await expect.poll(() => done.length, { timeout: 10_000 }).toBe(4);
      await expect.poll(() => queue.count(), { timeout: 10_000 }).toBe(0);
      expect(done.sort()).toEqual(['a-1 sweep 1 {"room":"hall"}', 'a-2 fail 1 {}', 'a-2 fail 2 {}', 'a-2 fail 3 {}']);
      await queues.check();
      await worker.stop();
      await queues.close();
    }
  });

  it('can be opened by several processes at the first start of an empty database', async () => {
    const { url, drop } = await freshDatabase();
    closers.push(drop);
    const all = await Promise.all([1, 2, 3].map(() => openQueues({ databaseUrl: url }, log)));
    for (const queues of all) await queues.close();
    expect(all.map((queues) => queues.kind)).toEqual(['postgres', 'postgres', 'postgres']);
  });
});

describe('Redis', () => {
  const withRedis = hasRedis() ? it : it.skip;

  withRedis(`is refused when it may throw jobs away${hasRedis() ? '' : ` (${noRedis})`}`, async () => {
    const redis = await startTestRedis({ 'maxmemory-policy': 'allkeys-lru' });
    if (redis) closers.push(redis.stop);
    const refused = openQueues({ databaseUrl: inject('postgresUrl'), redisUrl: redis?.url }, log);
    await expect(refused).rejects.toMatchObject({ code: 'start.redis-evicts', values: { policy: 'allkeys-lru' } });
  });

  withRedis('without an append-only file is used, with a warning', async () => {
    for (const [appendonly, warns] of [
      ['no', true],
      ['yes', false],
    ] as const) {
      lines.length = 0;
      const redis = await startTestRedis({ appendonly, appenddirname: `aof-${process.pid}` });
      if (redis) closers.push(redis.stop);
      const queues = await openQueues({ databaseUrl: inject('postgresUrl'), redisUrl: redis?.url }, log);
      await queues.close();
      expect(lines.join('').includes('append-only')).toBe(warns);
    }
  });

  it('that does not answer is an error at start, not a silent wait', async () => {
    const refused = openQueues({ databaseUrl: inject('postgresUrl'), redisUrl: 'redis://127.0.0.1:1' }, log);
    await expect(refused).rejects.toThrow();
  });
});
