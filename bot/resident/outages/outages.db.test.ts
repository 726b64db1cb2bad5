import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { instant } from '#api/core/time.ts';
import { cancelOutage, changeOutage, restoreOutage } from '#api/outages/announce.ts';
import { anOutage } from '#api/outages/testing.ts';
import { openChat } from '#api/residents/chats.ts';
import { aBuilding, aUnit } from '#api/residents/testing.ts';
import { guestOf } from '../guest.ts';
import { renderNotice } from '../notices.ts';
import { aHouseWithFlat, aJoined, type Person } from '../testing.ts';
import { plain } from '../view.ts';

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
});
beforeEach(async () => {
  house.clock.set('2026-11-20T09:00:00Z');
  await ctx.db.outage.deleteMany();
});
afterAll(() => house.close());

async function notice(person: Person, id: string, what: 'opened' | 'changed' | 'restored' | 'cancelled') {
  const chat = await openChat(ctx, { messenger: 'telegram', address: person.address, locale: 'ru' });
  const said = { template: 'outage' as const, subject: { type: 'outage' as const, id }, data: { what } };
  const answer = await renderNotice(ctx, await guestOf(ctx, chat), said);
  return answer?.view ? plain(answer.view.text) : null;
}

it('stands on Home: what is off now until when, and what will be off tomorrow', async () => {
  const endsAt = instant('2026-11-20T13:00:00Z');
  const { id } = await anOutage(ctx, buildingId, { services: ['cold-water', 'sewage'], endsAt });
  const tomorrow = { startsAt: instant('2026-11-21T07:00:00Z'), endsAt: instant('2026-11-21T13:00:00Z') };
  await anOutage(ctx, buildingId, { ...tomorrow, workType: 'planned', services: ['hot-water'], entrances: [2] });
  expect(await anna.say('/home')).toContain('Отключение: холодная вода, канализация, до 16:00, весь дом');
  expect(anna.text).toContain('Отключение: горячая вода, завтра 10:00–16:00, ваш подъезд');
  expect(anna.text).not.toContain('Спасибо!');
  house.clock.set('2026-11-20T15:00:00Z');
  expect(await anna.say('/home')).toContain('обещали до 20 ноября, 16:00, ещё не включили');
  await restoreOutage(ctx, systemActor, { outageId: id });
  expect(await anna.say('/home')).not.toContain('холодная вода');
});

it('is told in words, as it is by then, in the language of each', async () => {
  const endsAt = instant('2026-11-20T13:00:00Z');
  const texts = { ru: 'Прорвало стояк & <b>подвал</b>.' };
  const { id: outageId } = await anOutage(ctx, buildingId, { endsAt, texts });
  expect(await notice(anna, outageId, 'opened')).toBe(
    'Аварийное отключение: холодная вода\nдо 16:00\nул. Садовая, 12\n\nПрорвало стояк & <b>подвал</b>.\n\nКогда включат, мы напишем.',
  );
  await changeOutage(ctx, systemActor, { outageId, endsAt: instant('2026-11-21T09:30:00Z') });
  expect(await notice(anna, outageId, 'changed')).toContain('до завтра 12:30');
  const carol = await aJoined(ctx, unitId, { languageCode: 'en', role: 'family' });
  expect(await notice(carol, outageId, 'opened')).toContain('Outage: cold water\nuntil tomorrow 12:30');
  expect(await notice(anna, outageId, 'restored')).toBeNull();
  await restoreOutage(ctx, systemActor, { outageId });
  expect(await notice(anna, outageId, 'opened')).toBeNull();
  expect(await notice(anna, outageId, 'restored')).toBe('Снова работает: холодная вода\nул. Садовая, 12');
});

it('is not told to who lives elsewhere, and tells nobody which other houses it is in', async () => {
  const otherHouse = await aBuilding(ctx, { address: 'ул. Лесная, 3' });
  const boris = await aJoined(ctx, await aUnit(ctx, { buildingId: otherHouse, number: '1' }));
  const places = [buildingId, otherHouse].map((id) => ({ buildingId: id, entrances: [] }));
  const { id: both } = await anOutage(ctx, buildingId, { places });
  expect(await notice(boris, both, 'opened')).toContain('ул. Лесная, 3');
  expect(boris.text).not.toContain('Садовая');
  const { id: here } = await anOutage(ctx, buildingId);
  expect(await notice(boris, here, 'opened')).toBeNull();
  await cancelOutage(ctx, systemActor, { outageId: here });
  expect(await notice(anna, here, 'cancelled')).toContain('Отключение отменено: холодная вода');
});
