import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aBillOf, aLine, aPaymentOf } from '#api/billing/testing.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { disputeBill } from '#api/flows/dispute.ts';
import { aHouseWithFlat, aJoined, type Person } from '../testing.ts';

let house: TestHouse;
let unitId: string;
let accountId: string;
let anna: Person;

beforeAll(async () => {
  house = await testCtx();
  ({ unitId } = await aHouseWithFlat(house.ctx));
  accountId = (await house.ctx.db.account.findFirstOrThrow({ where: { unitId } })).id;
  anna = await aJoined(house.ctx, unitId);
});
afterAll(() => house.close());

const files = (person: Person) => person.answers.flatMap((answer) => answer.view?.files ?? []);

describe('papers', () => {
  it('are a tap away: the bill from the bill, the statement and the certificate from the tab', async () => {
    const invoiceId = await aBillOf(house.ctx, accountId, '2026-11', [aLine('water', 100_000n)]);
    await anna.say('/pay');
    await anna.tap('История расчётов');
    await anna.tap('Выписка в PDF');
    expect(files(anna)).toMatchObject([{ paper: { paper: 'statement', unitId }, locale: 'ru' }]);
    await anna.tap('Все счета');
    await anna.tap('1');
    await anna.tap('Счёт в PDF');
    expect(files(anna)).toMatchObject([{ paper: { paper: 'invoice', invoiceId } }]);
    expect(anna.answers[0]?.place).toBe('new');
    await anna.tap('Назад к счёту');
    expect(anna.text).toContain('Счёт за ноябрь');
  });

  it('refuse a certificate in words with the sum, while there is a debt or a dispute; then it is one, numbered', async () => {
    await anna.say('/pay');
    await anna.tap('Справка: долга нет');
    expect(`${anna.text}${anna.toast}`.replace(/\s/g, ' ')).toContain('к оплате 1 000,00 ₽');
    await aPaymentOf(house.ctx, accountId, 100_000n, '2026-11-20');
    const { residentId } = await house.ctx.db.occupancy.findFirstOrThrow({ where: { unitId } });
    const { id: invoiceId } = await house.ctx.db.invoice.findFirstOrThrow({ where: { accountId } });
    const actor = { kind: 'resident', residentId } as const;
    const { disputeId } = await disputeBill(house.ctx, actor, {
      ...{ invoiceId, lineIds: [], reason: 'other', text: 'Воды не было', files: [] },
    });
    await anna.say('/pay');
    await anna.tap('Справка: долга нет');
    expect(`${anna.text}${anna.toast}`.replace(/\s/g, ' ')).toContain('ваше несогласие на 1 000,00 ₽');
    await house.ctx.db.dispute.update({ where: { id: disputeId }, data: { state: 'withdrawn' } });
    await anna.say('/pay');
    await anna.tap('Справка: долга нет');
    expect(anna.text).toMatch(/Справка № \d+ об отсутствии/);
    expect(files(anna)).toMatchObject([{ paper: { paper: 'certificate' } }]);
    expect(await house.ctx.db.debtCertificate.count()).toBe(1);
  });

  it('are not for a tenant who may not see bills', async () => {
    const tenant = await aJoined(house.ctx, unitId, { role: 'tenant', saidName: 'Олег' });
    for (const route of ['cert', 'st-pdf']) {
      await tenant.press(route);
      expect(files(tenant)).toEqual([]);
    }
    expect(await house.ctx.db.debtCertificate.count()).toBe(1);
  });
});
