import type { File, PhotoSize } from '@grammyjs/types';
import type { UploadedFile } from '../wire/body.ts';
import { badRequest } from './errors.ts';
import { makeSizes } from './photo-sizes.ts';
import { standIn } from './stand-in.ts';
import type { FileKind, StoredFile, World } from './world.ts';

const maxDownload = 20 * 1024 * 1024;
export const maxUpload = 50 * 1024 * 1024;
export const maxPhoto = 10 * 1024 * 1024;

const folders: Record<FileKind, string> = {
  photo: 'photos',
  document: 'documents',
  voice: 'voice',
  video: 'videos',
  sticker: 'stickers',
  audio: 'music',
  animation: 'animations',
};
/** How Telegram calls the kinds in its refusals. */
const kindWords: Record<FileKind, string> = {
  photo: 'Photo',
  document: 'Document',
  voice: 'VoiceNote',
  video: 'Video',
  sticker: 'Sticker',
  audio: 'Audio',
  animation: 'Animation',
};

export type NewFile = {
  kind: FileKind;
  name?: string;
  mime: string;
  /** The content, or how many bytes to invent when somebody downloads it. */
  content: Buffer | number;
  width?: number;
  height?: number;
  duration?: number;
};

/** Keeps a file and gives it an id that stays valid across restarts. */
export async function keepFile(world: World, file: NewFile): Promise<StoredFile> {
  const n = world.next('file');
  const extension = extensionOf(file);
  const stored: StoredFile = {
    id: `${file.kind === 'photo' ? 'AgAC' : 'BQAC'}${world.ids.opaque(`file/${n}`, 64)}`,
    uniqueId: `AQAD${world.ids.opaque(`unique/${n}`, 12)}`,
    kind: file.kind,
    path: `${folders[file.kind]}/file_${n}${extension}`,
    size: typeof file.content === 'number' ? file.content : file.content.length,
    mime: file.mime,
    ...(file.name ? { name: file.name } : {}),
    ...(file.width ? { width: file.width, height: file.height } : {}),
    ...(file.duration === undefined ? {} : { duration: file.duration }),
    ...(typeof file.content === 'number' ? { hollow: true } : {}),
  };
  if (Buffer.isBuffer(file.content)) await world.blobs.put(`file_${n}${extension}`, file.content);
  world.files.put(stored.id, stored);
  return stored;
}

function extensionOf({ kind, name, mime }: NewFile): string {
  const fromName = /\.[A-Za-z0-9]{1,8}$/.exec(name ?? '')?.[0]?.toLowerCase();
  if (kind === 'photo') return '.jpg';
  if (kind === 'voice') return '.oga';
  if (kind === 'sticker') return '.webp';
  if (fromName) return fromName;
  if (kind === 'video') return '.mp4';
  return mime === 'application/pdf' ? '.pdf' : '.bin';
}

/** Keeps a picture as Telegram does: JPEG in up to four sizes, the largest at most 1280 on its longer side. */
export async function keepPhoto(world: World, bytes: Buffer, padTo?: number): Promise<PhotoSize[]> {
  const sizes = await makeSizes(bytes, padTo);
  const files: StoredFile[] = [];
  for (const size of sizes) {
    files.push(
      await keepFile(world, {
        kind: 'photo',
        mime: 'image/jpeg',
        content: size.bytes,
        width: size.width,
        height: size.height,
      }),
    );
  }
  const ids = files.map((file) => file.id);
  for (const file of files) world.files.put(file.id, { ...file, sizes: ids });
  return files.map(photoSizeOf);
}

export function photoSizeOf(file: StoredFile): PhotoSize {
  return {
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_size: file.size,
    width: file.width ?? 0,
    height: file.height ?? 0,
  };
}

/** A known file of the kind wanted, named by its id; null when the text is no id at all. */
export function findSentFile(world: World, id: string, kind: FileKind): StoredFile | null {
  const file = world.files.get(id);
  if (!file) return null;
  if (file.kind !== kind && !(kind === 'document' && file.kind !== 'photo')) {
    throw badRequest(`can't use file of type ${kindWords[file.kind]} as ${kindWords[kind]}`);
  }
  return file;
}

/** Refuses what the real server does not take in an upload. */
export function checkUpload(file: UploadedFile, kind: FileKind): void {
  if (file.bytes.length === 0) throw badRequest('file must be non-empty');
  if (kind === 'photo' && file.bytes.length > maxPhoto) {
    throw badRequest(
      `file of size ${file.bytes.length} bytes is too big for a photo; the maximum size is ${maxPhoto} bytes`,
    );
  }
}

/** What getFile answers; refuses an unknown id and anything over 20 MB. */
export function describeFile(world: World, id: string): File {
  if (id === '') throw badRequest('file_id not specified');
  const file = world.files.get(id);
  if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable');
  if (file.size > maxDownload) throw badRequest('file is too big');
  return { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path };
}

const byPath = new WeakMap<World, Map<string, StoredFile>>();

/** The content behind a file path, or null. */
export async function downloadFile(world: World, path: string): Promise<{ file: StoredFile; bytes: Buffer } | null> {
  let index = byPath.get(world);
  if (!index || index.size !== world.files.size) {
    index = new Map([...world.files.values()].map((file) => [file.path, file]));
    byPath.set(world, index);
  }
  const file = index.get(path);
  if (!file || file.size > maxDownload) return null;
  if (file.hollow) return { file, bytes: standIn(file.mime, file.size) };
  const bytes = await world.blobs.get(path.slice(path.indexOf('/') + 1));
  return bytes ? { file, bytes } : null;
}
