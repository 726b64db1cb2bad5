import { mkdirSync, readFileSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

type Snapshot<T> = {
  /** What the file held when it was opened; null on the first start. */
  saved: T | null;
  /** Says the state changed: it is written within `delayMs`. */
  touch(): void;
  /** Writes now what was touched; resolves when it is in place. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

/**
 * A state kept as one JSON file, replaced atomically (written aside, then renamed), debounced.
 * `take` is called at the moment of writing. A file that is not JSON stops the start with its path.
 */
export function openSnapshot<T>(file: string, take: () => T, delayMs = 100): Snapshot<T> {
  mkdirSync(dirname(file), { recursive: true });
  let timer: NodeJS.Timeout | null = null;
  let dirty = false;
  let writing: Promise<void> = Promise.resolve();

  const write = async () => {
    dirty = false;
    const aside = `${file}.new`;
    await writeFile(aside, JSON.stringify(take()));
    await rename(aside, file);
  };
  const flush = (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    // One write at a time: two writers of the same side file would spoil it.
    if (dirty) writing = writing.then(() => (dirty ? write() : undefined));
    return writing;
  };
  return {
    saved: readJson<T>(file),
    touch() {
      dirty = true;
      timer ??= setTimeout(() => {
        timer = null;
        flush().catch((error: unknown) => {
          process.stderr.write(`playground: ${file} could not be written: ${String(error)}\n`);
        });
      }, delayMs);
    },
    flush,
    close: flush,
  };
}

function readJson<T>(file: string): T | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new Error(`${file} is not JSON: move it away to start empty`);
  }
}

export type Blobs = {
  put(name: string, bytes: Buffer): Promise<void>;
  /** The bytes, or null when there is no such blob. */
  get(name: string): Promise<Buffer | null>;
  clear(): Promise<void>;
};

/** Files under one folder. Names are ours, never a stranger's: letters, digits, `.`, `_` and `-`. */
export function openBlobs(dir: string): Blobs {
  mkdirSync(dir, { recursive: true });
  const pathOf = (name: string) => {
    if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name)) throw new Error(`not a blob name: ${name}`);
    return join(dir, name);
  };
  return {
    async put(name, bytes) {
      const path = pathOf(name);
      const file = await open(`${path}.new`, 'w');
      try {
        await file.writeFile(bytes);
      } finally {
        await file.close();
      }
      await rename(`${path}.new`, path);
    },
    async get(name) {
      try {
        return await readFile(pathOf(name));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    async clear() {
      await rm(dir, { recursive: true, force: true });
      await mkdir(dir, { recursive: true });
    },
  };
}
