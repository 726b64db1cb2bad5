import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { charge } from '#api/core/money.ts';
import { lineToPay, stateOf, sumInvoice } from './invoice-sums.ts';

const minor = fc.bigInt({ min: -1_000_000n, max: 5_000_000n });
const line = fc.record({
  chargedMinor: minor,
  recalculationMinor: minor,
  benefitMinor: minor,
  penaltyMinor: minor,
});

describe('the sums of a bill', () => {
  it('total = opening + Σ lines + rounding, whatever the lines', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 20 }),
        minor,
        fc.bigInt({ min: -100n, max: 100n }),
        (lines, opening, r) => {
          const sums = sumInvoice(lines, opening, r);
          expect(sums.totalMinor).toBe(opening + lines.reduce((all, one) => all + lineToPay(one), 0n) + r);
          expect(sums.totalMinor).toBe(
            sums.openingMinor +
              sums.chargedMinor +
              sums.recalculationMinor -
              sums.benefitMinor +
              sums.penaltyMinor +
              sums.roundingMinor,
          );
        },
      ),
    );
  });

  it('rounds each line half up: 0.98 Gcal at 3601.25 is 3529.23', () => {
    expect(charge('0.98', '3601.25')).toBe(352_923n);
    expect(charge('24.9', '10.06')).toBe(25_049n);
  });
});

it('calls a bill overdue only after its due day', () => {
  expect(stateOf(100n, 0n, '2026-12-15', '2026-12-15')).toBe('unpaid');
  expect(stateOf(100n, 50n, '2026-12-15', '2026-12-15')).toBe('partly');
  expect(stateOf(100n, 50n, '2026-12-15', '2026-12-16')).toBe('overdue');
  expect(stateOf(0n, 100n, '2026-12-15', '2026-12-16')).toBe('paid');
});
