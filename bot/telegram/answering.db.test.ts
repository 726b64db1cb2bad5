import type { Api } from 'grammy';
import type { Message, Update } from 'grammy/types';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aHouseWithFlat, aJoined, type Person } from '#bot/resident/testing.ts';
import { type Answering, startAnswering } from './answering.ts';

let house: TestHouse;
let anna: Person;
let shown: string[];
/** Telegram does not answer while this is true. */
let isAway: boolean;
let updates = 0;

const api = {
  sendMessage: async (_to: number, text: string) => {
    if (isAway) throw new Error('network');
    shown.push(text);
    return { message_id: shown.length } as Message;
  },
  answerCallbackQuery: async () => true,
} as unknown as Api;

beforeAll(async () => {
  house = await testCtx();
  const { unitId } = await aHouseWithFlat(house.ctx);
  anna = await aJoined(house.ctx, unitId);
});
afterAll(() => house.close());
beforeEach(async () => {
  shown = [];
  isAway = false;
  await house.ctx.db.owedAnswer.deleteMany();
});

function update(content: Partial<Message>): Update {
  updates += 1;
  const chat = { id: Number(anna.address), type: 'private' as const, first_name: 'Анна' };
  const from = { id: chat.id, is_bot: false, first_name: 'Анна', language_code: 'ru' };
  return { update_id: updates, message: { message_id: updates, date: 0, chat, from, ...content } } as Update;
}

const photo = (name: string) => [{ file_id: name, file_unique_id: name, width: 1, height: 1, file_size: 9 }];

/** As a start after a sudden death, when the dead process' time to show them is over. */
async function nextProcess(): Promise<Answering> {
  await house.ctx.db.$executeRaw`update owed_answer set leased_until = 'epoch'`;
  return startAnswering(house.ctx, api, 7);
}

it('shows what was held back for an album before the answer to what came after it', async () => {
  for (const route of ['new', 'f?s=report.kind&v=general']) await anna.press(route);
  await house.ctx.db.owedAnswer.deleteMany();
  const answering = startAnswering(house.ctx, api, 7);
  await answering.handle(update({ photo: photo('one'), media_group_id: 'album', caption: 'справка' }));
  await answering.handle(update({ photo: photo('two'), media_group_id: 'album' }));
  expect(shown).toEqual([]);
  await answering.handle(update({ text: 'и ещё слова' }));
  expect(shown).toHaveLength(2);
  for (const text of shown) expect(text).toContain('Записали это');
  await answering.stop();
  expect(shown).toHaveLength(2);
  expect(await house.ctx.db.owedAnswer.count()).toBe(0);
  await anna.press('f-quit');
});

it('shows after a sudden death what was held back for an album, once', async () => {
  const killed = startAnswering(house.ctx, api, 7);
  await killed.handle(update({ photo: photo('three'), media_group_id: 'second', caption: 'крыша' }));
  await killed.handle(update({ photo: photo('four'), media_group_id: 'second' }));
  expect(await house.ctx.db.owedAnswer.count()).toBe(1);
  const next = await nextProcess();
  await expect.poll(() => shown.length).toBe(1);
  expect(shown[0]).toContain('крыша');
  await next.stop();
  expect(await house.ctx.db.owedAnswer.count()).toBe(0);
  await killed.stop();
});

it('answers an update that comes again as it did, until that has been shown, and then not again', async () => {
  const said = update({ text: 'на крыше лежит снег' });
  const answering = startAnswering(house.ctx, api, 7);
  isAway = true;
  await answering.handle(said);
  isAway = false;
  await answering.handle(said);
  expect(shown).toHaveLength(1);
  expect(shown[0]).toContain('на крыше лежит снег');
  await answering.handle(said);
  expect(shown).toHaveLength(1);
  await answering.stop();
});

it('shows later what Telegram did not take', async () => {
  const answering = startAnswering(house.ctx, api, 7);
  isAway = true;
  await answering.handle(update({ text: 'сосед шумит ночью' }));
  isAway = false;
  await answering.stop();
  const next = await nextProcess();
  await expect.poll(() => shown).toEqual([expect.stringContaining('сосед шумит ночью')]);
  await next.stop();
});
