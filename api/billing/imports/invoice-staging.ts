import type { ReadCells, RowProblem, StagedRow } from '#api/imports/target.ts';
import { groupNamed, methodNamed } from './invoice-words.ts';

/** What the reading thread stages of invoices.csv: see `StagingModule`. */
export const stagedTable = 'import_line';
export const stagedColumns = [
  ...['batch_id', 'line', 'cells', 'problem', 'problem_values', 'account_number', 'payee', 'period', 'number'],
  ...['issued_on', 'due_on', 'service_code', 'service_name', 'group', 'unit', 'volume', 'volume_method', 'tariff'],
  ...['charged_minor', 'recalculation_minor', 'recalculation_reason', 'benefit_minor', 'penalty_minor'],
  ...['debt_minor', 'paid_minor', 'to_pay_minor'],
];

const nothing: StagedRow = Array.from({ length: stagedColumns.length - 9 }, () => null);

/**
 * A line of a bill, typed. One that cannot be read goes along under its bill's key, as far as that can be read, so that the whole
 * bill is refused with it.
 */
export function stageRow(batchId: string, line: number, original: readonly string[], read: ReadCells): StagedRow {
  const { cells } = read;
  const key = keyOf(cells);
  const typed = 'problem' in read ? read : typedLine(cells);
  const problem = 'problem' in typed ? typed.problem : null;
  return [
    ...[batchId, String(line), JSON.stringify(original)],
    ...[problem?.code ?? null, problem ? JSON.stringify(problem.values) : null],
    ...key,
    ...('row' in typed ? typed.row : nothing),
  ];
}

/** Which bill a line belongs to. Without a number of its own a bill is named after its account and month. */
function keyOf(cells: Record<string, string>): [account: string, payee: string, period: string, number: string] {
  const { account_number: account = '', payee = '', period = '', document_number: number = '' } = cells;
  const named = number || (period === '' ? '' : `${account}-${period.slice(5)}${period.slice(2, 4)}`);
  return [account.slice(0, 60), payee.slice(0, 60), period, named.slice(0, 60)];
}

class Unreadable extends Error {
  readonly problem: RowProblem;
  constructor(problem: RowProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

function typedLine(cells: Record<string, string>): { row: StagedRow } | { problem: RowProblem } {
  try {
    return { row: lineOf(cells) };
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.problem };
    throw error;
  }
}

function lineOf(cells: Record<string, string>): StagedRow {
  for (const column of ['account_number', 'period', 'due_date', 'service_name', 'charged']) {
    if (!cells[column]) refuse('import.cell-missing', { column });
  }
  const name = text(cells, 'service_name', 200);
  text(cells, 'account_number', 40);
  text(cells, 'document_number', 60);
  return [
    ...[cells.issue_date || null, cells.due_date ?? null],
    ...[text(cells, 'service_code', 60) || name.toLowerCase().slice(0, 60), name],
    ...[groupNamed(cells.group ?? '', name) ?? refuse('import.bad-word', { column: 'group' }), text(cells, 'unit', 20)],
    decimal(cells, 'volume', 15, 7),
    methodNamed(cells.volume_method ?? ''),
    decimal(cells, 'tariff', 8, 6),
    ...[money(cells, 'charged'), money(cells, 'recalculation') ?? '0'],
    text(cells, 'recalculation_reason', 300) || null,
    ...[money(cells, 'benefit') ?? '0', money(cells, 'penalty') ?? '0'],
    ...[money(cells, 'debt'), money(cells, 'paid'), money(cells, 'to_pay')],
  ];
}

function refuse(code: string, values: RowProblem['values']): never {
  throw new Unreadable({ code, values });
}

function text(cells: Record<string, string>, column: string, limit: number): string {
  const value = cells[column] ?? '';
  return value.length > limit ? refuse('import.too-long', { column, limit }) : value;
}

/** Minor units of a plain number such as `1234.5`; null when the cell is empty. Sums of ten thousand million are slips. */
function money(cells: Record<string, string>, column: string): string | null {
  const value = cells[column] ?? '';
  if (value === '') return null;
  const match = /^(-?)0*(\d{1,10})(?:\.(\d{1,2})0*)?$/.exec(value);
  if (!match) return refuse('import.bad-number', { column, value });
  const [, sign = '', whole = '', fraction = ''] = match;
  return `${sign}${whole}${fraction.padEnd(2, '0')}`;
}

/** A plain number that its column can hold; null when the cell is empty. */
function decimal(cells: Record<string, string>, column: string, wholes: number, decimals: number): string | null {
  const value = cells[column] ?? '';
  if (value === '') return null;
  const [whole = '', fraction = ''] = value.replace('-', '').split('.');
  const fits = whole.replace(/^0+/, '').length <= wholes && fraction.replace(/0+$/, '').length <= decimals;
  return fits ? value : refuse('import.bad-number', { column, value });
}
