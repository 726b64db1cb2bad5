import express from 'express';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasRedis, noRedis, startTestRedis } from '../../tools/test-redis.ts';
import { type RedisCommand, signInLimits } from './limits.ts';

describe.skipIf(!hasRedis())(`failed sign-ins in Redis${hasRedis() ? '' : ` (${noRedis})`}`, () => {
  let redis: Redis;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    const server = await startTestRedis();
    if (!server) throw new Error(noRedis);
    redis = new Redis(server.url);
    stop = server.stop;
  });
  afterAll(async () => {
    redis.disconnect();
    await stop();
  });

  it('are counted together by two processes', async () => {
    const [first, second] = await Promise.all([openDoor(redis), openDoor(redis)]);
    const statuses: number[] = [];
    for (let n = 0; n < 21; n += 1) statuses.push(await (n % 2 === 0 ? first : second).knock());
    expect(statuses.filter((status) => status === 401)).toHaveLength(20);
    expect(statuses.at(-1)).toBe(429);
    first.close();
    second.close();
  });
});

/** A door that refuses everybody. */
async function openDoor(redis: RedisCommand) {
  const app = express();
  app.post('/', express.json(), ...signInLimits(redis), (_request, response) => void response.status(401).end());
  const server = app.listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as { port: number };
  return {
    knock: async () => (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST' })).status,
    close: () => server.close(),
  };
}
