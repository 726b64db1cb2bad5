import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { inject } from 'vitest';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { Ctx } from './ctx.ts';
import { openDatabase } from './db.ts';
import { openDiskFiles } from './files.ts';
import { openLog } from './log.ts';
import { type Instant, instant, plus } from './time.ts';

/** The migrated database that `tools/test-postgres.ts` prepares and every test copies. */
export const templateDatabase = 'house_template';

export type TestHouse = {
  ctx: Ctx & { db: PrismaClient };
  /** Stands still until it is told otherwise. */
  clock: { set(at: string): void; advance(duration: string): void };
  url: string;
  close(): Promise<void>;
};

/** A ctx on a fresh, empty, migrated database: 20 November 2026, 09:00 UTC, nothing in it, nothing said in the log. */
export async function testCtx(): Promise<TestHouse> {
  const { url, drop } = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'domovoy-files-'));
  const { db, close } = openDatabase(url, 10);
  let now: Instant = instant('2026-11-20T09:00:00Z');
  return {
    ctx: { db, now: () => now, log: openLog('silent'), files: openDiskFiles(folder) },
    clock: {
      set: (at) => {
        now = instant(at);
      },
      advance: (duration) => {
        now = plus(now, duration);
      },
    },
    url,
    close: async () => {
      await close();
      await drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A migrated database of its own, for tests that start whole processes on it. */
export async function freshDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = inject('postgresUrl');
  const name = `house_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name} template ${templateDatabase}`);
  return {
    url: server.replace(/domovoy$/, name),
    drop: () => onServer(server, `drop database if exists ${name} with (force)`),
  };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
