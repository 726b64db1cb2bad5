import { z } from 'zod';
import { type Actor, staffRoles, systemActor } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { emit } from '#api/core/outbox.ts';
import type { ImportBatch } from '#prisma/generated/client.ts';
import { type ImportSummary, importSummary } from './imports.ts';
import { goodOf, readStagedRows } from './row-reading.ts';
import { keepProblems } from './staged-rows.ts';
import type { AnyTarget, ApplyingBatch, ImportEffects } from './target.ts';
import { isStaged } from './target.ts';

/**
 * Applies the good rows of a checked file, all or nothing, once: `import.applied` { batchId }. Rows are judged again, since the house
 * may have changed: what no longer fits joins the refused ones.
 */
export async function applyRows(ctx: Ctx, target: AnyTarget, { id: batchId }: ImportBatch): Promise<void> {
  await inTransaction(
    ctx,
    async (tx) => {
      // One import at a time: two files that name one flat must not both make it.
      await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtext('imports'))`;
      const batch = await tx.db.importBatch.findUniqueOrThrow({ where: { id: batchId } });
      if (batch.state !== 'applying') return;
      const summary = importSummary.parse(batch.summary);
      const actor = await askerOf(tx, summary);
      // What is applied is older than what is stated by files applied later.
      await tx.db.importBatch.update({ where: { id: batchId }, data: { appliedAt: tx.now() }, select: { id: true } });
      const { goodCount, effects } = await apply(tx, target, { id: batchId, actor }, summary, batch.rowCount);
      await tx.db.importBatch.update({
        where: { id: batchId },
        data: {
          ...{ state: 'applied', failure: null, goodCount, badCount: batch.rowCount - goodCount },
          summary: { ...summary, effects } as object,
        },
        select: { id: true },
      });
      await emit(tx, { kind: 'import.applied', data: { batchId } });
    },
    { seconds: 900 },
  );
  if (isStaged(target)) await target.forget(ctx, batchId);
}

async function apply(
  tx: TxCtx,
  target: AnyTarget,
  batch: ApplyingBatch,
  summary: ImportSummary,
  rowCount: number,
): Promise<{ goodCount: number; effects: ImportEffects }> {
  if (isStaged(target)) {
    const { rowCount: staged, goodCount } = await target.judge(tx, batch.id);
    // A database that crashed has emptied what was staged: applying nothing would look like success.
    if (staged !== rowCount) throw new AppError('import.rows-lost');
    return { goodCount, effects: await target.apply(tx, batch) };
  }
  const rows = await readStagedRows(tx, target, batch.id, summary);
  const effects = await target.apply(tx, goodOf(rows), batch);
  await keepProblems(tx, batch.id, rows);
  return { goodCount: goodOf(rows).length, effects };
}

/** Who asked for it, with the roles of today; the house itself when nobody did. */
async function askerOf(tx: TxCtx, { askedById }: ImportSummary): Promise<Actor> {
  if (askedById === null) return systemActor;
  const staff = await tx.db.staffMember.findUnique({ where: { id: askedById }, select: { roles: true } });
  if (!staff) return systemActor;
  return { kind: 'staff', staffId: askedById, roles: z.array(z.enum(staffRoles)).parse(staff.roles) };
}
