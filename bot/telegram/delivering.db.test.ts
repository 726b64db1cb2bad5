import { type Api, GrammyError, HttpError } from 'grammy';
import type { Message } from 'grammy/types';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { takeBack } from '#api/conversations/take-back.ts';
import { replyToResident, writeToCompany } from '#api/conversations/talk.ts';
import type { ResidentActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { deliver } from '#api/notifications/deliver.ts';
import { claimDeliveries, markFailed } from '#api/notifications/deliveries.ts';
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

describe('after Telegram was away', () => {
  it('each notice comes once and in the order in which things happened, and nothing was counted out', async () => {
    const { ctx } = house;
    const unitId = await aUnit(ctx);
    const [anna, boris] = [await aJoined(ctx, unitId), await aJoined(ctx, unitId)];
    const colleague = await aColleague(ctx, 'dispatcher');
    const said: Record<string, string[]> = { [anna.address]: [], [boris.address]: [] };
    for (const index of [1, 2, 3, 4, 5]) {
      for (const who of [anna, boris]) {
        const { actor } = await residentOf(ctx, who.address);
        const { conversationId } = await writeToCompany(ctx, actor, { unitId, text: `вопрос ${index}`, files: [] });
        const { messageId } = await replyToResident(ctx, colleague, { conversationId, text: `ответ ${index}` });
        const subject = { type: 'conversation' as const, id: conversationId };
        const recipient = { residentId: actor.residentId };
        const notice = { template: 'chat-message' as const, subject, data: { messageId }, messageId };
        await inTransaction(ctx, (tx) => deliver(tx, { ...notice, eventKey: `o${index}`, recipient }));
      }
    }
    let calls = 0;
    let isAway = true;
    const api = {
      sendMessage: async (to: number, text: string) => {
        if (isAway) throw new HttpError('the way is down', new Error('ECONNREFUSED'));
        // The first of all takes longest: whoever did not wait for it would overtake it.
        if (text.includes('ответ 1')) await new Promise((done) => setTimeout(done, 120));
        calls += 1;
        said[String(to)]?.push(/ответ \d/.exec(text)?.[0] ?? text);
        return { message_id: calls } as Message;
      },
    } as unknown as Api;
    const delivering = startDelivering(
      ctx,
      { interactive: api, bulk: api },
      createSlots(() => 8),
    );
    // Forty times in vain: an outage lasts as long as it lasts.
    const putOff = { eventKey: { startsWith: 'o' }, state: 'pending', failure: 'outage', leasedUntil: { not: null } };
    for (let round = 1; round <= 40; round += 1) {
      delivering.wake();
      await vi.waitFor(async () => expect(await ctx.db.delivery.count({ where: putOff })).toBe(2), { timeout: 10_000 });
      await ctx.db.$executeRaw`update delivery set leased_until = null where leased_until is not null`;
    }
    isAway = false;
    await vi.waitFor(
      async () => {
        delivering.wake();
        expect(await ctx.db.delivery.count({ where: { eventKey: { startsWith: 'o' }, state: 'sent' } })).toBe(10);
      },
      { timeout: 10_000 },
    );
    await delivering.stop();
    const inOrder = ['ответ 1', 'ответ 2', 'ответ 3', 'ответ 4', 'ответ 5'];
    expect(said).toEqual({ [anna.address]: inOrder, [boris.address]: inOrder });
  });

  it('a notice that fails by our own fault holds up its neighbours three times, not for ever', async () => {
    const { ctx } = house;
    const anna = await aJoined(ctx, await aUnit(ctx));
    const { actor } = await residentOf(ctx, anna.address);
    const subject = { type: 'news-post' as const, id: newId(ctx.now()) };
    for (const eventKey of ['b1', 'b2']) {
      const recipient = { residentId: actor.residentId };
      const notice = { template: 'news' as const, subject, data: { urgency: 'common' as const } };
      await inTransaction(ctx, (tx) => deliver(tx, { ...notice, eventKey, recipient, lane: 'soon' }));
    }
    const room = { each: 1, full: [], inOrder: 'recipient' as const };
    const keys = async () => {
      const claimed = await claimDeliveries(ctx, 'telegram', 'soon', 10, room);
      const rows = await ctx.db.delivery.findMany({ where: { id: { in: claimed.map(({ id }) => id) } } });
      for (const { id } of rows) await markFailed(ctx, id, { reason: 'unknown', final: false });
      await ctx.db.$executeRaw`update delivery set leased_until = null where event_key = 'b1' and attempts < 4`;
      return rows.map(({ eventKey }) => eventKey);
    };
    expect([await keys(), await keys(), await keys(), await keys()]).toEqual([['b1'], ['b1'], ['b1'], ['b1']]);
    expect(await keys()).toEqual(['b2']);
  });
});

async function residentOf(ctx: TestHouse['ctx'], address: string): Promise<{ actor: ResidentActor }> {
  const { residentId } = await ctx.db.chat.findFirstOrThrow({ where: { address } });
  return { actor: { kind: 'resident', residentId: residentId ?? '' } };
}
