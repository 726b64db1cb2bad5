import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isAppError } from '../api/core/errors.ts';
import { lockFolder } from '../api/core/start-lock.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, '.cache');

type Part = {
  name: string;
  /** Files and folders whose content decides; a part whose first one is absent is skipped. */
  inputs: string[];
  /** What must be there afterwards. */
  output: string;
  command: string[];
};

const parts: Part[] = [
  {
    name: 'client',
    inputs: ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json'],
    output: 'prisma/generated/client.ts',
    command: ['node_modules/prisma/build/index.js', 'generate'],
  },
  {
    name: 'admin',
    inputs: ['admin/vite.config.ts', 'admin', 'locales', 'package-lock.json'],
    output: 'admin/dist/index.html',
    command: ['node_modules/vite/bin/vite.js', 'build', '--config', 'admin/vite.config.ts'],
  },
  {
    name: 'playground-page',
    inputs: ['playground/page/vite.config.ts', 'playground/page', 'package-lock.json'],
    output: 'playground/page/dist/index.html',
    command: ['node_modules/vite/bin/vite.js', 'build', '--config', 'playground/page/vite.config.ts'],
  },
];

/**
 * Makes what is generated (the Prisma client, the admin page, the playground's page) when its inputs changed since it was
 * made. Nothing relies on install scripts or on the network. Processes that start at once wait for one another.
 */
export async function prepare(names = parts.map((part) => part.name)): Promise<void> {
  const chosen = parts.filter((part) => names.includes(part.name) && existsSync(join(root, part.inputs[0] ?? '')));
  const stale = (await Promise.all(chosen.map(isFresh))).some((fresh) => !fresh);
  if (!stale) return;
  const lock = await takeTurn();
  try {
    for (const part of chosen) if (!(await isFresh(part))) await make(part);
  } finally {
    await lock.release();
  }
}

async function isFresh(part: Part): Promise<boolean> {
  if (!existsSync(join(root, part.output))) return false;
  const stamp = await readFile(stampFile(part), 'utf8').catch(() => null);
  return stamp === (await hashOf(part));
}

async function make(part: Part): Promise<void> {
  const startedAt = performance.now();
  const hash = await hashOf(part);
  const { code, words } = await runNode(part.command);
  if (code !== 0 || !existsSync(join(root, part.output))) throw new Error(`could not make ${part.name}:\n${words}`);
  await mkdir(cache, { recursive: true });
  await writeFile(stampFile(part), hash);
  // Standard output belongs to the command that comes after us.
  process.stderr.write(`prepared ${part.name} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
}

function stampFile(part: Part): string {
  return join(cache, `${part.name}.stamp`);
}

async function hashOf(part: Part): Promise<string> {
  const hash = createHash('sha256').update(part.command.join(' '));
  for (const input of part.inputs) {
    for (const file of await filesIn(input)) hash.update(`\0${file}\0`).update(await readFile(join(root, file)));
  }
  return hash.digest('hex');
}

/** The files under a path, in one order; tests and what was built do not count. */
async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return null;
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (!entries) return [path];
  const names = entries.filter((entry) => entry.name !== 'dist' && !/\.test\.tsx?$/.test(entry.name));
  names.sort((a, b) => (a.name < b.name ? -1 : 1));
  const nested = await Promise.all(
    names.map((entry) => (entry.isDirectory() ? filesIn(join(path, entry.name)) : [join(path, entry.name)])),
  );
  return nested.flat();
}

async function takeTurn(): Promise<{ release(): Promise<void> }> {
  for (;;) {
    try {
      return await lockFolder(cache);
    } catch (error) {
      if (!isAppError(error, 'start.already-running')) throw error;
      await pause(100);
    }
  }
}

async function runNode(args: string[]): Promise<{ code: number | null; words: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let words = '';
    const keep = (chunk: Buffer) => {
      words += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, words }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await prepare();
