import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { retryDelay } from './retry-delay.ts';
import { openTestTelegram, type TestTelegram } from './test-telegram.ts';

type Got = {
  update: { update_id: number; message?: { text: string; chat: { id: number } } };
  headers: IncomingMessage['headers'];
};

let tg: TestTelegram;
let bot: { url: string; got: Got[]; answer: (got: Got, res: ServerResponse) => void; stop: () => Promise<void> };
beforeEach(async () => {
  tg = await openTestTelegram();
  bot = await openBot();
});
afterEach(async () => {
  await tg.stop();
  await bot.stop();
});

async function openBot(): Promise<typeof bot> {
  const got: Got[] = [];
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const one = { update: JSON.parse(Buffer.concat(chunks).toString('utf8')) as Got['update'], headers: req.headers };
    got.push(one);
    made.answer(one, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const made: typeof bot = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    got,
    answer: (_, res) => res.end(),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return made;
}

const say = (text: string, chat = 1) => tg.act({ chat, do: 'text', text });
const texts = () => bot.got.map(({ update }) => update.message?.text);
const info = async () => (await tg.call('getWebhookInfo')).result;

it('delivers with the secret, and what was waiting first', async () => {
  await say('before');
  const set = await tg.call('setWebhook', { url: bot.url, secret_token: 'S3cret_-' });
  expect(set).toMatchObject({ ok: true, result: true, description: 'Webhook was set' });
  await say('after');
  await vi.waitFor(() => expect(texts()).toEqual(['before', 'after']));
  expect(bot.got[0]?.headers['x-telegram-bot-api-secret-token']).toBe('S3cret_-');
  await vi.waitFor(async () =>
    expect(await info()).toMatchObject({ url: bot.url, pending_update_count: 0, max_connections: 40 }),
  );
});

it('forbids polling meanwhile, and ends a held poll', async () => {
  const held = tg.refusal('getUpdates', { timeout: 20 });
  await tg.call('getMe');
  await tg.call('setWebhook', { url: bot.url });
  expect(await held).toMatch(/^409 Conflict: (terminated by setWebhook request|can't use getUpdates method)/);
  expect(await tg.refusal('getUpdates')).toBe(
    "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  );
  expect(await tg.call('deleteWebhook')).toMatchObject({ result: true, description: 'Webhook was deleted' });
  expect(await tg.refusal('getUpdates')).toBe('ok');
});

it('tries again at once, then waits longer, and keeps the order within a chat', async () => {
  let failures = 3;
  bot.answer = (got, res) => {
    const fails = got.update.message?.text === 'one' && failures-- > 0;
    res.writeHead(fails ? 500 : 200).end();
  };
  await tg.call('setWebhook', { url: bot.url });
  await say('one');
  await say('two');
  await say('other', 2);
  // The second try came at once; the third would come after 2 s, the fourth after 4 s more.
  await vi.waitFor(() => expect(texts().filter((text) => text === 'one')).toHaveLength(2));
  await vi.waitFor(() => expect(texts()).toContain('other'));
  expect(texts()).not.toContain('two');
  expect(await info()).toMatchObject({
    last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
  });
  await tg.act({ do: 'advance', seconds: 2 });
  await vi.waitFor(() => expect(texts().filter((text) => text === 'one')).toHaveLength(3));
  await vi.waitFor(async () => {
    await tg.act({ do: 'advance', seconds: 4 });
    expect(texts()).toContain('two');
  });
  expect(texts().filter((text) => text === 'one')).toHaveLength(4);
});

it('honours Retry-After', async () => {
  bot.answer = (_, res) => {
    if (bot.got.length === 1) res.writeHead(503, { 'retry-after': '30' }).end();
    else res.end();
  };
  await tg.call('setWebhook', { url: bot.url });
  await say('x');
  await vi.waitFor(async () => expect((await info()).last_error_message).toMatch('503'));
  await tg.act({ do: 'advance', seconds: 29 });
  expect(bot.got).toHaveLength(1);
  await tg.act({ do: 'advance', seconds: 1.5 });
  await vi.waitFor(() => expect(bot.got).toHaveLength(2));
});

it('drops a tap that would come too late', async () => {
  await tg.start(1);
  const markup = { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] };
  const { result } = await tg.call('sendMessage', { chat_id: 1, text: 'x', reply_markup: markup });
  bot.answer = (_, res) => res.writeHead(503, { 'retry-after': '600' }).end();
  await tg.call('setWebhook', { url: bot.url });
  await tg.act({ chat: 1, do: 'press', messageId: result.message_id, label: 'Go' });
  await vi.waitFor(async () =>
    expect(await info()).toMatchObject({ pending_update_count: 0, last_error_message: expect.stringContaining('503') }),
  );
});

it('performs the method in the answer', async () => {
  bot.answer = (got, res) => {
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ method: 'sendMessage', chat_id: got.update.message?.chat.id, text: 'from the answer' }));
  };
  await tg.call('setWebhook', { url: bot.url });
  await say('x');
  await vi.waitFor(() =>
    expect(tg.telegram.transcript({ chat: 1 })).toMatchObject({
      messages: [{}, { text: 'from the answer', outgoing: true }],
    }),
  );
});

it('opens no more connections than asked, and drops what is pending on request', async () => {
  let open = 0;
  let most = 0;
  bot.answer = (_, res) => {
    open += 1;
    most = Math.max(most, open);
    setImmediate(() => {
      open -= 1;
      res.end();
    });
  };
  for (let chat = 100; chat < 120; chat++) await tg.act({ chat, person: { first_name: 'P' }, do: 'text', text: 'x' });
  await tg.call('setWebhook', { url: bot.url, max_connections: 3 });
  await vi.waitFor(() => expect(bot.got).toHaveLength(20));
  expect(most).toBeLessThanOrEqual(3);
  await tg.call('deleteWebhook');
  await say('forgotten');
  await tg.call('setWebhook', { url: bot.url, drop_pending_updates: true });
  await say('kept');
  await vi.waitFor(() => expect(texts()).toContain('kept'));
  expect(texts()).not.toContain('forgotten');
});

it('says when nobody listens', async () => {
  await bot.stop();
  await tg.call('setWebhook', { url: bot.url });
  await say('x');
  await vi.waitFor(async () =>
    expect(await info()).toMatchObject({ last_error_message: 'Connection refused', pending_update_count: 1 }),
  );
  bot = await openBot();
});

it('doubles the wait up to one or two minutes', () => {
  let state = { delay: 1, fails: 0 };
  const waits: number[] = [];
  for (let i = 0; i < 10; i++) {
    const { wait, delay } = retryDelay({ ...state, retryAfter: 0 }, () => 0.5);
    waits.push(wait);
    state = { delay, fails: state.fails + 1 };
  }
  expect(waits).toEqual([0, 2, 4, 8, 16, 32, 64, 90, 90, 90]);
  expect(retryDelay({ delay: 64, fails: 5, retryAfter: 7 })).toEqual({ wait: 7, delay: 64 });
});
