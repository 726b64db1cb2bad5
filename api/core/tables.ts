import { stringify } from 'csv-stringify/sync';
import { majorText } from '#locales/format.ts';
import type { Locale } from '#locales/translate.ts';
import { AppError } from './errors.ts';
import { startThread } from './thread.ts';
import type { Sheet, WorkbookCell } from './workbook-thread.ts';

/** A cell: words, a day or a count as text, or a sum. */
export type Cell = string | null | { minor: bigint; currency: string };

/** A table of any length: its rows come in handfuls, as they are read. */
export type Table = { name: string; head: readonly string[]; rows: AsyncIterable<readonly (readonly Cell[])[]> };

export const tableFormats = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** A workbook is made as a whole; longer tables are for CSV. */
export const mostWorkbookRows = 50_000;

export type TableFile = { fileName: string; mime: string; bytes: Uint8Array | AsyncIterable<string> };

/**
 * A table as a file that a table program opens. CSV comes piece by piece, with a byte order mark, semicolons and the decimal mark of the
 * language; a workbook has real numbers and is made in a thread of its own. No cell begins a formula. Refuses
 * `export.too-long` { most } for a workbook.
 */
export async function tableFile(table: Table, format: TableFormat, locale: Locale): Promise<TableFile> {
  if (format === 'csv') {
    return { fileName: `${table.name}.csv`, mime: 'text/csv; charset=utf-8', bytes: csvPieces(table, locale) };
  }
  const rows: WorkbookCell[][] = [];
  for await (const some of table.rows) {
    rows.push(...some.map((row) => row.map(workbookCell)));
    if (rows.length > mostWorkbookRows) throw new AppError('export.too-long', { most: mostWorkbookRows });
  }
  const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { fileName: `${table.name}.xlsx`, mime, bytes: await writeWorkbook({ head: table.head, rows }) };
}

/**
 * A cell no table program will run: what begins like a formula gets an apostrophe, unless it is a plain number.
 * See https://owasp.org/www-community/attacks/CSV_Injection
 */
export function guardCell(cell: string): string {
  if (!/^[=+\-@\t\r]/.test(cell)) return cell;
  return /^[+-]?\d[\d\s.,]*$/.test(cell) ? cell : `'${cell}`;
}

async function* csvPieces({ head, rows }: Table, locale: Locale): AsyncIterable<string> {
  const lay = { delimiter: ';', record_delimiter: 'windows' } as const;
  const said = (cell: Cell) => {
    if (cell === null || typeof cell === 'string') return guardCell(cell ?? '');
    const text = majorText(cell.minor, cell.currency);
    return locale === 'ru' ? text.replace('.', ',') : text;
  };
  yield stringify([head.map(guardCell)], { ...lay, bom: true });
  for await (const some of rows)
    yield stringify(
      some.map((row) => row.map(said)),
      lay,
    );
}

/** Workbooks know words from formulas by their kind, but a table is often saved as CSV afterwards. */
function workbookCell(cell: Cell): WorkbookCell {
  if (cell === null) return null;
  return typeof cell === 'string' ? guardCell(cell) : Number(majorText(cell.minor, cell.currency));
}

async function writeWorkbook(sheet: Sheet): Promise<Uint8Array> {
  const thread = startThread(new URL('./workbook-thread.ts', import.meta.url), { megabytes: 512 });
  try {
    return await new Promise((done, failed) => {
      thread.once('message', (said: Uint8Array | { error: string }) =>
        said instanceof Uint8Array ? done(said) : failed(new Error(said.error)),
      );
      thread.once('error', failed);
      thread.once('exit', (code) => failed(new Error(`the thread of workbooks ended with ${code}`)));
      thread.postMessage(sheet);
    });
  } finally {
    await thread.terminate();
  }
}
