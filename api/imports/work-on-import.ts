import type { Ctx } from '#api/core/ctx.ts';
import { AppError, isAppError } from '#api/core/errors.ts';
import type { ImportBatch } from '#prisma/generated/client.ts';
import { applyRows } from './apply-rows.ts';
import { checkRows } from './check-rows.ts';
import { importSummary } from './imports.ts';
import { type Targets, targetNamed } from './registry.ts';

/**
 * Does what a file waits for: reads it (`received`) or applies it (`applying`). What is refused is kept with the file, in words for
 * whoever sent it; anything else is thrown, and the file waits for the next try. A process that died in between has changed nothing
 * that counts, so the next one simply begins anew. Somebody else's work is left alone.
 */
export async function workOnImport(ctx: Ctx, targets: Targets, batchId: string): Promise<void> {
  const batch = await ctx.db.importBatch.findUnique({ where: { id: batchId } });
  if (!batch) return;
  const isReading = batch.state === 'received' || batch.state === 'checking';
  if (!isReading && batch.state !== 'applying') return;
  try {
    const target = targetNamed(batch.target, targets);
    if (isReading) await checkRows(ctx, target, batch);
    else await applyRows(ctx, target, batch);
    ctx.log.info({ batchId, target: batch.target, from: batch.state }, 'import worked on');
  } catch (error) {
    if (!isAppError(error)) throw error;
    await noteRefusal(ctx, batch, error);
  }
}

/** A file whose work failed again and again for no reason that could be put in words stops waiting. */
export async function giveUpImport(ctx: Ctx, batchId: string): Promise<void> {
  const batch = await ctx.db.importBatch.findUnique({ where: { id: batchId } });
  if (batch) await noteRefusal(ctx, batch, new AppError('unexpected'));
}

/** What could not be read has failed; what could not be applied is as it was before somebody asked. */
async function noteRefusal(ctx: Ctx, batch: ImportBatch, { code, values }: AppError): Promise<void> {
  const state = batch.state === 'applying' ? 'checked' : 'failed';
  const now = await ctx.db.importBatch.findUniqueOrThrow({ where: { id: batch.id }, select: { summary: true } });
  const summary = { ...importSummary.parse(now.summary), failureValues: values };
  await ctx.db.importBatch.updateMany({
    where: { id: batch.id, state: { in: ['received', 'checking', 'applying'] } },
    data: { state, failure: code, summary: summary as object },
  });
}
