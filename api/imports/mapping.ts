import { z } from 'zod';
import { type DateForm, dateForms, plainDay, plainPeriod } from './days.ts';
import { type DecimalMark, plainNumber } from './numbers.ts';
import type { ImportColumn, ReadCells, RowProblem } from './target.ts';

/**
 * Which column of a file (by its heading) or which fixed value stands for a column of the target, where the headings do not say it by
 * themselves; `null` leaves it empty. Kept with a profile.
 */
export const importMapping = z.object({
  columns: z
    .record(
      z.string().max(60),
      z.union([z.object({ heading: z.string().max(2000) }), z.object({ fixed: z.string().max(200) }), z.null()]),
    )
    .default({}),
  dates: z.enum(dateForms).default('auto'),
  decimal: z.enum(['auto', ',', '.']).default('auto'),
});
export type ImportMapping = z.infer<typeof importMapping>;
export const noMapping: ImportMapping = { columns: {}, dates: 'auto', decimal: 'auto' };

/** From where each column of the target is read, decided once for a file. */
export const fileForm = z.object({
  dates: z.enum(dateForms),
  places: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(['text', 'number', 'date', 'period']),
      /** The place in the file's rows; null when the file does not have it. */
      index: z.int().nullable(),
      fixed: z.string().nullable(),
      mark: z.enum([',', '.']),
    }),
  ),
});
export type FileForm = z.infer<typeof fileForm>;

/** Finds the target's columns in a heading row: as somebody said, else by name or synonym. */
export function placeColumns(
  columns: readonly ImportColumn[],
  header: readonly string[],
  mapping: ImportMapping,
): FileForm {
  const words = header.map(plainWord);
  const places = columns.map(({ key, synonyms, kind = 'text' }) => {
    const said = mapping.columns[key];
    const mark: DecimalMark = mapping.decimal === ',' ? ',' : '.';
    const place = { key, kind, index: null, fixed: null, mark };
    if (said === null) return place;
    if (said !== undefined && 'fixed' in said) return { ...place, fixed: said.fixed };
    const names = said ? [plainWord(said.heading)] : [key, ...synonyms].map(plainWord);
    const index = words.findIndex((word) => names.includes(word));
    return { ...place, index: index < 0 ? null : index };
  });
  return { dates: mapping.dates, places };
}

/** The columns that must be there and are not. */
export function missingColumns(columns: readonly ImportColumn[], form: FileForm): string[] {
  const given = new Set(form.places.filter((one) => one.index !== null || one.fixed).map(({ key }) => key));
  return columns.filter(({ key, isRequired }) => isRequired && !given.has(key)).map(({ key }) => key);
}

/**
 * A row's cells by column key: numbers with a point, days as ISO, periods as year and month. Or what is wrong with them, first: a
 * number that is written otherwise than the rest of its column, a day that is none; the cells that can be read are there all the same.
 */
export function readCells(form: FileForm, cells: readonly string[]): ReadCells {
  const read: Record<string, string> = {};
  let problem: RowProblem | null = null;
  for (const { key, kind, index, fixed, mark } of form.places) {
    const value = index === null ? (fixed ?? '') : (cells[index] ?? '');
    if (kind === 'text' || value === '') {
      read[key] = value;
      continue;
    }
    const plain = kind === 'number' ? plainNumber(value, mark) : plainTime(kind, value, form.dates);
    if (plain === null) problem ??= { code: badOf[kind], values: { column: key, value } };
    else if (plain === 'mixed') problem ??= { code: 'import.mixed-marks', values: { column: key, value, mark } };
    read[key] = plain === null || plain === 'mixed' ? '' : plain;
  }
  return problem ? { problem, cells: read } : { cells: read };
}

const badOf = { number: 'import.bad-number', date: 'import.bad-date', period: 'import.bad-period' } as const;

function plainTime(kind: 'date' | 'period', value: string, form: DateForm): string | null {
  return kind === 'date' ? plainDay(value, form) : plainPeriod(value, form);
}

function plainWord(word: string): string {
  return word
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
}
