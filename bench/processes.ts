import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export type Spawned = { process: ChildProcess; readyMs: number; kill(): Promise<void> };

/** Starts a program and waits until `isReady`; `readyMs` is how long that took from the spawn. */
export async function spawnUntilReady(
  file: string,
  env: Record<string, string>,
  isReady: (output: string) => Promise<boolean> | boolean,
): Promise<Spawned> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  let isWanted = true;
  const exited = new Promise<void>((done) => {
    child.once('exit', (code) => {
      if (isWanted) process.stderr.write(`${file} ended with ${code}: ${output.slice(-2000)}\n`);
      done();
    });
  });
  const until = started + 60_000;
  while (!(await isReady(output))) {
    if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}: ${output.slice(-2000)}`);
    if (performance.now() > until) throw new Error(`${file} was not ready in 60 s: ${output.slice(-2000)}`);
    await new Promise((done) => setTimeout(done, 5));
  }
  const readyMs = performance.now() - started;
  return {
    process: child,
    readyMs,
    async kill() {
      isWanted = false;
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** CPU time a process has used, user and system, in ms (Linux: fields 14 and 15 of /proc/<pid>/stat, in ticks of 10 ms). */
export async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Resident memory of a process in MiB. */
export async function memoryMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

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

export async function isUp(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}
