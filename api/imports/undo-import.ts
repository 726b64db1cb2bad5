import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { emit } from '#api/core/outbox.ts';
import { getImport, type ImportInfo } from './imports.ts';
import { ownTargets, type Targets, targetNamed } from './registry.ts';

/**
 * Takes an applied import back, all of it or nothing: `import.undone` { batchId }. Refuses `import.not-found`, `import.not-applied`
 * { state }, `import.no-undo` (the target cannot), and what the target refuses while later things hang on it.
 */
export async function undoImport(
  ctx: Ctx,
  actor: Actor,
  batchId: string,
  targets: Targets = ownTargets,
): Promise<ImportInfo> {
  const known = found(
    await ctx.db.importBatch.findUnique({ where: { id: batchId }, select: { target: true } }),
    'import',
  );
  const target = targetNamed(known.target, targets);
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager', ...target.mayImport));
  await inTransaction(
    ctx,
    async (tx) => {
      await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtext('imports'))`;
      const batch = await tx.db.importBatch.findUniqueOrThrow({ where: { id: batchId }, select: { state: true } });
      if (batch.state !== 'applied') throw new AppError('import.not-applied', { state: batch.state });
      if (!target.undo) throw new AppError('import.no-undo');
      await target.undo(tx, batchId);
      await tx.db.importBatch.update({
        where: { id: batchId },
        data: { state: 'undone', undoneAt: tx.now() },
        select: { id: true },
      });
      await emit(tx, { kind: 'import.undone', data: { batchId } });
    },
    { seconds: 900 },
  );
  return getImport(ctx, actor, batchId);
}
