import { z } from 'zod';
import type { Page } from '#api/company/page.ts';
import { readCursor, toPage } from '#api/company/page.ts';
import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { found, mustBeAllowed } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import type { ImportBatch } from '#prisma/generated/client.ts';

export type ImportState = 'checked' | 'applied' | 'failed' | 'undone';

/** A file that was read, and what became of it. */
export type ImportInfo = {
  id: string;
  target: string;
  state: ImportState;
  fileName: string;
  rowCount: number;
  goodCount: number;
  badCount: number;
  encoding: string;
  separator: string;
  header: string[];
  /** Columns of the file nobody reads. */
  ignoredColumns: string[];
  /** What applying would add and change; after applying, what it did. */
  effects: Record<string, number>;
  /** What a bank's file is called, and what in it was none of ours: counts by name. */
  format?: string | undefined;
  skipped?: Record<string, number> | undefined;
  /** The first hundred refused rows; the error file has all. */
  problems: { line: number; code: string; values: Record<string, unknown> }[];
  createdById: string | null;
  createdAt: Instant;
  appliedAt: Instant | null;
};

export const importSummary = z.object({
  encoding: z.string(),
  separator: z.string(),
  header: z.array(z.string()),
  ignoredColumns: z.array(z.string()),
  effects: z.record(z.string(), z.number()),
  format: z.string().optional(),
  skipped: z.record(z.string(), z.number()).optional(),
});

const problemsShown = 100;

/** One import with its first problems. Managers and accountants. Refuses `import.not-found`. */
export async function getImport(ctx: Ctx, actor: Actor, batchId: string): Promise<ImportInfo> {
  mustBeAllowed(maySee(actor));
  const batch = found(
    await ctx.db.importBatch.findUnique({
      where: { id: batchId },
      include: { rows: { where: { error: { not: null } }, orderBy: { line: 'asc' }, take: problemsShown } },
    }),
    'import',
  );
  const problems = batch.rows.map((row) => ({
    line: row.line,
    code: row.error ?? '',
    values: z.record(z.string(), z.unknown()).parse(row.values ?? {}),
  }));
  return { ...present(batch), problems };
}

/** Imports, newest first, without their problems. Managers and accountants. */
export async function listImports(
  ctx: Ctx,
  actor: Actor,
  input: { target?: string; after?: string | null; limit?: number } = {},
): Promise<Page<Omit<ImportInfo, 'problems'>>> {
  mustBeAllowed(maySee(actor));
  const limit = input.limit ?? 50;
  const id = readCursor(input.after, 1)?.[0];
  const rows = await ctx.db.importBatch.findMany({
    where: { target: input.target, ...(id === undefined ? {} : { id: { lt: String(id) } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  return toPage(rows, limit, (row) => [row.id], present);
}

function maySee(actor: Actor): boolean {
  return actor.kind === 'system' || hasRole(actor, 'manager', 'accountant');
}

function present(row: ImportBatch): Omit<ImportInfo, 'problems'> {
  return {
    id: row.id,
    target: row.target,
    state: row.state === 'applied' || row.state === 'failed' || row.state === 'undone' ? row.state : 'checked',
    fileName: row.fileName,
    rowCount: row.rowCount,
    goodCount: row.goodCount,
    badCount: row.badCount,
    ...importSummary.parse(row.summary),
    createdById: row.createdById,
    createdAt: row.createdAt,
    appliedAt: row.appliedAt,
  };
}
