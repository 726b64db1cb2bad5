import type { CompanyInfo } from '#api/company/company.ts';
import type { Actor, StaffRole } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import type { JsonObject } from '#api/core/outbox.ts';
import type { TextEncoding } from './decode.ts';

/** What the table knows: a target's name. */
export const importTargetNames = [
  'residents',
  'invoices',
  'meters',
  'readings',
  'payments',
  'balances',
  'bank-register',
] as const;
export type ImportTargetName = (typeof importTargetNames)[number];

/** Why a row is refused: a code of `locales/<lang>/errors.json` and its values. */
export type RowProblem = { code: string; values: JsonObject };

/** A column of a target's file: its own name, and what other programs call it (any case, spaces as underscores). */
export type ImportColumn = { key: string; isRequired: boolean; synonyms: readonly string[] };

/** A row that could be read, with its place in the file. */
export type GoodRow<Row> = { line: number; row: Row };

/** How many of what were added or changed, by name: `units`, `residents`, `updated`… */
export type ImportEffects = Record<string, number>;

/** The import that is being applied; in a rehearsal it will be taken back. */
export type ApplyingBatch = { id: string; actor: Actor };

/** A file as rows of cells; `line` is where the row ends in the file, so a person can find it. */
export type ReadFile = {
  encoding: TextEncoding;
  separator: string;
  header: string[];
  rows: { line: number; cells: string[] }[];
  /** What the file's form is called, and what in it is none of ours: counts by name, such as `outgoing`. */
  format?: string;
  skipped?: Record<string, number>;
};

/**
 * What a room gives to the machinery so that its file can be imported. `apply` must be safe to do twice: the same rows again
 * give effects of zero. (Methods, not function properties: a registry holds targets of different rows.)
 */
export interface ImportTarget<Row> {
  readonly name: ImportTargetName;
  readonly mayImport: readonly StaffRole[];
  readonly columns: readonly ImportColumn[];
  /** Reads the cells of one row, by column key; touches nothing. */
  readRow(cells: Record<string, string>, company: CompanyInfo): { row: Row } | { problem: RowProblem };
  /** What only the other rows and the database can tell: problems by line. */
  check(ctx: Ctx, rows: readonly GoodRow<Row>[]): Promise<Map<number, RowProblem>>;
  apply(tx: TxCtx, rows: readonly GoodRow<Row>[], batch: ApplyingBatch): Promise<ImportEffects>;
  /** Reads a file that is no table with a header into one that is; refuses the whole file with an AppError. */
  readFile?(bytes: Uint8Array): Promise<ReadFile>;
  /** Takes an applied import back; refuses in words when later things hang on it. A target without it cannot be undone. */
  undo?(tx: TxCtx, batchId: string): Promise<void>;
}

/** Which column of the target stands where in the file; -1 when it is not there. */
export function mapColumns(target: ImportTarget<unknown>, header: readonly string[]): Map<string, number> {
  const words = header.map(plainWord);
  return new Map(
    target.columns.map(({ key, synonyms }) => {
      const names = [key, ...synonyms].map(plainWord);
      return [key, words.findIndex((word) => names.includes(word))];
    }),
  );
}

/** The cells of a row by column key; what the file does not have is empty. */
export function cellsByKey(columns: Map<string, number>, cells: readonly string[]): Record<string, string> {
  return Object.fromEntries([...columns].map(([key, index]) => [key, cells[index] ?? '']));
}

function plainWord(word: string): string {
  return word
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
}
