import type { Prisma, PrismaClient } from '#prisma/generated/client.ts';
import type { Files } from './files.ts';
import type { Log } from './log.ts';
import type { Instant } from './time.ts';

/** The database: the client, or the transaction a verb was called in. */
export type Db = PrismaClient | Prisma.TransactionClient;

/**
 * The only thing passed around: the database, the clock, the log and the file store.
 * Inside `inTransaction` its `db` is the transaction.
 */
export type Ctx = { db: Db; now: () => Instant; log: Log; files: Files };

/** A ctx whose `db` is a transaction: the client itself, which could open one, does not pass for it. */
export type TxCtx = Omit<Ctx, 'db'> & { db: Prisma.TransactionClient & { $connect?: undefined } };

/**
 * Runs `work` in one transaction: all of its writes or none. A call inside another transaction joins it.
 * Nothing foreign (Telegram, Slack, HTTP, S3) may be called inside. `seconds` is how long it may take.
 */
export async function inTransaction<T>(
  ctx: Ctx,
  work: (tx: TxCtx) => Promise<T>,
  { seconds = 60 }: { seconds?: number } = {},
): Promise<T> {
  // A transaction offers `$transaction` too (a savepoint); only the client can connect.
  if (!('$connect' in ctx.db)) return work({ ...ctx, db: ctx.db });
  return ctx.db.$transaction((db) => work({ ...ctx, db }), { maxWait: 15_000, timeout: seconds * 1000 });
}

/**
 * Does `work` at most once for `key`, in one transaction with the key: `{ done: true, result }`, or
 * `{ done: false }` when it was done before. Two callers at the same time wait for one another.
 */
export async function once<T>(
  ctx: Ctx,
  key: string,
  work: (tx: TxCtx) => Promise<T>,
): Promise<{ done: true; result: T } | { done: false }> {
  return inTransaction(ctx, async (tx) => {
    const inserted = await tx.db.$executeRaw`
      insert into once_key (key, created_at) values (${key}, ${tx.now()}) on conflict (key) do nothing`;
    if (inserted === 0) return { done: false };
    return { done: true, result: await work(tx) };
  });
}

/** True when what belongs to `key` was done before. */
export async function wasDone(ctx: Ctx, key: string): Promise<boolean> {
  return (await ctx.db.onceKey.count({ where: { key } })) > 0;
}
