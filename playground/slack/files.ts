import type { FileRecord } from './model.ts';
import type { World } from './world.ts';

type NewFile = { name: string; mime: string; bytes: Buffer; user: string };

/** A file that is in the workspace with its bytes, shared nowhere yet. */
export async function addFile(world: World, input: NewFile): Promise<FileRecord> {
  const file = expectFile(world, { name: input.name, size: input.bytes.length, user: input.user });
  file.mime = input.mime;
  await world.blobs.put(file.id, input.bytes);
  file.state = 'complete';
  world.touch();
  return file;
}

/** A file that is announced and not there yet. */
export function expectFile(world: World, input: { name: string; size: number; user: string }): FileRecord {
  const file: FileRecord = {
    id: world.newId('F'),
    name: input.name,
    title: input.name,
    mime: mimeOf(input.name),
    size: input.size,
    user: input.user,
    created: Math.floor(world.now() / 1000),
    altText: null,
    shares: [],
    state: 'waiting',
  };
  world.state.files[file.id] = file;
  world.touch();
  return file;
}

const mimes: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
};

function mimeOf(name: string): string {
  return mimes[(name.split('.').pop() ?? '').toLowerCase()] ?? 'application/octet-stream';
}
