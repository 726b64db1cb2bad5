import type { Api } from 'grammy';
import type { Message, Update } from 'grammy/types';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aHouseWithFlat, aJoined } from '#bot/resident/testing.ts';
import { createAnswering } from './answering.ts';

let house: TestHouse;

beforeAll(async () => {
  house = await testCtx();
});
afterAll(() => house.close());

it('shows what was held back for an album before the answer to what came after it', async () => {
  const { unitId } = await aHouseWithFlat(house.ctx);
  const anna = await aJoined(house.ctx, unitId);
  for (const route of ['new', 'f?s=report.kind&v=general']) await anna.press(route);
  const shown: string[] = [];
  const api = {
    sendMessage: async (_to: number, text: string) => {
      shown.push(text);
      return { message_id: shown.length } as Message;
    },
  } as unknown as Api;
  const answering = createAnswering(house.ctx, api, 7);
  const chat = { id: Number(anna.address), type: 'private' as const, first_name: 'Анна' };
  const from = { id: chat.id, is_bot: false, first_name: 'Анна', language_code: 'ru' };
  let id = 0;
  const sends = (content: Partial<Message>) => {
    id += 1;
    return answering.handle({ update_id: id, message: { message_id: id, date: 0, chat, from, ...content } } as Update);
  };
  const photo = (name: string) => [{ file_id: name, file_unique_id: name, width: 1, height: 1, file_size: 9 }];
  await sends({ photo: photo('one'), media_group_id: 'album', caption: 'справка' });
  await sends({ photo: photo('two'), media_group_id: 'album' });
  expect(shown).toEqual([]);
  await sends({ text: 'и ещё слова' });
  expect(shown).toHaveLength(2);
  for (const text of shown) expect(text).toContain('Записали это');
  await answering.settle();
  expect(shown).toHaveLength(2);
});
