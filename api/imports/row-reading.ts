import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import { getCompany } from '#api/company/company.ts';
import { getSetting } from '#api/company/settings.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import type { ImportSummary } from './imports.ts';
import { noMapping, placeColumns, readCells } from './mapping.ts';
import { misfitOf } from './reading/misfit.ts';
import type { ApplyingBatch, GoodRow, ImportEffects, ImportTarget, RowProblem } from './target.ts';

/** One row of the file, read: what it means, or why it is refused. */
export type ReadRow = { line: number; row?: unknown; problem?: RowProblem };

/** How many rows are read before others have their turn. */
const rowsAtATime = 500;

/** Reads the waiting rows of a file as their target does, first each alone, then together and against the database. */
export async function readStagedRows(
  ctx: Ctx,
  target: ImportTarget<unknown>,
  batchId: string,
  { header, form }: Pick<ImportSummary, 'header' | 'form'>,
): Promise<ReadRow[]> {
  const company = await getCompany(ctx);
  const caps = await getSetting(ctx, 'import-caps');
  const places = form ?? placeColumns(target.columns, header, noMapping);
  const rows: ReadRow[] = [];
  for (let after = 0; ; ) {
    const part = await ctx.db.importRow.findMany({
      where: { batchId, error: null, line: { gt: after } },
      orderBy: { line: 'asc' },
      take: rowsAtATime,
      select: { line: true, cells: true },
    });
    for (const { line, cells } of part) {
      const given = z.array(z.string()).parse(cells);
      const misfit = misfitOf(header, given, caps);
      const read = misfit ? { problem: misfit } : readCells(places, given);
      rows.push({ line, ...('problem' in read ? { problem: read.problem } : target.readRow(read.cells, company)) });
    }
    const last = part.at(-1);
    if (!last) break;
    after = last.line;
    await breathe();
  }
  const problems = await target.check(ctx, goodOf(rows));
  return rows.map((row) => {
    const problem = row.problem ?? problems.get(row.line);
    return problem ? { ...row, problem } : row;
  });
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
export async function rehearse(
  ctx: Ctx,
  target: ImportTarget<unknown>,
  rows: readonly ReadRow[],
  batch: ApplyingBatch,
): Promise<ImportEffects> {
  try {
    await inTransaction(
      ctx,
      async (tx) => {
        throw new Rehearsed(await target.apply(tx, goodOf(rows), batch));
      },
      { seconds: 900 },
    );
  } catch (error) {
    if (error instanceof Rehearsed) return error.effects;
    throw error;
  }
  throw new Error('a rehearsal was not taken back');
}
