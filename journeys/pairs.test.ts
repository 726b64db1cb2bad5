import { describe, expect, inject, it } from 'vitest';
import { hasRedis, noRedis, startTestRedis } from '../tools/test-redis.ts';
import { nameOf, pairwise } from './combinations.ts';
import { mainJob } from './main-job.ts';

const withRedis = hasRedis();

describe('the main job', () => {
  it('is run with every pair of values of its switches', () => {
    const switches = ['queues', 'telegram', 'slack', 'locale'] as const;
    for (const one of switches) {
      for (const other of switches.slice(switches.indexOf(one) + 1)) {
        expect(new Set(pairwise.map((row) => `${row[one]} ${row[other]}`)).size).toBe(4);
      }
    }
  });

  for (const combination of pairwise) {
    const needsRedis = combination.queues === 'redis';
    const name = nameOf(combination);
    const isRunnable = !needsRedis || withRedis;
    it.runIf(isRunnable).concurrent(isRunnable ? name : `${name} (${noRedis})`, async () => {
      // Journeys run side by side, and each house has queues of its own.
      const redis = needsRedis ? await startTestRedis() : null;
      try {
        const laps = await mainJob({ postgresUrl: inject('postgresUrl'), redisUrl: redis?.url ?? null }, combination);
        console.log(`${name}: ${JSON.stringify(laps)}`);
      } finally {
        await redis?.stop();
      }
    });
  }
});
