import { fileTypeFromBuffer } from 'file-type';

/** Bytes without a signature we know are text when they read as text, and otherwise nothing a browser would open. */
export async function typeOf(bytes: Uint8Array): Promise<string> {
  const sniffed = await fileTypeFromBuffer(bytes);
  if (sniffed) return sniffed.mime;
  return isText(bytes) ? 'text/plain' : 'application/octet-stream';
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\u0000');
  } catch {
    return false;
  }
}

/** A "photo" that is no picture is a file: nothing shows it as one. */
export function kindOf(kind: string, mime: string): string {
  const shown: Record<string, string[]> = {
    photo: ['image/'],
    video: ['video/', 'image/gif'],
    voice: ['audio/', 'video/'],
  };
  const fits = shown[kind]?.some((prefix) => mime.startsWith(prefix)) ?? true;
  return fits ? kind : 'file';
}
