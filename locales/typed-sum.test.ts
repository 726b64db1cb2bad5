import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatMoney, majorText } from './format.ts';
import { locales } from './translate.ts';
import { typedSum } from './typed-sum.ts';

it.each<[string, string, bigint | null]>([
  ['3000', 'RUB', 300_000n],
  ['3 000,50', 'RUB', 300_050n],
  ['3000.5', 'RUB', 300_050n],
  ['3 000,50 ₽', 'RUB', 300_050n],
  ['3000 руб.', 'RUB', 300_000n],
  ['$3,000.50', 'USD', 300_050n],
  ['1,000', 'USD', 100_000n],
  ['1.000', 'EUR', 100_000n],
  ['1.000,5', 'EUR', 100_050n],
  ['1,000,000', 'USD', 100_000_000n],
  ['5000', 'JPY', 5_000n],
  ['5,000', 'JPY', 5_000n],
  ['5.5', 'JPY', null],
  ['1.250', 'KWD', 1_250n],
  ['12,345', 'RUB', 1_234_500n],
  ['1,0000', 'RUB', null],
  ['1,00,000', 'RUB', null],
  ['1234,567', 'RUB', null],
  ['0', 'RUB', null],
  ['-5', 'RUB', null],
  ['пять', 'RUB', null],
  ['', 'RUB', null],
])('%s %s is %s', (text, currency, minor) => {
  expect(typedSum(text, currency)).toBe(minor);
});

it('reads what is written back, whatever the language and the currency', () => {
  const currency = fc.constantFrom('RUB', 'USD', 'EUR', 'JPY');
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 99_999_999_999n }), currency, (minor, unit) => {
      expect(typedSum(majorText(minor, unit), unit)).toBe(minor);
      for (const locale of locales) {
        const shown = formatMoney(locale, minor, unit).replace('¥', '');
        expect(typedSum(shown, unit)).toBe(minor);
      }
    }),
  );
});
