import { spawn } from 'node:child_process';
import { close, open } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { childEnv, type RunAs, run } from './child.ts';
import { AppError } from './errors.ts';
import type { Log } from './log.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { monotonicMs } from './time.ts';

export type Postmaster = { url: string; port: number; stop(): Promise<void> };

type StartOptions = {
  binaries: PostgresBinaries;
  cluster: string;
  as: RunAs;
  password: string;
  logFile: string;
  isThrowaway: boolean;
};

/** Recovery after an unclean stop replays at most a few minutes of log; a slow disk is given time. */
const patienceMs = 120_000;

/** Starts the server of a cluster that nobody runs, on a free port, and waits until it answers. */
export async function startPostmaster(options: StartOptions): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    const { pid, exited } = await spawnPostmaster(options, port);
    const url = `postgres://domovoy:${options.password}@127.0.0.1:${port}/domovoy`;
    const why = await waitUntilReady(url, exited, options.logFile);
    if (why === null) return { url, port, stop: () => stopPostmaster(pid) };
    if (pid) await stopPostmaster(pid);
    // Somebody may have taken the port meanwhile; processes of a postmaster that was killed may still be on their way out.
    const isPassing = /could not bind|could not create any TCP\/IP|still in use/.test(why);
    if (!isPassing || attempt === 20) throw new AppError('start.postgres-failed', { why, log: options.logFile });
    await pause(250);
  }
}

/** Stops the server that an earlier process of ours left running on `cluster`, and clears a pid file that means nobody. */
export async function stopOrphan(cluster: string, log: Log): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (!pid) return;
  if ((await isAlive(pid)) && (await isPostmasterOf(pid, cluster))) {
    log.warn({ pid }, 'stopping a PostgreSQL that an earlier start left running');
    await stopPostmaster(pid);
  }
  // What is left of the number belongs to nobody, to a dead process not yet collected, or (after a reboot, in a container) to another program:
  // PostgreSQL would take the last two for itself. Its shared memory still guards data whose sessions are not gone yet.
  await rm(pidFile, { force: true });
}

async function spawnPostmaster(options: StartOptions, port: number) {
  const { binaries, cluster, as, logFile, isThrowaway } = options;
  const settings = {
    listen_addresses: '127.0.0.1',
    // No socket file: its folder may be missing, closed to this user, or too long a path.
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(isThrowaway
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' }
      : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const size = await stat(logFile).then(
    ({ size }) => size,
    () => 0,
  );
  const output = await promisify(open)(logFile, size > 1_000_000 ? 'w' : 'a', 0o600);
  const child = spawn(binaries.postgres, ['-D', cluster, '-p', String(port), ...flags], {
    ...as,
    cwd: '/',
    env: childEnv,
    detached: true,
    stdio: ['ignore', output, output],
  });
  const exited = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => resolve(`it stopped with ${signal ?? `code ${code}`}`));
  });
  child.unref();
  await promisify(close)(output);
  return { pid: child.pid ?? 0, exited };
}

/** Null when the server answers and has our database, else why it does not. */
async function waitUntilReady(url: string, exited: Promise<string>, logFile: string): Promise<string | null> {
  const giveUpAt = monotonicMs() + patienceMs;
  let stopped: string | null = null;
  void exited.then((words) => {
    stopped = words;
  });
  while (stopped === null && monotonicMs() < giveUpAt) {
    const refusal = await tryReach(url);
    if (refusal === 'none') return null;
    if (refusal !== 'not-yet') return refusal;
    await pause(20);
  }
  const lastLines = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n').slice(-8).join('\n');
  return `${stopped ?? 'it did not answer'}\n${lastLines}`;
}

/** `none` when the server answers and our database is there, `not-yet` when asking again makes sense, else its refusal. */
async function tryReach(url: string): Promise<string> {
  const client = new Client({ connectionString: url.replace(/domovoy$/, 'postgres'), connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rowCount } = await client.query(`select from pg_database where datname = 'domovoy'`);
    if (rowCount === 0) await client.query('create database domovoy');
    return 'none';
  } catch (error) {
    if (isPassing(error)) return 'not-yet';
    return error instanceof Error ? error.message : String(error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Not listening yet, or starting up, shutting down, recovering (class 57). */
function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (
    code === 'ECONNREFUSED' ||
    code === 'ECONNRESET' ||
    code?.startsWith('57') === true ||
    /terminated/.test(message ?? '')
  );
}

/** Ends sessions and writes a checkpoint (SIGINT); harder when that takes too long: the log repairs it at the next start. */
async function stopPostmaster(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!(await isAlive(pid))) return;
    process.kill(pid, signal);
    const giveUpAt = monotonicMs() + 15_000;
    while ((await isAlive(pid)) && monotonicMs() < giveUpAt) await pause(20);
  }
}

async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  // Dead, but nobody has collected it yet (an orphan in a container may wait for that forever).
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return !/\) [ZX] /.test(status);
}

async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  const { words } = await run('ps', ['-p', String(pid), '-o', 'args=']);
  const fromProc = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const commandLine = fromProc.replaceAll('\0', ' ') || words;
  return commandLine.includes('postgres') && commandLine.includes(cluster);
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', done);
  });
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}
