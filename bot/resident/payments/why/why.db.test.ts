import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aBillOf, aLine } from '#api/billing/testing.ts';
import { charge, parseMinor } from '#api/core/money.ts';
import { drawPng } from '#api/core/picture.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aHouseWithFlat, aJoined, type Person } from '../../testing.ts';

let house: TestHouse;
let anna: Person;
let carol: Person;

const use = (serviceCode: string, unit: string, volume: string, tariff: string) => ({
  ...aLine('electricity', charge(volume, tariff), { unit, volume, tariff }),
  ...{ serviceCode, name: serviceCode },
});

beforeAll(async () => {
  house = await testCtx();
  house.clock.set('2026-09-01T09:00:00Z');
  const { unitId } = await aHouseWithFlat(house.ctx);
  anna = await aJoined(house.ctx, unitId);
  carol = await aJoined(house.ctx, unitId, { languageCode: 'en' });
  const { id: accountId } = await house.ctx.db.account.findFirstOrThrow({ where: { unitId } });
  const rent = use('Содержание', 'm2', '54', '52.89');
  const october = [
    rent,
    use('Отопление', 'Gcal', '0.55', '3601.25'),
    use('День', 'kWh', '155', '11.37'),
    use('Ночь', 'kWh', '55', '4.22'),
  ];
  const november = [
    rent,
    use('Отопление', 'Gcal', '0.98', '3601.25'),
    use('День', 'kWh', '162', '11.37'),
    use('Ночь', 'kWh', '58', '4.22'),
  ];
  const december = [
    { ...rent, volume: '54', tariff: '50', chargedMinor: charge('54', '50') },
    use('Отопление', 'Gcal', '0.98', '3601.25'),
    {
      ...use('День', 'kWh', '150', '12'),
      ...{ recalculationMinor: -5_000n, recalculationReason: 'перерыв <b>&', benefitMinor: 100n },
    },
    use('Домофон', 'flat', '1', '50'),
    { ...aLine('penalty', 0n, { penaltyMinor: 317n }), name: 'Пени' },
  ];
  const many = Array.from({ length: 120 }, (_, index) => use(`Услуга номер ${index}`, 'kWh', `${index + 1}`, '1.37'));
  await aBillOf(house.ctx, accountId, '2026-10', october);
  await aBillOf(house.ctx, accountId, '2026-11', november);
  await aBillOf(house.ctx, accountId, '2026-12', december, { roundingMinor: -4n });
  await aBillOf(house.ctx, accountId, '2027-01', many);
  house.clock.set('2027-01-20T09:00:00Z');
});
afterAll(() => house.close());

async function whyOf(person: Person, month: string): Promise<string> {
  await person.say('/pay');
  await person.tap('🔍');
  await person.say(month);
  await person.tap('1');
  await person.tap(person.labels().includes('Why it changed') ? 'Why it changed' : 'Почему изменилось');
  return person.text.replace(/\s/g, ' ');
}

/** The signed sums at the beginnings of lines, in kopecks. */
function sumsOf(text: string): bigint[] {
  return [...text.matchAll(/(?:^|\n)([+−])([\d \u00a0\u202f,.]+)\s₽/g)].map(
    ([, sign, sum = '']) => (sign === '−' ? -1n : 1n) * (parseMinor(sum) ?? 0n),
  );
}

describe('why it changed', () => {
  it('is told in words that add up to the first line, and drawn', async () => {
    const text = await whyOf(anna, '11.2026');
    expect(text).toContain('Счёт за ноябрь 2026 на 1 640,79 ₽ больше, чем за октябрь 2026');
    expect(text).toContain('+1 548,54 ₽ Отопление: 0,98 Гкал вместо 0,55, цена та же (3 601,25)');
    expect(text).toContain('+79,59 ₽ День: 162 кВт·ч вместо 155');
    expect(text).toContain('+12,66 ₽ Ночь: 58 кВт·ч вместо 55');
    expect(text).toContain('Остальное не изменилось.');
    expect(sumsOf(anna.text).reduce((all, one) => all + one, 0n)).toBe(164_079n);
    const [picture] = anna.answers[0]?.view?.pictures ?? [];
    const svg = picture && 'svg' in picture ? picture.svg : '';
    expect(svg).toContain('Отопление');
    expect((await drawPng(svg)).byteLength).toBeGreaterThan(5_000);
    expect(anna.answers[0]?.place).toBe('new');
  });

  it('tells a price, a new line, a line that is gone, corrections and the rounding of the bill', async () => {
    const text = await whyOf(anna, 'декабрь 2026');
    expect(text).toContain('Содержание: цена 50,00 вместо 52,89');
    expect(text).toContain('+50,00 ₽ Домофон: новая строка');
    expect(text).toContain('Ночь: строки больше нет');
    expect(text).toContain('150 кВт·ч вместо 162 (−136,44 ₽); цена 12,00 вместо 11,37 (+94,50 ₽)');
    expect(text).toContain('перерасчёт, перерыв <b>& (−50,00 ₽); льгота (−1,00 ₽)');
    expect(text).toContain('+3,17 ₽ Пени: пени');
    expect(text).toContain('−0,04 ₽ округление счёта');
    const said = /на ([\d ,]+) ₽ меньше/.exec(text)?.[1] ?? '';
    expect(-sumsOf(anna.text).reduce((all, one) => all + one, 0n)).toBe(parseMinor(said));
  });

  it('of very many lines is told by groups, which add up the same', async () => {
    const text = await whyOf(carol, 'January');
    expect(text.length).toBeLessThan(4096);
    const said = /is ([\d ,.]+) ₽ (more|less)/.exec(text);
    const sum = parseMinor((said?.[1] ?? '').replaceAll(',', '')) ?? 0n;
    const rows = [...carol.text.matchAll(/(?:^|\n)([+−])([\d,.]+)\s₽/g)].map(
      ([, sign, part = '']) => (sign === '−' ? -1n : 1n) * (parseMinor(part.replaceAll(',', '')) ?? 0n),
    );
    expect(rows.reduce((all, one) => all + one, 0n)).toBe(said?.[2] === 'less' ? -sum : sum);
  });

  it('is not offered for the first bill', async () => {
    await anna.say('/pay');
    await anna.tap('🔍');
    await anna.say('октябрь');
    await anna.tap('1');
    expect(anna.labels()).not.toContain('Почему изменилось');
  });
});
