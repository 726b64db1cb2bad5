import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

type Log<E> = {
  /** In the file when it returns: what is answered after it survives kill -9 of this process. */
  append(entry: E): void;
  /** Replaces the history by entries that rebuild the present state. */
  compact(entries: Iterable<E>): void;
  /** Entries written since the last compaction (or found at the start). */
  length(): number;
  close(): void;
};

/**
 * An append-only JSONL file. Opening replays every whole line in order; a last line torn by a kill is cut off.
 * Appends are single small `write`s: some 10 µs each, no snapshot of the whole on the way.
 */
export function openLog<E>(file: string, replay: (entry: E) => void): Log<E> {
  mkdirSync(dirname(file), { recursive: true });
  let length = 0;
  let whole = 0;
  if (existsSync(file)) {
    const bytes = readFileSync(file);
    for (let from = 0; ; ) {
      const end = bytes.indexOf(10, from);
      if (end < 0) break;
      replay(JSON.parse(bytes.toString('utf8', from, end)) as E);
      length += 1;
      whole = from = end + 1;
    }
  }
  let fd = openSync(file, 'a');
  ftruncateSync(fd, whole);

  return {
    append(entry) {
      writeWhole(fd, `${JSON.stringify(entry)}\n`);
      length += 1;
    },
    compact(entries) {
      const aside = `${file}.new`;
      const next = openSync(aside, 'w');
      let count = 0;
      let chunk = '';
      for (const entry of entries) {
        chunk += `${JSON.stringify(entry)}\n`;
        count += 1;
        if (chunk.length > 1 << 20) {
          writeWhole(next, chunk);
          chunk = '';
        }
      }
      writeWhole(next, chunk);
      fsyncSync(next);
      closeSync(next);
      closeSync(fd);
      renameSync(aside, file);
      fd = openSync(file, 'a');
      length = count;
    },
    length: () => length,
    close: () => closeSync(fd),
  };
}

function writeWhole(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
}
