import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Bot, InlineKeyboard, InputFile, webhookCallback } from 'grammy';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openTestTelegram, type TestTelegram, token } from './test-telegram.ts';

let tg: TestTelegram;
beforeEach(async () => {
  tg = await openTestTelegram();
});
afterEach(() => tg.stop());

/** A small bot that greets, edits its message on a tap and sends photos back as documents. */
function makeBot(): Bot {
  const bot = new Bot(token, { client: { apiRoot: tg.root } });
  bot.command('start', (ctx) =>
    ctx.reply(`Hello, ${ctx.match}`, {
      reply_markup: new InlineKeyboard().text('More', 'more').url('Site', 'https://example.com'),
    }),
  );
  bot.callbackQuery('more', async (ctx) => {
    await ctx.answerCallbackQuery({ text: 'Here', show_alert: true });
    await ctx.editMessageText('<b>More</b>', { parse_mode: 'HTML' });
  });
  bot.on('message:photo', async (ctx) => {
    const file = await ctx.getFile();
    const response = await fetch(`${tg.root}/file/bot${token}/${file.file_path}`);
    const bytes = Buffer.from(await response.arrayBuffer());
    await ctx.replyWithDocument(new InputFile(bytes, 'back.jpg'), { caption: `${bytes.length}` });
  });
  return bot;
}

async function talk(): Promise<void> {
  await tg.act({ chat: 1, do: 'text', text: '/start anna' });
  const messages = () => (tg.telegram.transcript({ chat: 1 }) as { messages: Record<string, unknown>[] }).messages;
  await vi.waitFor(() => expect(messages()).toMatchObject([{}, { text: 'Hello, anna', outgoing: true }]));
  const tap = await tg.act({ chat: 1, do: 'press', messageId: messages()[1]?.message_id, label: 'More', wait: 5000 });
  expect(tap.answer).toEqual({ text: 'Here', show_alert: true, url: '' });
  await vi.waitFor(() => expect(messages()[1]).toMatchObject({ text: 'More', edits: 1 }));
  await tg.act({ chat: 1, do: 'photo' });
  await vi.waitFor(() => expect(messages()[3]).toMatchObject({ document: { file_name: 'back.jpg' } }));
}

it('serves a real bot that polls', async () => {
  const bot = makeBot();
  const running = bot.start();
  await talk();
  await bot.stop();
  await running;
});

it('serves a real bot behind a webhook', async () => {
  const bot = makeBot();
  const server = createServer(webhookCallback(bot, 'http', { secretToken: 'secret' }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await bot.api.setWebhook(url, { secret_token: 'secret' });
  await talk();
  server.closeAllConnections();
  server.close();
});
