import { expect, it } from 'vitest';
import { emergencyNumbersOf } from './emergency.ts';
import { toE164 } from './phone.ts';

it.each([
  ['8 (999) 000-00-01', 'RU', '+79990000001'],
  ['79990000001', 'RU', '+79990000001'],
  ['+7 999 000 00 01', 'US', '+79990000001'],
  ['12125550123', 'RU', '+12125550123'],
  ['(212) 555-0123', 'US', '+12125550123'],
  ['+44 20 7946 0018', 'RU', '+442079460018'],
  ['', 'RU', null],
  ['нет', 'RU', null],
  ['+7999', 'RU', null],
  ['call 8 999 000 00 01', 'RU', null],
  ['9'.repeat(50), 'RU', null],
])('reads %s in %s as %s', (typed, country, phone) => {
  expect(toE164(typed, country)).toBe(phone);
});

it('knows an emergency number for every country', () => {
  const own = { emergencyPhone: '555' };
  const numbers = (country: string) =>
    emergencyNumbersOf({ ...own, country } as Parameters<typeof emergencyNumbersOf>[0]).filter(
      (n) => n.danger === 'gas',
    );
  expect(numbers('RU').map(({ phone }) => phone)).toEqual(['104', '112']);
  expect(numbers('US').map(({ phone }) => phone)).toEqual(['911']);
  expect(numbers('DE').map(({ phone }) => phone)).toEqual(['112']);
});
