import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aBillOf, aLine, aPaymentOf } from '#api/billing/testing.ts';
import { parseMinor } from '#api/core/money.ts';
import { drawPng } from '#api/core/picture.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aUnit } from '#api/residents/testing.ts';
import { aHouseWithFlat, aJoined, type Person } from '../../testing.ts';
import { statementChartRoute, statementRoute } from './routes.ts';

let house: TestHouse;
let buildingId: string;
let accountId: string;
let anna: Person;

beforeAll(async () => {
  house = await testCtx();
  house.clock.set('2026-05-01T09:00:00Z');
  const flat = await aHouseWithFlat(house.ctx);
  buildingId = flat.buildingId;
  accountId = (await house.ctx.db.account.findFirstOrThrow({ where: { unitId: flat.unitId } })).id;
  anna = await aJoined(house.ctx, flat.unitId);
  for (const month of ['2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10']) {
    await aBillOf(house.ctx, accountId, month, [
      aLine('water', 100_000n, { recalculationMinor: -1_250n }),
      aLine('penalty', 0n, { penaltyMinor: 333n }),
    ]);
  }
  await aPaymentOf(house.ctx, accountId, 250_000n, '2026-10-12');
  house.clock.set('2026-11-20T09:00:00Z');
});
afterAll(() => house.close());

const said = (person: Person) => person.text.replace(/[\s ]/g, ' ');
const minorOf = (text: string | undefined) => parseMinor((text ?? '').replace(/\s/g, '').replace(',', '.')) ?? 0n;

describe('the settlement history', () => {
  it('goes from the newest month back, each from what it opened with to what it closed with', async () => {
    await anna.say('/pay');
    await anna.tap('История расчётов');
    expect(said(anna)).toContain('Ноябрь На начало: к оплате 3 444,98 ₽ Начислено 0,00 ₽ Оплачено 0,00 ₽');
    expect(said(anna)).toContain('Начислено 1 000,00 ₽ · перерасчёт −12,50 ₽ · пени +3,33 ₽ Оплачено 2 500,00 ₽');
    expect(anna.labels()).toContain('1/2');
    const [newest] = [...said(anna).matchAll(/На конец: к оплате ([\d ]+,\d\d)/g)];
    await anna.tap('›');
    expect(said(anna)).toContain('Май На начало: долга нет');
    expect(anna.labels()).toContain('2/2');
    await anna.say('/pay');
    expect(said(anna)).toContain(`К оплате ${newest?.[1]}`);
  });

  it('is drawn, and the words under the picture add up to what is owed', async () => {
    await anna.say('/pay');
    await anna.tap('История расчётов');
    await anna.tap('График');
    const rows = [...said(anna).matchAll(/начислено ([\d ]+,\d\d) ₽, оплачено ([\d ]+,\d\d)/g)];
    expect(rows).toHaveLength(7);
    const owed = rows.reduce((all, [, charged, paid]) => all + minorOf(charged) - minorOf(paid), 0n);
    expect(owed).toBe(344_498n);
    const [picture] = anna.answers[0]?.view?.pictures ?? [];
    const svg = picture && 'svg' in picture ? picture.svg : '';
    expect(svg).toContain('окт');
    expect((await drawPng(svg)).byteLength).toBeGreaterThan(3_000);
  });

  it('is nobody else’s, whatever account a button names', async () => {
    const hugo = await aJoined(house.ctx, await aUnit(house.ctx, { buildingId, number: '12' }));
    await hugo.press(statementRoute.to({ c: accountId }));
    expect(said(hugo)).toBe('Начислений и оплат пока нет.');
    await hugo.press(statementChartRoute.to({ c: accountId }));
    expect(said(hugo)).toBe('Начислений и оплат пока нет.');
  });
});
