import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffActor } from '#api/core/actor.ts';
import { newId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { openTicket } from '../open-ticket.ts';
import { aColleague, aCompany, aFlat, aResident, type TestFlat } from '../testing.ts';
import { findTickets } from './find-tickets.ts';
import { englishPairs, type Pair, russianPairs, strangers } from './pairs.ts';

let house: TestHouse;
let flat: TestFlat;
let desk: StaffActor;
const numbers = new Map<string, number>();

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  flat = await aFlat(house.ctx);
  desk = await aColleague(house.ctx, 'dispatcher');
  const pairs = [...russianPairs, ...englishPairs].flatMap((group) => group.pairs);
  for (const text of new Set([...pairs, ...strangers].map(([, written]) => written))) {
    numbers.set(text, await opened(text));
  }
});
afterAll(() => house.close());

async function opened(text: string): Promise<number> {
  const where = { ...flat, kind: 'technical', place: 'flat', source: 'phone' } as const;
  return (await openTicket(house.ctx, desk, { ...where, text, files: [] })).number;
}

async function found(words: string): Promise<number[]> {
  const { items } = await findTickets(house.ctx, desk, { words, limit: 100 });
  return items.map((item) => item.number);
}

const named = (pairs: readonly Pair[]) => pairs.map(([asked, written]) => ({ asked, written }));

describe('findTickets', () => {
  it('takes a bare number for a ticket, however it is written', async () => {
    const number = numbers.get('Домофон молчит') ?? 0;
    for (const words of [`${number}`, ` № ${number}`, `#${number}`, `no. ${number}`]) {
      expect(await found(words), words).toEqual([number]);
    }
    expect(await found(`домофон ${number}`)).toEqual([number]);
    expect(await found('999999999')).toEqual([]);
  });

  it('takes a number that no ticket has for a word', async () => {
    const number = await opened('Акт 918273 не подписан');
    expect(await found('918273')).toEqual([number]);
  });

  it('finds words of the report, from the moment it is written, and the name of the category', async () => {
    const number = await opened('Странный звук');
    expect(await found('подшипник')).not.toContain(number);
    await house.ctx.db.ticket.update({ where: { number }, data: { report: 'Смазали подшипники' } });
    expect(await found('подшипник')).toEqual([number]);
    const categoryId = newId(house.ctx.now());
    const names = { ru: 'Зоопарк', en: 'Menagerie' };
    const place = { kind: 'technical', isEmergency: false, position: 99 };
    await house.ctx.db.ticketCategory.create({ data: { id: categoryId, code: 'zoo', names, ...place } });
    await house.ctx.db.ticket.update({ where: { number }, data: { categoryId } });
    expect(await found('зоопарка')).toEqual([number]);
    expect(await found('menagerie звук')).toEqual([number]);
  });

  it('forgives words that stand misspelt in some ticket only when nothing else is found', async () => {
    const misspelt = await opened('На лестнице стоит велосипет');
    expect(await found('велосипет')).toEqual([misspelt]);
    const second = await opened('Украли самокатт');
    const right = await opened('Самокат мешает пройти');
    await house.ctx.db.ticket.update({ where: { number: second }, data: { text: 'Нашёлся' } });
    expect(await found('самокатт')).toEqual([right]);
  });

  it('keeps to the filters', async () => {
    const { ctx } = house;
    const other = await aFlat(ctx);
    const number = await opened('Скворечник упал');
    const find = (more: object) => findTickets(ctx, desk, { words: 'скворечник', ...more });
    expect((await find({ kind: 'technical', buildingId: flat.buildingId, status: 'new' })).items).toMatchObject([
      { number, address: '12 Sadovaya St.' },
    ]);
    for (const filter of [{ kind: 'billing' }, { buildingId: other.buildingId }, { status: 'closed' }]) {
      expect((await find(filter)).items, JSON.stringify(filter)).toEqual([]);
    }
    expect((await find({ status: 'in-work' })).items).toEqual([]);
    expect((await find({ assigneeId: desk.staffId })).items).toEqual([]);
  });

  it('goes on by keyset, newest first, each ticket once', async () => {
    const made: number[] = [];
    for (let count = 0; count < 9; count += 1) made.unshift(await opened(`Пианино настраивают, день ${count}`));
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page = await findTickets(house.ctx, desk, { words: 'пианино', after, limit: 4 });
      seen.push(...page.items.map((item) => item.number));
      after = page.next;
    } while (after);
    expect(seen).toEqual(made);
    await expect(findTickets(house.ctx, desk, { words: 'пианино', after: 'rubbish' })).rejects.toMatchObject({
      code: 'page.bad-cursor',
    });
  });

  it('finds nothing for no words, for words that say nothing, and for signs', async () => {
    for (const words of ['', '   ', 'и в на', 'the of', '%_', `'); drop table ticket; --`, "' | 'a", '\\', '🙂']) {
      expect(await found(words), words).toEqual([]);
    }
  });

  it('reads the beginning of a question that is a whole story', async () => {
    expect(await found(`Домофон молчит ${'домофон '.repeat(3000)}`)).toContain(numbers.get('Домофон молчит'));
  });

  it('is for colleagues', async () => {
    const anna = await aResident(house.ctx, flat);
    await expect(findTickets(house.ctx, anna, { words: 'лифт' })).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('words find', () => {
  for (const { why, pairs } of [...russianPairs, ...englishPairs]) {
    it.each(named(pairs))(`${why}: $asked → $written`, async ({ asked, written }) => {
      expect(await found(asked)).toContain(numbers.get(written));
    });
  }
});

describe('words do not find what only looks alike', () => {
  it.each(named(strangers))('$asked ↛ $written', async ({ asked, written }) => {
    expect(await found(asked)).not.toContain(numbers.get(written));
  });
});
