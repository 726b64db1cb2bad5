import { act } from '../api.ts';
import { readBase64 } from '../files.ts';
import type { Chat } from './types.ts';

export type Deed = (action: Record<string, unknown>) => Promise<Record<string, unknown>>;

/** What this person does; a stranger not yet known to the playground introduces themselves with each deed. */
export function deedsOf(chat: Chat, known: boolean): Deed {
  const person = known ? {} : { person: chat.person };
  return (action) => act({ surface: 'telegram', chat: chat.person.id, ...person, ...action });
}

/** Pictures travel together as photos or an album; anything else as a document each. */
export async function sendFiles(deed: Deed, files: File[], caption: string): Promise<void> {
  const pictures = files.filter((file) => /^image\/(png|jpeg|webp)$/.test(file.type)).slice(0, 10);
  if (pictures.length > 0) {
    const bytes = await Promise.all(pictures.map(readBase64));
    await deed({ do: 'photo', count: pictures.length, bytes, ...(caption ? { caption } : {}) });
  }
  for (const file of files.filter((one) => !pictures.includes(one))) {
    const mime = file.type || 'application/octet-stream';
    await deed({ do: 'document', name: file.name, mime, base64: await readBase64(file) });
  }
}
