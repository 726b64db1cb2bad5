import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getSetting, saveSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { importTargets } from '#api/flows/import-targets.ts';
import { applyImport } from '#api/imports/apply-import.ts';
import { checkFile } from '#api/imports/check-file.ts';
import { undoImport } from '#api/imports/undo-import.ts';
import { aBuilding, aColleague, aCompany, aUnit, saidData } from '#api/residents/testing.ts';
import { getUnmatched, ignoreUnmatched, listUnmatched, matchUnmatched } from '../matching/unmatched.ts';
import { aBillOf, aLine } from '../testing.ts';
import { standsAt } from '../testing-ledger.ts';
import { bankExchangeFile, brokenRegisters, sberFile, yookassaFile } from './register-vectors.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
const accounts: Record<string, string> = {};

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
  const buildingId = await aBuilding(ctx);
  for (const [flat, accountNumber] of Object.entries({ '11': '0000500111', '12': '0000500112', '13': '0000500199' })) {
    const unitId = await aUnit(ctx, { buildingId, number: flat, accountNumber });
    const { id } = await ctx.db.account.findFirstOrThrow({ where: { unitId } });
    accounts[flat] = id;
    await aBillOf(ctx, id, '2026-10', [aLine('water', 1_000_000n)]);
  }
});
afterAll(() => house.close());

function check(text: string, encoding = 'windows-1251') {
  const bytes = new Uint8Array(iconv.encode(text, encoding));
  return checkFile(ctx, systemActor, { target: 'bank-register', fileName: 'register.txt', bytes }, importTargets);
}

async function load(text: string) {
  house.clock.advance('PT1M');
  return applyImport(ctx, systemActor, (await check(text)).id, importTargets);
}

const owes = async (flat: string) => (await standsAt(ctx, accounts[flat] ?? '')).balanceMinor;
const open = async () => (await listUnmatched(ctx, systemActor)).items;

describe('a bank’s register', () => {
  it('pays each account it names, once, in however many files; its undo takes all of it back', async () => {
    const { id, ...applied } = await load(sberFile);
    expect(applied).toMatchObject({ encoding: 'windows-1251', format: 'sber', badCount: 0 });
    expect(applied.effects).toEqual({ payments: 2, unmatched: 0, known: 0 });
    expect([await owes('11'), await owes('12')]).toEqual([566_139n, 964_106n]);
    expect((await load(sberFile)).effects).toEqual({ payments: 0, unmatched: 0, known: 2 });
    expect(await saidData(ctx, 'payment.recorded')).toHaveLength(2);
    await undoImport(ctx, systemActor, id, importTargets);
    expect([await owes('11'), await owes('12')]).toEqual([1_000_000n, 1_000_000n]);
    expect((await load(sberFile)).effects).toMatchObject({ payments: 2 });
  });

  it.each(brokenRegisters)('is refused whole: %s', async (_, text, code) => {
    const readable = { state: { notIn: ['failed'] } };
    const before = [await ctx.db.importBatch.count({ where: readable }), await ctx.db.importRow.count()];
    await expect(check(text, 'utf-8')).rejects.toMatchObject({ code: text === '' ? 'import.empty' : code });
    expect([await ctx.db.importBatch.count({ where: readable }), await ctx.db.importRow.count()]).toEqual(before);
  });

  it('is bounded like any other file', async () => {
    const usual = await getSetting(ctx, 'import-caps');
    await saveSetting(ctx, systemActor, 'import-caps', { ...usual, rows: 1 });
    await expect(check(sberFile)).rejects.toMatchObject({ code: 'import.too-many-rows', values: { limit: 1 } });
    await saveSetting(ctx, systemActor, 'import-caps', usual);
  });

  it('says what it passed over', async () => {
    expect(await check(bankExchangeFile)).toMatchObject({ skipped: { outgoing: 1, lump: 1 }, rowCount: 2 });
  });
});

describe('what names no account', () => {
  it('waits for the accountant with suggestions, and the payer is known afterwards', async () => {
    const debt = await owes('13');
    await load(bankExchangeFile);
    const [waiting] = await open();
    expect(waiting).toMatchObject({ purpose: 'за квартиру', amountMinor: 100_000n, suggestions: [], account: null });
    const accountant = await aColleague(ctx, 'accountant');
    const id = waiting?.id ?? '';
    const input = { id, accountNumber: 'ЛС 0000 500199' };
    const technician = await aColleague(ctx, 'technician');
    await expect(matchUnmatched(ctx, technician, input, 'admin')).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(matchUnmatched(ctx, accountant, { id, accountNumber: '77' }, 'admin')).rejects.toMatchObject({
      code: 'unmatched.no-account',
    });
    expect(await matchUnmatched(ctx, accountant, input, 'admin')).toMatchObject({
      state: 'matched',
      account: { number: '0000500199', flat: '13' },
    });
    expect(await owes('13')).toBe(debt - 100_000n);
    await expect(matchUnmatched(ctx, accountant, input, 'admin')).rejects.toMatchObject({ code: 'unmatched.settled' });
    // The next month the same person pays: alone it is a suggestion, with the flat it is certain.
    const next = bankExchangeFile.replace('Номер=17', 'Номер=18');
    expect((await load(next)).effects).toEqual({ payments: 0, unmatched: 1, known: 1 });
    expect((await open())[0]?.suggestions).toMatchObject([{ number: '0000500199', why: 'payer' }]);
    const withFlat = bankExchangeFile.replace('Номер=17', 'Номер=19').replace('за квартиру', 'за кв. 13');
    expect((await load(withFlat)).effects).toEqual({ payments: 1, unmatched: 0, known: 1 });
  });

  it('may be a slip of the hand, which is proposed and not taken', async () => {
    await load(
      sberFile.replaceAll('601234', '701234').replace('0000500112', '0000500121').replace('ПЕТРОВ', 'СИДОРОВ'),
    );
    const [slip] = await open();
    expect(slip).toMatchObject({ saidAccount: '0000500121' });
    expect(slip?.suggestions.map(({ number, why }) => [number, why])).toEqual([
      ['0000500111', 'similar'],
      ['0000500112', 'similar'],
    ]);
  });

  it('can be nobody’s, with a reason', async () => {
    await load(yookassaFile);
    const loose = (await open()).find(({ purpose }) => purpose === 'Пополнение');
    const ignored = await ignoreUnmatched(ctx, systemActor, { id: loose?.id ?? '', reason: 'Чужой платёж' }, 'admin');
    expect(ignored).toMatchObject({ state: 'ignored', note: 'Чужой платёж' });
    expect(await getUnmatched(ctx, systemActor, ignored.id)).toMatchObject({ state: 'ignored' });
    expect((await load(yookassaFile)).effects).toEqual({ payments: 0, unmatched: 0, known: 2 });
  });

  it('is taken back with its file, what was matched by hand too', async () => {
    const debt = await owes('13');
    const file = bankExchangeFile.replace('Номер=17', 'Номер=20').replace('Номер=15', 'Номер=21');
    const { id } = await load(file);
    const [row] = await ctx.db.unmatchedPayment.findMany({ where: { batchId: id, state: 'open' } });
    await matchUnmatched(ctx, systemActor, { id: row?.id ?? '', accountId: accounts['13'] }, 'admin');
    await undoImport(ctx, systemActor, id, importTargets);
    expect(await owes('13')).toBe(debt);
    expect(await getUnmatched(ctx, systemActor, row?.id ?? '')).toMatchObject({ state: 'undone' });
  });
});
