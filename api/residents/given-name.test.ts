import { expect, it } from 'vitest';
import { givenNameOf } from './given-name.ts';

it.each([
  ['Ветрова Анна Сергеевна', 'Анна'],
  ['Анна Сергеевна Ветрова', 'Анна'],
  ['Анна Сергеевна', 'Анна'],
  ['Анна Ветрова', 'Анна'],
  ['Ветрова Анна', 'Анна'],
  ['Алиев Руслан Тимур оглы', 'Руслан'],
  ['Иванов И. П.', 'Иванов'],
  ['Anna Vetrova', 'Anna'],
  ['Hayes, Carol', 'Carol'],
  ['Carol', 'Carol'],
  ["Seán O'Neil", 'Seán'],
  ["<b>O'Neil & _co_", "<b>O'Neil & _co_"],
  ['  Anna   Vetrova ', 'Anna'],
])('calls %s %s', (fullName, given) => {
  expect(givenNameOf(fullName)).toBe(given);
});
