import type { Ctx } from '#api/core/ctx.ts';
import { inParts } from './in-parts.ts';
import type { ReadRow } from './row-reading.ts';

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
