import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { openDatabase } from '../../api/core/db.ts';
import { openDiskFiles } from '../../api/core/files.ts';
import { openLog } from '../../api/core/log.ts';
import { templateDatabase } from '../../api/core/testing.ts';
import type { Locale } from '../../locales/translate.ts';
import { seedDemo } from '../../prisma/seed.ts';
import { eventually } from './processes.ts';

/** The day on which the demo of the journeys stands: its November bill and its reading window are known to the kopeck. */
export const demoDay = '2026-11-20';

const demoNoon = Date.parse(`${demoDay}T09:00:00Z`);
const seededDatabase = 'house_with_demo';

/** A database of one journey, with eyes in it. */
export type Database = {
  url: string;
  query<T>(sql: string, values?: unknown[]): Promise<T[]>;
  /** One number out of one row. */
  count(sql: string, values?: unknown[]): Promise<number>;
  /** Waits until the number of `sql` is `wanted`. */
  becomes(what: string, wanted: number, sql: string, values?: unknown[], seconds?: number): Promise<void>;
  drop(): Promise<void>;
};

/** A migrated, empty database on the test server. */
export function emptyDatabase(server: string): Promise<Database> {
  return copyDatabase(server, templateDatabase);
}

/**
 * The demo company as of `demoDay`, with its clock at noon there (and running), speaking `locale`. Seeded once a server, then
 * copied.
 */
export async function demoDatabase(server: string, locale: Locale): Promise<Database> {
  await makeSeeded(server);
  const database = await copyDatabase(server, seededDatabase);
  await database.query(`insert into setting (key, value, updated_at) values ('clock', $1, now())`, [
    { offsetMs: Math.round(demoNoon - Date.now()) },
  ]);
  await database.query('update company set locale = $1', [locale]);
  return database;
}

async function makeSeeded(server: string): Promise<void> {
  const pool = new Pool({ connectionString: server, max: 1 });
  const client = await pool.connect();
  try {
    // Several test files of a run may come at once.
    await client.query(`select pg_advisory_lock(hashtext('journeys'))`);
    const found = await client.query('select 1 from pg_database where datname = $1', [seededDatabase]);
    if (found.rowCount) return;
    const making = `${seededDatabase}_making`;
    await client.query(`drop database if exists ${making} with (force)`);
    await client.query(`create database ${making} template ${templateDatabase}`);
    const { db, close } = openDatabase(on(server, making), 2);
    const now = () => new Date(demoNoon);
    await seedDemo(
      { db, now, log: openLog('silent'), files: openDiskFiles('/nonexistent') },
      { demo: 'uk', asOf: demoDay },
    );
    await close();
    await client.query(`alter database ${making} rename to ${seededDatabase}`);
  } finally {
    client.release();
    await pool.end();
  }
}

async function copyDatabase(server: string, template: string): Promise<Database> {
  const name = `journey_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name} template ${template}`);
  const url = on(server, name);
  const pool = new Pool({ connectionString: url, max: 2 });
  pool.on('error', () => {});
  const query = async <T>(sql: string, values?: unknown[]) => (await pool.query(sql, values)).rows as T[];
  const count = async (sql: string, values?: unknown[]) => {
    const [row] = await query<Record<string, unknown>>(sql, values);
    return Number(Object.values(row ?? {})[0]);
  };
  return {
    url,
    query,
    count,
    async becomes(what, wanted, sql, values, seconds = 20) {
      let seen: number | null = null;
      const look = async () => {
        seen = await count(sql, values);
        return seen === wanted;
      };
      await eventually(`${what} (${wanted})`, look, { seconds, lastSeen: () => seen });
    },
    async drop() {
      await pool.end();
      await onServer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

async function onServer(server: string, sql: string): Promise<void> {
  const pool = new Pool({ connectionString: server, max: 1 });
  try {
    await pool.query(sql);
  } finally {
    await pool.end();
  }
}

function on(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
