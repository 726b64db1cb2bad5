import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { charge } from '#api/core/money.ts';
import { lineToPay, sumInvoice } from '../invoice-sums.ts';
import { type ComparedBill, type ComparedLine, type Explanation, explain } from './explain.ts';

const aLine = (
  serviceCode: string,
  volume: string,
  tariff: string,
  more: Partial<ComparedLine> = {},
): ComparedLine => ({
  ...{ serviceCode, names: {}, name: serviceCode, group: 'water', unit: 'm3', volume, tariff },
  ...{ chargedMinor: charge(volume, tariff), recalculationMinor: 0n, recalculationReason: null },
  ...{ benefitMinor: 0n, penaltyMinor: 0n, ...more },
});
const aBill = (...lines: ComparedLine[]): ComparedBill => ({ roundingMinor: 0n, lines });
const totalOf = (bill: ComparedBill) => sumInvoice(bill.lines, 0n, bill.roundingMinor).ownMinor;

function holds(before: ComparedBill, now: ComparedBill): Explanation {
  const told = explain(before, now);
  expect(told.minor).toBe(totalOf(now) - totalOf(before));
  expect(told.changes.reduce((all, one) => all + one.minor, told.roundingMinor)).toBe(told.minor);
  for (const { minor, reasons } of told.changes) {
    expect(reasons.reduce((all, reason) => all + reason.minor, 0n)).toBe(minor);
    expect(reasons.every((reason) => reason.minor !== 0n)).toBe(true);
  }
  return told;
}

const decimalText = (whole: number, scale: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: whole }), fc.integer({ min: 0, max: 10 ** scale - 1 }))
    .map(([units, part]) => `${units}.${String(part).padStart(scale, '0')}`);
const minor = fc.oneof(fc.constant(0n), fc.bigInt({ min: -90_000n, max: 90_000n }));
const aGeneratedLine = fc
  .record({
    code: fc.constantFrom('cold', 'hot', 'heat', 'power', 'waste', 'lift'),
    volume: decimalText(3_000, 7),
    tariff: decimalText(4_000, 6),
    recalculationMinor: minor,
    benefitMinor: minor,
    penaltyMinor: minor,
  })
  .map(({ code, volume, tariff, ...more }) => aLine(code, volume, tariff, more));
const aGeneratedBill = fc.record({
  roundingMinor: fc.bigInt({ min: -100n, max: 100n }),
  lines: fc.array(aGeneratedLine, { maxLength: 12 }),
});

describe('why a bill changed', () => {
  it('adds up to the kopeck on any two bills, each line to its reasons, and nothing is left over', () => {
    fc.assert(
      fc.property(aGeneratedBill, aGeneratedBill, (before, now) => {
        const { changes } = holds(before, now);
        // Sums that are volume × tariff are told by volume, tariff and at most two kopecks of rounding.
        for (const { reasons } of changes) {
          expect(reasons.filter(({ kind }) => kind === 'charged')).toEqual([]);
          for (const reason of reasons) if (reason.kind === 'rounding') expect(reason.minor ** 2n <= 4n).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('adds up for sums that volume and tariff do not tell, and for lines that have neither', () => {
    const strange = fc.tuple(aGeneratedLine, fc.bigInt({ min: -500_000n, max: 500_000n }), fc.boolean()).map(
      ([line, chargedMinor, isBare]): ComparedLine => ({
        ...line,
        chargedMinor,
        ...(isBare ? { volume: null, tariff: null } : {}),
      }),
    );
    const bill = fc.record({ roundingMinor: fc.constant(0n), lines: fc.array(strange, { maxLength: 8 }) });
    fc.assert(fc.property(bill, bill, (before, now) => void holds(before, now)));
  });

  it('tells volume by the old price and the price by the new volume: October and November of the golden flat', () => {
    const october = aBill(
      aLine('maintenance', '54', '52.89', { unit: 'm2' }),
      aLine('heating', '0.55', '3601.25'),
      aLine('day', '155', '11.37'),
      aLine('night', '55', '4.22'),
    );
    const november = aBill(
      aLine('maintenance', '54', '52.89', { unit: 'm2' }),
      aLine('heating', '0.98', '3601.25'),
      aLine('day', '162', '11.37'),
      aLine('night', '58', '4.22'),
    );
    const told = holds(october, november);
    expect(told.minor).toBe(164_079n);
    expect(told.sameCount).toBe(1);
    expect(told.changes.map(({ serviceCode, reasons, sameTariff }) => [serviceCode, sameTariff, reasons])).toEqual([
      ['heating', '3601.25', [{ kind: 'volume', from: '0.55', to: '0.98', minor: 154_854n }]],
      ['day', '11.37', [{ kind: 'volume', from: '155', to: '162', minor: 7_959n }]],
      ['night', '4.22', [{ kind: 'volume', from: '55', to: '58', minor: 1_266n }]],
    ]);
  });

  it('tells a new price, a new line, a line that is gone, and corrections with their reason', () => {
    const told = holds(
      aBill(aLine('cold', '6', '60.30'), aLine('lift', '1', '10.00'), aLine('hot', '4', '293.00')),
      aBill(
        aLine('cold', '5', '65.97', { recalculationMinor: -1_500n, recalculationReason: 'перерыв' }),
        aLine('hot', '4', '293.00', { benefitMinor: 200n }),
        aLine('intercom', '1', '50.00'),
        aLine('penalty', '0', '0', { penaltyMinor: 77n }),
      ),
    );
    expect(Object.fromEntries(told.changes.map(({ serviceCode, reasons }) => [serviceCode, reasons]))).toEqual({
      cold: [
        { kind: 'volume', from: '6', to: '5', minor: -6_030n },
        { kind: 'tariff', from: '60.30', to: '65.97', minor: 2_835n },
        { kind: 'recalculation', minor: -1_500n, why: 'перерыв' },
      ],
      lift: [{ kind: 'gone', minor: -1_000n }],
      intercom: [{ kind: 'new', minor: 5_000n }],
      hot: [{ kind: 'benefit', minor: -200n }],
      penalty: [{ kind: 'penalty', minor: 77n }],
    });
    expect(told.changes[0]?.serviceCode).toBe('intercom');
    expect(lineToPay(aLine('cold', '6', '60.30'))).toBe(36_180n);
  });

  it('keeps rounding in the line where it arose', () => {
    const moved = holds(aBill(aLine('a', '0.1', '0.05')), aBill(aLine('a', '0.2', '0.07')));
    expect(moved.changes).toEqual([
      expect.objectContaining({
        minor: 0n,
        reasons: [
          { kind: 'volume', from: '0.1', to: '0.2', minor: 1n },
          { kind: 'rounding', minor: -1n },
        ],
      }),
    ]);
  });
});
