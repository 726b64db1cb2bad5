import { getSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { databaseUrlOf } from '#api/core/db.ts';
import { AppError, found } from '#api/core/errors.ts';
import type { ImportBatch } from '#prisma/generated/client.ts';
import { type ImportSummary, importSummary } from './imports.ts';
import { noMapping } from './mapping.ts';
import { readInThread } from './reading/read-in-thread.ts';
import type { StagedFile } from './reading/stage-file.ts';
import { goodOf, readStagedRows, rehearse } from './row-reading.ts';
import { keepProblems } from './staged-rows.ts';
import type { AnyTarget, ImportEffects, ImportTarget } from './target.ts';
import { isStaged } from './target.ts';

/** Reads a file into rows, says what is wrong with each and what applying the others would do. Changes nothing else. */
export async function checkRows(ctx: Ctx, target: AnyTarget, batch: ImportBatch): Promise<void> {
  const before = importSummary.parse(batch.summary);
  await ctx.db.importBatch.update({
    where: { id: batch.id },
    data: { state: 'checking', doneCount: 0, failure: null },
    select: { id: true },
  });
  await ctx.db.importRow.deleteMany({ where: { batchId: batch.id } });
  if (isStaged(target)) await target.forget(ctx, batch.id);
  const file = await readFileOf(ctx, target, batch, before);
  const summary = { ...before, ...summaryOf(file), failureValues: {} };
  await ctx.db.importBatch.update({
    where: { id: batch.id },
    data: { summary: summary as object, rowCount: file.rowCount, doneCount: file.rowCount },
    select: { id: true },
  });
  if (file.missing.length > 0) throw new AppError('import.missing-columns', { columns: file.missing.join(', ') });
  const { goodCount, effects } = isStaged(target)
    ? await inTransaction(ctx, (tx) => target.judge(tx, batch.id), { seconds: 900 })
    : await checkEach(ctx, target, batch, summary);
  await ctx.db.importBatch.updateMany({
    where: { id: batch.id, state: 'checking' },
    data: {
      ...{ state: 'checked', goodCount, badCount: file.rowCount - goodCount },
      summary: { ...summary, effects } as object,
    },
  });
}

async function checkEach(
  ctx: Ctx,
  target: ImportTarget<unknown>,
  batch: ImportBatch,
  summary: ImportSummary,
): Promise<{ goodCount: number; effects: ImportEffects }> {
  const rows = await readStagedRows(ctx, target, batch.id, summary);
  const effects = await rehearse(ctx, target, rows, { id: batch.id, actor: systemActor });
  await keepProblems(ctx, batch.id, rows);
  return { goodCount: goodOf(rows).length, effects };
}

async function readFileOf(
  ctx: Ctx,
  target: AnyTarget,
  batch: ImportBatch,
  { mapping }: ImportSummary,
): Promise<StagedFile> {
  const stored = found(
    await ctx.db.storedFile.findUnique({ where: { id: batch.fileId ?? '' }, select: { key: true } }),
    'file',
  );
  const caps = await getSetting(ctx, 'import-caps');
  const [reading, staging] = isStaged(target) ? [null, target.staging] : [target.reading ?? null, null];
  const progress = (rows: number) =>
    void ctx.db.importBatch
      .update({ where: { id: batch.id }, data: { doneCount: rows }, select: { id: true } })
      .catch((error: unknown) => ctx.log.warn({ error, batchId: batch.id }, 'the progress could not be noted'));
  return ctx.files.readAt(stored.key, (path) =>
    readInThread(
      {
        ...{ path, databaseUrl: databaseUrlOf(ctx.db), batchId: batch.id, columns: target.columns, caps },
        // What a target reads itself has the target's own columns.
        mapping: reading === null ? mapping : noMapping,
        ...{ reading: reading?.href ?? null, staging: staging?.href ?? null },
      },
      progress,
    ),
  );
}

function summaryOf({ encoding, separator, header, form, sample, format, skipped }: StagedFile): Partial<ImportSummary> {
  const used = new Set(form.places.map(({ index }) => index));
  const ignoredColumns = header.filter((_, index) => !used.has(index));
  return { encoding, separator, header, form, sample, format, skipped, ignoredColumns };
}
