import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestTelegram, type TestTelegram, token } from './test-telegram.ts';

let tg: TestTelegram;
beforeEach(async () => {
  tg = await openTestTelegram();
});
afterEach(() => tg.stop());

const say = (text: string, chat = 1) => tg.act({ chat, do: 'text', text });
const texts = (updates: { message: { text: string } }[]) => updates.map((update) => update.message.text);

it('gives the same updates until an offset confirms them', async () => {
  const first = await say('one');
  await say('two');
  expect(texts((await tg.call('getUpdates')).result)).toEqual(['one', 'two']);
  expect(texts((await tg.call('getUpdates', { limit: 1 })).result)).toEqual(['one']);
  expect(texts((await tg.call('getUpdates', { offset: first.updateId + 1 })).result)).toEqual(['two']);
  expect(texts((await tg.call('getUpdates')).result)).toEqual(['two']);
});

it('keeps only the last ones for a negative offset', async () => {
  for (const text of ['a', 'b', 'c']) await say(text);
  expect(texts((await tg.call('getUpdates', { offset: -2 })).result)).toEqual(['b', 'c']);
  expect(texts((await tg.call('getUpdates')).result)).toEqual(['b', 'c']);
});

it('holds the request until something comes, or until the time is out', async () => {
  const waiting = tg.call('getUpdates', { timeout: 20 });
  const empty = await Promise.race([waiting, tg.call('getMe')]);
  expect(empty.result.is_bot).toBe(true);
  await say('now');
  expect(texts((await waiting).result)).toEqual(['now']);
  await tg.call('getUpdates', { offset: -1 });
  await tg.telegram.reset();
  expect((await tg.call('getUpdates', { timeout: 1 })).result).toEqual([]);
});

it('ends the older of two pollers with 409', async () => {
  const older = tg.refusal('getUpdates', { timeout: 20 });
  while (tg.journal.list().length === 0) {
    // The older one has arrived once a newer one takes its place.
    const newer = tg.call('getUpdates', { timeout: 1 });
    const first = await Promise.race([older, newer.then(() => 'newer')]);
    await newer;
    if (first !== 'newer') break;
  }
  expect(await older).toBe(
    '409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  );
});

it('loses nothing when a poller hangs up', async () => {
  const abort = new AbortController();
  const url = `${tg.root}/bot${token}/getUpdates?timeout=20`;
  const hung = fetch(url, { signal: abort.signal }).catch((error: Error) => error.name);
  await tg.call('getMe');
  abort.abort();
  expect(await hung).toBe('AbortError');
  await say('still here');
  expect(texts((await tg.call('getUpdates')).result)).toEqual(['still here']);
});

it('sends only the kinds asked for, and remembers the choice', async () => {
  await tg.call('getUpdates', { allowed_updates: ['callback_query', 'message_reaction'] });
  const { messageId, updateId } = await say('unheard');
  expect(updateId).toBeNull();
  await tg.act({ chat: 1, do: 'react', messageId, emoji: '👍' });
  const { result } = await tg.call('getUpdates');
  expect(result).toHaveLength(1);
  expect(result[0].message_reaction).toMatchObject({
    message_id: messageId,
    new_reaction: [{ type: 'emoji', emoji: '👍' }],
  });
  await tg.call('getUpdates', { allowed_updates: [] });
  expect((await say('heard')).updateId).not.toBeNull();
});

it('drops taps after 150 seconds and messages after a day', async () => {
  await tg.start(1);
  const { result } = await tg.call('sendMessage', {
    chat_id: 1,
    text: 'x',
    reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
  });
  const tap = await tg.act({ chat: 1, do: 'press', messageId: result.message_id, label: 'Go' });
  await say('waiting');
  await tg.act({ do: 'advance', seconds: 151 });
  expect(texts((await tg.call('getUpdates')).result)).toEqual(['waiting']);
  expect(await tg.refusal('answerCallbackQuery', { callback_query_id: tap.callbackId })).toBe(
    '400 Bad Request: query is too old and response timeout expired or query ID is invalid',
  );
  await tg.act({ do: 'advance', seconds: 24 * 3600 });
  expect((await tg.call('getUpdates')).result).toEqual([]);
});

it('answers a tap once', async () => {
  await tg.start(1);
  const { result } = await tg.call('sendMessage', {
    chat_id: 1,
    text: 'x',
    reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
  });
  const press = (more: object) => tg.act({ chat: 1, do: 'press', messageId: result.message_id, ...more });
  const tap = await press({ data: 'anything a bad client sends' });
  expect(tap.answer).toBeNull();
  expect(await tg.refusal('answerCallbackQuery', { callback_query_id: tap.callbackId, show_alert: true })).toBe('ok');
  expect(await tg.refusal('answerCallbackQuery', { callback_query_id: tap.callbackId })).toMatch('query is too old');
  await expect(press({ label: 'Stop' })).rejects.toThrow('no button "Stop" under this message; there are: Go');
  await expect(press({ data: 'x'.repeat(65) })).rejects.toThrow('longer than 64 bytes');
});

it('starts ids anew for nobody: they grow through a reset', async () => {
  const before = await say('one');
  tg.telegram.reset();
  const after = await say('two');
  expect(after.updateId).toBeGreaterThan(before.updateId);
  expect(tg.telegram.transcript({ chat: 1 })).toMatchObject({ messages: [{ text: 'two' }] });
});
