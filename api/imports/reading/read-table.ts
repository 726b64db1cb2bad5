import { readFile } from 'node:fs/promises';
import { AppError } from '#api/core/errors.ts';
import type { ImportCaps } from './caps.ts';
import { readCsv } from './csv.ts';
import type { Table, TableRow } from './table.ts';

const zip = Buffer.from('PK\u0003\u0004', 'latin1');
const oldExcel = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * Opens a CSV of any usual encoding and separator, or an XLSX: what a file is, its first bytes say, whatever its name. Refuses
 * `import.empty`, `import.old-excel`, `import.not-csv`, `import.bad-csv` { line }, `import.too-many-columns` { limit } and what
 * `readWorkbook` refuses.
 */
export async function readTable(path: string, caps: ImportCaps): Promise<Table> {
  const bytes = await readFile(path);
  if (bytes.byteLength === 0) throw new AppError('import.empty');
  if (bytes.subarray(0, 8).equals(oldExcel)) throw new AppError('import.old-excel');
  if (!bytes.subarray(0, 4).equals(zip)) return readCsv(bytes, caps);
  // The library of workbooks is of some weight, and most files are none.
  return (await import('./workbook.ts')).readWorkbook(bytes, caps);
}

/** Rows with something in them, their cells cleaned. Refuses what is wider or longer than it may be. */
export async function* meaningful(rows: Table['rows'], caps: ImportCaps): AsyncGenerator<TableRow> {
  let count = -1;
  for await (const { line, cells } of rows) {
    if (cells.length > caps.columns && cells.slice(caps.columns).some((cell) => cell !== '')) {
      throw new AppError('import.too-many-columns', { limit: caps.columns });
    }
    let isEmpty = true;
    for (let index = 0; index < cells.length; index += 1) {
      const cell = clean(cells[index] ?? '');
      cells[index] = cell;
      if (cell !== '') isEmpty = false;
    }
    if (isEmpty) continue;
    count += 1;
    if (count > caps.rows) throw new AppError('import.too-many-rows', { limit: caps.rows });
    yield { line, cells };
  }
}

/** Undoes the apostrophe our own error file puts before a cell that a table program would run. */
function clean(cell: string): string {
  const trimmed = (cell.includes('\u00a0') ? cell.replaceAll('\u00a0', ' ') : cell).trim();
  return trimmed.startsWith("'") && /^'[=+\-@\t\r]/.test(trimmed) ? trimmed.slice(1) : trimmed;
}
