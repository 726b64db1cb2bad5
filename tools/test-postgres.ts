import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../api/core/embedded-postgres.ts';
import { openLog } from '../api/core/log.ts';
import { stopOrphan } from '../api/core/postgres-process.ts';
import { templateDatabase } from '../api/core/testing.ts';
import { migrate } from '../prisma/migrate.ts';
import { prepare } from './prepare.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A real PostgreSQL of this run, as its superuser; `testCtx()` makes databases of its own in it. */
    postgresUrl: string;
  }
}

type Shared = { users: number; server: Promise<{ url: string; stop(): Promise<void> }> };

/** One server a run: the projects' set-ups share it, however often this file is loaded. */
const shared = globalThis as { domovoyTestPostgres?: Shared };

/** Vitest calls this once for each project that names this file. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.domovoyTestPostgres ??= { users: 0, server: startThrowaway() };
  const mine = shared.domovoyTestPostgres;
  mine.users += 1;
  project.provide('postgresUrl', (await mine.server).url);
  return async () => {
    mine.users -= 1;
    if (mine.users > 0) return;
    shared.domovoyTestPostgres = undefined;
    await (await mine.server).stop();
  };
}

const prefix = 'domovoy-test-';

/** A server in a temporary folder, with a migrated database that the tests copy. */
export async function startThrowaway(): Promise<{ url: string; stop(): Promise<void> }> {
  await prepare(['client']);
  const log = openLog('silent');
  await clearLeftovers();
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres(folder, log, { isThrowaway: true });
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create database ${templateDatabase}`);
  await client.end();
  const templateUrl = server.url.replace(/domovoy$/, templateDatabase);
  await migrate(templateUrl, log);
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: server.url, stop };
}

/** A run that was killed leaves its server behind. */
async function clearLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (!pid || isAlive(pid)) continue;
    await stopOrphan(join(tmpdir(), name, 'postgres'), openLog('silent'));
    await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
