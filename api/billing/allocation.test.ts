import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, type OpenInvoice, penaltyOrders } from './allocation.ts';

const part = fc.record({
  lineId: fc.uuid(),
  isPenalty: fc.boolean(),
  remainingMinor: fc.bigInt({ min: -50_000n, max: 2_000_000n }),
});
const invoices = fc.array(fc.record({ invoiceId: fc.uuid(), parts: fc.array(part, { minLength: 1, maxLength: 12 }) }), {
  maxLength: 6,
});
const total = (parts: { remainingMinor: bigint }[]) => parts.reduce((all, one) => all + one.remainingMinor, 0n);

describe('laying a payment on bills', () => {
  it('conserves the sum', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 20_000_000n }),
        invoices,
        fc.constantFrom(...penaltyOrders),
        (amount, open, penalties) => {
          const { rows, restMinor } = allocate(amount, open, penalties);
          expect(rows.reduce((all, row) => all + row.amountMinor, 0n) + restMinor).toBe(amount);
          expect(restMinor >= 0n).toBe(true);
        },
      ),
    );
  });

  it('never pays a bill more than it asks, and a younger one only when the older is paid', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 20_000_000n }), invoices, (amount, open) => {
        const { rows } = allocate(amount, open, 'with-bill');
        let isShort = false;
        for (const invoice of open) {
          const asked = total(invoice.parts);
          const paid = rows
            .filter((row) => row.invoiceId === invoice.invoiceId)
            .reduce((all, row) => all + row.amountMinor, 0n);
          expect(paid <= (asked > 0n ? asked : 0n)).toBe(true);
          if (isShort) expect(paid).toBe(0n);
          if (asked > 0n && paid < asked) isShort = true;
        }
      }),
    );
  });

  it('never pays a line more than is open on it when the bill is paid in part', () => {
    fc.assert(
      fc.property(invoices, (open) => {
        const [first] = open;
        if (!first || total(first.parts) < 2n) return;
        const { rows } = allocate(total(first.parts) - 1n, [first], 'with-bill');
        for (const row of rows) {
          const line = first.parts.find(({ lineId }) => lineId === row.lineId);
          expect(row.amountMinor > 0n && row.amountMinor <= (line?.remainingMinor ?? 0n)).toBe(true);
        }
      }),
    );
  });

  it('never pays a bill more than it asks, wherever penalties stand', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 20_000_000n }),
        invoices,
        fc.constantFrom(...penaltyOrders),
        (amount, open, penalties) => {
          const { rows } = allocate(amount, open, penalties);
          for (const { invoiceId, parts } of open) {
            const asked = total(parts);
            const paid = rows
              .filter((row) => row.invoiceId === invoiceId)
              .reduce((all, row) => all + row.amountMinor, 0n);
            expect(paid >= 0n && paid <= (asked > 0n ? asked : 0n)).toBe(true);
          }
        },
      ),
    );
  });

  it('pays the services of every bill before any penalty, or the other way round, as the company says', () => {
    const bill = (id: string): OpenInvoice => ({
      invoiceId: id,
      parts: [
        { lineId: `${id}-penalty`, isPenalty: true, remainingMinor: 500n },
        { lineId: `${id}-water`, isPenalty: false, remainingMinor: 1_000n },
      ],
    });
    const order = (penalties: (typeof penaltyOrders)[number]) =>
      allocate(2_200n, [bill('a'), bill('b')], penalties).rows.map((row) => `${row.lineId} ${row.amountMinor}`);
    expect(order('last')).toEqual(['a-water 1000', 'b-water 1000', 'a-penalty 200']);
    expect(order('with-bill')).toEqual(['a-penalty 500', 'a-water 1000', 'b-water 700']);
    expect(order('first')).toEqual(['a-penalty 500', 'b-penalty 500', 'a-water 1000', 'b-water 200']);
  });

  it('leaves penalties for last', () => {
    const open: OpenInvoice[] = [
      {
        invoiceId: 'a',
        parts: [
          { lineId: 'penalty', isPenalty: true, remainingMinor: 500n },
          { lineId: 'water', isPenalty: false, remainingMinor: 1_000n },
        ],
      },
    ];
    expect(allocate(1_000n, open).rows).toEqual([{ invoiceId: 'a', lineId: 'water', amountMinor: 1_000n }]);
    expect(allocate(1_200n, open).rows).toContainEqual({
      invoiceId: 'a',
      lineId: 'penalty',
      amountMinor: 200n,
    });
  });
});
