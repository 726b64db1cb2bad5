import { z } from 'zod';
import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import type { ImportInfo } from './imports.ts';
import { getImport, importSummary, maySee } from './imports.ts';
import { type ImportMapping, importMapping } from './mapping.ts';
import { type Targets, targetNamed } from './registry.ts';
import { callWorker } from './waiting-imports.ts';

export const mapImportInput = z.object({
  mapping: importMapping,
  /** Keeps the mapping for the next files of that program. */
  profileName: z.string().trim().min(1).max(80).optional(),
});
export type MapImportInput = z.infer<typeof mapImportInput>;

export type ImportProfileInfo = { id: string; target: string; name: string; mapping: ImportMapping };

/**
 * Says which column of a file is which, and lets the worker read it anew. With a name the mapping is kept as a profile, in the place
 * of one of that name. Refuses `import.not-found` and `import.already-applied` { state }.
 */
export async function mapImport(
  ctx: Ctx,
  actor: Actor,
  batchId: string,
  { mapping, profileName }: MapImportInput,
  targets: Targets,
): Promise<ImportInfo> {
  const known = found(
    await ctx.db.importBatch.findUnique({ where: { id: batchId }, select: { target: true } }),
    'import',
  );
  const target = targetNamed(known.target, targets);
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager', ...target.mayImport));
  await inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`select id from import_batch where id = ${batchId}::uuid for update`;
    const { state, summary } = await tx.db.importBatch.findUniqueOrThrow({ where: { id: batchId } });
    if (state !== 'checked' && state !== 'failed') throw new AppError('import.already-applied', { state });
    const profileId = profileName === undefined ? undefined : await keepProfile(tx, target.name, profileName, mapping);
    await tx.db.importBatch.update({
      where: { id: batchId },
      data: {
        ...{ state: 'received', failure: null, doneCount: 0, rowCount: 0, goodCount: 0, badCount: 0, profileId },
        summary: { ...importSummary.parse(summary), mapping } as object,
      },
      select: { id: true },
    });
    await callWorker(tx);
  });
  return getImport(ctx, actor, batchId);
}

/** The kept mappings of a target, by name. Managers and accountants. */
export async function listProfiles(ctx: Ctx, actor: Actor, target: string): Promise<ImportProfileInfo[]> {
  mustBeAllowed(maySee(actor));
  const rows = await ctx.db.importProfile.findMany({ where: { target }, orderBy: { name: 'asc' }, take: 100 });
  return rows.map((row) => ({
    ...{ id: row.id, target: row.target, name: row.name },
    mapping: importMapping.parse(row.mapping),
  }));
}

async function keepProfile(tx: TxCtx, target: string, name: string, mapping: ImportMapping): Promise<string> {
  const { id } = await tx.db.importProfile.upsert({
    where: { target_name: { target, name } },
    create: { id: newId(tx.now()), target, name, mapping: mapping as object, createdAt: tx.now() },
    update: { mapping: mapping as object },
    select: { id: true },
  });
  return id;
}
