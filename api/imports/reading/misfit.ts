import type { RowProblem } from '../target.ts';

/** What is wrong with a row whatever it says: more cells than there are headings, or one that is too long. */
export function misfitOf(
  header: readonly string[],
  cells: readonly string[],
  caps: { cell: number },
): RowProblem | null {
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index] ?? '';
    if (index >= header.length && cell !== '') {
      return { code: 'import.too-many-cells', values: { expected: header.length, found: cells.length } };
    }
    if (cell.length > caps.cell) {
      return { code: 'import.too-long', values: { column: header[index] ?? '', limit: caps.cell } };
    }
  }
  return null;
}
