import { z } from 'zod';
import { importTargets } from '#api/flows/import-targets.ts';
import { endpoint } from '#api/http/endpoint.ts';
import { byId, moment, pageOf, paging } from '#api/http/wire.ts';
import { hasWords, type Locale, translator } from '#locales/translate.ts';
import { applyImport } from './apply-import.ts';
import { checkFile } from './check-file.ts';
import { errorFile } from './error-file.ts';
import { getImport, type ImportInfo, listImports } from './imports.ts';
import { undoImport } from './undo-import.ts';

const tag = 'Imports';
const importers = ['manager', 'accountant'] as const;

const batch = z.object({
  id: z.uuid(),
  target: z.string(),
  state: z.enum(['checked', 'applied', 'failed', 'undone']),
  fileName: z.string(),
  rowCount: z.int(),
  goodCount: z.int(),
  badCount: z.int(),
  encoding: z.string(),
  separator: z.string(),
  header: z.array(z.string()),
  ignoredColumns: z.array(z.string()),
  effects: z.record(z.string(), z.int()),
  /** What a bank's file is called, and what in it was none of ours: counts by name. */
  format: z.string().optional(),
  skipped: z.record(z.string(), z.int()).optional(),
  createdAt: moment,
  appliedAt: moment.nullable(),
});
const importRow = batch.openapi('ImportRow');
const importSheet = batch
  .extend({
    /** The first hundred refused rows, each with its reason in the caller's language. */
    problems: z.array(z.object({ line: z.int(), code: z.string(), detail: z.string() })),
  })
  .openapi('Import');

export const importRoutes = [
  endpoint({
    method: 'get',
    path: '/imports',
    summary: 'Files that were read, newest first',
    tag,
    access: importers,
    query: z.object({ target: z.string().max(40).optional(), ...paging }),
    answer: pageOf(importRow),
    refusals: ['page.bad-cursor'],
    handle: ({ ctx, actor, query }) => listImports(ctx, actor, query),
  }),
  endpoint({
    method: 'post',
    path: '/imports',
    summary: 'Read a file without changing anything: a dry run',
    tag,
    access: importers,
    query: z.object({ target: z.string().max(40), fileName: z.string().trim().min(1).max(200) }),
    body: 'file',
    answer: importSheet,
    refusals: [
      ...['import.unknown-target', 'import.empty', 'import.not-csv', 'import.bad-csv', 'import.too-big'],
      ...['import.too-many-rows', 'import.missing-columns', 'company.not-set-up', 'register.unknown-format'],
      ...['register.totals-missing', 'register.totals-disagree', 'register.broken'],
    ],
    handle: async ({ ctx, actor, query, body, locale }) =>
      withWords(await checkFile(ctx, actor, { ...query, bytes: body }, importTargets), locale),
  }),
  endpoint({
    method: 'get',
    path: '/imports/{id}',
    summary: 'One file with its first problems',
    tag,
    access: importers,
    params: byId,
    answer: importSheet,
    refusals: ['import.not-found'],
    handle: async ({ ctx, actor, params, locale }) => withWords(await getImport(ctx, actor, params.id), locale),
  }),
  endpoint({
    method: 'post',
    path: '/imports/{id}/apply',
    summary: 'Apply the good rows, all or nothing, once',
    tag,
    access: importers,
    params: byId,
    answer: importSheet,
    refusals: ['import.not-found', 'import.already-applied'],
    handle: async ({ ctx, actor, params, locale }) =>
      withWords(await applyImport(ctx, actor, params.id, importTargets), locale),
  }),
  endpoint({
    method: 'post',
    path: '/imports/{id}/undo',
    summary: 'Take an applied file back, all of it or nothing',
    tag,
    access: importers,
    params: byId,
    answer: importSheet,
    refusals: ['import.not-found', 'import.not-applied', 'import.no-undo', 'import.later-balances', 'import.refunded'],
    handle: async ({ ctx, actor, params, locale }) =>
      withWords(await undoImport(ctx, actor, params.id, importTargets), locale),
  }),
  endpoint({
    method: 'get',
    path: '/imports/{id}/errors',
    summary: 'The refused rows as a file, each with its reason',
    tag,
    access: importers,
    params: byId,
    answer: 'file',
    refusals: ['import.not-found'],
    handle: ({ ctx, actor, params }) => errorFile(ctx, actor, params.id),
  }),
];

function withWords(info: ImportInfo, locale: Locale) {
  const problems = info.problems.map(({ line, code, values }) => {
    const key = `errors.${code}`;
    return { line, code, detail: hasWords(locale, key) ? translator(locale)(key, values) : code };
  });
  return { ...info, problems };
}
