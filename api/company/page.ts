import { z } from 'zod';
import { AppError } from '#api/core/errors.ts';
import { findInstant } from '#api/core/time.ts';

/** One page of a list. `next` is handed back as `after`; null when this page is the last. */
export type Page<T> = { items: T[]; next: string | null };

/** What a keyset cursor is made of: the sort values of the last row shown. */
export type CursorValue = string | number | null;

/** The opaque text of a place in a list. */
export function writeCursor(values: CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** What a cell of a cursor must be before a statement asks for it: a cursor is a text that anybody may have written. */
export const cell = {
  id: z.uuid(),
  moment: z
    .string()
    .regex(/^[1-9]\d{3}-\d\d-\d\d[T ]\d\d:\d\d/)
    .transform((text, issue) => {
      const moment = findInstant(text);
      if (moment) return moment;
      issue.addIssue({ code: 'custom', message: 'not a moment' });
      return z.NEVER;
    }),
  // As wide as the columns that are counted in.
  number: z.int32(),
  // Postgres keeps every letter but this.
  text: z.string().refine((text) => !text.includes('\0')),
};

type Shape = readonly z.ZodType[];
type Cells<S extends Shape> = { -readonly [At in keyof S]: z.output<S[At]> };

/**
 * The cells of a cursor, or null without one. Refuses `page.bad-cursor`: a cursor of another list, or one that somebody made up.
 */
export function readCursor<const S extends Shape>(after: string | null | undefined, shape: S): Cells<S> | null {
  if (after === null || after === undefined || after === '') return null;
  const values = parse(Buffer.from(after, 'base64url').toString());
  if (!Array.isArray(values) || values.length !== shape.length) throw new AppError('page.bad-cursor');
  return shape.map((one, at) => read(one, values[at])) as Cells<S>;
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

function read(shape: z.ZodType, value: unknown): unknown {
  const result = shape.safeParse(value);
  if (!result.success) throw new AppError('page.bad-cursor');
  return result.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('page.bad-cursor');
  }
}
