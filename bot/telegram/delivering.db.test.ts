import { type Api, GrammyError } from 'grammy';
import type { Message } from 'grammy/types';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { takeBack } from '#api/conversations/take-back.ts';
import { replyToResident, writeToCompany } from '#api/conversations/talk.ts';
import type { ResidentActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { deliver } from '#api/notifications/deliver.ts';
import { readMark } from '#api/notifications/message-mark.ts';
import { retractMessage } from '#api/notifications/retractions.ts';
import { openChat, rememberKeyboard } from '#api/residents/chats.ts';
import { aColleague, aUnit } from '#api/residents/testing.ts';
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

it('removes what was taken back, also what is gone already; what Telegram keeps, it says so', async () => {
  const { ctx } = house;
  const unitId = await aUnit(ctx);
  const anna = await aJoined(ctx, unitId);
  const { actor } = await residentOf(ctx, anna.address);
  const colleague = await aColleague(ctx, 'dispatcher');
  const { conversationId } = await writeToCompany(ctx, actor, { unitId, text: 'Привет', files: [] });
  const refusals: Record<string, string> = {
    '2': 'Bad Request: message to delete not found',
    '3': "Bad Request: message can't be deleted for everyone",
  };
  const deleted: number[] = [];
  const api = {
    deleteMessage: async (_to: number, messageId: number) => {
      const description = refusals[String(messageId)];
      const answer = { ok: false as const, error_code: 400, description: description ?? '' };
      if (description) throw new GrammyError('refused', answer, 'deleteMessage', {});
      deleted.push(messageId);
      return true;
    },
  } as unknown as Api;
  const ids: string[] = [];
  for (const index of [1, 2, 3]) {
    const { messageId } = await replyToResident(ctx, colleague, { conversationId, text: `ответ ${index}` });
    const subject = { type: 'conversation' as const, id: conversationId };
    const notice = { template: 'chat-message' as const, subject, data: { messageId }, messageId };
    const recipient = { residentId: actor.residentId };
    await inTransaction(ctx, (tx) => deliver(tx, { ...notice, eventKey: `r${index}`, recipient }));
    await ctx.db.delivery.updateMany({
      where: { messageId },
      data: { state: 'sent', platformRef: `${anna.address}:${index}` },
    });
    await takeBack(ctx, colleague, { messageId });
    await inTransaction(ctx, (tx) => retractMessage(tx, messageId));
    ids.push(messageId);
  }
  const delivering = startDelivering(
    ctx,
    { interactive: api, bulk: api },
    createSlots(() => 1),
  );
  delivering.wake();
  await vi.waitFor(async () => {
    const marks = await Promise.all(ids.map((id) => readMark(ctx, id)));
    expect(marks.map(({ state }) => state)).toEqual(['taken-back', 'taken-back', 'not-taken-back']);
  });
  await delivering.stop();
  expect(deleted).toEqual([1]);
});

async function residentOf(ctx: TestHouse['ctx'], address: string): Promise<{ actor: ResidentActor }> {
  const { residentId } = await ctx.db.chat.findFirstOrThrow({ where: { address } });
  return { actor: { kind: 'resident', residentId: residentId ?? '' } };
}
