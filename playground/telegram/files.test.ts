import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTelegram, type TestTelegram, token } from './test-telegram.ts';

let tg: TestTelegram;
beforeAll(async () => {
  tg = await openTestTelegram();
  await tg.start(1);
});
afterAll(() => tg.stop());

async function upload(method: string, files: Record<string, Blob>, fields: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ chat_id: '1', ...fields })) form.set(name, value);
  for (const [name, file] of Object.entries(files)) form.set(name, file, `${name}.bin`);
  const response = await fetch(`${tg.root}/bot${token}/${method}`, { method: 'POST', body: form });
  return (await response.json()) as Awaited<ReturnType<TestTelegram['call']>>;
}
const download = async (path: string) => fetch(`${tg.root}/file/bot${token}/${path}`);
const png = new Blob([
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
]);

it('gives a document back byte for byte, also by its id in another message', async () => {
  const sent = await upload(
    'sendDocument',
    { document: new Blob(['hello']) },
    { caption: '<i>c</i>', parse_mode: 'HTML' },
  );
  expect(sent.result).toMatchObject({ document: { file_name: 'document.bin', file_size: 5 }, caption: 'c' });
  const again = await tg.call('sendDocument', { chat_id: 1, document: sent.result.document.file_id });
  expect(again.result.document).toMatchObject({ file_name: 'document.bin', file_size: 5 });
  const { result } = await tg.call('getFile', { file_id: again.result.document.file_id });
  expect(await (await download(result.file_path)).text()).toBe('hello');
  expect((await download('documents/file_999.bin')).status).toBe(404);
  expect((await download('../telegram.jsonl')).status).toBe(404);
});

it('makes JPEG of any size up to the picture’s own', async () => {
  const { updateId } = await tg.act({ chat: 1, do: 'photo' });
  const { photo } = (await tg.call('getUpdates', { offset: updateId })).result[0].message;
  expect(photo.map((size: { width: number; height: number }) => [size.width, size.height])).toEqual([
    [90, 68],
    [320, 240],
    [800, 600],
    [960, 720],
  ]);
  const { result } = await tg.call('getFile', { file_id: photo[1].file_id });
  const bytes = Buffer.from(await (await download(result.file_path)).arrayBuffer());
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  expect(bytes.length).toBe(photo[1].file_size);
  const copy = await tg.call('sendPhoto', { chat_id: 1, photo: photo[1].file_id });
  expect(copy.result.photo).toEqual(photo);
  const asDocument = await tg.refusal('sendDocument', { chat_id: 1, document: photo[1].file_id });
  expect(asDocument).toBe("400 Bad Request: can't use file of type Photo as Document");
});

it('keeps to the limits of sizes', async () => {
  const big = await tg.act({
    chat: 1,
    do: 'document',
    name: 'big.zip',
    mime: 'application/zip',
    size: 25 * 1024 * 1024,
  });
  const { result } = await tg.call('getUpdates', { offset: big.updateId });
  expect(await tg.refusal('getFile', { file_id: result[0].message.document.file_id })).toBe(
    '400 Bad Request: file is too big',
  );
  expect(await upload('sendPhoto', { photo: new Blob([Buffer.alloc(11 * 1024 * 1024)]) })).toMatchObject({
    description: expect.stringContaining('is too big for a photo'),
  });
  expect(await upload('sendPhoto', { photo: new Blob(['no picture']) })).toMatchObject({
    description: 'Bad Request: IMAGE_PROCESS_FAILED',
  });
  expect(await upload('sendDocument', { document: new Blob([]) })).toMatchObject({
    description: 'Bad Request: file must be non-empty',
  });
  const huge = await upload('sendDocument', { document: new Blob([Buffer.alloc(50 * 1024 * 1024 + 1)]) });
  expect(huge).toMatchObject({ error_code: 413, description: 'Request Entity Too Large' });
});

it('sends and takes albums', async () => {
  const media = JSON.stringify([
    { type: 'photo', media: 'attach://a', caption: 'one' },
    { type: 'photo', media: 'attach://b' },
  ]);
  const { result } = await upload('sendMediaGroup', { a: png, b: png }, { media });
  expect(result).toHaveLength(2);
  expect(result[0]).toMatchObject({ caption: 'one', media_group_id: result[1].media_group_id });
  const mixed = JSON.stringify([
    { type: 'photo', media: 'attach://a' },
    { type: 'document', media: 'attach://b' },
  ]);
  expect(await upload('sendMediaGroup', { a: png, b: png }, { media: mixed })).toMatchObject({
    description: "Bad Request: document can't be mixed with other media types",
  });

  const album = await tg.act({ chat: 1, do: 'photo', count: 4, caption: 'leak', halves: true });
  const { result: updates } = await tg.call('getUpdates', { offset: album.updateId });
  const messages = updates.map((update: { message: object }) => update.message);
  expect(messages).toHaveLength(4);
  expect(messages.map((message: { media_group_id: string }) => message.media_group_id)).toEqual(
    Array(4).fill(album.mediaGroupId),
  );
  expect(messages.map((message: { caption?: string }) => message.caption)).toEqual([
    'leak',
    undefined,
    undefined,
    undefined,
  ]);
});

it('swaps the medium of a message', async () => {
  const first = await upload('sendPhoto', { photo: png }, { caption: 'old' });
  const doc = await upload('sendDocument', { document: new Blob(['x']) });
  const edited = await tg.call('editMessageMedia', {
    chat_id: 1,
    message_id: first.result.message_id,
    media: { type: 'document', media: doc.result.document.file_id, caption: 'new' },
  });
  expect(edited.result).toMatchObject({ caption: 'new', document: { file_size: 1 } });
  expect(edited.result.photo).toBeUndefined();
});

it('carries voice, video, stickers, contacts and places from people', async () => {
  const sent = [
    await tg.act({ chat: 1, do: 'voice', seconds: 3 }),
    await tg.act({ chat: 1, do: 'video' }),
    await tg.act({ chat: 1, do: 'sticker' }),
    await tg.act({ chat: 1, do: 'contact', own: true }),
    await tg.act({ chat: 1, do: 'contact', phone: '+100', firstName: 'Bob' }),
    await tg.act({ chat: 1, do: 'location' }),
  ];
  const { result } = await tg.call('getUpdates', { offset: sent[0].updateId });
  expect(result.map((update: { message: object }) => update.message)).toMatchObject([
    { voice: { duration: 3, mime_type: 'audio/ogg' } },
    { video: { width: 640 } },
    { sticker: { type: 'regular' } },
    { contact: { phone_number: '+79990000001', user_id: 1 } },
    { contact: { phone_number: '+100', first_name: 'Bob' } },
    { location: { latitude: 55.7558 } },
  ]);
  expect(result[4].message.contact.user_id).toBeUndefined();
  const { result: file } = await tg.call('getFile', { file_id: result[0].message.voice.file_id });
  expect(
    Buffer.from(await (await download(file.file_path)).arrayBuffer())
      .subarray(0, 4)
      .toString(),
  ).toBe('OggS');
});
