import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { getSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { databaseUrlOf } from '#api/core/db.ts';
import { AppError, found } from '#api/core/errors.ts';
import type { ImportBatch } from '#prisma/generated/client.ts';
import { type ImportSummary, importSummary } from './imports.ts';
import { missingColumns, noMapping, placeColumns } from './mapping.ts';
import { readInThread } from './reading/read-in-thread.ts';
import type { StagedFile } from './reading/stage-file.ts';
import { goodOf, readStagedRows, rehearse } from './row-reading.ts';
import { keepProblems, keepRows } from './staged-rows.ts';
import type { AnyTarget, ImportEffects, ImportTarget } from './target.ts';
import { isStaged } from './target.ts';

type Read = StagedFile & Pick<ImportSummary, 'format' | 'skipped'>;

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

async function readFileOf(ctx: Ctx, target: AnyTarget, batch: ImportBatch, before: ImportSummary): Promise<Read> {
  const stored = found(
    await ctx.db.storedFile.findUnique({ where: { id: batch.fileId ?? '' }, select: { key: true } }),
    'file',
  );
  const { stream } = await ctx.files.open(stored.key);
  if (!isStaged(target) && target.readFile) return keepRead(ctx, target, batch.id, await buffer(stream));
  const folder = await mkdtemp(join(tmpdir(), 'domovoy-import-'));
  try {
    const path = join(folder, 'file');
    await pipeline(stream, createWriteStream(path));
    const progress = (rows: number) =>
      void ctx.db.importBatch
        .update({ where: { id: batch.id }, data: { doneCount: rows }, select: { id: true } })
        .catch((error: unknown) => ctx.log.warn({ error, batchId: batch.id }, 'the progress could not be noted'));
    const job = {
      ...{ path, databaseUrl: databaseUrlOf(ctx.db), batchId: batch.id, mapping: before.mapping },
      ...{ columns: target.columns, caps: await getSetting(ctx, 'import-caps') },
      module: isStaged(target) ? target.staging.href : null,
    };
    return await readInThread(job, progress);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A bank's register, which its target reads itself. */
async function keepRead(ctx: Ctx, target: ImportTarget<unknown>, batchId: string, bytes: Uint8Array): Promise<Read> {
  const file = found(await target.readFile?.(bytes), 'file');
  const { rows, ...about } = file;
  const form = placeColumns(target.columns, file.header, noMapping);
  await keepRows(ctx, batchId, rows);
  const missing = missingColumns(target.columns, form);
  return { ...about, form, missing, sample: rows.slice(0, 5).map(({ cells }) => cells), rowCount: rows.length };
}

function summaryOf({ encoding, separator, header, form, sample, format, skipped }: Read): Partial<ImportSummary> {
  const used = new Set(form.places.map(({ index }) => index));
  const ignoredColumns = header.filter((_, index) => !used.has(index));
  return { encoding, separator, header, form, sample, format, skipped, ignoredColumns };
}
