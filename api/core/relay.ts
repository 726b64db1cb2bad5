import { Pool } from 'pg';
import { listen } from './listen.ts';
import type { Log } from './log.ts';
import type { JobQueue } from './queues.ts';

export type Relay = {
  /** Hands over what is there; resolves when nothing is left. */
  handOver(): Promise<void>;
  stop(): Promise<void>;
};

/** The queue that carries what was said aloud. */
export const eventQueue = 'events';

/**
 * Carries outbox rows to the queue, soon after their commit: woken by NOTIFY, with a sweep every `sweepMs` behind it. A row is
 * only stamped `handed_at`; whoever hears it deletes it. One that was stamped longer than `staleMs` ago and is still there
 * (a flushed Redis, a killed worker, a handler that keeps failing) is handed over again, the more it failed the more slowly, up
 * to an hour. Leases are measured by the database's clock: ours may stand still.
 */
export async function startRelay({
  databaseUrl,
  queue,
  log,
  sweepMs = 5_000,
  staleMs = 60_000,
}: {
  databaseUrl: string;
  queue: JobQueue;
  log: Log;
  sweepMs?: number;
  staleMs?: number;
}): Promise<Relay> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1, application_name: 'domovoy relay' });
  pool.on('error', (error) => log.warn({ error }, 'the connection of the relay was lost'));
  let isStopped = false;
  let wanted = false;
  let running: Promise<void> | null = null;

  async function handOverAll(): Promise<void> {
    do {
      wanted = false;
      try {
        while (!isStopped && (await handOverBatch(pool, queue, staleMs)) >= batchSize);
      } catch (error) {
        log.warn({ error }, 'events could not be handed over; the sweep tries again');
      }
    } while (wanted && !isStopped);
  }

  function handOver(): Promise<void> {
    wanted = true;
    running ??= handOverAll().finally(() => {
      running = null;
    });
    return running;
  }

  const unlisten = await listen(databaseUrl, 'outbox', () => void handOver(), log);
  const sweep = setInterval(() => void handOver(), sweepMs);
  void handOver();
  return {
    handOver,
    async stop() {
      isStopped = true;
      clearInterval(sweep);
      await unlisten();
      await running;
      await pool.end();
    },
  };
}

const batchSize = 100;

/** The new ones, and those that were handed over long ago: $2 milliseconds, twice as long after every five failures. */
const takeBatch = `
  select * from (
    select id, kind from outbox_event where handed_at is null
    order by created_at, id limit $1 for update skip locked) fresh
  union all
  select * from (
    select id, kind from outbox_event
    where handed_at < clock_timestamp() - least(
      interval '1 hour', $2::float8 * interval '1 millisecond' * power(2, least(attempts, 60) / 5))
    order by handed_at limit $1 for update skip locked) stale`;

/**
 * In one transaction, so that a process killed half-way leaves the rows unstamped and the next one finds them at once. What it
 * queued by then is queued again under the same id, or finds its row gone: both do no harm.
 */
async function handOverBatch(pool: Pool, queue: JobQueue, staleMs: number): Promise<number> {
  const client = await pool.connect();
  let failure: unknown;
  try {
    await client.query('begin');
    const { rows } = await client.query<{ id: string; kind: string }>(takeBatch, [batchSize, staleMs]);
    if (rows.length > 0) {
      await queue.add(rows.map(({ id, kind }) => ({ id, name: kind, data: {} })));
      await client.query('update outbox_event set handed_at = clock_timestamp() where id = any($1::uuid[])', [
        rows.map((row) => row.id),
      ]);
    }
    await client.query('commit');
    return rows.length;
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    if (failure) await client.query('rollback').catch(() => {});
    client.release(failure instanceof Error ? failure : undefined);
  }
}
