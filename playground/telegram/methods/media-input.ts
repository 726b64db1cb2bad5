import type { Message, PhotoSize } from '@grammyjs/types';
import type { UploadedFile } from '../../wire/body.ts';
import type { Call } from '../call.ts';
import { badRequest } from '../errors.ts';
import { checkUpload, findSentFile, keepFile, keepPhoto, photoSizeOf } from '../files.ts';
import type { FileKind, StoredFile, World } from '../world.ts';
import { readCaption } from './common.ts';

/** One medium with its caption, from an InputMedia object (albums, editMessageMedia). */
export async function readInputMedia(
  world: World,
  call: Call,
  media: Record<string, unknown> | undefined,
): Promise<Partial<Message>> {
  if (!media) throw badRequest('there is no media in the request');
  const kind = media.type as FileKind;
  if (!['photo', 'video', 'document', 'audio', 'animation'].includes(kind)) {
    throw badRequest(`can't parse InputMedia: type "${String(media.type)}" is not played here`);
  }
  const caption = readCaption(media);
  return { ...(await readMedium(world, call, kind, media.media, media)), ...caption } as Partial<Message>;
}

/**
 * The content of a message with a file: uploaded beside (`attach://name` or under the parameter's own name), or the id
 * of a file Telegram has. Addresses are not fetched: nothing here goes out to the net.
 */
export async function readMedium(
  world: World,
  call: Call,
  kind: FileKind,
  source: unknown,
  about: Record<string, unknown>,
): Promise<Partial<Message>> {
  const text = typeof source === 'string' ? source : '';
  const field = text.startsWith('attach://') ? text.slice('attach://'.length) : text === '' ? kind : null;
  if (field !== null) {
    const upload = call.files.find((file) => file.field === field);
    if (!upload) throw badRequest(text === '' ? `there is no ${kind} in the request` : `file "${field}" not found`);
    checkUpload(upload, kind);
    if (kind === 'photo') return { photo: await keepPhoto(world, upload.bytes) } as Partial<Message>;
    return contentOf(await keepUpload(world, kind, upload, about));
  }
  if (/^https?:\/\//i.test(text)) throw badRequest('failed to get HTTP URL content');
  const file = findSentFile(world, text, kind);
  if (!file) throw badRequest('wrong file identifier/HTTP URL specified');
  if (kind === 'photo') return { photo: sizesOf(world, file) } as Partial<Message>;
  return contentOf(kind === 'document' ? { ...file, kind: 'document' } : file);
}

function sizesOf(world: World, file: StoredFile): PhotoSize[] {
  const ids = file.sizes ?? [file.id];
  return ids
    .map((id) => world.files.get(id))
    .filter((size) => size !== undefined)
    .map(photoSizeOf);
}

function keepUpload(
  world: World,
  kind: FileKind,
  upload: UploadedFile,
  about: Record<string, unknown>,
): Promise<StoredFile> {
  const number = (name: string) => (typeof about[name] === 'number' ? (about[name] as number) : undefined);
  return keepFile(world, {
    kind,
    name: kind === 'voice' ? undefined : upload.name,
    mime: upload.mime || 'application/octet-stream',
    content: upload.bytes,
    duration: kind === 'document' ? undefined : (number('duration') ?? 0),
    width: kind === 'video' ? (number('width') ?? 320) : undefined,
    height: kind === 'video' ? (number('height') ?? 240) : undefined,
  });
}

/** A stored file as the part of a message that names it. */
export function contentOf(file: StoredFile): Partial<Message> {
  const base = {
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_size: file.size,
    ...(file.mime ? { mime_type: file.mime } : {}),
  };
  const name = file.name ? { file_name: file.name } : {};
  const frame = { width: file.width ?? 320, height: file.height ?? 240, duration: file.duration ?? 0 };
  if (file.kind === 'voice') return { voice: { duration: file.duration ?? 0, ...base } } as Partial<Message>;
  if (file.kind === 'audio') return { audio: { duration: file.duration ?? 0, ...name, ...base } } as Partial<Message>;
  if (file.kind === 'video') return { video: { ...frame, ...name, ...base } } as Partial<Message>;
  if (file.kind === 'animation') {
    const animation = { ...frame, ...name, ...base };
    return { animation, document: { ...name, ...base } } as Partial<Message>;
  }
  return { document: { ...name, ...base } } as Partial<Message>;
}
