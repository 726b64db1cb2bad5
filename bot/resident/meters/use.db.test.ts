import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#api/core/ids.ts';
import { drawPng } from '#api/core/picture.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { toDateColumn } from '#api/core/time.ts';
import { aUnit } from '#api/residents/testing.ts';
import { aHouseWithFlat, aJoined, type Person } from '../testing.ts';

let house: TestHouse;
let buildingId: string;
let unitId: string;

beforeAll(async () => {
  house = await testCtx();
  house.clock.set('2026-11-20T09:00:00Z');
  ({ buildingId, unitId } = await aHouseWithFlat(house.ctx));
});
afterAll(() => house.close());

async function aMeter(flat: string, readings: Record<string, string[]>, more: object = {}): Promise<string> {
  const { ctx } = house;
  const [id, createdAt] = [newId(ctx.now()), ctx.now()];
  const [first = []] = Object.values(readings);
  await ctx.db.meter.create({
    data: {
      ...{ id, unitId: flat, resource: 'cold-water', serial: id.slice(-6), zones: first.length, digits: 5 },
      ...{ decimals: 3, unitOfMeasure: 'm3', isAutomatic: false, createdAt, ...more },
    },
  });
  await ctx.db.reading.createMany({
    data: Object.entries(readings).map(([period, values]) => ({
      ...{ id: newId(createdAt), meterId: id, values, takenOn: toDateColumn(`${period}-20`), countsForPeriod: period },
      ...{ isLate: false, source: 'demo', state: 'accepted', createdAt },
    })),
  });
  return id;
}

/** Lives here since before all readings. */
async function longAgo(person: Person): Promise<Person> {
  await house.ctx.db.occupancy.updateMany({ data: { startsOn: toDateColumn('2020-01-01') } });
  return person;
}

describe('what was used by month', () => {
  it('is the difference of readings by scale, over a missed month and past zero, and is drawn with the same figures', async () => {
    await aMeter(unitId, { '2026-08': ['99995.5'], '2026-09': ['3.25'], '2026-11': ['15'] });
    const electric = { resource: 'electricity', unitOfMeasure: 'kWh' };
    await aMeter(unitId, { '2026-10': ['12340', '4118'], '2026-11': ['12502', '4176'] }, electric);
    await aMeter(unitId, { '2026-11': ['7'] }, { resource: 'gas' });
    const anna = await longAgo(await aJoined(house.ctx, unitId));
    await anna.say('/meters');
    await anna.tap('Расход по месяцам');
    expect(anna.text).toContain('Холодная вода, м³\nНоябрь: 11,75 за 2 месяца\nСентябрь: 7,75');
    expect(anna.text).toContain('Электричество, кВт·ч\nНоябрь: 220 (162 + 58)');
    expect(anna.text).not.toContain('Газ');
    const [picture] = anna.answers[0]?.view?.pictures ?? [];
    const svg = picture && 'svg' in picture ? picture.svg : '';
    expect(svg).toContain('>11,8<');
    expect(svg).toContain('>220<');
    expect((await drawPng(svg)).byteLength).toBeGreaterThan(3_000);
  });

  it('fits a message however many meters there are: fewer months of each are told', async () => {
    const flat = await aUnit(house.ctx, { buildingId, number: '60' });
    const months = Object.fromEntries(
      Array.from({ length: 11 }, (_, at) => [`2026-${String(at + 1).padStart(2, '0')}`, [`${at * 1234}.567`]]),
    );
    for (let meter = 0; meter < 30; meter += 1) await aMeter(flat, months);
    const dora = await longAgo(await aJoined(house.ctx, flat));
    await dora.press('m-use');
    expect(dora.text.match(/Холодная вода/g)).toHaveLength(30);
    expect(dora.text.match(/Ноябрь: /g)).toHaveLength(30);
    expect(dora.text).not.toContain('Август');
    expect(dora.text.length).toBeLessThan(4096);
  });

  it('is not told to who came later than it was used', async () => {
    const flat = await aUnit(house.ctx, { buildingId, number: '58' });
    await aMeter(flat, { '2026-08': ['10'], '2026-09': ['20'], '2026-10': ['31'], '2026-11': ['43'] });
    const carol = await aJoined(house.ctx, flat, { languageCode: 'en' });
    const { id } = await house.ctx.db.occupancy.findFirstOrThrow({ where: { unitId: flat } });
    await house.ctx.db.occupancy.update({ where: { id }, data: { startsOn: toDateColumn('2026-10-05') } });
    await carol.say('/meters');
    await carol.tap('Use by month');
    expect(carol.text).toContain('November: 12');
    expect(carol.text).not.toContain('October');
  });

  it('says what is missing where there is nothing to tell', async () => {
    const boris = await aJoined(house.ctx, await aUnit(house.ctx, { buildingId, number: '59' }));
    await boris.press('m-use');
    expect(boris.text).toBe('Расход появится, когда показания переданы хотя бы за два месяца.');
  });
});
