import { getCompany } from '#api/company/company.ts';
import type { Actor } from '#api/core/actor.ts';
import { actorId, hasRole } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import type { ImportInfo } from './imports.ts';
import { getImport } from './imports.ts';
import { importCaps, readCsv } from './read-csv.ts';
import { ownTargets, type Targets, targetNamed } from './registry.ts';
import type { GoodRow, ImportEffects, ImportTarget, ReadFile, RowProblem } from './target.ts';
import { cellsByKey, mapColumns } from './target.ts';

export type CheckFileInput = { target: string; fileName: string; bytes: Uint8Array };

/** One row of the file, read: what it means, or why it is refused. */
export type ReadRow = { line: number; cells: string[]; row?: unknown; problem?: RowProblem };

/**
 * A dry run: reads the file, keeps it and its rows, says what each refused row lacks and what applying would do, and changes
 * nothing else. Refuses `import.unknown-target`, `import.missing-columns` { columns } and what `readCsv` refuses.
 * Who may is the target's to say; managers always.
 */
export async function checkFile(
  ctx: Ctx,
  actor: Actor,
  input: CheckFileInput,
  targets: Targets = ownTargets,
): Promise<ImportInfo> {
  const target = targetNamed(input.target, targets);
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager', ...target.mayImport));
  const file = await (target.readFile?.(input.bytes) ?? readCsv(input.bytes));
  const columns = mapColumns(target, file.header);
  const missing = target.columns.filter(({ key, isRequired }) => isRequired && (columns.get(key) ?? -1) < 0);
  if (missing.length > 0) throw new AppError('import.missing-columns', { columns: missing.map(({ key }) => key) });
  const rows = await readRows(ctx, target, file.header, file.rows);
  const batchId = newId(ctx.now());
  const effects = await rehearse(ctx, actor, target, rows, batchId);
  const stored = await ctx.files.put(input.bytes);
  await inTransaction(ctx, async (tx) => {
    const fileId = await keepFile(tx, stored, input.fileName);
    await keepBatch(
      tx,
      actor,
      { batchId, fileId, target: target.name, fileName: input.fileName, sha256: stored.sha256 },
      file,
      rows,
      {
        encoding: file.encoding,
        separator: file.separator,
        header: file.header,
        ignoredColumns: file.header.filter((_, index) => ![...columns.values()].includes(index)),
        effects,
        format: file.format,
        skipped: file.skipped,
      },
    );
    await keepRows(tx, batchId, rows);
  });
  return getImport(ctx, actor, batchId);
}

/** Reads rows as their target does, first each alone, then together and against the database. */
export async function readRows(
  ctx: Ctx,
  target: ImportTarget<unknown>,
  header: readonly string[],
  rows: readonly { line: number; cells: string[] }[],
): Promise<ReadRow[]> {
  const company = await getCompany(ctx);
  const columns = mapColumns(target, header);
  const read = rows.map(({ line, cells }): ReadRow => {
    const misfit = misfitOf(header, cells);
    if (misfit) return { line, cells, problem: misfit };
    return { line, cells, ...target.readRow(cellsByKey(columns, cells), company) };
  });
  const problems = await target.check(ctx, goodOf(read));
  return read.map((row) => ({ ...row, problem: row.problem ?? problems.get(row.line) }));
}

/** The rows nothing is wrong with. */
export function goodOf(rows: readonly ReadRow[]): GoodRow<unknown>[] {
  return rows.flatMap(({ line, row, problem }) => (problem === undefined ? [{ line, row }] : []));
}

class Rehearsed extends Error {
  readonly effects: ImportEffects;
  constructor(effects: ImportEffects) {
    super('rehearsed');
    this.effects = effects;
  }
}

/** What applying would do, found out by doing it and taking it back. */
async function rehearse(
  ctx: Ctx,
  actor: Actor,
  target: ImportTarget<unknown>,
  rows: readonly ReadRow[],
  batchId: string,
): Promise<ImportEffects> {
  try {
    await inTransaction(ctx, async (tx) => {
      // What is applied names its import, so there must be one.
      await tx.db.importBatch.create({
        data: {
          ...{ id: batchId, target: target.name, state: 'checking', fileName: '', sha256: '', summary: {} },
          ...{ rowCount: 0, goodCount: 0, badCount: 0, createdAt: tx.now() },
        },
        select: { id: true },
      });
      throw new Rehearsed(await target.apply(tx, goodOf(rows), { id: batchId, actor }));
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error.effects;
    throw error;
  }
  throw new Error('a rehearsal was not taken back');
}

function misfitOf(header: readonly string[], cells: readonly string[]): RowProblem | null {
  const extra = cells.slice(header.length).some((cell) => cell !== '');
  if (extra) return { code: 'import.too-many-cells', values: { expected: header.length, found: cells.length } };
  const long = cells.findIndex((cell) => cell.length > importCaps.cell);
  if (long < 0) return null;
  return { code: 'import.too-long', values: { column: header[long] ?? '', limit: importCaps.cell } };
}

async function keepFile(
  tx: TxCtx,
  stored: { key: string; sha256: string; sizeBytes: number },
  name: string,
): Promise<string> {
  const file = { ...stored, id: newId(tx.now()), mime: 'text/csv', name, createdAt: tx.now() };
  await tx.db.storedFile.createMany({ data: [file], skipDuplicates: true });
  return (await tx.db.storedFile.findUniqueOrThrow({ where: { key: stored.key }, select: { id: true } })).id;
}

type Batch = { batchId: string; fileId: string; target: string; fileName: string; sha256: string };

async function keepBatch(
  tx: TxCtx,
  actor: Actor,
  { batchId, ...batch }: Batch,
  file: ReadFile,
  rows: readonly ReadRow[],
  summary: object,
): Promise<void> {
  const goodCount = goodOf(rows).length;
  await tx.db.importBatch.create({
    data: {
      ...batch,
      id: batchId,
      state: 'checked',
      rowCount: file.rows.length,
      goodCount,
      badCount: file.rows.length - goodCount,
      summary,
      createdById: actor.kind === 'staff' ? actorId(actor) : null,
      createdAt: tx.now(),
    },
    select: { id: true },
  });
}

const rowsAtATime = 5_000;

async function keepRows(tx: TxCtx, batchId: string, rows: readonly ReadRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtATime) {
    const part = rows.slice(start, start + rowsAtATime).map(({ line, cells, problem }) => ({
      ...{ line, cells, error: problem?.code ?? null, values: problem?.values ?? null },
    }));
    await tx.db.$executeRaw`
      insert into import_row (batch_id, line, cells, error, "values")
      select ${batchId}::uuid, r.line, r.cells, r.error, r."values"
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r(line int, cells jsonb, error text, "values" jsonb)`;
  }
}
