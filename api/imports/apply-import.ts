import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import type { ImportInfo } from './imports.ts';
import { getImport, importSummary } from './imports.ts';
import { ownTargets, type Targets, targetNamed } from './registry.ts';
import { callWorker } from './waiting-imports.ts';
import { workOnImport } from './work-on-import.ts';

/**
 * Asks the worker to apply the good rows of a checked file. Refuses `import.not-found`, `import.already-applied` { state } and
 * `import.not-checked` { state } while it is still being read or could not be.
 */
export async function askToApply(ctx: Ctx, actor: Actor, batchId: string, targets: Targets): Promise<ImportInfo> {
  const known = found(
    await ctx.db.importBatch.findUnique({ where: { id: batchId }, select: { target: true } }),
    'import',
  );
  const target = targetNamed(known.target, targets);
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager', ...target.mayImport));
  await inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`select id from import_batch where id = ${batchId}::uuid for update`;
    const { state, summary } = await tx.db.importBatch.findUniqueOrThrow({ where: { id: batchId } });
    if (['applying', 'applied', 'undone'].includes(state)) throw new AppError('import.already-applied', { state });
    if (state !== 'checked') throw new AppError('import.not-checked', { state });
    const asked = { ...importSummary.parse(summary), askedById: actor.kind === 'staff' ? actor.staffId : null };
    await tx.db.importBatch.update({
      where: { id: batchId },
      data: { state: 'applying', failure: null, summary: asked as object },
      select: { id: true },
    });
    await callWorker(tx);
  });
  return getImport(ctx, actor, batchId);
}

/** Applies a checked file at once, for who has no worker to wait for. Refuses what `askToApply` does, and what the applying meets. */
export async function applyImport(
  ctx: Ctx,
  actor: Actor,
  batchId: string,
  targets: Targets = ownTargets,
): Promise<ImportInfo> {
  await askToApply(ctx, actor, batchId, targets);
  await workOnImport(ctx, targets, batchId);
  const batch = await getImport(ctx, actor, batchId);
  if (batch.failure) throw new AppError(batch.failure.code, batch.failure.values);
  return batch;
}
