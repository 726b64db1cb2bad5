import { parseMinor } from '#api/core/money.ts';
import type { RowProblem } from './target.ts';

class Refused extends Error {
  readonly problem: RowProblem;
  constructor(problem: RowProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** Runs a reader of cells: the first thing that is wrong with them is the row's problem. */
export function readingCells<Row>(read: () => Row): { row: Row } | { problem: RowProblem } {
  try {
    return { row: read() };
  } catch (error) {
    if (error instanceof Refused) return { problem: error.problem };
    throw error;
  }
}

/** Refuses the row that is being read. */
export function refuseRow(code: string, values: RowProblem['values'] = {}): never {
  throw new Refused({ code, values });
}

type Cells = Record<string, string>;

/** A text of at most `limit` signs; empty when the file has no such column. */
export function textCell(cells: Cells, column: string, limit: number): string {
  const value = (cells[column] ?? '').trim();
  return value.length > limit ? refuseRow('import.too-long', { column, limit }) : value;
}

/** A text that must be there. */
export function neededCell(cells: Cells, column: string, limit: number): string {
  return textCell(cells, column, limit) || refuseRow('import.cell-missing', { column });
}

/** Minor units of a cell of a column of numbers; null when it is empty. */
export function moneyCell(cells: Cells, column: string): bigint | null {
  const value = textCell(cells, column, 30);
  if (value === '') return null;
  const minor = parseMinor(value);
  const isSane = minor !== null && minor > -1_000_000_000_000n && minor < 1_000_000_000_000n;
  return isSane ? minor : refuseRow('import.bad-number', { column, value });
}
