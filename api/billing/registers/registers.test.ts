import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAppError } from '#api/core/errors.ts';
import { readRegister } from './read-register.ts';
import {
  bankExchangeFile,
  brokenRegisters,
  sberFile,
  sberPairsFile,
  sberWithoutChannel,
  yookassaFile,
} from './register-vectors.ts';

const codeOf = (text: string): string => {
  try {
    readRegister(text);
  } catch (error) {
    return isAppError(error) ? error.code : 'a mistake of ours';
  }
  return 'read';
};

describe('a register', () => {
  it('of Sberbank is read with and without the channel', () => {
    for (const file of [sberFile, sberWithoutChannel, sberFile.replaceAll('\n', '\r\n')]) {
      const { format, rows } = readRegister(file);
      expect(format).toBe('sber');
      expect(rows).toMatchObject([
        { operationId: '601234567890ABCD', account: '0000500111', paidOn: '2026-11-12', amountMinor: 433_861n },
        { payer: 'ПЕТРОВ П. П.', period: '1026', amountMinor: 35_894n, commissionMinor: 359n },
      ]);
    }
  });

  it('of named values brings the readings in their order, and makes ids that last', () => {
    const { rows } = readRegister(sberPairsFile);
    expect(rows).toMatchObject([
      { account: '210042076', amountMinor: 150_050n, commissionMinor: 1_500n, readings: ['123', '45'] },
      { account: '210042077', amountMinor: 9_900n, commissionMinor: 0n, readings: [] },
    ]);
    expect(readRegister(sberPairsFile).rows[0]?.operationId).toBe(rows[0]?.operationId);
    expect(codeOf(`${sberPairsFile}=2;1599,50\n`)).toBe('read');
  });

  it('of 1C’s exchange brings what came in, without lumps, and keeps the whole purpose', () => {
    const { rows, skipped } = readRegister(bankExchangeFile);
    expect(skipped).toEqual({ outgoing: 1, lump: 1 });
    expect(rows).toMatchObject([
      { amountMinor: 100_500n, payerAccount: '40817810900000000001', paidOn: '2026-11-12' },
      { amountMinor: 100_000n, purpose: 'за квартиру' },
    ]);
    expect(rows[0]?.purpose).toBe('Оплата ЖКУ ЛС 0000 500 111 за 10.2026; сумма=1005=00, кв. 11');
  });

  it('of YooKassa’s day brings payments with their whole commission', () => {
    const { rows } = readRegister(yookassaFile);
    expect(rows).toMatchObject([
      { operationId: '2d1f0f0a-000f-5000-8000-18db351245c7', amountMinor: 100_000n, commissionMinor: 3_360n },
      { purpose: 'Пополнение', paidOn: '2026-11-12' },
    ]);
  });

  it.each(brokenRegisters)('is refused whole: %s', (_, text, code) => {
    expect(codeOf(text)).toBe(code);
  });
});

const money = (minor: bigint) => `${minor / 100n},${(minor % 100n).toString().padStart(2, '0')}`;
const payment = fc.record({
  sum: fc.bigInt({ min: 1n, max: 10_000_000n }),
  fee: fc.bigInt({ min: 0n, max: 5_000n }),
  account: fc.stringMatching(/^\d{6,12}$/),
});
const total = (rows: readonly { sum: bigint; fee: bigint }[], of: (row: { sum: bigint; fee: bigint }) => bigint) =>
  rows.reduce((all, row) => all + of(row), 0n);

it('whatever a register holds is read to the kopeck, and refused once a kopeck or a row is missing', () => {
  fc.assert(
    fc.property(fc.array(payment, { minLength: 1, maxLength: 20 }), fc.nat(), (payments, pick) => {
      const lines = payments.map(
        ({ sum, fee, account }, at) =>
          `12-11-2026;10-10-10;1;1;op${at};${account};И;А;1026;${money(sum)};${money(sum - (fee < sum ? fee : 0n))};${money(fee < sum ? fee : 0n)};1`,
      );
      const kept = payments.map(({ sum, fee }) => ({ sum, fee: fee < sum ? fee : 0n }));
      const sums = [(row: { sum: bigint }) => row.sum, (row: { sum: bigint; fee: bigint }) => row.sum - row.fee];
      const foot = [...sums, (row: { fee: bigint }) => row.fee].map((of) => money(total(kept, of))).join(';');
      const file = (rows: string[]) => [...rows, `=${payments.length};${foot};1;13-11-2026`].join('\n');
      const { rows } = readRegister(file(lines));
      expect(rows.map(({ amountMinor, account }) => [amountMinor, account])).toEqual(
        payments.map(({ sum, account }) => [sum, account]),
      );
      const at = pick % lines.length;
      expect(codeOf(file(lines.filter((_, index) => index !== at)))).toBe('register.totals-disagree');
      const { sum = 0n } = kept[at] ?? {};
      const changed = lines.map((one, index) =>
        index === at ? one.replace(`;${money(sum)};`, `;${money(sum + 1n)};`) : one,
      );
      expect(codeOf(file(changed))).toBe('register.totals-disagree');
    }),
  );
});
