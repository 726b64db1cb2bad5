import { z } from 'zod';
import { openAttachment } from '#api/conversations/attachments.ts';
import { systemActor } from '#api/core/actor.ts';
import { longId } from '#api/core/ids.ts';
import type { StaffTicket } from '#api/tickets/staff-tickets.ts';
import type { Desk } from './desk.ts';
import { refusalOf } from './refusals.ts';
import { cardPhotos, type ShownPhoto } from './ticket-card.ts';

const shelfSize = 2000;

/**
 * The photos of a ticket that lie in Slack, ready for its card; what does not yet is put there, once. After a restart the card
 * itself is asked which files it shows.
 */
export async function photosForCard(desk: Desk, ticket: StaffTicket, ref: string): Promise<ShownPhoto[]> {
  const wanted = cardPhotos(ticket).filter((photo) => photo.state === 'stored');
  if (wanted.some((photo) => !desk.shelf.has(photo.id))) await recall(desk, ref);
  const shown: ShownPhoto[] = [];
  for (const photo of wanted) {
    const fileId = desk.shelf.get(photo.id) ?? (await put(desk, photo.id));
    if (fileId === null) continue;
    remember(desk.shelf, photo.id, fileId);
    shown.push({ attachmentId: photo.id, fileId });
  }
  return shown;
}

/** A photo that cannot be put there must not keep the card from telling the state: the card goes without. */
async function put(desk: Desk, attachmentId: string): Promise<string | null> {
  try {
    return (await uploadAttachment(desk, attachmentId)).fileId;
  } catch (error) {
    passOnOutage(error);
    desk.ctx.log.warn({ error, attachmentId }, 'a photo could not be shown');
    return null;
  }
}

function passOnOutage(error: unknown): void {
  const refusal = refusalOf(error);
  if (refusal === 'outage' || refusal === 'slow-down') throw error;
}

/** Puts our copy of a file into Slack; into a thread when `place` is given. */
export async function uploadAttachment(
  { ctx, client }: Desk,
  attachmentId: string,
  place?: { channel: string; threadTs?: string; comment: string },
): Promise<{ fileId: string }> {
  const { stream, name, mime } = await openAttachment(ctx, systemActor, attachmentId);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const content = { file: Buffer.concat(chunks), filename: withExtension(name, mime) };
  const uploaded = await client.files.uploadV2(
    place
      ? {
          ...content,
          ...{ channel_id: place.channel, initial_comment: place.comment },
          ...(place.threadTs ? { thread_ts: place.threadTs } : {}),
        }
      : content,
  );
  const fileId = uploadAnswer.parse(uploaded).files[0]?.files[0]?.id;
  if (!fileId) throw new Error('Slack named no file');
  return { fileId };
}

/** Slack shows a file by its name's ending: one that a messenger sent without a name gets it from its type. */
function withExtension(name: string, mime: string): string {
  if (/\.[A-Za-z0-9]{1,5}$/.test(name)) return name;
  const ending = endings[mime] ?? /^(?:image|video|audio)\/([a-z0-9]+)$/.exec(mime)?.[1];
  return ending ? `${name}.${ending}` : name;
}

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'video/quicktime': 'mov',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
};

/** What the three calls of an upload come to. */
const uploadAnswer = z.object({ files: z.array(z.object({ files: z.array(z.object({ id: z.string() })) })) });

/** Reads from the card which files it shows. */
async function recall({ client, ctx, shelf }: Desk, ref: string): Promise<void> {
  const [channel = '', ts = ''] = ref.split(':');
  const seen = await client.conversations.history({ channel, latest: ts, inclusive: true, limit: 1 }).catch((error) => {
    passOnOutage(error);
    ctx.log.warn({ error }, 'a card could not be read');
    return null;
  });
  const card = seen?.messages?.find((message) => message.ts === ts);
  for (const block of card?.blocks ?? []) {
    const [what, short = '', fileId = ''] = block.block_id?.split(':') ?? [];
    const attachmentId = what === 'photo' ? longId(short) : null;
    if (attachmentId && fileId) remember(shelf, attachmentId, fileId);
  }
}

function remember(shelf: Desk['shelf'], attachmentId: string, fileId: string): void {
  shelf.delete(attachmentId);
  shelf.set(attachmentId, fileId);
  for (const oldest of shelf.keys()) {
    if (shelf.size <= shelfSize) break;
    shelf.delete(oldest);
  }
}
