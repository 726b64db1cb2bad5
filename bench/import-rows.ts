import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { stagedColumns, stagedTable, stageRow } from '#api/billing/imports/invoice-staging.ts';
import { invoicesTarget } from '#api/billing/imports/invoices-target.ts';
import { systemActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { importTargets } from '#api/flows/import-targets.ts';
import { applyImport } from '#api/imports/apply-import.ts';
import { checkFile } from '#api/imports/check-file.ts';
import { copyRows } from '#api/imports/reading/copy-rows.ts';
import { accountId, columns, csvOf, fileOf, loadAccounts, monthNumber, payeeId, rowsOf } from './many-bills.ts';
import { benchNow, type OwnDatabase, openOwnPostgres } from './own-database.ts';
import { spawnUntilReady } from './processes.ts';
import { median, type Row, type Sides } from './row.ts';

const lines = fileOf.accounts * fileOf.lines;

/** Rows as COPY takes them. */
type Rows = (string | null)[][];
async function* each(rows: Rows) {
  yield* rows;
}

/** Both sides get a file of the next month each round, so that their tables grow alike. */
async function openSides(): Promise<{ ours: OwnDatabase; plain: OwnDatabase; close(): Promise<void> }> {
  const postgres = await openOwnPostgres();
  const ours = await postgres.open('ours', 4);
  const plain = await postgres.open('plain', 2);
  for (const { url } of [ours, plain]) await loadAccounts(url, fileOf.accounts, benchNow);
  return { ours, plain, close: postgres.close };
}

/** The bills, lines and entries of a month, ready to be copied into the tables where an import leaves them. */
function finished(month: number): { invoices: Rows; lines: Rows; entries: Rows } {
  const made: { invoices: Rows; lines: Rows; entries: Rows } = { invoices: [], lines: [], entries: [] };
  const { period, next } = monthNumber(month);
  const now = benchNow.toISOString();
  let account = 0;
  let id = '';
  let sum = 0;
  let position = 0;
  for (const cells of rowsOf(month)) {
    if (position % fileOf.lines === 0) {
      account += 1;
      id = newId(benchNow);
      sum = 0;
    }
    position += 1;
    const [number, , , , name, code, service, group, unit, volume, method, , charged = ''] = cells;
    const minor = charged.replace(',', '');
    sum += Number(minor);
    made.lines.push([
      ...[newId(benchNow), id, String(((position - 1) % fileOf.lines) + 1), code ?? '', service ?? '', group ?? ''],
      ...[unit ?? '', volume ?? '', method ?? '', '65.97', minor, '0', '0', '0', '0', minor, '0'],
    ]);
    if (position % fileOf.lines !== 0) continue;
    const total = String(sum);
    made.invoices.push([
      ...[
        id,
        accountId(account),
        payeeId,
        period,
        name ?? number ?? '',
        `${next}-01`,
        `${next}-15`,
        'RUB',
        '0',
        total,
        '0',
      ],
      ...['0', '0', '0', total, '0', 'issued', now],
    ]);
    made.entries.push([
      ...[newId(benchNow), accountId(account), 'billed', 'charge', total, 'RUB', `${next}-01`, id, now],
    ]);
  }
  return made;
}

const copied = {
  invoice:
    'id account_id payee_id period number issued_on due_on currency opening_minor charged_minor recalculation_minor benefit_minor penalty_minor rounding_minor total_minor paid_minor state created_at',
  invoice_line:
    'id invoice_id position service_code service_name group unit volume volume_method tariff charged_minor recalculation_minor benefit_minor penalty_minor debt_minor to_pay_minor paid_minor',
  ledger_entry: 'id account_id origin kind amount_minor currency effective_on invoice_id created_at',
};

/** The least it costs to have these rows in Postgres: a COPY into each table, with its keys and indexes. */
async function copyPlainly(url: string, month: number): Promise<number> {
  const made = finished(month);
  const client = new Client({ connectionString: url });
  await client.connect();
  const started = performance.now();
  await client.query('begin');
  await copyRows(client, 'invoice', copied.invoice.split(' '), each(made.invoices));
  await copyRows(client, 'invoice_line', copied.invoice_line.split(' '), each(made.lines));
  await copyRows(client, 'ledger_entry', copied.ledger_entry.split(' '), each(made.entries));
  await client.query('commit');
  const took = performance.now() - started;
  await client.end();
  return took;
}

/** What each part of the work took, for the details of a row. */
class Parts {
  readonly took = new Map<string, number[]>();
  async time<T>(name: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const made = await work();
    this.took.set(name, [...(this.took.get(name) ?? []), performance.now() - started]);
    return made;
  }
  details(): string[] {
    return [...this.took].map(([name, times]) => `${name}: ${median(times.slice(1)).toFixed(0)} ms`);
  }
}

/** Staged, judged, judged again and merged, and the staged rows thrown away: what the database does for a file. */
async function importTyped({ url, ctx }: OwnDatabase, month: number, parts: Parts): Promise<number> {
  const batchId = newId(benchNow);
  const counts = { rowCount: lines, goodCount: 0, badCount: 0 };
  await ctx.db.importBatch.create({
    data: {
      ...{ id: batchId, target: 'invoices', state: 'applying', fileName: 'bench.csv', sha256: batchId, ...counts },
      ...{ summary: {}, createdAt: benchNow, appliedAt: benchNow },
    },
  });
  const staged: Rows = [];
  for (const cells of rowsOf(month)) {
    const read = Object.fromEntries(columns.map((column, at) => [column, (cells[at] ?? '').replace(',', '.')]));
    staged.push([...stageRow(batchId, staged.length + 2, cells, { cells: read })]);
  }
  const client = new Client({ connectionString: url });
  await client.connect();
  const started = performance.now();
  await parts.time('COPY into staging', () => copyRows(client, stagedTable, stagedColumns, each(staged)));
  await parts.time('dry run', () => inTransaction(ctx, (tx) => invoicesTarget.judge(tx, batchId), { seconds: 600 }));
  await parts.time('judged again and merged', () =>
    inTransaction(
      ctx,
      async (tx) => {
        await invoicesTarget.judge(tx, batchId);
        await invoicesTarget.apply(tx, { id: batchId, actor: systemActor });
      },
      { seconds: 600 },
    ),
  );
  await parts.time('staging emptied', () => invoicesTarget.forget(ctx, batchId));
  const took = performance.now() - started;
  await client.end();
  return took;
}

async function importFile({ ctx }: OwnDatabase, month: number, parts: Parts): Promise<number> {
  const bytes = new TextEncoder().encode(csvOf(month));
  const started = performance.now();
  const file = { target: 'invoices', fileName: 'bench.csv', bytes };
  const { id } = await parts.time('received, read and judged', () => checkFile(ctx, systemActor, file, importTargets));
  const applied = await parts.time('applied', () => applyImport(ctx, systemActor, id, importTargets));
  if (applied.goodCount !== lines) throw new Error(`${applied.goodCount} lines landed`);
  return performance.now() - started;
}

function importRow(
  name: string,
  aim: number,
  reason: string,
  work: (on: OwnDatabase, month: number, parts: Parts) => Promise<number>,
): Row {
  return {
    ...{ name, unit: 'ms', aim, reason, rounds: 5 },
    async prepare(): Promise<Sides> {
      const { ours, plain, close } = await openSides();
      const parts = new Parts();
      let [one, other] = [0, 0];
      return {
        ours: () => work(ours, one++, parts),
        baseline: () => copyPlainly(plain.url, other++),
        details: () => [`${lines} lines on ${fileOf.accounts} bills`, ...parts.details()],
        close,
      };
    },
  };
}

/** A figure of a process that imports a file, beside the same figure of one that stands idle as long. */
function processRow(
  name: string,
  unit: string,
  most: number,
  reason: string,
  figure: 'peakMiB' | 'delayMs',
  about: string,
): Row {
  return {
    ...{ name, unit, aim: most, most, reason, rounds: 3 },
    async prepare(): Promise<Sides> {
      const { ours, plain, close } = await openSides();
      let month = 0;
      const side = (url: string, isIdle: boolean) => async () => {
        const folder = await mkdtemp(join(tmpdir(), 'domovoy-bench-'));
        const file = join(folder, 'bills.csv');
        await writeFile(file, csvOf(month++));
        const told = await runChild({ DATABASE_URL: url, FILE: file, ...(isIdle ? { IDLE: '1' } : {}) });
        await rm(folder, { recursive: true, force: true });
        return told[figure];
      };
      return {
        ours: side(ours.url, false),
        baseline: side(plain.url, true),
        details: () => [`${lines} lines on ${fileOf.accounts} bills; ${about}`],
        close,
      };
    },
  };
}

async function runChild(env: Record<string, string>): Promise<{ peakMiB: number; delayMs: number }> {
  let told = '';
  const child = await spawnUntilReady('bench/baselines/import-child.ts', env, (output) => {
    told = /told (\{.*\})/.exec(output)?.[1] ?? '';
    return told !== '';
  });
  await child.kill();
  return JSON.parse(told) as { peakMiB: number; delayMs: number };
}

export const importRows: readonly Row[] = [
  importRow('import-db', 3, 'the file is judged twice, once for who looks at it and once when it lands', importTyped),
  importRow('import-csv', 8, 'reading is one thread of JavaScript', importFile),
  processRow(
    ...([
      'import-memory',
      'MiB peak',
      300,
      'the process itself, with its queries and the reading thread, takes nearly all of it; 100 000 lines add 20 to 40 MiB',
      'peakMiB',
    ] as const),
    'resident memory of the whole worker process at its highest, its reading thread included (VmHWM)',
  ),
  processRow(
    ...([
      'import-loop-delay',
      'ms p99',
      20,
      'two cores are shared with Postgres and the reading thread',
      'delayMs',
    ] as const),
    'how late the main loop of the same process is, measured every millisecond',
  ),
];
