import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newSecret } from '#api/core/ids.ts';

/** A secret kept in a file that only we may read; made when it is not there yet. For development only. */
export async function readOrMakeSecret(path: string): Promise<string> {
  const known = await readFile(path, 'utf8').catch(() => '');
  if (known.length >= 32) return known;
  const secret = newSecret(256);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, secret, { mode: 0o600 });
  return secret;
}
