import { type Ctx, inTransaction, type TxCtx } from './ctx.ts';
import { AppError } from './errors.ts';
import type { JsonObject } from './outbox.ts';
import type { JobWorker, Queues } from './queues.ts';
import { eventQueue } from './relay.ts';
import { type Instant, monotonicMs } from './time.ts';

/** Does something about an event, in the transaction that ends it. Nothing foreign may be called inside. */
export type Hearer = (
  tx: TxCtx,
  data: JsonObject,
  event: { id: string; kind: string; createdAt: Instant },
) => Promise<void>;

/** Who hears what: `hear('ticket.opened', tellStaff)`. Hearers of one kind run in the order they were added. */
export type Hearing = {
  hear(kind: string, ...hearers: Hearer[]): void;
  hearersOf(kind: string): Hearer[];
};

export function openHearing(): Hearing {
  const known = new Map<string, Hearer[]>();
  return {
    hear: (kind, ...hearers) => {
      known.set(kind, [...(known.get(kind) ?? []), ...hearers]);
    },
    hearersOf: (kind) => known.get(kind) ?? [],
  };
}

/** What became of an event: for metrics. `gone`: somebody else had done it. */
export type Heard = { kind: string; outcome: 'done' | 'gone' | 'failed'; ms: number };

/** Quick retries first; after them the relay hands the event over again, more and more slowly, for as long as it fails. */
export const hearingAttempts = { attempts: 4, backoff: { type: 'exponential', delay: 250 } };

/** Starts to hear: works on the queue that the relay fills. */
export async function startHearing(
  ctx: Ctx,
  queues: Queues,
  hearing: Hearing,
  { concurrency = 10, onHeard }: { concurrency?: number; onHeard?: (heard: Heard) => void } = {},
): Promise<JobWorker> {
  const handle = async (job: { id: string; name: string }) => {
    const startedAt = monotonicMs();
    const note = (outcome: Heard['outcome']) => onHeard?.({ kind: job.name, outcome, ms: monotonicMs() - startedAt });
    try {
      note((await hearEvent(ctx, hearing, job.id)) ? 'done' : 'gone');
    } catch (error) {
      note('failed');
      await noteFailure(ctx, job, error);
      throw error;
    }
  };
  return queues.work(eventQueue, handle, { concurrency });
}

/**
 * All hearers of one event, in one transaction that takes its row away first: whatever they change is changed together with
 * that, so an event takes effect once, however often it is handed over. False when its row was gone already.
 */
export async function hearEvent(ctx: Ctx, hearing: Hearing, id: string): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const rows = await tx.db.$queryRaw<Array<{ kind: string; data: JsonObject; created_at: Instant }>>`
      delete from outbox_event where id = ${id}::uuid returning kind, data, created_at`;
    const row = rows[0];
    if (!row) return false;
    for (const hearer of hearing.hearersOf(row.kind))
      await hearer(tx, row.data, { id, kind: row.kind, createdAt: row.created_at });
    return true;
  });
}

/** An event that fails stays a row: noted, logged, tried again. */
async function noteFailure(ctx: Ctx, { id, name }: { id: string; name: string }, error: unknown): Promise<void> {
  const failure = describeFailure(error);
  ctx.log.error({ eventId: id, kind: name, failure, error }, 'an event could not be heard');
  await ctx.db.$executeRaw`
    update outbox_event set attempts = attempts + 1, failure = ${failure} where id = ${id}::uuid`;
}

/** A code or the last line of the message: Prisma's first lines quote the call, with what people wrote in it. */
export function describeFailure(error: unknown): string {
  if (error instanceof AppError) return error.code;
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code} ` : '';
  return `${error.name}: ${code}${(error.message.trim().split('\n').at(-1) ?? '').slice(0, 200)}`;
}

/** What waits in the outbox, and for how long the oldest has: for health, metrics and the Today page. */
export async function measureOutbox(ctx: Ctx): Promise<{ waiting: number; failing: number; oldestSeconds: number }> {
  const rows = await ctx.db.$queryRaw<Array<{ waiting: number; failing: number; oldest: number | null }>>`
    select count(*)::int as waiting, count(*) filter (where attempts > 0)::int as failing,
      extract(epoch from ${ctx.now()}::timestamptz - min(created_at))::float8 as oldest
    from outbox_event`;
  const { waiting = 0, failing = 0, oldest } = rows[0] ?? {};
  return { waiting, failing, oldestSeconds: Math.max(0, oldest ?? 0) };
}
