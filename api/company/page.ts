import { AppError } from '#api/core/errors.ts';

/** One page of a list. `next` is handed back as `after`; null when this page is the last. */
export type Page<T> = { items: T[]; next: string | null };

/** What a keyset cursor is made of: the sort values of the last row shown. */
export type CursorValue = string | number | null;

/** The opaque text of a place in a list. */
export function writeCursor(values: CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The `length` values of a cursor, or null without one. Refuses `page.bad-cursor`. */
export function readCursor(after: string | null | undefined, length: number): CursorValue[] | null {
  if (after === null || after === undefined || after === '') return null;
  const values = parse(Buffer.from(after, 'base64url').toString());
  const isCursor = Array.isArray(values) && values.length === length && values.every(isCursorValue);
  if (!isCursor) throw new AppError('page.bad-cursor');
  return values;
}

/** Cuts `limit + 1` rows to a page: the extra row only says that there is more. */
export function toPage<Row, T>(
  rows: Row[],
  limit: number,
  cursorOf: (row: Row) => CursorValue[],
  present: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? writeCursor(cursorOf(last)) : null;
  return { items: shown.map(present), next };
}

function isCursorValue(value: unknown): value is CursorValue {
  return value === null || typeof value === 'string' || typeof value === 'number';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('page.bad-cursor');
  }
}
