import type { IncomingFile } from './attachments.ts';

/** A kept file as a door would have received it: where its bytes came from. Handed on, our own copy of it is found again. */
export function asIncoming(row: {
  kind: string;
  source: string;
  sourceRef: string;
  name: string | null;
  mime: string | null;
  sizeBytes: number | null;
  seconds: number | null;
}): IncomingFile {
  return {
    kind: asKind(row.kind),
    source: row.source === 'slack' || row.source === 'admin' ? row.source : 'telegram',
    sourceRef: row.sourceRef,
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.mime === null ? {} : { mime: row.mime }),
    ...(row.sizeBytes === null ? {} : { sizeBytes: row.sizeBytes }),
    ...(row.seconds === null ? {} : { seconds: row.seconds }),
  };
}

export function asKind(word: string): IncomingFile['kind'] {
  return word === 'photo' || word === 'video' || word === 'voice' ? word : 'file';
}
