import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program of the house in a process of its own. */
export type Program = {
  process: ChildProcess;
  /** Everything it has printed so far. */
  output(): string;
  kill(signal?: NodeJS.Signals): Promise<void>;
  exited: Promise<number | null>;
};

const root = new URL('../../', import.meta.url).pathname;

/** Starts a TypeScript program with exactly this environment on top of the bare minimum. */
export function startProgram(file: string, args: string[], env: Record<string, string>): Program {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-200_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  return {
    process: child,
    output: () => output,
    exited,
    async kill(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
    },
  };
}

/** A port nobody listens on right now. */
export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? done(address.port) : failed(new Error('no port'))));
    });
  });
}

/** A folder that is gone after `remove`. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'domovoy-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Asks until `look` gives something, and fails with what it last saw after `seconds`. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  options: { seconds?: number; everyMs?: number; lastSeen?: () => unknown } = {},
): Promise<T> {
  const until = performance.now() + (options.seconds ?? 20) * 1000;
  let failure: unknown;
  while (performance.now() < until) {
    try {
      const seen = await look();
      if (seen) return seen;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    await new Promise((done) => setTimeout(done, options.everyMs ?? 40));
  }
  const seen = options.lastSeen ? `; last seen: ${JSON.stringify(options.lastSeen())?.slice(0, 3000)}` : '';
  throw new Error(`did not happen: ${what}${seen}`, { cause: failure });
}
