import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aHouseWithFlat, aJoined } from './testing.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testCtx();
});
afterAll(() => house.close());

it('shows what is known of the flat, and takes “something is wrong here” as a general request', async () => {
  const { ctx } = house;
  const { unitId } = await aHouseWithFlat(ctx);
  await ctx.db.unit.update({ where: { id: unitId }, data: { entrance: 2, floor: 5, heatedAreaM2: '52.5' } });
  const anna = await aJoined(ctx, unitId);
  const shown = await anna.press('my');
  expect(shown).toContain('Подъезд 2');
  expect(shown).toContain('Этаж 5');
  expect(shown).toContain('Отапливаемая площадь 52,5 м²');
  expect(shown).toMatch(/ЛС \d+/);
  expect(shown).toContain('Собственник');
  await anna.tap('Здесь что-то не так');
  await anna.say('Площадь другая: 53,1');
  await anna.tap('Отправить');
  expect(await ctx.db.ticket.findFirst({ where: { unitId }, include: { category: true } })).toMatchObject({
    ...{ kind: 'general', place: 'flat', text: 'Площадь другая: 53,1', category: { code: 'general-other' } },
  });
});
