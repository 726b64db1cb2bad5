import type { Readable } from 'node:stream';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, found } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import type { AttachmentInfo, AttachmentKind, AttachmentPurpose, AttachmentSource } from './attachment-info.ts';
import { presentAttachment } from './attachment-info.ts';
import { findOwned, maySee } from './attachment-sight.ts';
import { kindOf, typeOf } from './file-kind.ts';
import { stripMetadata } from './strip-metadata.ts';

/** A file as a door received it: where it can be fetched, not its bytes. Plain JSON, so a form can keep it. */
export type IncomingFile = {
  kind: AttachmentKind;
  source: AttachmentSource;
  /** What the source needs to give the bytes: a Telegram file id, a Slack file id. */
  sourceRef: string;
  name?: string;
  mime?: string;
  sizeBytes?: number;
  seconds?: number;
};

export type AttachmentOwner =
  | { ticketId: string }
  | { messageId: string }
  | { readingId: string }
  | { looseId: string }
  | { muteId: string };

/**
 * Writes down what somebody sent, in order; copies are fetched later. A file we already hold a copy of (it was sent outside
 * a form first) is stored at once and says `attachment.stored`. Gives the ids in the order of `files`.
 */
export async function attachFiles(
  tx: TxCtx,
  input: { owner: AttachmentOwner; purpose: AttachmentPurpose; files: readonly IncomingFile[]; startAt?: number },
): Promise<string[]> {
  if (input.files.length === 0) return [];
  const held = await findCopies(tx, input.files);
  const rows = input.files.map((file, index) => {
    const copy = held.get(`${file.source}:${file.sourceRef}`);
    return {
      id: newId(tx.now()),
      kind: file.kind,
      source: file.source,
      sourceRef: file.sourceRef,
      name: file.name ?? copy?.name ?? null,
      mime: copy?.mime ?? file.mime ?? null,
      sizeBytes: copy?.sizeBytes ?? file.sizeBytes ?? null,
      seconds: file.seconds ?? null,
      state: copy ? 'stored' : 'remote',
      fileId: copy?.fileId ?? null,
      position: (input.startAt ?? 0) + index,
      purpose: input.purpose,
      attempts: 0,
      createdAt: tx.now(),
      ...input.owner,
    } satisfies Prisma.AttachmentCreateManyInput;
  });
  await tx.db.attachment.createMany({ data: rows });
  for (const row of rows.filter(({ state }) => state === 'stored'))
    await sayStored(tx, row.id, { ...nobody, ...input.owner });
  return rows.map(({ id }) => id);
}

/** The attachments of a ticket, a message, a reading or a loose message, in order. Authorise before asking. */
export async function listAttachments(ctx: Ctx, owner: AttachmentOwner): Promise<AttachmentInfo[]> {
  const rows = await ctx.db.attachment.findMany({ where: owner, orderBy: [{ position: 'asc' }, { id: 'asc' }] });
  return rows.map(presentAttachment);
}

const nobody = { ticketId: null, messageId: null };

/** `attachment.stored` { attachmentId, ticketId?, messageId?, muteId? }: our own copy can be shown now. */
async function sayStored(
  tx: TxCtx,
  attachmentId: string,
  owner: { ticketId?: string | null; messageId?: string | null; muteId?: string | null },
): Promise<void> {
  const of: Record<string, string> = {};
  if (owner.ticketId) of.ticketId = owner.ticketId;
  if (owner.messageId) of.messageId = owner.messageId;
  if (owner.muteId) of.muteId = owner.muteId;
  await emit(tx, { kind: 'attachment.stored', data: { attachmentId, ...of } });
}

/** What a bot may download (https://core.telegram.org/bots/api#getfile), and what we keep from anywhere. */
export const attachmentCapBytes = 20 * 1024 * 1024;

/** An attachment whose bytes somebody is to fetch now. */
export type RemoteAttachment = {
  id: string;
  kind: AttachmentKind;
  sourceRef: string;
  name: string | null;
  mime: string | null;
  sizeBytes: number | null;
  /** How often it was claimed, this time included. */
  attempts: number;
};

/**
 * A platform may be away for days, or our disk be full: what a person sent is tried for about six days before it is given up.
 */
export const mostFetchAttempts = 600;

/**
 * Leases up to `limit` attachments of a source to the one who will fetch them; two callers never get the same. What is neither stored
 * nor refused is claimed again: after 60 seconds (of the database's clock) at first, later each quarter of an hour.
 */
export async function claimRemoteAttachments(
  ctx: Ctx,
  source: AttachmentSource,
  limit: number,
): Promise<RemoteAttachment[]> {
  return ctx.db.$queryRaw<RemoteAttachment[]>`
    update attachment set attempts = attempts + 1,
      leased_until = clock_timestamp() + least(60 * power(2, least(attempts, 10)), 900) * interval '1 second'
    where id in (
      select id from attachment
      where state = 'remote' and source = ${source} and (leased_until is null or leased_until < clock_timestamp())
      order by created_at, id
      limit ${limit}
      for update skip locked
    )
    returning id, kind, source_ref as "sourceRef", name, mime, size_bytes as "sizeBytes", attempts`;
}

/**
 * Keeps our own copy, under a type read from its bytes rather than believed, a picture without its Exif; `attachment.stored` is said once. More than
 * 20 MB is refused as `too-big`, nothing at all as `empty`. Does nothing to an attachment that is no longer remote.
 */
export async function markStored(
  ctx: Ctx,
  attachmentId: string,
  input: { bytes: Uint8Array; mime?: string; name?: string },
): Promise<void> {
  if (input.bytes.byteLength > attachmentCapBytes) return markRefused(ctx, attachmentId, 'too-big');
  if (input.bytes.byteLength === 0) return markRefused(ctx, attachmentId, 'empty');
  const mime = await typeOf(input.bytes);
  const { key, sha256, sizeBytes } = await ctx.files.put(stripMetadata(input.bytes, mime));
  await inTransaction(ctx, async (tx) => {
    const file = { id: newId(tx.now()), key, sha256, sizeBytes, mime, name: input.name ?? null, createdAt: tx.now() };
    await tx.db.storedFile.createMany({ data: [file], skipDuplicates: true });
    const stored = await tx.db.storedFile.findUniqueOrThrow({ where: { key }, select: { id: true } });
    const [row] = await tx.db.attachment.updateManyAndReturn({
      where: { id: attachmentId, state: 'remote' },
      data: {
        state: 'stored',
        fileId: stored.id,
        mime,
        sizeBytes,
        leasedUntil: null,
        ...(input.name === undefined ? {} : { name: input.name }),
      },
      select: { id: true, kind: true, ticketId: true, messageId: true, muteId: true },
    });
    if (!row) return;
    const kind = kindOf(row.kind, mime);
    if (kind !== row.kind)
      await tx.db.attachment.update({ where: { id: row.id }, data: { kind }, select: { id: true } });
    await sayStored(tx, row.id, row);
  });
}

/** There will be no copy, and why: `too-big`, `gone`, `empty`… Does nothing to one that is no longer remote. */
export async function markRefused(ctx: Ctx, attachmentId: string, reason: string): Promise<void> {
  await ctx.db.attachment.updateMany({
    where: { id: attachmentId, state: 'remote' },
    data: { state: 'refused', refusal: reason, leasedUntil: null },
  });
}

export type OpenedAttachment = { stream: Readable; mime: string; name: string; sizeBytes: number };

/**
 * Opens our copy of an attachment. Who may is told in `maySee`. Refuses
 * `attachment.not-found` (also when it is not theirs to know of) and `attachment.not-stored` { state }.
 */
export async function openAttachment(ctx: Ctx, actor: Actor, attachmentId: string): Promise<OpenedAttachment> {
  const attachment = found(await findOwned(ctx, attachmentId), 'attachment');
  if (!(await maySee(ctx, actor, attachment))) throw new AppError('attachment.not-found');
  if (attachment.key === null) throw new AppError('attachment.not-stored', { state: attachment.state });
  const { stream, sizeBytes } = await ctx.files.open(attachment.key);
  const mime = attachment.fileMime ?? 'application/octet-stream';
  return { stream, sizeBytes, mime, name: attachment.name ?? `${attachment.kind}-${attachment.position + 1}` };
}

type Copy = { fileId: string; name: string | null; mime: string | null; sizeBytes: number | null };

async function findCopies(tx: TxCtx, files: readonly IncomingFile[]): Promise<Map<string, Copy>> {
  const rows = await tx.db.attachment.findMany({
    where: { sourceRef: { in: files.map((file) => file.sourceRef) }, state: 'stored', fileId: { not: null } },
    select: { source: true, sourceRef: true, fileId: true, name: true, mime: true, sizeBytes: true },
  });
  const copies = new Map<string, Copy>();
  for (const { source, sourceRef, fileId, ...rest } of rows) {
    if (fileId !== null) copies.set(`${source}:${sourceRef}`, { fileId, ...rest });
  }
  return copies;
}
