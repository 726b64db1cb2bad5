import type { OpenedAttachment } from '#api/conversations/attachments.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';

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
