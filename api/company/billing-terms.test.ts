import { describe, expect, it } from 'vitest';
import { billingTerms, termPresets } from './billing-terms.ts';

const rate = (from: string, until: string | null = null) => ({ from, until, percent: '9.5' });
const step = (fromDay: number) => ({ fromDay, divisor: 300 });

/** The paths that are refused in terms with these rates and steps. */
function refused(rates: unknown[], steps: unknown[]): string[] {
  const charge = { kind: 'tiered', rates, steps };
  const own = { cycle: 'monthly', due: { kind: 'days-after-issue', days: 30 }, late: [{ charge }] };
  return billingTerms.safeParse(own).error?.issues.map(({ path }) => path.slice(3).join('.')) ?? [];
}

describe('terms of billing', () => {
  it('are those of every preset', () => {
    for (const terms of Object.values(termPresets)) expect(billingTerms.parse(terms)).toEqual(terms);
  });

  it('have one rate on a day, and steps that grow', () => {
    expect(refused([rate('2026-01-01', '2026-07-01'), rate('2026-07-01')], [step(31), step(91)])).toEqual([]);
    expect(refused([rate('2026-01-01'), rate('2026-07-01')], [step(31)])).toEqual(['rates.1.from']);
    expect(refused([rate('2026-01-01', '2026-08-01'), rate('2026-07-01')], [step(31)])).toEqual(['rates.1.from']);
    expect(refused([rate('2026-07-01', '2026-07-01')], [step(31)])).toEqual(['rates.0.until']);
    expect(refused([rate('2026-01-01')], [step(31), step(31)])).toEqual(['steps.1.fromDay']);
    expect(refused([rate('2026-01-01')], [step(91), step(31)])).toEqual(['steps.1.fromDay']);
  });
});
