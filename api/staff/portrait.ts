import type { OpenedAttachment } from '#api/conversations/attachments.ts';
import { typeOf } from '#api/conversations/file-kind.ts';
import { stripMetadata } from '#api/conversations/strip-metadata.ts';
import { type Actor, hasRole } from '#api/core/actor.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';

/** The largest photo that is taken: what Telegram shows as one is smaller (10 MB, Bot API `sendPhoto`). */
export const portraitCapMb = 5;
const portraitTypes = ['image/jpeg', 'image/png', 'image/webp'];

/**
 * A colleague's photo, as a resident sees it before a visit. For colleagues, and for the system: whoever renders a screen has asked
 * whether its reader may see it. Refuses `attachment.not-found` when there is none.
 */
export async function openPortrait(ctx: Ctx, actor: Actor, staffId: string): Promise<OpenedAttachment> {
  mustBeAllowed(actor.kind === 'system' || actor.kind === 'staff');
  const row = await ctx.db.staffMember.findUnique({
    where: { id: staffId },
    select: { photo: { select: { key: true, mime: true } } },
  });
  if (!row?.photo) throw new AppError('attachment.not-found');
  const { stream, sizeBytes } = await ctx.files.open(row.photo.key);
  return { stream, sizeBytes, mime: row.photo.mime, name: 'portrait' };
}

/**
 * Keeps a colleague's photo, without what the camera wrote into it, in place of the one before. Managers only. Refuses
 * `staff.not-found`, `portrait.no-picture` (not a JPEG, PNG or WebP, by its bytes) and `portrait.too-big` { megabytes }.
 */
export async function savePortrait(
  ctx: Ctx,
  actor: Actor,
  input: { staffId: string; bytes: Uint8Array },
): Promise<void> {
  mustBeAllowed(hasRole(actor, 'manager'));
  const { staffId, bytes } = input;
  if (bytes.byteLength > portraitCapMb * 1024 * 1024) {
    throw new AppError('portrait.too-big', { megabytes: portraitCapMb });
  }
  const mime = await typeOf(bytes);
  if (!portraitTypes.includes(mime)) throw new AppError('portrait.no-picture');
  const { key, sha256, sizeBytes } = await ctx.files.put(stripMetadata(bytes, mime));
  await inTransaction(ctx, async (tx) => {
    const file = { id: newId(tx.now()), key, sha256, sizeBytes, mime, name: null, createdAt: tx.now() };
    await tx.db.storedFile.createMany({ data: [file], skipDuplicates: true });
    const stored = await tx.db.storedFile.findUniqueOrThrow({ where: { key }, select: { id: true } });
    await setPortrait(tx, staffId, stored.id);
  });
}

/** Shows no photo of a colleague any more. Managers only. Refuses `staff.not-found`. */
export async function removePortrait(ctx: Ctx, actor: Actor, staffId: string): Promise<void> {
  mustBeAllowed(hasRole(actor, 'manager'));
  await setPortrait(ctx, staffId, null);
}

async function setPortrait(ctx: Ctx, staffId: string, photoFileId: string | null): Promise<void> {
  const [row] = await ctx.db.staffMember.updateManyAndReturn({
    where: { id: staffId },
    data: { photoFileId },
    select: { id: true },
  });
  found(row, 'staff');
  ctx.log.info({ staffId, hasPhoto: photoFileId !== null }, 'portrait changed');
}
