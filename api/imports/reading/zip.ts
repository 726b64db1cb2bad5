import { inflateRawSync } from 'node:zlib';
import { AppError } from '#api/core/errors.ts';
import type { ImportCaps } from './caps.ts';

const centralEntry = 0x02014b50;
const endOfDirectory = 0x06054b50;

/** What may stand behind an entry's data. */
const longestDescriptor = 24;

/** What a small archive may grow to whatever the ratio: a few empty cells compress better than any bomb. */
const alwaysAllowed = 4 * 1024 * 1024;

/**
 * Unpacks an archive entry by entry, never further than it may grow, and shows each to `look`. What its directory says of sizes is not
 * believed. Refuses `import.broken-workbook` (cut off, or no archive) and `import.zip-bomb` { ratio }.
 */
export function inspectZip(bytes: Buffer, caps: ImportCaps, look: (name: string, content: Buffer) => void): void {
  const most = Math.max(alwaysAllowed, bytes.byteLength * caps.zipRatio);
  let unpacked = 0;
  for (const { name, method, data } of entriesOf(bytes)) {
    const content = method === 0 ? data : inflate(data, most - unpacked, caps);
    unpacked += content.byteLength;
    if (unpacked > most) throw new AppError('import.zip-bomb', { ratio: caps.zipRatio });
    look(name, content);
  }
}

function inflate(data: Buffer, most: number, caps: ImportCaps): Buffer {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    if (error instanceof RangeError) throw new AppError('import.zip-bomb', { ratio: caps.zipRatio });
    throw new AppError('import.broken-workbook');
  }
}

/**
 * Entries that lie one after the other, as the directory says: whoever reads them as a stream meets the same ones.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.7, 4.3.12 and 4.3.16
 */
function* entriesOf(bytes: Buffer): Generator<{ name: string; method: number; data: Buffer }> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > bytes.byteLength || bytes.readUInt32LE(end) !== endOfDirectory) {
    throw new AppError('import.broken-workbook');
  }
  let at = bytes.readUInt32LE(end + 16);
  let before = 0;
  try {
    for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
      if (bytes.readUInt32LE(at) !== centralEntry) throw new RangeError('no entry');
      const nameLength = bytes.readUInt16LE(at + 28);
      const local = bytes.readUInt32LE(at + 42);
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const data = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
      if (local < before || local > before + longestDescriptor) throw new RangeError('something in between');
      before = start + data.byteLength;
      yield { name: bytes.toString('utf8', at + 46, at + 46 + nameLength), method: bytes.readUInt16LE(at + 10), data };
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
  } catch (error) {
    if (error instanceof RangeError) throw new AppError('import.broken-workbook');
    throw error;
  }
}
