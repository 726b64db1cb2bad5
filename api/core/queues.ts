import { createPostgresBackend, type JobsOptions, Queue, runMigrations, Worker, type WorkerOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import { Pool } from 'pg';
import { AppError } from './errors.ts';
import type { Log } from './log.ts';
import type { JsonObject } from './outbox.ts';

/** A job carries ids; its handler reads the present. The same id is not queued twice while it waits or runs. */
export type Job = { id: string; name: string; data: JsonObject };
/** What a handler gets; `attempt` counts from 1. Throw to retry, `UnrecoverableError` when trying again is silly. */
export type RunningJob = Job & { attempt: number };

export type JobQueue = {
  add(jobs: Job[]): Promise<void>;
  /** Jobs that wait, run or are put off. */
  count(): Promise<number>;
};

export type Queues = {
  kind: 'postgres' | 'redis';
  /** The Redis of this house, for pacers and rate limits; null on Postgres. */
  redis: Redis | null;
  queue(name: string, options?: Pick<JobsOptions, 'attempts' | 'backoff'>): JobQueue;
  /** Starts to work on a queue. `stop()` waits for the jobs in hand. */
  work(
    name: string,
    handle: (job: RunningJob) => Promise<void>,
    options?: { concurrency?: number },
  ): Promise<JobWorker>;
  /** Throws when the backend does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
};
export type JobWorker = { stop(): Promise<void> };

/** A job whose process died is run again after at most about 8 seconds. */
const recovery = { lockDuration: 4_000, stalledInterval: 2_000, maxStalledCount: 20 } satisfies Partial<WorkerOptions>;

/** What is done is a row's absence; what failed is a row: the queue keeps neither. */
const forgetful = { removeOnComplete: true, removeOnFail: true } satisfies JobsOptions;

type Backend = {
  openQueue(name: string, options: JobsOptions): Queue;
  openWorker(name: string, handle: (job: RunningJob) => Promise<void>, concurrency: number): Worker;
  check(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Opens BullMQ on Redis when there is one, else on its own schema in the same Postgres: with the same promises on both. Redis
 * is refused with `start.redis-evicts` when it may throw jobs away. Nothing is lost with it either way: what has not been done
 * is a row in Postgres, and the relay hands it over again.
 */
export async function openQueues(to: { databaseUrl: string; redisUrl?: string | null }, log: Log): Promise<Queues> {
  const redis = to.redisUrl ? await openRedis(to.redisUrl, log) : null;
  const backend = redis ? redisBackend(redis) : await postgresBackend(to.databaseUrl, log);
  const queues: Queue[] = [];
  const workers: Worker[] = [];
  return {
    kind: redis ? 'redis' : 'postgres',
    redis,
    queue(name, options = {}) {
      const queue = backend.openQueue(name, { ...forgetful, ...options });
      queue.on('error', (error) => log.warn({ error, queue: name }, 'the queue lost its backend'));
      queues.push(queue);
      return {
        add: async (jobs) => {
          await queue.addBulk(jobs.map(({ id, name, data }) => ({ name, data, opts: { jobId: id } })));
        },
        count: () => queue.getJobCountByTypes('waiting', 'active', 'delayed', 'prioritized'),
      };
    },
    async work(name, handle, { concurrency = 10 } = {}) {
      const worker = backend.openWorker(name, handle, concurrency);
      worker.on('error', (error) => log.warn({ error, queue: name }, 'the worker lost its backend'));
      worker.on('stalled', (jobId) => log.warn({ jobId, queue: name }, 'a job is run again: its process went silent'));
      workers.push(worker);
      await worker.waitUntilReady();
      return { stop: () => worker.close() };
    },
    check: backend.check,
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all(queues.map((queue) => queue.close()));
      await backend.close();
    },
  };
}

function processor(handle: (job: RunningJob) => Promise<void>) {
  return (job: { id?: string; name: string; data: JsonObject; attemptsMade: number }) =>
    handle({ id: job.id ?? '', name: job.name, data: job.data, attempt: job.attemptsMade + 1 });
}

/** Workers wait out an absent Redis, and block for as long as there is nothing to do; everybody else is told at once. */
const patient = {
  lazyConnect: false,
  enableOfflineQueue: true,
  maxRetriesPerRequest: null,
  commandTimeout: undefined,
} as const;

function redisBackend(redis: Redis): Backend {
  const forWorkers = redis.duplicate({ ...patient });
  forWorkers.on('error', () => {});
  return {
    openQueue: (name, options) => new Queue(name, { connection: redis, defaultJobOptions: options }),
    openWorker: (name, handle, concurrency) =>
      new Worker(name, processor(handle), { connection: forWorkers, concurrency, ...recovery }),
    check: async () => {
      await redis.ping();
    },
    close: async () => {
      forWorkers.disconnect();
      redis.disconnect();
    },
  };
}

async function postgresBackend(databaseUrl: string, log: Log): Promise<Backend> {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 20,
    keepAlive: true,
    application_name: 'domovoy queues',
    options: '-c search_path=bullmq',
  });
  pool.on('error', (error) => log.warn({ error }, 'an idle connection of the queues was lost'));
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
  return {
    openQueue: (name, options) =>
      new Queue(name, { connection: pool, defaultJobOptions: options }, createPostgresBackend) as unknown as Queue,
    openWorker: (name, handle, concurrency) =>
      new Worker(
        name,
        processor(handle),
        { connection: pool, concurrency, ...recovery },
        createPostgresBackend,
      ) as unknown as Worker,
    check: async () => {
      await pool.query('select 1');
    },
    close: () => pool.end(),
  };
}

async function openRedis(url: string, log: Log): Promise<Redis> {
  // Loaded only by those who have one: it costs a tenth of a second.
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    commandTimeout: 5_000,
    connectTimeout: 10_000,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  });
  redis.on('error', (error) => log.warn({ error }, 'Redis does not answer'));
  try {
    await redis.connect();
    await checkRedis(redis, log);
    return redis;
  } catch (error) {
    redis.disconnect();
    throw error;
  }
}

/** https://docs.bullmq.io/guide/going-to-production: an evicted key is a lost job. */
async function checkRedis(redis: Redis, log: Log): Promise<void> {
  const memory = await redis.info('memory');
  const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
  if (policy && policy !== 'noeviction') throw new AppError('start.redis-evicts', { policy });
  const persistence = await redis.info('persistence');
  if (/^aof_enabled:0/m.test(persistence))
    log.warn({}, 'Redis keeps no append-only file: after its restart, work in hand waits for the next sweep');
}
