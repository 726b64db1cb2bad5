import { describe, expect, it } from 'vitest';
import { fixedTyped, percentTyped, typedFrom } from './commission.ts';

describe('a commission', () => {
  it('is typed with a comma or a point, and no digit of it is lost', () => {
    expect(['12,50', '12.5', '0.29', ' 1 000 ', ''].map((text) => fixedTyped(text, 'RUB'))).toEqual([
      1250, 1250, 29, 100_000, 0,
    ]);
    expect([fixedTyped('500', 'JPY'), fixedTyped('1,234', 'KWD')]).toEqual([500, 1234]);
    expect(['1,5', '0.125', '99'].map(percentTyped)).toEqual(['1.5', '0.125', '99']);
  });

  it('is refused where it is no sum, finer than the currency, or more than is kept', () => {
    expect(['ten', '-1', '1,234', '10000,01', '1.2.3'].map((text) => fixedTyped(text, 'RUB'))).toEqual(
      Array(5).fill(null),
    );
    expect(['', '100', '1,2345', '-1', 'a'].map(percentTyped)).toEqual(Array(5).fill(null));
  });

  it('stands in its fields as it was kept', () => {
    const kept = { percent: '2.5', fixedMinor: 30, payer: 'resident' } as const;
    const typed = typedFrom(kept, 'USD');
    expect(typed).toEqual({ percent: '2.5', fixed: '0.30', payer: 'resident' });
    expect(fixedTyped(typed.fixed, 'USD')).toBe(30);
  });
});
