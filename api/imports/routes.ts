import { z } from 'zod';
import { hasRole } from '#api/core/actor.ts';
import { importTargets } from '#api/flows/import-targets.ts';
import { endpoint } from '#api/http/endpoint.ts';
import { byId, moment, pageOf, paging } from '#api/http/wire.ts';
import { hasWords, type Locale, translator } from '#locales/translate.ts';
import { askToApply } from './apply-import.ts';
import { errorFile } from './error-file.ts';
import { getImport, type ImportInfo, importStates, listImports } from './imports.ts';
import { listProfiles, mapImport, mapImportInput } from './map-import.ts';
import { fileForm, importMapping } from './mapping.ts';
import { receiveFile } from './receive-file.ts';
import { type AnyTarget, isStaged } from './target.ts';
import { undoImport } from './undo-import.ts';

const tag = 'Imports';
const importers = ['manager', 'accountant'] as const;

const batch = z.object({
  id: z.uuid(),
  target: z.string(),
  state: z.enum(importStates),
  fileName: z.string(),
  /** How many rows the work in hand has come to. */
  doneCount: z.int(),
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
  undoneAt: moment.nullable(),
});
const importRow = batch.openapi('ImportRow');
const importSheet = batch
  .extend({
    /** Why the work stopped, in the caller's language. */
    failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
    mapping: importMapping,
    form: fileForm.nullable(),
    /** The first rows of the file. */
    sample: z.array(z.array(z.string())),
    /** The first hundred refused rows, each with its reason in the caller's language. */
    problems: z.array(z.object({ line: z.int(), code: z.string(), detail: z.string() })),
  })
  .openapi('Import');
const importTarget = z
  .object({
    name: z.string(),
    columns: z.array(z.object({ key: z.string(), isRequired: z.boolean(), kind: z.string() })),
    canUndo: z.boolean(),
    /** Its files say by themselves what they are: nobody maps their columns. */
    isRegister: z.boolean(),
  })
  .openapi('ImportTarget');
const importProfile = z
  .object({ id: z.uuid(), target: z.string(), name: z.string(), mapping: importMapping })
  .openapi('ImportProfile');

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
    method: 'get',
    path: '/import-targets',
    summary: 'What the caller may import, with its columns',
    tag,
    access: importers,
    answer: z.object({ items: z.array(importTarget) }),
    handle: async ({ actor }) => ({
      items: importTargets.filter(({ mayImport }) => hasRole(actor, 'manager', ...mayImport)).map(presentTarget),
    }),
  }),
  endpoint({
    method: 'get',
    path: '/import-profiles',
    summary: 'Kept mappings of a target',
    tag,
    access: importers,
    query: z.object({ target: z.string().max(40) }),
    answer: z.object({ items: z.array(importProfile) }),
    handle: async ({ ctx, actor, query }) => ({ items: await listProfiles(ctx, actor, query.target) }),
  }),
  endpoint({
    method: 'post',
    path: '/imports',
    summary: 'Send a file: it is read by the worker, and nothing changes yet',
    tag,
    access: importers,
    query: z.object({
      target: z.string().max(40),
      fileName: z.string().trim().min(1).max(200),
      profileId: z.uuid().optional(),
    }),
    body: 'stream',
    answer: importSheet,
    refusals: ['import.unknown-target', 'import.empty', 'import.too-big', 'import-profile.not-found'],
    handle: async ({ ctx, actor, query, body, locale }) =>
      withWords(await receiveFile(ctx, actor, { ...query, content: body }, importTargets), locale),
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
    path: '/imports/{id}/mapping',
    summary: 'Say which column is which, and have the file read anew',
    tag,
    access: importers,
    params: byId,
    body: mapImportInput,
    answer: importSheet,
    refusals: ['import.not-found', 'import.already-applied'],
    handle: async ({ ctx, actor, params, body, locale }) =>
      withWords(await mapImport(ctx, actor, params.id, body, importTargets), locale),
  }),
  endpoint({
    method: 'post',
    path: '/imports/{id}/apply',
    summary: 'Have the good rows applied by the worker, all or nothing, once',
    tag,
    access: importers,
    params: byId,
    answer: importSheet,
    refusals: ['import.not-found', 'import.already-applied', 'import.not-checked'],
    handle: async ({ ctx, actor, params, locale }) =>
      withWords(await askToApply(ctx, actor, params.id, importTargets), locale),
  }),
  endpoint({
    method: 'post',
    path: '/imports/{id}/undo',
    summary: 'Take an applied file back, all of it or nothing',
    tag,
    access: importers,
    params: byId,
    answer: importSheet,
    refusals: [
      ...['import.not-found', 'import.not-applied', 'import.no-undo', 'import.later-balances', 'import.refunded'],
      ...['import.bills-replaced', 'import.bills-disputed', 'import.bills-being-paid'],
    ],
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
  const failure = info.failure && { code: info.failure.code, detail: wordsOf(info.failure, locale) };
  const problems = info.problems.map((problem) => ({
    line: problem.line,
    code: problem.code,
    detail: wordsOf(problem, locale),
  }));
  return { ...info, failure, problems };
}

function wordsOf({ code, values }: { code: string; values: Record<string, unknown> }, locale: Locale): string {
  const key = `errors.${code}`;
  return hasWords(locale, key) ? translator(locale)(key, values) : code;
}

function presentTarget(target: AnyTarget) {
  return {
    name: target.name,
    columns: target.columns.map(({ key, isRequired, kind = 'text' }) => ({ key, isRequired, kind })),
    canUndo: target.undo !== undefined,
    isRegister: !isStaged(target) && target.reading !== undefined,
  };
}
