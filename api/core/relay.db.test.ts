import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasRedis, noRedis, startTestRedis } from '../../tools/test-redis.ts';
import { inTransaction } from './ctx.ts';
import { type Heard, hearingAttempts, measureOutbox, openHearing, startHearing } from './hearing.ts';
import { newId } from './ids.ts';
import { emit } from './outbox.ts';
import { openQueues, type Queues } from './queues.ts';
import { eventQueue, startRelay } from './relay.ts';
import { type TestHouse, testCtx } from './testing.ts';
import { monotonicMs } from './time.ts';

const redisIsHere = hasRedis();

describe.each(['postgres', 'redis'] as const)('on %s', (backend) => {
  if (backend === 'redis' && !redisIsHere) {
    it.skip(noRedis, () => {});
    return;
  }

  let house: TestHouse;
  let redis: { url: string; stop(): Promise<void> } | null = null;
  const closers: Array<() => Promise<void>> = [];

  beforeEach(async () => {
    redis = backend === 'redis' ? await startTestRedis() : null;
    house = await testCtx();
  });
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
    await house.close();
    await redis?.stop();
  });

  /** A process that lives: relay and handler, the handler writing one audit row an event. */
  async function live(options: { staleMs?: number; fails?: () => boolean; hears?: (heard: Heard) => void } = {}) {
    const queues = await openTestQueues();
    const hearing = openHearing();
    hearing.hear('test.deed', async (tx, data) => {
      await tx.db.auditEvent.create({
        data: {
          id: newId(tx.now()),
          actorKind: 'system',
          surface: 'test',
          deed: 'effect',
          subjectId: String(data.subjectId),
          data: {},
          createdAt: tx.now(),
        },
      });
      if (options.fails?.()) throw new Error('the handler fails');
    });
    const worker = await startHearing(house.ctx, queues, hearing, { onHeard: options.hears });
    closers.push(() => worker.stop());
    const relay = await startRelay({
      databaseUrl: house.url,
      queue: queues.queue(eventQueue, hearingAttempts),
      log: house.ctx.log,
      staleMs: options.staleMs,
      sweepMs: 200,
    });
    closers.push(() => relay.stop());
    return relay;
  }

  async function openTestQueues(): Promise<Queues> {
    const queues = await openQueues({ databaseUrl: house.url, redisUrl: redis?.url }, house.ctx.log);
    closers.push(() => queues.close());
    return queues;
  }

  function say(subjectId: string) {
    return inTransaction(house.ctx, (tx) => emit(tx, { kind: 'test.deed', data: { subjectId } }));
  }

  async function sayFive(): Promise<void> {
    for (let count = 0; count < 5; count += 1) await say(`subject-${count}`);
  }

  /** Runs a process that kills itself, and waits for its death. */
  async function dies(where: string): Promise<void> {
    const child = fileURLToPath(new URL('./crash-child.ts', import.meta.url));
    const args = ['--import', 'tsx', child, where, house.url, redis?.url ?? '-'];
    const process_ = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    const signal = await new Promise((resolve) => process_.once('exit', (_, name) => resolve(name)));
    expect(signal).toBe('SIGKILL');
  }

  const effects = async () => (await house.ctx.db.auditEvent.findMany({ where: { deed: 'effect' } })).length;
  const rows = () => house.ctx.db.outboxEvent.count();

  async function expectEachOnce(count: number): Promise<void> {
    await expect.poll(rows, { timeout: 20_000, interval: 50 }).toBe(0);
    expect(await effects()).toBe(count);
  }

  it('hears what was said, once, soon after the commit', async () => {
    const took: number[] = [];
    let saidAt = 0;
    await live({ hears: () => took.push(monotonicMs() - saidAt) });
    for (let count = 1; count <= 10; count += 1) {
      saidAt = monotonicMs();
      await say(`subject-${count}`);
      await expect.poll(() => took.length, { interval: 2 }).toBe(count);
    }
    await expectEachOnce(10);
    took.sort((a, b) => a - b);
    expect(took[5], `all: ${took.map(Math.round).join(' ')}`).toBeLessThan(100);
  });

  it('says nothing of what was rolled back', async () => {
    await live();
    const failing = inTransaction(house.ctx, async (tx) => {
      await emit(tx, { kind: 'test.deed', data: { subjectId: 'never' } });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await say('after');
    await expectEachOnce(1);
  });

  it('loses nothing when killed after the commit and before the hand-over', async () => {
    await dies('after-commit');
    expect(await rows()).toBe(5);
    await live();
    await expectEachOnce(5);
  });

  it('changes nothing twice when killed between queueing and stamping', async () => {
    await sayFive();
    await dies('after-queueing');
    expect(await house.ctx.db.outboxEvent.count({ where: { handedAt: null } })).toBe(5);
    await live();
    await expectEachOnce(5);
  });

  it('loses nothing when killed after the hand-over', async () => {
    await sayFive();
    await dies('after-hand-over');
    expect(await house.ctx.db.outboxEvent.count({ where: { handedAt: null } })).toBe(0);
    await live();
    await expectEachOnce(5);
  });

  it('runs again within seconds what was killed inside the handler, and its half-done effect is undone', async () => {
    await sayFive();
    await dies('after-hand-over');
    await dies('in-handler');
    expect([await rows(), await effects()]).toEqual([5, 0]);
    const startedAt = monotonicMs();
    await live();
    await expectEachOnce(5);
    expect(monotonicMs() - startedAt).toBeLessThan(15_000);
  });

  it('takes effect once when two processes hear and hand over the same rows', async () => {
    for (let count = 0; count < 40; count += 1) await say(`subject-${count}`);
    await Promise.all([live({ staleMs: 1 }), live({ staleMs: 1 })]);
    await expectEachOnce(40);
  });

  it('tries again what fails, notes it on the row, and takes effect once', async () => {
    let failures = 0;
    await live({ fails: () => ++failures <= 3, staleMs: 60_000 });
    await say('stubborn');
    await expect.poll(async () => (await house.ctx.db.outboxEvent.findFirst())?.failure).toContain('the handler fails');
    house.clock.advance('PT2M');
    expect(await measureOutbox(house.ctx)).toEqual({ waiting: 1, failing: 1, oldestSeconds: 120 });
    await expectEachOnce(1);
    expect(failures).toBe(4);
  });

  it('never gives up on an event that keeps failing', async () => {
    let isBroken = true;
    await live({ fails: () => isBroken, staleMs: 100 });
    await say('poison');
    const attempts = async () => (await house.ctx.db.outboxEvent.findFirst())?.attempts;
    await expect.poll(attempts, { timeout: 15_000 }).toBeGreaterThan(5);
    isBroken = false;
    await expectEachOnce(1);
  });

  if (backend === 'redis')
    it('fills a flushed Redis again from the rows', async () => {
      await sayFive();
      await dies('after-hand-over');
      const client = new Redis(redis?.url ?? '');
      expect(await client.dbsize()).toBeGreaterThan(0);
      await client.flushall();
      client.disconnect();
      await live({ staleMs: 300 });
      await expectEachOnce(5);
    });
});
