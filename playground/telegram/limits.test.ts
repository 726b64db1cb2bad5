import { beforeEach, describe, expect, it } from 'vitest';
import type { TelegramError } from './errors.ts';
import { createLimits, type Limits } from './limits.ts';
import { openTestTelegram } from './test-telegram.ts';

let now = 0;
let limits: Limits;
beforeEach(() => {
  now = 1_000_000;
  limits = createLimits(() => now, true);
});

/** Seconds to wait, or 0 when the sending passed. */
function send(chat: number, messages = 1, paid = false): number {
  try {
    limits.take({ id: chat, isGroup: chat < 0 }, messages, paid);
    return 0;
  } catch (error) {
    return (error as TelegramError).parameters?.retry_after ?? -1;
  }
}

describe('the sliding windows', () => {
  it('lets 30 a second out, and then makes everybody wait', () => {
    for (let chat = 1; chat <= 30; chat++) expect(send(chat)).toBe(0);
    expect(send(31)).toBe(1);
    now += 999;
    expect(send(32)).toBe(1);
    now += 1;
    expect(send(32)).toBe(0);
  });

  it('slides: a steady 29 a second passes for a minute', () => {
    for (let i = 0; i < 29 * 60; i++) {
      expect(send(i % 500)).toBe(0);
      now += 1000 / 29;
    }
  });

  it('gives one chat a burst of ten and then one a second, without holding others up', () => {
    for (let i = 0; i < 10; i++) expect(send(1)).toBe(0);
    expect(send(1)).toBe(1);
    expect(send(2)).toBe(0);
    for (let i = 0; i < 60; i++) {
      now += 1000;
      expect(send(1)).toBe(0);
    }
    expect(send(1)).toBe(1);
    now += 10_000;
    for (let i = 0; i < 10; i++) expect(send(1)).toBe(0);
  });

  it('gives a group 20 a minute', () => {
    for (let i = 0; i < 20; i++) {
      expect(send(-5)).toBe(0);
      now += 1000;
    }
    expect(send(-5)).toBe(40);
  });

  it('counts an album as so many messages', () => {
    expect(send(1, 10)).toBe(0);
    expect(send(1)).toBe(1);
    expect(send(2, 5)).toBe(0);
    expect(send(2, 7)).toBe(2);
  });

  it('lifts the overall one for those who pay', () => {
    for (let chat = 1; chat <= 900; chat++) expect(send(chat, 1, true)).toBe(0);
  });

  it('can be switched off', () => {
    limits.set(false);
    for (let i = 0; i < 100; i++) expect(send(1)).toBe(0);
  });
});

it('answers 429 with the seconds in words, in parameters and in the header', async () => {
  const tg = await openTestTelegram({ limits: true });
  await tg.start(1);
  for (let i = 0; i < 10; i++) expect((await tg.call('sendMessage', { chat_id: 1, text: `${i}` })).ok).toBe(true);
  const refused = await tg.call('sendMessage', { chat_id: 1, text: 'more' });
  const seconds = refused.parameters?.retry_after;
  expect(refused).toMatchObject({
    status: 429,
    error_code: 429,
    description: `Too Many Requests: retry after ${seconds}`,
  });
  tg.telegram.setLimits(false);
  expect((await tg.call('sendMessage', { chat_id: 1, text: 'more' })).ok).toBe(true);
  await tg.stop();
});
