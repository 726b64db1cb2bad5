import { z } from 'zod';
import { cell, type Page, readCursor, toPage } from '#api/company/page.ts';
import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { found, mustBeAllowed } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import type { ImportBatch } from '#prisma/generated/client.ts';
import { fileForm, importMapping, noMapping } from './mapping.ts';

/**
 * `received` and `applying` wait for the worker or are in its hands; `checked` has been read and changes nothing yet; `failed` could
 * not be read, and can be read again with other columns.
 */
export const importStates = ['received', 'checking', 'checked', 'applying', 'applied', 'failed', 'undone'] as const;
export type ImportState = (typeof importStates)[number];

/** What is known of a file beside its rows. */
export const importSummary = z.object({
  encoding: z.string().default(''),
  separator: z.string().default(''),
  header: z.array(z.string()).default([]),
  ignoredColumns: z.array(z.string()).default([]),
  effects: z.record(z.string(), z.number()).default({}),
  format: z.string().optional(),
  skipped: z.record(z.string(), z.number()).optional(),
  mapping: importMapping.default(noMapping),
  form: fileForm.nullable().default(null),
  sample: z.array(z.array(z.string())).default([]),
  failureValues: z.record(z.string(), z.unknown()).default({}),
  /** Who asked to apply it. */
  askedById: z.uuid().nullable().default(null),
});
export type ImportSummary = z.infer<typeof importSummary>;

/** A file that was sent, and what became of it. */
export type ImportInfo = Omit<ImportSummary, 'failureValues' | 'askedById'> & {
  id: string;
  target: string;
  state: ImportState;
  fileName: string;
  /** How many rows the work in hand has come to. */
  doneCount: number;
  /** Why the work stopped. */
  failure: { code: string; values: Record<string, unknown> } | null;
  rowCount: number;
  goodCount: number;
  badCount: number;
  /** The first hundred refused rows; the error file has all. */
  problems: { line: number; code: string; values: Record<string, unknown> }[];
  createdById: string | null;
  createdAt: Instant;
  appliedAt: Instant | null;
  undoneAt: Instant | null;
};

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
  const id = readCursor(input.after, [cell.id])?.[0];
  const rows = await ctx.db.importBatch.findMany({
    where: { target: input.target, ...(id === undefined ? {} : { id: { lt: String(id) } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  return toPage(rows, limit, (row) => [row.id], present);
}

export function maySee(actor: Actor): boolean {
  return actor.kind === 'system' || hasRole(actor, 'manager', 'accountant');
}

function present(row: ImportBatch): Omit<ImportInfo, 'problems'> {
  const { failureValues, askedById: _, ...summary } = importSummary.parse(row.summary);
  return {
    id: row.id,
    target: row.target,
    state: z.enum(importStates).parse(row.state),
    fileName: row.fileName,
    doneCount: row.doneCount,
    failure: row.failure === null ? null : { code: row.failure, values: failureValues },
    rowCount: row.rowCount,
    goodCount: row.goodCount,
    badCount: row.badCount,
    ...summary,
    createdById: row.createdById,
    createdAt: row.createdAt,
    appliedAt: row.appliedAt,
    undoneAt: row.undoneAt,
  };
}
