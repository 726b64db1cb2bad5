import { describe, expect, it } from 'vitest';
import { type LateRule, termPresets } from '#api/company/billing-terms.ts';
import { closedDays } from '#api/company/holidays.ts';
import { PlainDate } from '#api/core/time.ts';
import { dueDay } from './due-day.ts';
import { lateCharge } from './late-charge.ts';
import vectors from './vectors.json' with { type: 'json' };

type Preset = keyof typeof termPresets;
const date = (text: string) => PlainDate.from(text);

describe('the due day', () => {
  it.each(vectors.due)('$preset, $period: $due ($why)', ({ preset, country, period, issuedOn, daysOff, due }) => {
    const closed = closedDays({ country, state: null, daysOff: daysOff ?? [], daysOn: [] });
    const bill = { period, issuedOn: date(issuedOn) };
    expect(dueDay(termPresets[preset as Preset], bill, closed).toString()).toBe(due);
  });

  it('of a holiday that is worked on stays', () => {
    const closed = closedDays({ country: 'RU', state: null, daysOff: [], daysOn: ['2026-05-01'] });
    const terms = { cycle: 'monthly', due: { kind: 'business-day', number: 1, monthsLater: 0 } } as const;
    expect(dueDay(terms, { period: '2026-05', issuedOn: date('2026-04-20') }, closed).toString()).toBe('2026-05-01');
  });

  it('of a day that a month lacks is its last', () => {
    const terms = {
      cycle: 'monthly',
      due: { kind: 'day-of-month', day: 31, monthsLater: 1, movesToWorkingDay: false },
    } as const;
    const closed = closedDays({ country: null, state: null, daysOff: [], daysOn: [] });
    expect(dueDay(terms, { period: '2026-01', issuedOn: date('2026-02-01') }, closed).toString()).toBe('2026-02-28');
  });
});

describe('what being late costs', () => {
  it.each(vectors.late)(
    '$preset, due $dueOn, on $day: $charge ($why)',
    ({ preset, dueOn, debt, paid, day, charge }) => {
      const late = {
        dueOn: date(dueOn),
        debtMinor: BigInt(debt),
        paid: (paid ?? []).map(({ on, minor }) => ({ on: date(on), minor: BigInt(minor) })),
      };
      const expected = charge === null ? null : BigInt(charge);
      expect(lateCharge(termPresets[preset as Preset].late, late, date(day))).toBe(expected);
    },
  );

  it.each([
    // 1 000.00 in arrears since the 15th of January: a 300th of 9.5 % a day from the 31st day, the 15th of February.
    ['a rate by steps', 'ru', '2026-03-10', '2026-03-20', 317n],
    ['a rate by steps that had not begun yet', 'ru', '2026-02-01', '2026-02-24', 317n],
    ['a yearly rate and a share taken once', 'us-california', '2026-03-10', '2026-03-20', 329n],
    ['a share taken once since', 'us-california', '2026-01-20', '2026-02-01', 10_000n],
    ['a rate that counts the days of grace too, once they are over', 'au-nsw', '2026-02-01', '2026-02-24', 1_096n],
    ['the same after they are', 'au-nsw', '2026-03-10', '2026-03-20', 274n],
  ] as const)('since a day is what was not charged by then: %s', (_what, preset, since, day, charge) => {
    const debt = { dueOn: date('2026-01-15'), debtMinor: 100_000n, paid: [] };
    expect(lateCharge(termPresets[preset].late, debt, date(day), date(since))).toBe(charge);
  });

  it('may be a fixed sum, once', () => {
    const rules: LateRule[] = [
      { graceDays: 5, graceMonths: 0, retroactive: false, charge: { kind: 'flat', minor: '2500' } },
    ];
    const late = { dueOn: date('2026-01-01'), debtMinor: 100n, paid: [] };
    expect(lateCharge(rules, late, date('2026-01-06'))).toBe(0n);
    expect(lateCharge(rules, late, date('2026-01-07'))).toBe(2_500n);
    expect(lateCharge(rules, late, date('2026-12-07'))).toBe(2_500n);
    expect(lateCharge(rules, late, date('2026-12-07'), date('2026-01-07'))).toBe(0n);
    expect(lateCharge(rules, late, date('2026-12-07'), date('2026-01-06'))).toBe(2_500n);
  });
});
