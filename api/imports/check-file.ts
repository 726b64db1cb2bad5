import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import type { ImportInfo } from './imports.ts';
import { getImport } from './imports.ts';
import { receiveFile } from './receive-file.ts';
import { ownTargets, type Targets } from './registry.ts';
import { workOnImport } from './work-on-import.ts';

export type CheckFileInput = { target: string; fileName: string; bytes: Uint8Array; profileId?: string };

/**
 * Receives a file and reads it at once, for who has no worker to wait for: a dry run. Refuses what `receiveFile` does, and what the
 * file's failure is, in place of keeping it.
 */
export async function checkFile(
  ctx: Ctx,
  actor: Actor,
  { bytes, ...input }: CheckFileInput,
  targets: Targets = ownTargets,
): Promise<ImportInfo> {
  const { id } = await receiveFile(ctx, actor, { ...input, content: bytes }, targets);
  await workOnImport(ctx, targets, id);
  const batch = await getImport(ctx, actor, id);
  if (batch.failure) throw new AppError(batch.failure.code, batch.failure.values);
  return batch;
}
