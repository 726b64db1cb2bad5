import type { Ctx } from '#api/core/ctx.ts';
import { listen } from '#api/core/listen.ts';
import type { JobWorker, Queues } from '#api/core/queues.ts';
import type { Targets } from './registry.ts';
import { findWaitingImports, importChannel } from './waiting-imports.ts';
import { giveUpImport, workOnImport } from './work-on-import.ts';

const importQueue = 'imports';
const attempts = 5;
const sweepMs = 5_000;

/**
 * Reads and applies the files that wait, one at a time. Which ones wait is said by their rows: the queue only lets one process of
 * several do it, and hands it to another when that one dies. What failed for no reason of its own is tried again, and given up
 * with words in the end.
 */
export async function startImports(
  ctx: Ctx,
  queues: Queues,
  { databaseUrl, targets }: { databaseUrl: string; targets: Targets },
): Promise<JobWorker> {
  const queue = queues.queue(importQueue, { attempts, backoff: { type: 'exponential', delay: 500 } });
  const worker = await queues.work(
    importQueue,
    async ({ data, attempt }) => {
      const batchId = String(data.batchId);
      try {
        await workOnImport(ctx, targets, batchId);
      } catch (error) {
        ctx.log.error({ batchId, attempt, error }, 'an import could not be worked on');
        if (attempt < attempts) throw error;
        await giveUpImport(ctx, batchId);
      }
    },
    { concurrency: 1 },
  );
  const look = async () => {
    try {
      const waiting = await findWaitingImports(ctx);
      if (waiting.length > 0) await queue.add(waiting.map(jobFor));
    } catch (error) {
      ctx.log.warn({ error }, 'files that wait could not be found; the sweep looks again');
    }
  };
  const unlisten = await listen(databaseUrl, importChannel, () => void look(), ctx.log);
  const sweep = setInterval(() => void look(), sweepMs);
  void look();
  return {
    async stop() {
      clearInterval(sweep);
      await unlisten();
      await worker.stop();
    },
  };
}

/** Reading and applying are two jobs of one file; the same one is not queued twice while it waits or runs. */
function jobFor({ id, state }: { id: string; state: string }) {
  const deed = state === 'applying' ? 'apply' : 'read';
  return { id: `${deed}-${id}`, name: deed, data: { batchId: id } };
}
