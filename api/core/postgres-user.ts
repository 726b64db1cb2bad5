import { type RunAs, run } from './child.ts';
import { AppError } from './errors.ts';
import type { Log } from './log.ts';

/**
 * Who the database runs as. PostgreSQL refuses root, so root hands it to the owner of the cluster that is already there, or to
 * the system's `postgres` user, made when absent; anybody else runs it as themselves. Refuses with
 * `start.no-postgres-user` when it cannot be made.
 */
export async function chooseDatabaseUser(clusterOwner: Required<RunAs> | null, log: Log): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {};
  if (clusterOwner && clusterOwner.uid !== 0) return clusterOwner;
  const known = await lookUp();
  if (known) return known;
  // groupadd and useradd on most systems, addgroup and adduser with busybox.
  const attempts = [
    await run('sh', ['-c', 'groupadd --system postgres; useradd --system --gid postgres --no-create-home postgres']),
    (await lookUp()) ? null : await run('sh', ['-c', 'addgroup -S postgres; adduser -S -D -H -G postgres postgres']),
  ];
  const made = await lookUp();
  if (!made)
    throw new AppError('start.no-postgres-user', { why: attempts.map((attempt) => attempt?.words).join('; ') });
  log.warn({ user: 'postgres' }, 'PostgreSQL does not run as root: made a system user for it');
  return made;
}

/** True when `as` can enter `folder` and what is above it. */
export async function canEnter(folder: string, as: RunAs): Promise<boolean> {
  const { code } = await run('sh', ['-c', 'cd -- "$1"', 'sh', folder], { as });
  return code === 0;
}

async function lookUp(): Promise<Required<RunAs> | null> {
  const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
  if (uid.code !== 0 || gid.code !== 0) return null;
  return { uid: Number(uid.words), gid: Number(gid.words) };
}
