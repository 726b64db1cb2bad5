import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aBillOf, aLine, aPaymentOf } from '#api/billing/testing.ts';
import { newId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { toDateColumn } from '#api/core/time.ts';
import { defaultRights } from '#api/residents/rights.ts';
import { aUnit } from '#api/residents/testing.ts';
import { aHouseWithFlat, aJoined, aPhoto, type Person } from '../testing.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let anna: Person;
let carol: Person;
let unitId: string;
let buildingId: string;

const accountOf = async (id: string) => (await ctx.db.account.findFirstOrThrow({ where: { unitId: id } })).id;

/** Somebody who has a flat already gets another of their own. */
async function ownToo(residentId: string, flat: string): Promise<void> {
  const [createdAt, startsOn] = [ctx.now(), toDateColumn('2026-01-01')];
  const rights = defaultRights('owner');
  await ctx.db.occupancy.create({
    data: { id: newId(createdAt), unitId: flat, residentId, role: 'owner', rights, startsOn, createdAt },
  });
}

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  house.clock.set('2026-01-01T09:00:00Z');
  ({ unitId, buildingId } = await aHouseWithFlat(ctx));
  anna = await aJoined(ctx, unitId);
  const other = await aUnit(ctx, { buildingId, number: '58', accountNumber: '0000510058' });
  const rented = await aUnit(ctx, { buildingId, number: '59', accountNumber: '0000510059' });
  carol = await aJoined(ctx, rented, { languageCode: 'en', role: 'tenant' });
  const chat = await ctx.db.chat.findFirstOrThrow({ where: { address: carol.address } });
  for (const id of [unitId, other]) await ownToo(chat.residentId ?? '', id);
  const accountId = await accountOf(unitId);
  await aBillOf(ctx, await accountOf(other), '2026-10', [aLine('gas', 777n)]);
  for (const month of ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10']) {
    const lines = [aLine('water', 10_000n), aLine('heating', 5_000n, { penaltyMinor: month === '09' ? 300n : 0n })];
    await aBillOf(ctx, accountId, `2026-${month}`, lines);
  }
  await aPaymentOf(ctx, accountId, 8n * 15_000n + 10_000n, '2026-10-15');
  house.clock.set('2026-10-24T09:00:00Z');
});
afterAll(() => house.close());

describe('the Payments tab', () => {
  it('shows unpaid bills first, page by page, forward and back', async () => {
    const first = await anna.say('💳 Payments');
    expect(first).toMatch(/К оплате 203,00\s₽/);
    expect(first).toContain('1. Октябрь');
    expect(first).toContain('2. Сентябрь');
    expect(first).toContain('6. Май');
    expect(anna.labels()).toContain('1/2');
    await anna.tap('›');
    expect(anna.text).toContain('7. Апрель');
    expect(anna.text).toContain('10. Январь');
    expect(anna.text).not.toContain('Май');
    await anna.tap('‹');
    expect(anna.text).toBe(first);
  });

  it('says since when billing knows of nothing newer, for what is on its way', async () => {
    expect(await anna.say('/pay')).toMatch(
      /Уже в пути: 1\s300,00\s₽ \(оплачено и вычтено; по данным на 20 октября бухгалтерия ещё не подтвердила\)/,
    );
  });

  it('is filtered by what is overdue', async () => {
    await anna.say('/pay');
    await anna.tap('Счета: все');
    await anna.tap('Счета: не оплачены');
    expect(anna.text).toContain('Показаны счета: просрочены.');
    expect(anna.text).toContain('Сентябрь');
    expect(anna.text).not.toContain('Октябрь');
  });

  it('is searched by a month in words, keeps its filter, and shows all again', async () => {
    await anna.say('/pay');
    await anna.tap('🔍 Найти');
    expect(anna.text).toContain('Какой счёт искать?');
    expect(await anna.give({ kind: 'files', files: [aPhoto()], text: '' })).toContain('Здесь нужны слова');
    expect(await anna.say('77-99')).toContain('Такого счёта нет');
    await anna.tap('✖ «77-99»');
    await anna.tap('🔍 Найти');
    expect(await anna.say('март')).toContain('Нашлось по словам «март»');
    expect(anna.text).toContain('1. Март');
    expect(anna.text).not.toContain('Май');
    await anna.tap('Вода');
    expect(anna.text).toContain('1. Март · вода: 100,00');
    await anna.tap('✖ «март»');
    expect(anna.text).toContain('Октябрь · вода');
  });

  it('leads to the bills of another flat of the same person, and only where bills are theirs to see', async () => {
    const ways = () => carol.labels().filter((label) => label.startsWith('Go to:'));
    expect(await carol.say('/pay')).toContain('The owner sees the bills of this flat');
    expect(ways()).toHaveLength(2);
    await carol.tap('flat 58');
    expect(carol.text).toContain('You owe 7.77');
    expect(ways()).toEqual([expect.stringContaining('flat 57')]);
    await carol.tap('flat 57');
    expect(carol.text).toContain('You owe 203.00');
    expect(ways()).toEqual([expect.stringContaining('flat 58')]);
  });
});
