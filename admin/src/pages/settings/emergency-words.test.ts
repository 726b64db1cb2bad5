import { expect, it } from 'vitest';
import { readNumbers, sayNumbers } from './emergency-words.ts';

it('keeps the order in which the numbers are to be called, and each once', () => {
  const typed = { gas: ' 104, 112; 104 ,', flood: '+7 495 000-00-12', fire: '', stuck: '', power: '' };
  const numbers = readNumbers(typed);
  expect(numbers).toEqual([
    { danger: 'gas', phone: '104' },
    { danger: 'gas', phone: '112' },
    { danger: 'flood', phone: '+7 495 000-00-12' },
  ]);
  expect(sayNumbers(numbers)).toEqual({ ...typed, gas: '104, 112' });
});
