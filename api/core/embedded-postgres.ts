import { createHash, randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type RunAs, run } from './child.ts';
import { AppError } from './errors.ts';
import type { Log } from './log.ts';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { startPostmaster, stopOrphan } from './postgres-process.ts';
import { canEnter, chooseDatabaseUser } from './postgres-user.ts';
import { lockFolder } from './start-lock.ts';

export type EmbeddedPostgres = { url: string; stop(): Promise<void> };

/** Where root puts what the database user could not reach. */
const reachableByAll = '/var/lib/domovoy';

/**
 * Starts a real PostgreSQL for one process, its data under `dataDir`, listening on loopback with a password of its own. It lives
 * in a session of its own, so neither Ctrl-C nor our sudden death harms it: what an earlier death left running is stopped first.
 *
 * Works as root too, and from under a folder that other users cannot enter: the data then go where the database user can reach,
 * said aloud, and `dataDir` remembers where. Refuses with `start.already-running` when another process uses `dataDir`,
 * `start.cluster-version` when another PostgreSQL wrote the data, `start.cluster-not-ours` when we may not read them,
 * `start.postgres-failed` with its last words. `isThrowaway` trades durability for speed: for tests only.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  log: Log,
  { isThrowaway = false } = {},
): Promise<EmbeddedPostgres> {
  const lock = await lockFolder(dataDir);
  try {
    const home = await realpath(dataDir);
    const as = await chooseDatabaseUser(await findClusterOwner(home), log);
    const cluster = await placeCluster(home, as, log);
    const spare = as.uid === undefined ? home : reachableByAll;
    const binaries = await findPostgresBinaries(as, spare, log);
    await stopOrphan(cluster, log);
    const password = await prepareCluster(home, cluster, binaries, as, log);
    const postmaster = await startPostmaster({
      binaries,
      cluster,
      as,
      password,
      logFile: join(home, 'postgres.log'),
      isThrowaway,
    });
    log.info({ port: postmaster.port, version: binaries.version }, 'embedded PostgreSQL started');
    const stop = async () => {
      await postmaster.stop();
      await lock.release();
    };
    return { url: postmaster.url, stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

const locationFile = 'postgres-location';

/** The folder of the cluster that `home` already has, wherever it lies. */
async function findCluster(home: string): Promise<string> {
  const noted = await readFile(join(home, locationFile), 'utf8').catch(() => null);
  return noted?.trim() || join(home, 'postgres');
}

async function findClusterOwner(home: string): Promise<Required<RunAs> | null> {
  const info = await stat(await findCluster(home)).catch(() => null);
  return info && { uid: info.uid, gid: info.gid };
}

async function placeCluster(home: string, as: RunAs, log: Log): Promise<string> {
  const known = await findCluster(home);
  const info = await stat(known).catch(() => null);
  if (info && (await canEnter(known, as))) return known;
  if (info && !(await canEnter(dirname(known), as)))
    throw new AppError('start.cluster-not-ours', { folder: known, why: 'the database user cannot reach it' });
  if (info) throw new AppError('start.cluster-not-ours', { folder: known, ownerUid: info.uid });
  if (await canEnter(dirname(known), as)) return known;
  const elsewhere = join(reachableByAll, createHash('sha256').update(home).digest('hex').slice(0, 12));
  await mkdir(reachableByAll, { recursive: true, mode: 0o755 });
  await writeFile(join(home, locationFile), `${elsewhere}\n`, { flush: true });
  log.warn(
    { dataDir: home, folder: elsewhere },
    'the database user cannot enter DATA_DIR: its data go to another folder',
  );
  return elsewhere;
}

/** Makes the cluster when it is not there, and gives back its password. */
async function prepareCluster(
  home: string,
  cluster: string,
  binaries: PostgresBinaries,
  as: RunAs,
  log: Log,
): Promise<string> {
  const passwordFile = join(home, 'postgres-password');
  const kept = (await readFile(passwordFile, 'utf8').catch(() => '')).trim();
  const password = kept || randomBytes(24).toString('base64url');
  if (!kept) await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flush: true });
  const major = (await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (major && major !== binaries.major)
    throw new AppError('start.cluster-version', { folder: cluster, found: major, needed: binaries.major });
  if (!major) await initialise(cluster, binaries, as, password);
  else if (!kept) await resetPassword(cluster, binaries, as, password, log);
  return password;
}

/** A cluster is whole or absent: made beside, then renamed, so a death in between only leaves rubbish that the next start clears. */
async function initialise(cluster: string, binaries: PostgresBinaries, as: RunAs, password: string): Promise<void> {
  const beside = `${cluster}.new`;
  const passwordFile = `${beside}.password`;
  await rm(beside, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  await mkdir(beside, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (as.uid !== undefined && as.gid !== undefined) {
    await chown(beside, as.uid, as.gid);
    await chown(passwordFile, as.uid, as.gid);
  }
  try {
    // The builtin C.UTF-8 knows the letters of every language and sorts alike on every machine.
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const access = ['--username=domovoy', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    const { code, words } = await run(binaries.initdb, ['--pgdata', beside, ...locale, ...access], { as });
    if (code !== 0) throw new AppError('start.postgres-failed', { why: words });
    await rm(cluster, { recursive: true, force: true });
    await rename(beside, cluster);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** The password file was lost: whoever owns the data may set a new one. */
async function resetPassword(cluster: string, binaries: PostgresBinaries, as: RunAs, password: string, log: Log) {
  const { code, words } = await run(binaries.postgres, ['--single', '-D', cluster, 'postgres'], {
    as,
    input: `alter role domovoy password '${password}'\n`,
  });
  if (code !== 0) throw new AppError('start.postgres-failed', { why: words });
  log.warn({ folder: cluster }, 'the password file of the database was missing: a new password was set');
}
