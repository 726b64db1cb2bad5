import type { Api } from 'grammy';
import type { Message } from 'grammy/types';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { inTransaction } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { deliver } from '#api/notifications/deliver.ts';
import { openChat, rememberKeyboard } from '#api/residents/chats.ts';
import { aHouseWithFlat, aJoined } from '#bot/resident/testing.ts';
import { startDelivering } from './delivering.ts';
import { createSlots } from './slots.ts';

let house: TestHouse;

beforeAll(async () => {
  house = await testCtx();
});
afterAll(() => house.close());

it('remembers the tab bar that came with the answer of the office, so that it is not sent again', async () => {
  const { ctx } = house;
  const { unitId } = await aHouseWithFlat(ctx);
  const anna = await aJoined(ctx, unitId);
  const chat = await openChat(ctx, { messenger: 'telegram', address: anna.address, locale: 'ru' });
  await rememberKeyboard(ctx, chat.id, null);
  const sent: { text: string; reply_markup?: { keyboard?: unknown } }[] = [];
  const api = {
    sendMessage: async (_to: number, text: string, more: object) => {
      sent.push({ text, ...more });
      return { message_id: sent.length } as Message;
    },
  } as unknown as Api;
  await inTransaction(ctx, (tx) =>
    deliver(tx, {
      template: 'join-decided',
      subject: { type: 'join-request', id: newId(ctx.now()) },
      data: { approved: true, unitId },
      eventKey: 'decided',
      recipient: { chatId: chat.id },
    }),
  );
  const delivering = startDelivering(
    ctx,
    { interactive: api, bulk: api },
    createSlots(() => 1),
  );
  delivering.wake();
  await vi.waitFor(async () => {
    const now = await openChat(ctx, { messenger: 'telegram', address: anna.address, locale: 'ru' });
    expect(now.keyboardShown).toBe('tabs');
  });
  await delivering.stop();
  const [notice] = sent;
  expect(notice?.text).toMatch(/^Офис подтвердил: вы подключены\. кв\. 57, ул\. Садовая, 12\.\n\n.*вы соглашаетесь/);
  expect(notice?.reply_markup?.keyboard).toBeDefined();
  expect(await anna.say('/home')).not.toContain('кнопки внизу экрана');
});
