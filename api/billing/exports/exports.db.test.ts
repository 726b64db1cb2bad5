import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import type { TableFile } from '#api/core/tables.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { importTargets } from '#api/flows/import-targets.ts';
import { applyImport } from '#api/imports/apply-import.ts';
import { checkFile } from '#api/imports/check-file.ts';
import { undoImport } from '#api/imports/undo-import.ts';
import { aBuilding, aColleague, aCompany, aResident, aUnit } from '#api/residents/testing.ts';
import { postEntry } from '../ledger.ts';
import { aBillOf, aFlatWithAccount, aLine, aPaymentOf } from '../testing.ts';
import { bankDebts } from './bank-debts.ts';
import { readDebtors, summariseDebts } from './debtors.ts';
import { listDifferences } from './differences.ts';
import { listFlatBalances } from './flat-balances.ts';
import { debtorsFile, paymentsFile, turnoverFile } from './tables.ts';
import { readTurnover, type Turnover } from './turnover.ts';

let house: TestHouse;
let buildingId: string;

beforeAll(async () => {
  house = await testCtx();
  house.clock.set('2026-11-20T09:00:00Z');
  await aCompany(house.ctx);
  buildingId = await aBuilding(house.ctx, { address: '=cmd|calc!A1 ул. Садовая; 12' });
});
afterAll(() => house.close());

const months = { from: '2026-10', until: '2026-11' };
const gathered = async <T>(pieces: AsyncIterable<T[]>): Promise<T[]> => {
  const all: T[] = [];
  for await (const some of pieces) all.push(...some);
  return all;
};
async function textOf({ bytes }: TableFile): Promise<string> {
  if (bytes instanceof Uint8Array) throw new Error('not a text');
  let text = '';
  for await (const piece of bytes) text += piece;
  return text;
}
const rowsOf = async (file: TableFile): Promise<string[][]> =>
  parse(await textOf(file), { delimiter: ';', bom: true }) as string[][];

async function aDebtor(): Promise<{ accountId: string; unitId: string; number: string }> {
  const { unitId, accountId } = await aFlatWithAccount(house.ctx, buildingId);
  const { number } = await house.ctx.db.account.findUniqueOrThrow({ where: { id: accountId } });
  for (const [month, dueOn] of [
    ['2026-07', '2026-08-15'],
    ['2026-09', '2026-10-15'],
    ['2026-10', '2026-11-15'],
    ['2026-11', '2026-12-15'],
  ] as const) {
    const lines = [aLine('water', 100_000n)];
    await aBillOf(house.ctx, accountId, month, lines, { issuedOn: `${month}-28`, dueOn });
  }
  await aPaymentOf(house.ctx, accountId, 30_000n, '2026-11-05');
  return { accountId, unitId, number };
}

describe('debtors', () => {
  it('are told with the age of what they owe, which adds up, and whoever owes nothing is not there', async () => {
    const { accountId, number } = await aDebtor();
    const even = await aFlatWithAccount(house.ctx, buildingId);
    await aBillOf(house.ctx, even.accountId, '2026-10', [aLine('water', 5_000n)]);
    await aPaymentOf(house.ctx, even.accountId, 5_000n, '2026-10-30');
    const entry = { origin: 'billed', kind: 'adjustment', amountMinor: 1_234n, currency: 'RUB' } as const;
    await inTransaction(house.ctx, (tx) => postEntry(tx, { ...entry, accountId, effectiveOn: '2026-11-10' }));
    const accountant = await aColleague(house.ctx, 'accountant');
    const [debtor, ...others] = await gathered(readDebtors(house.ctx, accountant, { buildingId }));
    expect(others).toEqual([]);
    expect(debtor).toMatchObject({
      ...{ number, owedMinor: 371_234n, lastPaidOn: '2026-11-05', otherMinor: 1_234n },
      ...{ notDue: 100_000n, to30: 100_000n, to60: 100_000n, to90: 0n, over90: 70_000n },
    });
    const [all] = await summariseDebts(house.ctx, accountant);
    expect(all).toMatchObject({ accounts: 1, owedMinor: 371_234n, over90: 70_000n, otherMinor: 1_234n });
    const [head, row] = await rowsOf(await debtorsFile(house.ctx, accountant, { format: 'csv' }, 'ru'));
    expect(head?.slice(4, 7)).toEqual(['К оплате', 'Срок не наступил', 'До 30 дней']);
    expect(row?.[1]).toBe("'=cmd|calc!A1 ул. Садовая; 12");
    expect(row?.[4]).toBe('3712,34');
    const note = await house.ctx.db.auditEvent.findFirstOrThrow({ where: { deed: 'export.taken' } });
    expect(note).toMatchObject({ actorId: accountant.staffId, data: { what: 'debtors', format: 'csv' } });
  });

  it('are a workbook with real numbers too, in which no cell runs', async () => {
    const accountant = await aColleague(house.ctx, 'accountant');
    const { bytes, fileName } = await debtorsFile(house.ctx, accountant, { format: 'xlsx' }, 'en');
    expect(fileName).toBe('debtors.xlsx');
    if (!(bytes instanceof Uint8Array)) throw new Error('not a workbook');
    const [sheet] = await readXlsxFile(Buffer.from(bytes));
    expect(sheet?.data[0]?.slice(0, 5)).toEqual(['Account', 'Address', 'Unit', 'Payee', 'Owed']);
    expect(sheet?.data[1]?.[4]).toBe(3712.34);
    expect(sheet?.data[1]?.[1]).toMatch(/^'=cmd/);
    // Account numbers begin with zeros, and stay words.
    expect(sheet?.data[1]?.[0]).toMatch(/^00/);
  });

  it('are for those who keep the books', async () => {
    const dispatcher = await aColleague(house.ctx, 'dispatcher');
    const refused = { code: 'not-allowed' };
    await expect(gathered(readDebtors(house.ctx, dispatcher, {}))).rejects.toMatchObject(refused);
    await expect(summariseDebts(house.ctx, dispatcher)).rejects.toMatchObject(refused);
    await expect(turnoverFile(house.ctx, dispatcher, { ...months, format: 'csv' }, 'ru')).rejects.toMatchObject(
      refused,
    );
    await expect(listDifferences(house.ctx, dispatcher, {})).rejects.toMatchObject(refused);
  });
});

describe('payments', () => {
  it('of some days are listed with what they were and where they came from', async () => {
    const { accountId, number } = await aDebtor();
    await aPaymentOf(house.ctx, accountId, 12_345n, '2026-11-07');
    await aPaymentOf(house.ctx, accountId, 99_999n, '2026-12-01');
    const asked = { from: '2026-11-06', until: '2026-11-30', format: 'csv' } as const;
    const rows = await rowsOf(await paymentsFile(house.ctx, systemActor, asked, 'en'));
    expect(rows.slice(1).map((row) => [row[0], row[1], row[5]])).toEqual([['2026-11-07', number, '123.45']]);
    await expect(
      paymentsFile(house.ctx, systemActor, { ...asked, until: '2026-11-01' }, 'en').then(textOf),
    ).rejects.toMatchObject({ code: 'statement.bad-span' });
  });
});

describe('turnover', () => {
  it('opens, charges, corrects, is paid and closes for every account after anything that happened, and sums up', async () => {
    const here = await aBuilding(house.ctx);
    const move = fc.record({
      what: fc.constantFrom('bill', 'pay', 'adjust', 'opening'),
      month: fc.integer({ min: 6, max: 12 }),
      minor: fc.integer({ min: 1, max: 900_000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(move, { maxLength: 6 }), { minLength: 1, maxLength: 3 }), async (flats) => {
        const model = new Map<string, { minor: bigint; period: string }[]>();
        for (const moves of flats) {
          const { accountId } = await aFlatWithAccount(house.ctx, here);
          const told: { minor: bigint; period: string }[] = [];
          model.set(accountId, told);
          for (const [index, { what, month, minor }] of moves.entries()) {
            const period = `2026-${String(month).padStart(2, '0')}`;
            const sum = BigInt(minor);
            const posted = { accountId, origin: 'billed', currency: 'RUB', effectiveOn: `${period}-10` } as const;
            if (what === 'bill')
              await aBillOf(house.ctx, accountId, period, [aLine('water', sum)], { number: `N${index}` });
            else if (what === 'pay') await aPaymentOf(house.ctx, accountId, sum, `${period}-12`);
            else {
              const kind = what === 'adjust' ? 'adjustment' : 'opening';
              await inTransaction(house.ctx, (tx) => postEntry(tx, { ...posted, kind, amountMinor: sum }));
            }
            told.push({ minor: what === 'pay' ? -sum : sum, period });
          }
        }
        const rows = await gathered(readTurnover(house.ctx, systemActor, { ...months, buildingId: here }));
        for (const row of rows) {
          const { openingMinor, chargedMinor, adjustedMinor, paidMinor, closingMinor } = row;
          expect(openingMinor + chargedMinor + adjustedMinor - paidMinor).toBe(closingMinor);
        }
        for (const [id, told] of model) {
          const closing = told.filter(({ period }) => period <= '2026-11').reduce((all, { minor }) => all + minor, 0n);
          expect(rows.find((row) => row.id === id)?.closingMinor ?? 0n).toBe(closing);
        }
        await theLastLineIsTheSum(rows);
      }),
      { numRuns: 12 },
    );

    async function theLastLineIsTheSum(rows: Turnover[]): Promise<void> {
      const file = await turnoverFile(house.ctx, systemActor, { ...months, buildingId: here, format: 'csv' }, 'en');
      const last = (await rowsOf(file)).at(-1);
      const all = rows.reduce((sum, { closingMinor }) => sum + closingMinor, 0n);
      if (rows.length > 0) expect(BigInt(last?.[8]?.replace('.', '') ?? '')).toBe(all);
    }
  });
});

describe('differences', () => {
  it('are listed with what billing stated, and say when their file was undone', async () => {
    const { number } = await aDebtor();
    const text = `account_number;as_of;balance\r\n${number};15.11.2026;3000,00`;
    const file = { target: 'balances', fileName: 'ноябрь.csv', bytes: new TextEncoder().encode(text) };
    const { id: batchId } = await checkFile(house.ctx, systemActor, file, importTargets);
    await applyImport(house.ctx, systemActor, batchId, importTargets);
    const differences = async () => (await listDifferences(house.ctx, systemActor, { batchId })).items;
    const stated = { amountMinor: 30_000n, statedMinor: 300_000n, asOf: '2026-11-15', fileName: 'ноябрь.csv' };
    expect(await differences()).toMatchObject([{ ...stated, isUndone: false }]);
    await undoImport(house.ctx, systemActor, batchId, importTargets);
    // What was stated has gone with the file.
    expect(await differences()).toMatchObject([{ ...stated, statedMinor: null, isUndone: true }]);
    await expect(listDifferences(house.ctx, systemActor, { after: 'zzz' })).rejects.toMatchObject({
      code: 'page.bad-cursor',
    });
  });
});

describe('debts for the bank', () => {
  const taken = async (more: Partial<Parameters<typeof bankDebts>[2]> = {}) => {
    const { id: payeeId } = await house.ctx.db.payee.findFirstOrThrow({});
    const file = await bankDebts(house.ctx, systemActor, {
      ...{ payeeId, layout: 'accounts', number: 1, withNames: false, ...more },
    });
    const pieces: Uint8Array[] = [];
    for await (const piece of file.bytes) pieces.push(piece);
    return { fileName: file.fileName, lines: iconv.decode(Buffer.concat(pieces), 'win1251').trimEnd().split('\r\n') };
  };

  it('are named by tax number, account, number and month, and hold one line an account, without names unless asked', async () => {
    await house.ctx.db.payee.updateMany({ data: { taxId: null } });
    await expect(taken()).rejects.toMatchObject({ code: 'export.no-requisites' });
    await house.ctx.db.payee.updateMany({ data: { taxId: '7707083893', bankAccount: '40702810012345678912' } });
    const flat = await aBuilding(house.ctx, { address: 'пр. Мира, 3; корп. 2' });
    const unitId = await aUnit(house.ctx, { buildingId: flat, number: '7', accountNumber: '0000777001' });
    const { id } = await house.ctx.db.account.findFirstOrThrow({ where: { unitId } });
    await aResident(house.ctx, { unitId, fullName: 'Пётр; Снегов' });
    await aBillOf(house.ctx, id, '2026-10', [aLine('water', 433_861n)]);
    const { fileName, lines } = await taken();
    expect(fileName).toBe('7707083893_40702810012345678912_001_1126.txt');
    expect(lines).toContain('0000777001;;;;пр. Мира, 3, корп. 2, 7;1126;4338,61');
    const older = await taken({ layout: 'names', number: 12, withNames: true });
    expect(older.fileName).toContain('_012_');
    expect(older.lines[0]).toBe('#ФИО;Адрес;Лицевой счёт;Сумма');
    expect(older.lines).toContain('Пётр, Снегов;пр. Мира, 3, корп. 2, 7;0000777001;4338,61');
  });
});

describe('a flat’s balances', () => {
  it('are the sum of each account’s ledger, for those who keep the books', async () => {
    const { unitId, number } = await aDebtor();
    const accountant = await aColleague(house.ctx, 'accountant');
    expect(await listFlatBalances(house.ctx, accountant, unitId)).toMatchObject([
      { accountNumber: number, balanceMinor: 370_000n, currency: 'RUB' },
    ]);
    const dispatcher = await aColleague(house.ctx, 'dispatcher');
    await expect(listFlatBalances(house.ctx, dispatcher, unitId)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(listFlatBalances(house.ctx, accountant, newId(house.ctx.now()))).rejects.toMatchObject({
      code: 'unit.not-found',
    });
  });
});
