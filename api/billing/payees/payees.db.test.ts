import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aColleague, aCompany } from '#api/residents/testing.ts';
import { addPayee, listPayees, updatePayee } from './payees.ts';
import type { PayeeInput } from './schema.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx, { legalName: 'ООО «УК Уютный квартал»' });
});
afterAll(() => house.close());

const whole: PayeeInput = {
  name: 'Фонд «Крыша»',
  taxId: '7700000009',
  kpp: '770001001',
  ogrn: '1027700132195',
  bankName: 'ПАО Сбербанк',
  bic: '044525225',
  bankAccount: '40702810200000012345',
  corrAccount: '30101810400000000225',
  iban: null,
  qrKind: null,
  provider: null,
  providerAccount: null,
};
let added = 0;
const aPayee = (more: Partial<PayeeInput> = {}) => {
  added += 1;
  return addPayee(house.ctx, systemActor, { ...whole, ...more, code: `payee-${added}` });
};

describe('requisites', () => {
  it('are kept without the blanks people type, and an empty line is none', async () => {
    const payee = await aPayee({ bankAccount: '4070 2810 2000 0001 2345', bic: ' 044525225', provider: '' });
    expect(payee).toMatchObject({ bankAccount: '40702810200000012345', bic: '044525225', provider: null });
    expect(payee).toMatchObject({ currency: 'RUB', qr: { kind: 'gost', lacks: [] } });
  });

  it.each([
    ['bad-tax-id', { taxId: '7700000008' }],
    ['bad-tax-id', { taxId: '77000000099' }],
    ['bad-kpp', { kpp: '77000100' }],
    ['bad-ogrn', { ogrn: '1027700132196' }],
    ['bad-bic', { bic: '944525225' }],
    ['bad-account', { bankAccount: '40702810200000012354' }],
    ['bad-account', { bic: null }],
    ['bad-corr', { corrAccount: '30101810400000000226' }],
    ['bad-iban', { iban: 'DE72370205000009709701' }],
  ])('are refused when mistyped: %s', async (code, change) => {
    await expect(aPayee(change)).rejects.toMatchObject({
      code: `payee.${code}`,
      values: { field: expect.any(String) },
    });
  });

  it('are checked against each other when only one of them changes', async () => {
    const { id } = await aPayee();
    await expect(updatePayee(house.ctx, systemActor, id, { bic: '046015602' })).rejects.toMatchObject({
      code: 'payee.bad-account',
    });
    const [account, corr] = ['40703810152090000488', '30101810600000000602'];
    const change = { bic: '046015602', bankAccount: account, corrAccount: corr };
    expect(await updatePayee(house.ctx, systemActor, id, change)).toMatchObject(change);
    const [note] = await house.ctx.db.auditEvent.findMany({ where: { subjectId: id, deed: 'payee.changed' } });
    expect(note?.data).toEqual({ fields: ['bic', 'bankAccount', 'corrAccount'] });
  });

  it('say what a QR still lacks: what is empty, too long, or of another currency', async () => {
    const lacks = async (more: Partial<PayeeInput>) => (await aPayee(more)).qr;
    expect(await lacks({ taxId: null, bankName: null })).toEqual({ kind: 'gost', lacks: ['taxId', 'bankName'] });
    expect(await lacks({ name: 'Я'.repeat(120) })).toEqual({ kind: 'gost', lacks: ['name'] });
    expect(await lacks({ qrKind: 'none', taxId: null })).toEqual({ kind: 'none', lacks: [] });
    expect(await lacks({ qrKind: 'epc' })).toEqual({ kind: 'epc', lacks: ['iban'] });
    expect(
      await lacks({
        qrKind: 'epc',
        iban: 'DE72 3702 0500 0009 7097 00',
        bic: null,
        bankAccount: null,
        corrAccount: null,
      }),
    ).toEqual({
      kind: 'epc',
      lacks: ['currency'],
    });
  });

  it('follow what the company decided where the payee has no choice of its own', async () => {
    const { id } = await aPayee();
    await saveSetting(house.ctx, systemActor, 'bank-qr', { kind: 'none' });
    const kinds = async () => (await listPayees(house.ctx, systemActor)).find((payee) => payee.id === id)?.qr.kind;
    expect(await kinds()).toBe('none');
    await updatePayee(house.ctx, systemActor, id, { qrKind: 'gost' });
    expect(await kinds()).toBe('gost');
    await saveSetting(house.ctx, systemActor, 'bank-qr', { kind: 'by-country' });
  });

  it('are for managers and accountants', async () => {
    const [manager, accountant, dispatcher] = await Promise.all([
      aColleague(house.ctx, 'manager'),
      aColleague(house.ctx, 'accountant'),
      aColleague(house.ctx, 'dispatcher'),
    ]);
    expect((await listPayees(house.ctx, manager))[0]).toMatchObject({ code: 'main', name: 'ООО «УК Уютный квартал»' });
    await expect(listPayees(house.ctx, dispatcher)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(addPayee(house.ctx, dispatcher, { ...whole, code: 'mine' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await addPayee(house.ctx, accountant, { ...whole, code: 'fund' });
    await expect(addPayee(house.ctx, accountant, { ...whole, code: 'fund' })).rejects.toMatchObject({
      code: 'payee.code-taken',
    });
  });
});
