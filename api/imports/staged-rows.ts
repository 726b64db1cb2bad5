import type { Ctx } from '#api/core/ctx.ts';
import { inParts } from './in-parts.ts';
import type { ReadRow } from './row-reading.ts';

/** Keeps the rows of a file that its target has read itself. */
export async function keepRows(
  ctx: Ctx,
  batchId: string,
  rows: readonly { line: number; cells: readonly string[] }[],
): Promise<void> {
  await inParts(rows, async (part) => {
    await ctx.db.$executeRaw`
      insert into import_row (batch_id, line, cells)
      select ${batchId}::uuid, r.line, r.cells
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r(line int, cells jsonb)`;
  });
}

/** Marks the refused rows with their reasons; says how many there are. */
export async function keepProblems(ctx: Ctx, batchId: string, rows: readonly ReadRow[]): Promise<number> {
  const refused = rows.flatMap(({ line, problem }) => (problem ? [{ line, ...problem }] : []));
  await inParts(refused, async (part) => {
    await ctx.db.$executeRaw`
      update import_row i set error = r.code, "values" = r."values"
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r(line int, code text, "values" jsonb)
      where i.batch_id = ${batchId}::uuid and i.line = r.line`;
  });
  return refused.length;
}
