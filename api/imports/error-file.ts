import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { guardCell } from '#api/core/tables.ts';
import type { Locale } from '#locales/translate.ts';
import { hasWords, nearestLocale, translator } from '#locales/translate.ts';
import { getImport } from './imports.ts';

export type ErrorFile = { fileName: string; mime: 'text/csv; charset=utf-8'; bytes: Uint8Array };

/**
 * The refused rows as they came, each with its reason in the language of the colleague who asks, ready to be corrected and
 * sent again (the reader skips the column `reason`). With a byte order mark and the file's own separator, so that a
 * table program opens it. Refuses `import.not-found`.
 */
export async function errorFile(ctx: Ctx, actor: Actor, batchId: string): Promise<ErrorFile> {
  const batch = await getImport(ctx, actor, batchId);
  const locale = await localeOf(ctx, actor);
  const rows = await ctx.db.importRow.findMany({
    where: { batchId, error: { not: null } },
    orderBy: { line: 'asc' },
    select: { cells: true, error: true, values: true },
  });
  const lines = rows.map((row) => {
    const cells = z.array(z.string()).parse(row.cells);
    const padded = batch.header.map((_, index) => cells[index] ?? '');
    return [...padded, reason(locale, row.error ?? '', z.record(z.string(), z.unknown()).parse(row.values ?? {}))];
  });
  const table = [[...batch.header, 'reason'], ...lines].map((line) => line.map(guardCell));
  const text = stringify(table, { delimiter: batch.separator, bom: true, record_delimiter: 'windows' });
  const fileName = `${batch.fileName.replace(/\.[^.]*$/, '')}-errors.csv`;
  return { fileName, mime: 'text/csv; charset=utf-8', bytes: new TextEncoder().encode(text) };
}

function reason(locale: Locale, code: string, values: Record<string, unknown>): string {
  const key = `errors.${code}`;
  return hasWords(locale, key) ? translator(locale)(key, values) : code;
}

async function localeOf(ctx: Ctx, actor: Actor): Promise<Locale> {
  if (actor.kind === 'staff') {
    const staff = await ctx.db.staffMember.findUnique({ where: { id: actor.staffId }, select: { locale: true } });
    return nearestLocale(staff?.locale);
  }
  const company = await ctx.db.company.findFirst({ select: { locale: true } });
  return nearestLocale(company?.locale);
}
