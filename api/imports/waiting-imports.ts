import type { Ctx, TxCtx } from '#api/core/ctx.ts';

/** On which channel of the database the worker hears that a file waits. */
export const importChannel = 'imports';

/** Wakes the worker when this transaction is there; its sweep finds the row in any case. */
export async function callWorker(tx: TxCtx): Promise<void> {
  await tx.db.$executeRaw`select pg_notify(${importChannel}, '')`;
}

/** The files that wait for the worker or were in its hands when it died, oldest first. */
export async function findWaitingImports(ctx: Ctx): Promise<{ id: string; state: string }[]> {
  return ctx.db.importBatch.findMany({
    where: { state: { in: ['received', 'checking', 'applying'] } },
    orderBy: { id: 'asc' },
    select: { id: true, state: true },
    take: 50,
  });
}
