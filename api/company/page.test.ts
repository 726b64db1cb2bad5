import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isAppError } from '#api/core/errors.ts';
import { cell, readCursor, toPage, writeCursor } from './page.ts';

const id = '0190b0a0-0000-7000-8000-000000000001';
const shape = [cell.moment, cell.id, cell.number, cell.text] as const;

/** What reading a text gives: the cells, or the code of the refusal. Anything else fails the test. */
function read(text: string) {
  try {
    return readCursor(text, shape);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.code;
  }
}

describe('a cursor', () => {
  it('gives back what a page ended with, each cell of its kind', () => {
    const rows = [1, 2, 3].map((number) => ({ at: `2026-11-2${number}T09:00:00.123Z`, id, number, name: 'Кв. 5' }));
    const { items, next } = toPage(
      rows,
      2,
      (row) => [row.at, row.id, row.number, row.name],
      (row) => row.number,
    );
    expect(items).toEqual([1, 2]);
    const [at, ...others] = readCursor(next, shape) ?? [];
    expect(at?.toISOString()).toBe('2026-11-22T09:00:00.123Z');
    expect(others).toEqual([id, 2, 'Кв. 5']);
    expect(readCursor('', shape)).toBeNull();
    expect(readCursor(null, shape)).toBeNull();
  });

  it.each([
    ['a moment of no calendar', ['2026-13-41T09:00:00Z', id, 1, '']],
    ['a moment before all databases', ['0000-01-01T00:00:00Z', id, 1, '']],
    ['words for an id', ['2026-11-22T09:00:00Z', 'me', 1, '']],
    ['more than can be counted', ['2026-11-22T09:00:00Z', id, 2 ** 31, '']],
    ['half of a number', ['2026-11-22T09:00:00Z', id, 0.5, '']],
    ['a letter no database keeps', ['2026-11-22T09:00:00Z', id, 1, 'a\0b']],
    ['nothing in a cell', [null, id, 1, '']],
    ['a cell too few', ['2026-11-22T09:00:00Z', id, 1]],
    ['a cell too many', ['2026-11-22T09:00:00Z', id, 1, '', '']],
  ])('with %s is refused', (_what, values) => {
    expect(read(writeCursor(values))).toBe('page.bad-cursor');
  });

  it('that somebody made up is refused, whatever it is, or read as what was asked for', () => {
    const forged = fc.oneof(
      fc.string({ minLength: 1, unit: 'binary' }),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
      fc
        .array(fc.oneof(fc.string(), fc.integer(), fc.double(), fc.constant(null), fc.uuid(), fc.constant(id)))
        .map((values) => Buffer.from(JSON.stringify(values)).toString('base64url')),
    );
    const cells = z.tuple([z.date(), z.uuid(), z.int32(), z.string()]);
    fc.assert(
      fc.property(forged, (text) => {
        const given = read(text);
        if (given !== 'page.bad-cursor') cells.parse(given);
      }),
      { numRuns: 2000 },
    );
  });
});
