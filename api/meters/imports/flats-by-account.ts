import type { Ctx } from '#api/core/ctx.ts';
import type { RowProblem } from '#api/imports/target.ts';

/** The flats of the accounts that a file names; two payees may use one number, but hardly for two flats. */
export async function flatsByAccount(ctx: Ctx, numbers: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await ctx.db.$queryRaw<{ number: string; unitIds: string[] }[]>`
    select number, array_agg(distinct unit_id)::text[] as "unitIds" from account
    where number = any(${[...new Set(numbers)]}) group by number`;
  return new Map(rows.map(({ number, unitIds }) => [number, unitIds]));
}

/** The flat a row means, or why it means none. */
export function flatOf(found: Map<string, string[]>, number: string): { unitId: string } | { problem: RowProblem } {
  const [unitId, ...others] = found.get(number) ?? [];
  if (!unitId) return { problem: { code: 'import.account-unknown', values: { number } } };
  if (others.length > 0) return { problem: { code: 'import.account-of-several', values: { number } } };
  return { unitId };
}
