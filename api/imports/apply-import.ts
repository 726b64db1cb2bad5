import { z } from 'zod';
import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { emit } from '#api/core/outbox.ts';
import type { ReadRow } from './check-file.ts';
import { goodOf, readRows } from './check-file.ts';
import type { ImportInfo } from './imports.ts';
import { getImport, importSummary } from './imports.ts';
import { ownTargets, type Targets, targetNamed } from './registry.ts';

/**
 * Applies the good rows of a checked file, all or nothing, once: `import.applied` { batchId }. Rows are read again, since the
 * house may have changed: what no longer fits joins the refused ones. Refuses `import.not-found` and
 * `import.already-applied` { state }.
 */
export async function applyImport(
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
  await inTransaction(ctx, async (tx) => {
    // One import at a time: two files that name one flat must not both make it.
    await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtext('imports'))`;
    const batch = await tx.db.importBatch.findUniqueOrThrow({ where: { id: batchId } });
    if (batch.state !== 'checked') throw new AppError('import.already-applied', { state: batch.state });
    const summary = importSummary.parse(batch.summary);
    const staged = await tx.db.importRow.findMany({
      where: { batchId, error: null },
      orderBy: { line: 'asc' },
      select: { line: true, cells: true },
    });
    const rows = await readRows(
      tx,
      target,
      summary.header,
      staged.map(({ line, cells }) => ({ line, cells: asCells(cells) })),
    );
    const effects = await target.apply(tx, goodOf(rows), { id: batchId, actor });
    const refused = await refuseRows(tx, batchId, rows);
    await tx.db.importBatch.update({
      where: { id: batchId },
      data: {
        state: 'applied',
        appliedAt: tx.now(),
        goodCount: batch.goodCount - refused,
        badCount: batch.badCount + refused,
        summary: { ...summary, effects },
      },
      select: { id: true },
    });
    await emit(tx, { kind: 'import.applied', data: { batchId } });
  });
  return getImport(ctx, actor, batchId);
}

async function refuseRows(tx: TxCtx, batchId: string, rows: readonly ReadRow[]): Promise<number> {
  const refused = rows.filter(({ problem }) => problem !== undefined);
  for (const { line, problem } of refused) {
    await tx.db.importRow.update({
      where: { batchId_line: { batchId, line } },
      data: { error: problem?.code, values: problem?.values },
      select: { line: true },
    });
  }
  return refused.length;
}

function asCells(value: unknown): string[] {
  return z.array(z.string()).parse(value);
}
