import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestTelegram, type TestTelegram } from './test-telegram.ts';

let tg: TestTelegram;
beforeEach(async () => {
  tg = await openTestTelegram();
  await tg.start(1);
});
afterEach(() => tg.stop());

const send = (text: string) => tg.call('sendMessage', { chat_id: 1, text });
const texts = () =>
  (tg.telegram.transcript({ chat: 1 }) as { messages: { text: string; outgoing: boolean }[] }).messages
    .filter((message) => message.outgoing)
    .map((message) => message.text);

it('refuses so many times and then works', async () => {
  tg.faults.arm({ surface: 'telegram', method: 'sendMessage', kind: '429', retryAfter: 7, times: 2 });
  expect(await send('a')).toMatchObject({ status: 429, parameters: { retry_after: 7 } });
  expect(await send('a')).toMatchObject({ status: 429 });
  expect(await send('a')).toMatchObject({ status: 200 });
  tg.faults.arm({ surface: 'telegram', kind: '500' });
  expect(await send('b')).toMatchObject({ status: 500, description: 'Internal Server Error' });
  tg.faults.arm({ surface: 'telegram', kind: 'error', description: 'Forbidden: user is deactivated' });
  expect(await send('b')).toMatchObject({ status: 403, description: 'Forbidden: user is deactivated' });
  expect(texts()).toEqual(['a']);
});

it('spares polling from a fault on everything, but not from an outage', async () => {
  tg.faults.arm({ surface: 'telegram', kind: '500' });
  expect(await tg.refusal('getUpdates')).toBe('ok');
  tg.faults.clear();
  tg.faults.arm({ surface: 'telegram', kind: 'outage', times: -1 });
  await expect(tg.call('getUpdates')).rejects.toThrow('fetch failed');
  await expect(send('x')).rejects.toThrow('fetch failed');
  tg.faults.clear();
  expect(texts()).toEqual([]);
});

it('does the work of a lost answer', async () => {
  tg.faults.arm({ surface: 'telegram', method: 'sendMessage', kind: 'lost-answer' });
  await expect(send('done all the same')).rejects.toThrow('fetch failed');
  expect(texts()).toEqual(['done all the same']);
});

it('answers late when told to be slow', async () => {
  tg.faults.arm({ surface: 'telegram', method: 'sendMessage', kind: 'slow', delayMs: 60_000 });
  const late = send('late');
  await tg.call('getMe');
  expect(texts()).toEqual([]);
  await tg.act({ do: 'advance', seconds: 61 });
  expect(await late).toMatchObject({ ok: true });
});
