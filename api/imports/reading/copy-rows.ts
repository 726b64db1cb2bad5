import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** How many rows are handed to the connection at a time. */
const rowsAtATime = 500;

/** Streams rows into a table by COPY; null is no value. Says how many there were. */
export async function copyRows(
  client: Client,
  table: string,
  columns: readonly string[],
  rows: AsyncIterable<readonly (string | null)[]>,
): Promise<number> {
  let count = 0;
  async function* lines(): AsyncGenerator<string> {
    let text = '';
    for await (const row of rows) {
      text += lineOf(row);
      count += 1;
      if (count % rowsAtATime !== 0) continue;
      yield text;
      text = '';
    }
    if (text !== '') yield text;
  }
  const named = columns.map((column) => `"${column}"`).join(', ');
  await pipeline(Readable.from(lines()), client.query(copyFrom(`copy "${table}" (${named}) from stdin`)));
  return count;
}

/** https://www.postgresql.org/docs/18/sql-copy.html, "Text Format" */
function lineOf(row: readonly (string | null)[]): string {
  let line = '';
  for (const [index, value] of row.entries())
    line += `${index === 0 ? '' : '\t'}${value === null ? '\\N' : asField(value)}`;
  return `${line}\n`;
}

function asField(value: string): string {
  // Postgres keeps no zero signs in texts.
  const text = value.includes(zero) ? value.replaceAll(zero, '') : value;
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? sign) : text;
}

const zero = '\u0000';
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
