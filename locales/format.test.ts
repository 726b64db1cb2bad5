import { describe, expect, it } from 'vitest';
import { formatMoment, formatMoney, formatPrice } from './format.ts';

const spaced = (text: string) => text.replace(/\s/g, ' ');

describe('a price of a tariff', () => {
  it.each([
    ['ru', '29', 'RUB', '29,00'],
    ['ru', '3601.25', 'RUB', '3 601,25'],
    ['en', '9.85', 'USD', '$9.85'],
    ['en', '0.1125', 'USD', '$0.1125'],
    ['ru', '312', 'USD', '312,00 $'],
  ] as const)('%s: %s %s is %s', (locale, value, currency, said) => {
    expect(spaced(formatPrice(locale, value, currency))).toBe(said);
  });
});

it.each([
  ['ru', 1_461_212n, 'RUB', '14 612,12 ₽'],
  ['en', 1_461_212n, 'RUB', '14,612.12 ₽'],
  ['en', -1_461_212n, 'RUB', '-14,612.12 ₽'],
  ['en', 1_461_212n, 'USD', '$14,612.12'],
] as const)('a sum is never broken over two lines: %s, %s %s', (locale, minor, currency, said) => {
  const written = formatMoney(locale, minor, currency);
  expect(spaced(written)).toBe(said);
  expect(written).not.toContain(' ');
});

it('names the year of a moment only when it is another', () => {
  const at = '2025-12-20T14:05:00Z';
  expect(formatMoment('ru', at, 'Europe/Moscow', 2026)).toBe('20 декабря 2025, 17:05');
  expect(formatMoment('en', at, 'Europe/Moscow', 2026)).toBe('20 Dec 2025, 17:05');
  expect(formatMoment('ru', at, 'Europe/Moscow', 2025)).toBe('20 декабря, 17:05');
  // New Year comes to Vladivostok first.
  expect(formatMoment('en', '2025-12-31T20:00:00Z', 'Asia/Vladivostok', 2026)).toBe('1 Jan, 06:00');
});
