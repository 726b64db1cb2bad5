import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Actor, systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aColleague, aUnit } from '#api/residents/testing.ts';
import { askResident } from '#api/tickets/ask-resident.ts';
import { openTicket } from '#api/tickets/open-ticket.ts';
import { aHouseWithFlat, aJoined, type Person } from '../testing.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let unitId: string;
let buildingId: string;
let anna: Person;

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  ({ unitId, buildingId } = await aHouseWithFlat(ctx));
  anna = await aJoined(ctx, unitId);
  house.clock.advance('PT1H');
});
afterAll(() => house.close());

async function opened(
  text: string,
  more: { unitId?: string; kind?: 'technical' | 'billing' } = {},
  by: Actor = systemActor,
) {
  house.clock.advance('PT1S');
  const ticket = { unitId, kind: 'technical', place: 'flat', source: 'phone', ...more } as const;
  return openTicket(ctx, by, { ...ticket, text, files: [] });
}

it('finds by words in any form, keeps the search over filters and pages, and leaves it by ✖', async () => {
  for (let count = 1; count <= 8; count += 1) await opened(`Протечка трубы ${count}`);
  const bill = await opened('За протечку в счёте дважды', { kind: 'billing' });
  await opened('Скрипит дверь');
  await anna.say('/service');
  expect(await anna.tap('🔍 Найти')).toContain('Что искать?');
  expect(await anna.say('  потекла  ')).toContain('Нашлось по словам «потекла»');
  expect(anna.text).toContain(`1. № ${bill.number}`);
  expect(anna.text).not.toContain('Скрипит дверь');
  expect(anna.labels()).toEqual(expect.arrayContaining(['1/2', '›', '✖ «потекла»']));

  await anna.tap('›');
  expect(anna.text).toContain('Нашлось по словам «потекла»');
  expect(anna.text).toContain('9. № ');
  await anna.tap('Вид: все');
  await anna.tap('Вид: технические');
  expect(anna.text).toContain('За протечку в счёте дважды');
  expect(anna.text).not.toContain('Протечка трубы');
  await anna.tap('Показаны: все');
  expect(anna.labels()).toContain('Показаны: открытые');

  expect(await anna.tap('✖ «потекла»')).toContain('Ваши заявки');
  expect(anna.labels()).toContain('🔍 Найти');
});

it('finds by number, says so when there is nothing, and goes on asking', async () => {
  const { number } = await opened('Не закрывается окно');
  await anna.say('/service');
  await anna.tap('🔍 Найти');
  expect(await anna.say(`№ ${number}`)).toContain('Не закрывается окно');
  await anna.say('/service');
  await anna.tap('🔍 Найти');
  expect(await anna.say('саксофон')).toContain('Попробуйте другое слово');
  await anna.tap('✖ «саксофон»');
  await anna.tap('🔍 Найти');
  expect(await anna.give({ kind: 'other', what: 'sticker' })).toContain('Что искать?');
  expect(await anna.say(`домофн ${'я'.repeat(3000)}`)).toContain('Нашлось по словам «домофн');
});

it('never shows what another flat wrote, nor what stood here before', async () => {
  const other = await aUnit(ctx, { buildingId, number: '58' });
  await opened('Тромбон у соседей', { unitId: other });
  const ours = await opened('Тромбон за стеной');
  const find = async (person: Person) => {
    await person.say('/service');
    await person.tap('🔍 Найти');
    return person.say('тромбон');
  };
  expect(await find(anna)).toContain(`№ ${ours.number}`);
  expect(anna.text).not.toContain('у соседей');
  house.clock.advance('P1D');
  expect(await find(await aJoined(ctx, other))).toContain('Попробуйте другое слово');
});

it('shows by state what waits for the resident', async () => {
  const { residentId } = await ctx.db.occupancy.findFirstOrThrow({ where: { unitId } });
  const ticket = await opened('Нужен доступ в квартиру', {}, { kind: 'resident', residentId });
  const desk = await aColleague(ctx, 'dispatcher');
  await askResident(ctx, desk, { ticketId: ticket.id, question: 'Когда вы дома?' });
  await anna.say('/service');
  expect(await anna.tap('Показаны: открытые')).toContain(`№ ${ticket.number}`);
  expect(anna.labels()).toContain('Показаны: ждут вас');
  expect(anna.text).not.toContain('Скрипит дверь');
});
