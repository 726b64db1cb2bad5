import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Ctx } from '#api/core/ctx.ts';
import { openDatabase } from '#api/core/db.ts';
import { startEmbeddedPostgres } from '#api/core/embedded-postgres.ts';
import { openDiskFiles } from '#api/core/files.ts';
import { openLog } from '#api/core/log.ts';
import { migrate } from '#prisma/migrate.ts';

/** The day on which benches stand: the clock is theirs, so that nothing falls due while they measure. */
export const benchNow = new Date('2026-11-20T09:00:00Z');

export type OwnDatabase = { url: string; ctx: Ctx };

/** A PostgreSQL for rows that call the services in process; databases are migrated and empty. */
export async function openOwnPostgres(): Promise<{
  open(name: string, connections: number): Promise<OwnDatabase>;
  close(): Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'domovoy-bench-'));
  const server = await startEmbeddedPostgres(join(folder, 'db'), openLog('silent'));
  const opened: { close(): Promise<void> }[] = [];
  return {
    async open(name, connections) {
      const url = server.url.replace(/domovoy$/, name);
      const client = new Client({ connectionString: server.url });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      await migrate(url);
      const { db, close } = openDatabase(url, connections);
      opened.push({ close });
      const files = openDiskFiles(join(folder, 'files'));
      return { url, ctx: { db, now: () => benchNow, log: openLog('silent'), files } };
    },
    async close() {
      for (const one of opened) await one.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
