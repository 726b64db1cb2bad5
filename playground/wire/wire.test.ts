import { appendFileSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type Body, BodyError, readBody } from './body.ts';
import { createFaults } from './faults.ts';
import { createJournal } from './journal.ts';
import { openLog } from './log.ts';
import { openBlobs, openSnapshot } from './store.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function post(init: RequestInit, cap = 1000): Promise<Body | BodyError> {
  let seen: Body | BodyError | null = null;
  const server = createServer((req, res) => {
    readBody(req, cap).then(
      (body) => {
        seen = body;
        res.end();
      },
      (error: BodyError) => {
        seen = error;
        res.writeHead(error.status, { connection: 'close' }).end();
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { method: 'POST', ...init });
  if (!seen) throw new Error('nothing arrived');
  return seen;
}

it('reads JSON, urlencoded and multipart bodies alike', async () => {
  const json = { 'content-type': 'application/json' };
  expect(await post({ headers: json, body: '{"a":1}' })).toMatchObject({ kind: 'json', fields: { a: 1 } });
  expect(await post({ body: new URLSearchParams({ a: 'ё' }) })).toMatchObject({
    kind: 'urlencoded',
    fields: { a: 'ё' },
  });
  const form = new FormData();
  form.set('a', '1');
  form.set('photo', new Blob(['xyz'], { type: 'image/png' }), 'ёж.png');
  const body = (await post({ body: form })) as Body;
  expect(body).toMatchObject({ kind: 'multipart', fields: { a: '1' } });
  expect(body.files).toEqual([{ field: 'photo', name: 'ёж.png', mime: 'image/png', bytes: Buffer.from('xyz') }]);
});

it('refuses what is malformed or too big', async () => {
  const json = { 'content-type': 'application/json' };
  expect(await post({ headers: json, body: '{"a":' })).toMatchObject({ status: 400 });
  expect(await post({ headers: json, body: '[1]' })).toMatchObject({ status: 400 });
  expect(await post({ body: 'x'.repeat(2000) })).toMatchObject({ status: 413 });
  const form = new FormData();
  form.set('file', new Blob(['x'.repeat(2000)]), 'a.bin');
  expect(await post({ body: form })).toBeInstanceOf(BodyError);
});

it('keeps the last calls and tells listeners', () => {
  const journal = createJournal(2);
  const heard: string[] = [];
  const stop = journal.subscribe((call) => heard.push(call.method));
  for (const method of ['a', 'b', 'c', 'd', 'e']) {
    journal.record({
      at: 0,
      surface: 'telegram',
      direction: 'in',
      method,
      request: {},
      status: 200,
      response: {},
      ms: 0,
    });
  }
  stop();
  expect(heard).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(journal.list().map((call) => call.method)).toEqual(['d', 'e']);
  expect(journal.list(4).map((call) => call.method)).toEqual(['e']);
});

it('hands out a fault as many times as it was armed for', () => {
  const faults = createFaults();
  faults.arm({ surface: 'telegram', method: 'sendMessage', kind: '429', times: 2 });
  expect(faults.take('slack', 'sendMessage')).toBeNull();
  expect(faults.take('telegram', 'getMe')).toBeNull();
  expect(faults.take('telegram', 'sendmessage')).toMatchObject({ kind: '429' });
  expect(faults.take('telegram', 'sendMessage')).toMatchObject({ kind: '429' });
  expect(faults.take('telegram', 'sendMessage')).toBeNull();
  faults.arm({ surface: 'slack', kind: 'outage', times: -1 });
  for (let i = 0; i < 5; i++) expect(faults.take('slack', 'chat.postMessage')).not.toBeNull();
  faults.clear();
  expect(faults.take('slack', 'chat.postMessage')).toBeNull();
});

it('replays a log and cuts off a torn last line', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'log-')), 'a.jsonl');
  const first = openLog<{ n: number }>(file, () => undefined);
  for (let n = 1; n <= 3; n++) first.append({ n });
  first.close();
  appendFileSync(file, '{"n":');
  const seen: number[] = [];
  const second = openLog<{ n: number }>(file, (entry) => seen.push(entry.n));
  second.append({ n: 4 });
  second.compact([{ n: 34 }]);
  second.append({ n: 5 });
  second.close();
  expect(seen).toEqual([1, 2, 3]);
  const after: number[] = [];
  openLog<{ n: number }>(file, (entry) => after.push(entry.n)).close();
  expect(after).toEqual([34, 5]);
});

it('keeps snapshots and blobs across openings', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'store-'));
  let state = { n: 1 };
  const snapshot = openSnapshot(join(dir, 'a.json'), () => state);
  expect(snapshot.saved).toBeNull();
  snapshot.touch();
  state = { n: 2 };
  await snapshot.close();
  expect(openSnapshot(join(dir, 'a.json'), () => state).saved).toEqual({ n: 2 });
  const blobs = openBlobs(join(dir, 'blobs'));
  await blobs.put('a.bin', Buffer.from('x'));
  expect(await blobs.get('a.bin')).toEqual(Buffer.from('x'));
  expect(await blobs.get('b.bin')).toBeNull();
  await expect(blobs.get('../a.json')).rejects.toThrow('not a blob name');
});
