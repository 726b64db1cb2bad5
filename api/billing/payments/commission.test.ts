import { expect, it } from 'vitest';
import { commissionOf } from './commission.ts';

it('is what the resident pays on top: per cent half up, and a fixed part; nothing when the company bears it', () => {
  const rule = { percent: '1.15', fixedMinor: 30, payer: 'resident' as const };
  expect(commissionOf(1_308_367n, 'yookassa', { yookassa: rule })).toBe(15_046n + 30n);
  expect(commissionOf(100n, 'yookassa', { yookassa: { ...rule, percent: '0.5', fixedMinor: 0 } })).toBe(1n);
  expect(commissionOf(1_308_367n, 'yookassa', { yookassa: { ...rule, payer: 'company' } })).toBe(0n);
  expect(commissionOf(1_308_367n, 'stripe', { yookassa: rule })).toBe(0n);
});
