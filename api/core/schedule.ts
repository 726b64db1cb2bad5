import cron from 'node-cron';
import { type Ctx, inTransaction, type TxCtx } from './ctx.ts';
import type { Instant } from './time.ts';

/**
 * Something that happens by the calendar. An occurrence has a key that is the same in every process and at every start, and
 * begins with the schedule's name: `meters.window-opens:2026-11:<building>`.
 */
export type Schedule = {
  name: string;
  /** Occurrences that are due at `ctx.now()` and still worth doing, computed in the company's time zone. Naming one again is harmless. */
  due(ctx: Ctx): Promise<Array<{ key: string; dueAt: Instant }>>;
  /** Does one occurrence, in the transaction that marks it done. */
  run(tx: TxCtx, key: string): Promise<void>;
};

/**
 * Does what is due, each occurrence once however many processes, restarts or clock changes there are: its row is unique, and
 * turns from due to done in the transaction of its effect. One that fails stays due and stops nobody else.
 * Says how many it did.
 */
export async function runDueSchedules(ctx: Ctx, schedules: Schedule[]): Promise<number> {
  for (const schedule of schedules) await guarded(ctx, { schedule: schedule.name }, () => noteDue(ctx, schedule));
  let done = 0;
  const rows = await ctx.db.occurrence.findMany({
    where: { state: 'due', dueAt: { lte: ctx.now() } },
    orderBy: [{ dueAt: 'asc' }, { key: 'asc' }],
    select: { key: true },
  });
  for (const { key } of rows) {
    const schedule = schedules.find(({ name }) => key.startsWith(`${name}:`));
    if (!schedule) continue;
    await guarded(ctx, { schedule: schedule.name, key }, async () => {
      if (await runOnce(ctx, schedule, key)) done += 1;
    });
  }
  return done;
}

async function noteDue(ctx: Ctx, schedule: Schedule): Promise<void> {
  const occurrences = await schedule.due(ctx);
  const stray = occurrences.find(({ key }) => !key.startsWith(`${schedule.name}:`));
  if (stray) throw new Error(`the key ${stray.key} does not begin with ${schedule.name}:`);
  if (occurrences.length === 0) return;
  await ctx.db.occurrence.createMany({
    data: occurrences.map(({ key, dueAt }) => ({ key, dueAt, state: 'due', createdAt: ctx.now() })),
    skipDuplicates: true,
  });
}

async function runOnce(ctx: Ctx, schedule: Schedule, key: string): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const mine = await tx.db.$queryRaw<unknown[]>`
      select 1 from occurrence where key = ${key} and state = 'due' for update skip locked`;
    if (mine.length === 0) return false;
    await schedule.run(tx, key);
    await tx.db.occurrence.update({ where: { key }, data: { state: 'done', doneAt: tx.now() } });
    tx.log.info({ key }, 'occurrence done');
    return true;
  });
}

async function guarded(ctx: Ctx, about: object, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    ctx.log.error({ ...about, error }, 'a schedule failed and stays due');
  }
}

export type Scheduler = {
  /** Looks now: after the clock was moved. Resolves when what was due is done. */
  wake(): Promise<void>;
  stop(): Promise<void>;
};

/** Looks at the schedules at once and then every minute. The minute is all that cron decides. */
export function startScheduler(ctx: Ctx, schedules: Schedule[]): Scheduler {
  let isStopped = false;
  let wanted = false;
  let running: Promise<void> | null = null;

  async function look(): Promise<void> {
    do {
      wanted = false;
      await guarded(ctx, {}, async () => {
        await runDueSchedules(ctx, schedules);
      });
    } while (wanted && !isStopped);
  }

  function wake(): Promise<void> {
    if (isStopped) return Promise.resolve();
    wanted = true;
    running ??= look().finally(() => {
      running = null;
    });
    return running;
  }

  const task = cron.schedule('* * * * *', () => wake(), { name: 'schedules' });
  void wake();
  return {
    wake,
    async stop() {
      isStopped = true;
      await task.destroy();
      await running;
    },
  };
}
