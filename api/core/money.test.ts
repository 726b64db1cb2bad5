import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { charge, moneyOnWire, parseMinor, splitMinor } from './money.ts';

const sum = (parts: bigint[]) => parts.reduce((all, part) => all + part, 0n);

describe('splitMinor', () => {
  const total = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 30 })
    .filter((list) => sum(list) > 0n);

  it('conserves the sum', () => {
    fc.assert(
      fc.property(total, weights, (whole, list) => {
        expect(sum(splitMinor(whole, list))).toBe(whole);
      }),
    );
  });

  it('stays within a kopeck of the exact share, on the side of zero of the total', () => {
    fc.assert(
      fc.property(total, weights, (whole, list) => {
        splitMinor(whole, list).forEach((part, index) => {
          const off = part * sum(list) - whole * (list[index] ?? 0n);
          expect(off < sum(list) && off > -sum(list)).toBe(true);
          expect(whole < 0n ? part <= 0n : part >= 0n).toBe(true);
        });
      }),
    );
  });

  it('gives a refund back exactly as it was split', () => {
    fc.assert(
      fc.property(total, weights, (whole, list) => {
        expect(splitMinor(-whole, list)).toEqual(splitMinor(whole, list).map((part) => -part));
      }),
    );
  });

  it('gives what is left over to the largest remainders, earlier parts first', () => {
    expect(splitMinor(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(splitMinor(5n, [1n, 2n])).toEqual([2n, 3n]);
    expect(splitMinor(1n, [0n, 5n])).toEqual([0n, 1n]);
  });

  it.each([[[]], [[0n]], [[1n, -1n]], [[3n, -1n]]])('refuses the weights %s', (list) => {
    expect(() => splitMinor(1n, list)).toThrow(RangeError);
  });
});

describe('charge', () => {
  // A bill of November as domain.md gives it: volume × tariff to the kopeck.
  it.each([
    ['54', '45.99', 248_346n],
    ['6', '60.30', 36_180n],
    ['1.36', '3350', 455_600n],
    ['0', '45.99', 0n],
    ['0.5', '0.01', 1n],
    ['0.4', '0.01', 0n],
    ['-0.5', '0.01', -1n],
    ['1.005', '1', 101n],
  ])('%s × %s', (volume, tariff, minor) => {
    expect(charge(volume, tariff)).toBe(minor);
  });

  it('knows currencies without kopecks and with thousandths', () => {
    expect(charge('3', '120', 0)).toBe(360n);
    expect(charge('1.5', '0.333', 3)).toBe(500n);
  });

  it('is exact where floating point is not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e7 }), fc.integer({ min: 0, max: 1e8 }), (thousandths, kopecks) => {
        const volume = `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`;
        const tariff = `${Math.floor(kopecks / 100)}.${String(kopecks % 100).padStart(2, '0')}`;
        const exact = BigInt(thousandths) * BigInt(kopecks);
        expect(charge(volume, tariff)).toBe((exact + 500n) / 1000n);
      }),
    );
  });

  it('refuses what is no decimal', () => {
    for (const text of ['', '1,5', '1e3', 'a', '.5', '1.']) expect(() => charge(text, '1')).toThrow(RangeError);
  });
});

describe('parseMinor', () => {
  it.each([
    ['13083.67', 1_308_367n],
    ['13 083,67', 1_308_367n],
    ['13\u00a0083,67', 1_308_367n],
    ['-120', -12_000n],
    ['0,5', 50n],
    ['1.50000', 150n],
    ['1.234', null],
    ['', null],
    ['1.2.3', null],
    ['1,234,5', null],
    ['12a', null],
    ['٣', null],
    ['9'.repeat(16), null],
  ])('reads %s', (text, minor) => {
    expect(parseMinor(text)).toBe(minor);
  });

  it('reads back what it wrote on the wire', () => {
    expect(moneyOnWire(125_000n, 'RUB')).toEqual({ minor: '125000', currency: 'RUB' });
  });
});
