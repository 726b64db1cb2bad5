import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Files, openDiskFiles } from './files.ts';

let folder: string;
let files: Files;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'domovoy-files-'));
  files = openDiskFiles(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytes = Buffer.from('a photo of a leak');
const contents = async (key: string) => buffer((await files.open(key)).stream);

describe('the file store', () => {
  it('gives back what it was given, under a key of its own', async () => {
    const stored = await files.put(bytes);
    expect(stored.sizeBytes).toBe(bytes.length);
    expect(stored.key).toBe(`${stored.sha256.slice(0, 2)}/${stored.sha256}`);
    expect((await files.open(stored.key)).sizeBytes).toBe(bytes.length);
    expect(await contents(stored.key)).toEqual(bytes);
  });

  it('keeps the same bytes once, however many put them at the same time', async () => {
    const stored = await Promise.all(Array.from({ length: 10 }, () => files.put(bytes)));
    const names = (await readdir(folder, { recursive: true })).filter((name) => name.length > 2);
    expect(names).toEqual([stored[0]?.key]);
  });

  it('repairs a file that an unclean stop left cut short', async () => {
    const { key } = await files.put(bytes);
    await writeFile(join(folder, key), 'a ph');
    await files.put(bytes);
    expect(await contents(key)).toEqual(bytes);
  });

  it('keeps an empty file', async () => {
    const { key } = await files.put(new Uint8Array());
    expect(await contents(key)).toEqual(Buffer.alloc(0));
  });

  it('lends what it keeps as a file of the machine', async () => {
    const { key } = await files.put(bytes);
    expect(await files.readAt(key, (path) => readFile(path))).toEqual(bytes);
    await expect(files.readAt(`aa/${'b'.repeat(64)}`, readFile)).rejects.toThrow('ENOENT');
    await expect(files.readAt('../secret', readFile)).rejects.toThrow('not a key');
  });

  it.each(['../secret', '/etc/passwd', 'aa/../../secret', '', `aa/${'b'.repeat(63)}`, `aa/${'b'.repeat(64)}\n`])(
    'opens nothing under %j',
    async (key) => {
      await writeFile(join(folder, 'secret'), 'secret');
      await expect(files.open(key)).rejects.toThrow('not a key');
    },
  );

  it('throws for a key it does not know', async () => {
    await expect(files.open(`aa/${'b'.repeat(64)}`)).rejects.toThrow('ENOENT');
  });
});
