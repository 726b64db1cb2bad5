import { type CellValue, readSheet } from 'read-excel-file/node';
import { AppError } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import type { ImportCaps } from './caps.ts';
import type { Table, TableRow } from './table.ts';
import { inspectZip } from './zip.ts';

/**
 * The first sheet of an XLSX. It is inspected before the library may unfold it: an archive that grows too much, columns and rows far
 * away. Refuses what `inspectZip` refuses, `import.not-csv` for an archive that is no workbook, `import.too-many-columns` { limit },
 * `import.too-many-rows` { limit } and `import.broken-workbook`.
 */
export async function readWorkbook(bytes: Buffer, caps: ImportCaps): Promise<Table> {
  let isWorkbook = false;
  inspectZip(bytes, caps, (name, content) => {
    if (name === 'xl/workbook.xml') isWorkbook = true;
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(name)) inspectSheet(content.toString('latin1'), caps);
  });
  if (!isWorkbook) throw new AppError('import.not-csv');
  return { encoding: 'xlsx', separator: ';', rows: rowsOf(bytes) };
}

function inspectSheet(xml: string, caps: ImportCaps): void {
  for (const [, letters = '', row = ''] of xml.matchAll(/\sr="([A-Z]{1,9})(\d{1,12})"/g)) {
    if (columnNumber(letters) > caps.columns) throw new AppError('import.too-many-columns', { limit: caps.columns });
    // Headings stand above the rows, perhaps with a few empty lines.
    if (Number(row) > caps.rows + 1000) throw new AppError('import.too-many-rows', { limit: caps.rows });
  }
}

/** `A` is 1, `Z` 26, `AA` 27. */
function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

async function* rowsOf(bytes: Buffer): AsyncGenerator<TableRow> {
  const sheet = await readSheet<string>(bytes, 1, { parseNumber: plain }).catch(() => {
    throw new AppError('import.broken-workbook');
  });
  for (const [index, cells] of sheet.entries()) yield { line: index + 1, cells: cells.map(textOf) };
}

/** Workbooks keep `13083.67` as `13083.670000000001`: fifteen digits are what was typed. */
function plain(digits: string): string {
  const number = Number(Number(digits).toPrecision(15));
  return /e/.test(String(number)) ? digits : String(number);
}

function textOf(cell: CellValue<string> | null): string {
  if (cell === null || cell === undefined) return '';
  const day = typeof cell === 'object' && 'toISOString' in cell ? (cell as Instant) : null;
  return day ? day.toISOString().slice(0, 10) : String(cell);
}
