import { Readable } from 'node:stream';
import { getSetting } from '#api/company/settings.ts';
import type { Actor } from '#api/core/actor.ts';
import { actorId, hasRole } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, found, isAppError, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import type { ImportInfo } from './imports.ts';
import { getImport, importSummary } from './imports.ts';
import { type ImportMapping, importMapping, noMapping } from './mapping.ts';
import { type Targets, targetNamed } from './registry.ts';
import { callWorker } from './waiting-imports.ts';

export type ReceiveFileInput = {
  target: string;
  fileName: string;
  content: Readable | Uint8Array;
  /** A profile whose columns and forms the file has. */
  profileId?: string | undefined;
};

/**
 * Keeps a file as it streams in and lets the worker read it: a dry run, which changes nothing else. Who may is the target's to say;
 * managers always. Refuses `import.unknown-target`, `import.too-big` { limitMb }, `import.empty` and `import-profile.not-found`.
 */
export async function receiveFile(
  ctx: Ctx,
  actor: Actor,
  { target: name, fileName, content, profileId }: ReceiveFileInput,
  targets: Targets,
): Promise<ImportInfo> {
  const target = targetNamed(name, targets);
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager', ...target.mayImport));
  const mapping = profileId === undefined ? noMapping : await mappingOf(ctx, name, profileId);
  const stored = await store(ctx, content);
  if (stored.sizeBytes === 0) throw new AppError('import.empty');
  const batchId = newId(ctx.now());
  await inTransaction(ctx, async (tx) => {
    const fileId = await keepFile(tx, stored, fileName);
    await tx.db.importBatch.create({
      data: {
        ...{ id: batchId, fileId, target: name, fileName, sha256: stored.sha256, state: 'received', profileId },
        ...{ rowCount: 0, goodCount: 0, badCount: 0, summary: importSummary.parse({ mapping }) as object },
        createdById: actor.kind === 'staff' ? actorId(actor) : null,
        createdAt: tx.now(),
      },
      select: { id: true },
    });
    await callWorker(tx);
  });
  return getImport(ctx, actor, batchId);
}

async function mappingOf(ctx: Ctx, target: string, id: string): Promise<ImportMapping> {
  const profile = await ctx.db.importProfile.findFirst({ where: { id, target }, select: { mapping: true } });
  return importMapping.parse(found(profile, 'import-profile').mapping);
}

async function store(ctx: Ctx, content: Readable | Uint8Array) {
  const { megabytes } = await getSetting(ctx, 'import-caps');
  try {
    return await ctx.files.receive(content instanceof Readable ? content : Readable.from([content]), megabytes);
  } catch (error) {
    if (isAppError(error, 'file.too-big')) throw new AppError('import.too-big', { limitMb: megabytes });
    throw error;
  }
}

async function keepFile(
  tx: TxCtx,
  stored: { key: string; sha256: string; sizeBytes: number },
  name: string,
): Promise<string> {
  const file = { ...stored, id: newId(tx.now()), mime: 'application/octet-stream', name, createdAt: tx.now() };
  await tx.db.storedFile.createMany({ data: [file], skipDuplicates: true });
  return (await tx.db.storedFile.findUniqueOrThrow({ where: { key: stored.key }, select: { id: true } })).id;
}
