import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { AppError } from '#api/core/errors.ts';
import type { Log } from '#api/core/log.ts';

/** Where the migrations lie: one folder each, applied in the order of their names. */
export const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

type Migration = { name: string; sql: string; checksum: string };
type Row = { migration_name: string; checksum: string; finished_at: unknown; rolled_back_at: unknown };

/** The lock that Prisma's own engine takes, so that `prisma migrate deploy` and we wait for one another. */
const prismaLock = 72707369;

/**
 * Brings the database behind `databaseUrl` to the newest migration and says which ones it applied. Each runs in a transaction of
 * its own and is noted in Prisma's `_prisma_migrations`, so `prisma migrate deploy` stays usable. Processes that
 * start at once wait for one another. Refuses with `database.migration-edited` when a file no longer is what was applied,
 * `database.migration-unfinished` when Prisma's engine left one half-way, `database.migration-failed` when one does not apply.
 */
export async function migrate(databaseUrl: string, log?: Pick<Log, 'info' | 'warn'>): Promise<string[]> {
  const migrations = await readMigrations();
  const client = new Client({ connectionString: databaseUrl, application_name: 'domovoy migrate' });
  await client.connect();
  try {
    if ((await findPending(client, migrations, log)).length === 0) return [];
    await client.query('select pg_advisory_lock($1)', [prismaLock]);
    await client.query(migrationsTable);
    const pending = await findPending(client, migrations);
    for (const migration of pending) {
      await apply(client, migration);
      log?.info({ migration: migration.name }, 'migration applied');
    }
    return pending.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

/** The migrations on disk, oldest first. */
export async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function findPending(client: Client, migrations: Migration[], log?: Pick<Log, 'warn'>): Promise<Migration[]> {
  const { rows: known } = await client.query<{ there: boolean }>(
    `select to_regclass('_prisma_migrations') is not null as there`,
  );
  if (!known[0]?.there) return migrations;
  const { rows } = await client.query<Row>(
    'select migration_name, checksum, finished_at, rolled_back_at from _prisma_migrations where rolled_back_at is null',
  );
  const byName = new Map(rows.map((row) => [row.migration_name, row]));
  for (const row of rows) {
    if (row.finished_at === null)
      throw new AppError('database.migration-unfinished', { migration: row.migration_name });
    const onDisk = migrations.find((migration) => migration.name === row.migration_name);
    // A newer version of the house may have run here before: migrations only add, so an older one can go on.
    if (!onDisk)
      log?.warn({ migration: row.migration_name }, 'the database knows a migration that this version does not');
    else if (onDisk.checksum !== row.checksum)
      throw new AppError('database.migration-edited', { migration: row.migration_name });
  }
  return migrations.filter((migration) => !byName.has(migration.name));
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    const why = error instanceof Error ? error.message : String(error);
    throw Object.assign(new AppError('database.migration-failed', { migration: migration.name, why }), {
      cause: error,
    });
  }
}

/** Prisma's own layout (prisma-engines, sql_migration_persistence.rs). */
const migrationsTable = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;
