import { parse } from 'csv-parse';
import { AppError } from '#api/core/errors.ts';
import { decodeText } from './decode.ts';
import type { ReadFile } from './target.ts';

export const importCaps = { bytes: 10 * 1024 * 1024, rows: 50_000, columns: 100, cell: 2_000 };

type Parsed = { record: string[]; info: { lines: number } };

/**
 * Reads a CSV file of any usual encoding and separator. Refuses `import.too-big` { limitMb }, `import.too-many-rows`
 * { limit }, `import.empty`, `import.not-csv` and `import.bad-csv` { line }.
 */
export async function readCsv(bytes: Uint8Array): Promise<ReadFile> {
  if (bytes.byteLength > importCaps.bytes)
    throw new AppError('import.too-big', { limitMb: importCaps.bytes / 1024 / 1024 });
  const { text, encoding } = decodeText(bytes);
  const separator = separatorOf(text);
  const rows: ReadFile['rows'] = [];
  for await (const { record, info } of parseAll(text, separator)) {
    const cells = record.map(clean);
    if (cells.every((cell) => cell === '')) continue;
    rows.push({ line: info.lines, cells });
    if (rows.length > importCaps.rows + 1) throw new AppError('import.too-many-rows', { limit: importCaps.rows });
  }
  const header = rows.shift()?.cells;
  if (!header || rows.length === 0) throw new AppError('import.empty');
  if (header.length > importCaps.columns) throw new AppError('import.not-csv');
  return { encoding, separator, header, rows };
}

/** The parser is a stream: it lets other work in between while it reads. */
async function* parseAll(text: string, delimiter: string): AsyncGenerator<Parsed> {
  const options = { delimiter, info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true };
  const parser = parse(text, { ...options, max_record_size: 1_000_000 });
  try {
    for await (const parsed of parser) yield parsed as Parsed;
  } catch (error) {
    if (error instanceof Error && 'lines' in error) throw new AppError('import.bad-csv', { line: Number(error.lines) });
    throw error;
  }
}

/** The sign that cuts the first line into most cells, outside quotes. */
function separatorOf(text: string): string {
  const firstLine = (text.split(/\r?\n/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const counted = [';', ',', '\t', '|'].map((sign) => ({ sign, count: firstLine.split(sign).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).sign;
}

/** Undoes the quote our own error file puts before a cell that a table program would run. */
function clean(cell: string): string {
  const trimmed = cell.replaceAll('\u00a0', ' ').trim();
  return /^'[=+\-@\t\r]/.test(trimmed) ? trimmed.slice(1) : trimmed;
}
