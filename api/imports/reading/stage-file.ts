import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { AppError } from '#api/core/errors.ts';
import { type FileForm, type ImportMapping, missingColumns, placeColumns, readCells } from '../mapping.ts';
import { markOf } from '../numbers.ts';
import type { ImportColumn, ReadCells, ReadingModule, StagingModule } from '../target.ts';
import type { ImportCaps } from './caps.ts';
import { copyRows } from './copy-rows.ts';
import { misfitOf } from './misfit.ts';
import { meaningful, readTable } from './read-table.ts';
import type { Table, TableRow } from './table.ts';

/** What a thread is told: plain data alone. */
export type StagingJob = {
  path: string;
  databaseUrl: string;
  batchId: string;
  columns: readonly ImportColumn[];
  mapping: ImportMapping;
  caps: ImportCaps;
  /** A `ReadingModule`; null reads a table with a header. */
  reading: string | null;
  /** A `StagingModule`; null stages the cells as they are. */
  staging: string | null;
};

/** What a file turned out to be; with columns missing, nothing of it was staged. */
export type StagedFile = Omit<Table, 'rows'> & {
  header: string[];
  form: FileForm;
  /** The first rows, for who looks whether the columns are the right ones. */
  sample: string[][];
  rowCount: number;
  missing: string[];
};

/** From how many rows the decimal mark of a column is found out. */
const sampleRows = 2000;
const shownRows = 5;
const progressEvery = 5000;

/** Reads a file into its staging table, row by row. Refuses what `readTable` or its own reader refuses, and `import.empty`. */
export async function stageFile(job: StagingJob, onProgress: (rows: number) => void): Promise<StagedFile> {
  const { rows: given, ...known } = await openTable(job);
  const rows = meaningful(given, job.caps)[Symbol.asyncIterator]();
  const header = (await rows.next()).value?.cells;
  if (!header) throw new AppError('import.empty');
  const head = await take(rows, sampleRows);
  // A register may well hold nothing of ours.
  if (head.length === 0 && job.reading === null) throw new AppError('import.empty');
  const form = placeColumns(job.columns, header, job.mapping);
  if (job.mapping.decimal === 'auto') findMarks(form, head);
  const missing = missingColumns(job.columns, form);
  const sample = head.slice(0, shownRows).map(({ cells }) => [...cells]);
  const about = { ...known, header, form, missing, sample };
  if (missing.length > 0) return { ...about, rowCount: 0 };
  return { ...about, rowCount: await copy(job, form, header, chain(head, rows), onProgress) };
}

async function openTable({ path, caps, reading }: StagingJob): Promise<Table> {
  if (reading === null) return readTable(path, caps);
  return ((await import(reading)) as ReadingModule).readOwnForm(await readFile(path));
}

/** Reads ahead, so that columns are known before their first row goes. */
async function take(rows: AsyncIterator<TableRow>, most: number): Promise<TableRow[]> {
  const taken: TableRow[] = [];
  while (taken.length < most) {
    const { value, done } = await rows.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

async function* chain(head: TableRow[], rows: AsyncIterator<TableRow>): AsyncGenerator<TableRow> {
  yield* head;
  for (let next = await rows.next(); !next.done; next = await rows.next()) yield next.value;
}

/** Each column of numbers has its own mark; one that does not tell has the file's. */
function findMarks(form: FileForm, rows: readonly TableRow[]): void {
  const places = form.places.filter((one) => one.kind === 'number' && one.index !== null);
  const marks = places.map(({ index }) => markOf(rows.map(({ cells }) => cells[index ?? 0] ?? '')));
  const commas = marks.filter((mark) => mark === ',').length;
  const usual = commas > marks.filter((mark) => mark === '.').length ? ',' : '.';
  for (const [at, place] of places.entries()) place.mark = marks[at] ?? usual;
}

async function copy(
  job: StagingJob,
  form: FileForm,
  header: readonly string[],
  rows: AsyncIterable<TableRow>,
  onProgress: (rows: number) => void,
): Promise<number> {
  const staging = job.staging === null ? asTheyAre : ((await import(job.staging)) as StagingModule);
  const client = new Client({ connectionString: job.databaseUrl, application_name: 'domovoy imports' });
  await client.connect();
  async function* typed() {
    let count = 0;
    for await (const { line, cells } of rows) {
      count += 1;
      if (count % progressEvery === 0) onProgress(count);
      const read = readRow(form, header, cells, job.caps);
      yield staging.stageRow(job.batchId, line, cells, read);
    }
  }
  try {
    return await copyRows(client, staging.stagedTable, staging.stagedColumns, typed());
  } finally {
    await client.end();
  }
}

function readRow(form: FileForm, header: readonly string[], cells: readonly string[], caps: ImportCaps): ReadCells {
  const misfit = misfitOf(header, cells, caps);
  const read = readCells(form, cells);
  return misfit ? { problem: misfit, cells: read.cells } : read;
}

/** Rows of small targets wait with their cells alone. */
const asTheyAre: StagingModule = {
  stagedTable: 'import_row',
  stagedColumns: ['batch_id', 'line', 'cells'],
  stageRow: (batchId, line, original) => [batchId, String(line), JSON.stringify(original)],
};
