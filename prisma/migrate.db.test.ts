import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { migrate, readMigrations } from './migrate.ts';
import { diffToSchema } from './schema-diff.ts';

const databases: string[] = [];
let url: string;

async function emptyDatabase(): Promise<string> {
  const name = `empty_${randomUUID().replaceAll('-', '')}`;
  databases.push(name);
  await query(inject('postgresUrl'), `create database ${name}`);
  return inject('postgresUrl').replace(/domovoy$/, name);
}

async function query(on: string, sql: string, values: unknown[] = []) {
  const client = new Client({ connectionString: on });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

beforeEach(async () => {
  url = await emptyDatabase();
});
afterEach(async () => {
  for (const name of databases.splice(0)) await query(inject('postgresUrl'), `drop database ${name} with (force)`);
});

describe('the migrations and schema.prisma', () => {
  it('agree', async () => {
    await migrate(url);
    expect(await diffToSchema(url), 'write the difference: npm run migrate new <name>').toBe('');
  });

  it('would be told apart', async () => {
    await migrate(url);
    await query(url, 'alter table resident drop column given_name');
    expect(await diffToSchema(url)).toContain('ADD COLUMN     "given_name"');
  });
});

describe('migrate', () => {
  it('applies each migration once, and notes it as Prisma does', async () => {
    const names = (await readMigrations()).map((migration) => migration.name);
    expect(await migrate(url)).toEqual(names);
    expect(await migrate(url)).toEqual([]);
    const rows = await query(
      url,
      'select migration_name, finished_at, length(checksum) as length from _prisma_migrations',
    );
    expect(rows.map((row) => row.migration_name).sort()).toEqual(names);
    expect(rows.every((row) => row.finished_at !== null && row.length === 64)).toBe(true);
  });

  it('lets processes that start at once wait for one another', async () => {
    const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(applied.flat()).toEqual((await readMigrations()).map((migration) => migration.name));
  });

  it('refuses a history that was edited', async () => {
    await migrate(url);
    await query(url, `update _prisma_migrations set checksum = 'other' where migration_name like '%_start'`);
    await expect(migrate(url)).rejects.toMatchObject({ code: 'database.migration-edited' });
  });

  it('refuses to go on after one that stopped half-way', async () => {
    await migrate(url);
    await query(url, `update _prisma_migrations set finished_at = null where migration_name like '%_start'`);
    await expect(migrate(url)).rejects.toMatchObject({ code: 'database.migration-unfinished' });
  });

  it('leaves nothing of a migration that does not apply', async () => {
    await query(url, 'create table ticket (id int)');
    await expect(migrate(url)).rejects.toMatchObject({ code: 'database.migration-failed' });
    expect(await query(url, `select to_regclass('company') is null as none`)).toEqual([{ none: true }]);
    expect(await query(url, 'select 1 from _prisma_migrations')).toEqual([]);
  });
});
