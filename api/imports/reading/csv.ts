import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { AppError } from '#api/core/errors.ts';
import { encodingOf } from '../decode.ts';
import type { ImportCaps } from './caps.ts';
import type { Table, TableRow } from './table.ts';

/** How many bytes are decoded at a time. */
const piece = 64 * 1024;

/** A CSV, decoded and cut row by row. `line` is where a row ends in the file, so that a person can find it. */
export function readCsv(bytes: Buffer, caps: ImportCaps): Table {
  const encoding = encodingOf(bytes);
  const head = iconv.decode(bytes.subarray(0, piece), encoding);
  if (head.includes('\u0000')) throw new AppError('import.not-csv');
  const separator = separatorOf(head);
  return { encoding, separator, rows: cut(decoded(bytes, encoding), separator, caps) };
}

function* decoded(bytes: Buffer, encoding: string): Generator<string> {
  const decoder = iconv.getDecoder(encoding);
  for (let start = 0; start < bytes.byteLength; start += piece) {
    const text = decoder.write(bytes.subarray(start, start + piece));
    if (text !== '') yield text;
  }
  const rest = decoder.end();
  if (rest) yield rest;
}

async function* cut(text: Iterable<string>, delimiter: string, caps: ImportCaps): AsyncGenerator<TableRow> {
  const options = { delimiter, info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true };
  const parser = Readable.from(text).pipe(parse({ ...options, max_record_size: 1_000_000 }));
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      yield { line: info.lines, cells: record };
    }
  } catch (error) {
    throw refusalOf(error, caps);
  }
}

function refusalOf(error: unknown, caps: ImportCaps): unknown {
  if (!(error instanceof Error && 'code' in error && 'lines' in error)) return error;
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new AppError('import.too-many-columns', { limit: caps.columns });
  return new AppError('import.bad-csv', { line: Number(error.lines) });
}

/** The sign that cuts the first line into most cells, outside quotes. */
function separatorOf(text: string): string {
  const firstLine = (text.trimStart().split(/\r?\n/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const counted = [';', ',', '\t', '|'].map((sign) => ({ sign, count: firstLine.split(sign).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).sign;
}
