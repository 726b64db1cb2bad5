import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from './errors.ts';

/** Where bytes live. A key is made by us, never taken from a file's own name. */
export type Files = {
  /** Stores bytes under a key made from their sha-256; the same bytes land once. Durable when it returns. */
  put(bytes: Uint8Array): Promise<{ key: string; sha256: string; sizeBytes: number }>;
  /** Stores what streams in, without holding it in memory. Refuses `file.too-big` { limitMb }. */
  receive(stream: Readable, limitMb: number): Promise<{ key: string; sha256: string; sizeBytes: number }>;
  /** Opens what was put. Throws when the key is unknown. */
  open(key: string): Promise<{ stream: Readable; sizeBytes: number }>;
  /** Has `work` read what was put as a file of this machine, at a path that holds meanwhile. Throws when the key is unknown. */
  readAt<T>(key: string, work: (path: string) => Promise<T>): Promise<T>;
};

const keyPattern = /^[0-9a-f]{2}\/[0-9a-f]{64}$/;

/** A file store in a folder of this machine's disk. */
export function openDiskFiles(folder: string): Files {
  const pathOf = (key: string) => {
    if (!keyPattern.test(key)) throw new Error('not a key of this store');
    return join(folder, key);
  };
  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const key = `${sha256.slice(0, 2)}/${sha256}`;
      const path = join(folder, key);
      const known = await stat(path).catch(() => null);
      if (known?.size !== bytes.byteLength) await writeWhole(path, bytes);
      return { key, sha256, sizeBytes: bytes.byteLength };
    },
    async receive(stream, limitMb) {
      const beside = join(folder, `arriving.${process.pid}.${Math.random().toString(36).slice(2)}`);
      await mkdir(folder, { recursive: true });
      try {
        const { sha256, sizeBytes } = await writeCounted(stream, beside, limitMb);
        const key = `${sha256.slice(0, 2)}/${sha256}`;
        const path = join(folder, key);
        await mkdir(dirname(path), { recursive: true });
        await rename(beside, path);
        return { key, sha256, sizeBytes };
      } finally {
        await rm(beside, { force: true });
      }
    },
    async open(key) {
      const path = pathOf(key);
      const { size } = await stat(path);
      return { stream: createReadStream(path), sizeBytes: size };
    },
    async readAt(key, work) {
      const path = pathOf(key);
      await stat(path);
      return work(path);
    },
  };
}

/** A reader sees the whole file or none: written beside, then renamed. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    await writeFile(beside, bytes, { flush: true });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

async function writeCounted(
  stream: Readable,
  path: string,
  limitMb: number,
): Promise<{ sha256: string; sizeBytes: number }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  await pipeline(
    stream,
    async function* count(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        sizeBytes += chunk.byteLength;
        if (sizeBytes > limitMb * 1024 * 1024) throw new AppError('file.too-big', { limitMb });
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(path, { flush: true }),
  );
  return { sha256: hash.digest('hex'), sizeBytes };
}
