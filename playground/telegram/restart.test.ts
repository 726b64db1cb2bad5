import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it, vi } from 'vitest';
import { openTestTelegram, token } from './test-telegram.ts';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

it('remembers chats, counters, waiting updates, files, taps and the profile through a restart', async () => {
  const tg = await openTestTelegram();
  cleanups.push(tg.stop);
  await tg.start(1);
  const keyboard = { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] };
  const { result } = await tg.call('sendMessage', { chat_id: 1, text: 'x', reply_markup: keyboard });
  await tg.call('editMessageText', { chat_id: 1, message_id: result.message_id, text: 'y', reply_markup: keyboard });
  await tg.call('sendMessage', { chat_id: 1, text: 'k', reply_markup: { keyboard: [[{ text: 'Home' }]] } });
  const tap = await tg.act({ chat: 1, do: 'press', messageId: result.message_id, label: 'Go' });
  const photo = await tg.act({ chat: 1, do: 'photo' });
  await tg.act({ chat: 50, person: { first_name: 'Stranger' }, do: 'text', text: 'hello' });
  await tg.act({ chat: 2, do: 'block' });
  await tg.call('setMyCommands', { commands: [{ command: 'home', description: 'Home' }] });
  await tg.call('pinChatMessage', { chat_id: 1, message_id: result.message_id });
  const before = tg.telegram.transcript({ chat: 1 });
  const page = tg.telegram.snapshotForPage();
  const waiting = (await tg.call('getUpdates')).result;

  await tg.restart();

  expect(tg.telegram.transcript({ chat: 1 })).toEqual(before);
  expect(tg.telegram.snapshotForPage()).toEqual(page);
  expect((await tg.call('getUpdates')).result).toEqual(waiting);
  expect(await tg.refusal('answerCallbackQuery', { callback_query_id: tap.callbackId })).toBe('ok');
  const fileId = waiting.find((update: { update_id: number }) => update.update_id === photo.updateId).message.photo[0]
    .file_id;
  const { result: file } = await tg.call('getFile', { file_id: fileId });
  expect((await fetch(`${tg.root}/file/bot${token}/${file.file_path}`)).status).toBe(200);
  const next = await tg.act({ chat: 1, do: 'text', text: 'next' });
  expect(next.messageId).toBeGreaterThan(photo.messageId);
  expect(next.updateId).toBeGreaterThan(photo.updateId);
});

it('goes on delivering to the webhook after a restart', async () => {
  const tg = await openTestTelegram();
  cleanups.push(tg.stop);
  await tg.call('setWebhook', { url: 'http://127.0.0.1:1/' });
  const { updateId } = await tg.act({ chat: 1, do: 'text', text: 'x' });
  const got: number[] = [];
  const bot = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      got.push(JSON.parse(Buffer.concat(chunks).toString('utf8')).update_id);
      res.end();
    });
  });
  await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => {
    bot.close();
  });
  await tg.call('setWebhook', { url: `http://127.0.0.1:${(bot.address() as AddressInfo).port}/` });
  await vi.waitFor(() => expect(got).toEqual([updateId]));
  await tg.restart();
  const later = await tg.act({ chat: 1, do: 'text', text: 'y' });
  await vi.waitFor(() => expect(got).toEqual([updateId, later.updateId]));
});

it('keeps through kill -9 every message it answered ok for', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'telegram-kill-'));
  cleanups.push(() => rmSync(dir, { recursive: true, force: true }));
  const run = async () => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(new URL('./test-process.ts', import.meta.url)), dir],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return { child, root: line.toString('utf8').trim() };
  };
  const call = async (root: string, method: string, params: object) => {
    const response = await fetch(`${root}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    return (await response.json()) as { ok: boolean; result: { message_id: number } };
  };
  const first = await run();
  const answered: number[] = [];
  const senders = Array.from({ length: 10 }, async () => {
    for (;;) {
      try {
        const { result } = await call(first.root, 'sendMessage', { chat_id: 1, text: 'x' });
        answered.push(result.message_id);
      } catch {
        return;
      }
      if (answered.length >= 100) first.child.kill('SIGKILL');
    }
  });
  await Promise.all(senders);
  const second = await run();
  cleanups.push(() => {
    second.child.kill('SIGKILL');
  });
  for (const message_id of answered) {
    expect(await call(second.root, 'editMessageText', { chat_id: 1, message_id, text: 'y' })).toMatchObject({
      ok: true,
    });
  }
  expect(answered.length).toBeGreaterThanOrEqual(100);
}, 30_000);
