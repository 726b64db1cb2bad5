import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listPayees, updatePayee } from '#api/billing/payees/payees.ts';
import { paymentQr } from '#api/billing/qr/payment-qr.ts';
import { readGost } from '#api/billing/qr/read-gost.ts';
import { aBillOf, aLine, aPaymentOf } from '#api/billing/testing.ts';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aResident, aUnit } from '#api/residents/testing.ts';
import { aHouseWithFlat, aJoined, type Person } from '../testing.ts';
import { code } from '../view.ts';
import { bankQrRoute } from './routes.ts';

let house: TestHouse;
let accountId: string;
let payeeId: string;
let invoiceId: string;
let anna: Person;
let residentActor: { kind: 'resident'; residentId: string };

const whole = {
  taxId: '7700000009',
  kpp: '770001001',
  bankName: 'ПАО Сбербанк',
  bic: '044525225',
  bankAccount: '40702810200000012345',
  corrAccount: '30101810400000000225',
};
let unitId: string;

beforeAll(async () => {
  house = await testCtx();
  ({ unitId } = await aHouseWithFlat(house.ctx));
  accountId = (await house.ctx.db.account.findFirstOrThrow({ where: { unitId } })).id;
  payeeId = (await listPayees(house.ctx, systemActor))[0]?.id ?? '';
  anna = await aJoined(house.ctx, unitId);
  const { residentId } = await house.ctx.db.occupancy.findFirstOrThrow({ where: { unitId } });
  residentActor = { kind: 'resident', residentId };
  invoiceId = await aBillOf(house.ctx, accountId, '2026-11', [aLine('water', 100_000n)]);
  await aPaymentOf(house.ctx, accountId, 20_000n, '2026-11-20');
});
beforeEach(() => updatePayee(house.ctx, systemActor, payeeId, whole));
afterAll(() => house.close());

const qr = (more: object = {}, actor: Parameters<typeof paymentQr>[1] = residentActor) =>
  paymentQr(house.ctx, actor, { accountId, amountMinor: 80_000n, invoiceIds: [invoiceId], ...more });

describe('a bill by the bank’s QR', () => {
  it('is a picture for what is left to pay, with the same lines to copy and nothing promised', async () => {
    await anna.say('/pay');
    await anna.tap('1');
    await anna.tap('QR для банка');
    const [answer] = anna.answers;
    expect(answer?.place).toBe('new');
    expect(answer?.view?.pictures?.[0]).toMatchObject({ svg: expect.stringContaining('<svg') });
    for (const said of [
      'Счёт: 40702810200000012345',
      'Корр. счёт: 30101810400000000225',
      'Лицевой счёт: 0000510057',
      'Период: ноябрь',
      'Назначение: ЛС 0000510057, ноябрь 2026',
      'Сумма: 800,00',
      'когда о них сообщит банк',
    ]) {
      expect(anna.text).toContain(said);
    }
    expect(anna.text.length).toBeLessThan(1024);
    expect(JSON.stringify(answer?.view?.text)).toContain(JSON.stringify(code('044525225')));
    // The bill and the tab are where they were.
    await anna.tap('Назад к счёту');
    expect(anna.text).toContain('Счёт за ноябрь');
  });

  it('says in the picture what the lines say, and nobody’s name', async () => {
    const { text, purpose, period } = await qr();
    expect({ purpose, period }).toEqual({ purpose: 'ЛС 0000510057, ноябрь 2026', period: '2026-11' });
    const read = readGost(Buffer.from(text));
    expect(read).toMatchObject({ sumMinor: 80_000n, period: '2026-11' });
    expect(read?.values).toMatchObject({ PersAcc: '0000510057', BIC: '044525225', PayeeINN: '7700000009' });
    expect(Object.keys(read?.values ?? {}).filter((key) => /Name$|Payer/.test(key))).toEqual(['Name', 'BankName']);
  });

  it('holds another sum, several bills, or none', async () => {
    const second = await aBillOf(house.ctx, accountId, '2026-12', [aLine('water', 50_000n)]);
    const both = await qr({ amountMinor: 130_000n, invoiceIds: [invoiceId, second] });
    expect(both).toMatchObject({ period: null, purpose: 'ЛС 0000510057, ноябрь 2026, декабрь 2026' });
    expect(readGost(Buffer.from(both.text))).toMatchObject({ sumMinor: 130_000n, period: null });
    expect(await qr({ amountMinor: 1n, invoiceIds: [] })).toMatchObject({ purpose: 'ЛС 0000510057, оплата услуг' });
  });

  it('is not offered while requisites lack something, and refused in words on an old button', async () => {
    await updatePayee(house.ctx, systemActor, payeeId, { bankName: null });
    await anna.say('/pay');
    await anna.tap('1');
    expect(anna.labels()).not.toContain('QR для банка');
    await anna.press(bankQrRoute.to({ id: invoiceId }));
    expect(`${anna.text}${anna.toast}`).toContain('пока не настроен');
    await expect(qr()).rejects.toMatchObject({ code: 'qr.not-offered', values: { lacks: ['bankName'] } });
  });

  it('is nobody else’s, takes no bill of another account and no bad sum', async () => {
    const elsewhere = await aUnit(house.ctx, { accountNumber: '0000510058' });
    const neighbour = await aResident(house.ctx, { unitId: elsewhere });
    await expect(qr({}, neighbour.actor)).rejects.toMatchObject({ code: 'account.not-found' });
    const other = await house.ctx.db.account.findFirstOrThrow({ where: { unitId: elsewhere } });
    const theirs = await aBillOf(house.ctx, other.id, '2026-11', [aLine('water', 100n)]);
    await expect(qr({ invoiceIds: [invoiceId, theirs] })).rejects.toMatchObject({ code: 'invoice.not-found' });
    for (const amountMinor of [0n, -5n]) {
      await expect(qr({ amountMinor })).rejects.toMatchObject({ code: 'payment.bad-sum' });
    }
    const tenant = await aResident(house.ctx, { unitId, role: 'tenant' });
    await expect(qr({}, tenant.actor)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
