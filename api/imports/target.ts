import type { CompanyInfo } from '#api/company/company.ts';
import type { Actor, StaffRole } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import type { JsonObject } from '#api/core/outbox.ts';
import type { Table } from './reading/table.ts';

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

/**
 * A column of a target's file: its own name, and what other programs call it (any case, spaces as underscores). What is a `number`, a
 * `date` or a `period` comes to its reader plain: `1234.56`, `2026-10-31`, `2026-10`.
 */
export type ImportColumn = {
  key: string;
  isRequired: boolean;
  synonyms: readonly string[];
  kind?: 'text' | 'number' | 'date' | 'period';
};

/** A row that could be read, with its place in the file. */
export type GoodRow<Row> = { line: number; row: Row };

/** How many of what were added or changed, by name: `units`, `residents`, `updated`… */
export type ImportEffects = Record<string, number>;

/** The import that is being applied; in a rehearsal it will be taken back. */
export type ApplyingBatch = { id: string; actor: Actor };

/** What the module of a target's own forms of file gives to the thread that reads files: nothing of it touches the database. */
export type ReadingModule = {
  /** The file as a table, its first row the target's columns. Refuses the whole file with an AppError. */
  readOwnForm(bytes: Uint8Array): Table;
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
  /** The address of a `ReadingModule`, where files are no tables with a header. */
  readonly reading?: URL;
  /** Takes an applied import back; refuses in words when later things hang on it. A target without it cannot be undone. */
  undo?(tx: TxCtx, batchId: string): Promise<void>;
}

/** A row of a large file, typed for COPY, in the order of the module's `stagedColumns`. */
export type StagedRow = readonly (string | null)[];

/** What the module of a `StagedTarget` gives to the thread that reads files: nothing of it touches the database. */
export type StagingModule = {
  stagedTable: string;
  stagedColumns: readonly string[];
  /** The typed row; what is wrong with it goes along as a column of it. */
  stageRow(batchId: string, line: number, original: readonly string[], read: ReadCells): StagedRow;
};
export type ReadCells = { cells: Record<string, string> } | { problem: RowProblem; cells: Record<string, string> };

/** What a database said of the staged rows of a file. */
export type Judged = { rowCount: number; goodCount: number; effects: ImportEffects };

/**
 * A target for large files: its rows are typed in the thread that reads the file, staged by COPY, judged and merged by single
 * statements. No row of them passes through this process.
 */
export interface StagedTarget {
  readonly name: ImportTargetName;
  readonly mayImport: readonly StaffRole[];
  readonly columns: readonly ImportColumn[];
  /** The address of a `StagingModule`, which the thread imports for itself. */
  readonly staging: URL;
  /** Writes the refused rows into `import_row` and says what applying the others would do. Changes nothing else; may be done again. */
  judge(tx: TxCtx, batchId: string): Promise<Judged>;
  /** Merges the good rows, judged in the same transaction. */
  apply(tx: TxCtx, batch: ApplyingBatch): Promise<ImportEffects>;
  /** Throws the staged rows away: the file is applied, or read anew. */
  forget(ctx: Ctx, batchId: string): Promise<void>;
  undo(tx: TxCtx, batchId: string): Promise<void>;
}

export type AnyTarget = ImportTarget<unknown> | StagedTarget;

/** True for a target of large files. */
export function isStaged(target: AnyTarget): target is StagedTarget {
  return 'staging' in target;
}
