import { expect, it } from 'vitest';
import { allWords } from './words.ts';

const { en, ru } = allWords;

it('has Russian words for the Russian page', () => {
  // A product's name, a file format and a field's name are the same in every language.
  const same = ['documentPdf', 'callbackId', 'language'];
  for (const [key, word] of Object.entries(ru)) {
    if (same.includes(key)) continue;
    const text = typeof word === 'function' ? String(word(1 as never)) : word;
    expect(text, key).toMatch(/[а-яё]/i);
    expect(text, key).not.toBe(typeof word === 'function' ? '' : en[key as keyof typeof en]);
  }
});

it('counts as each language counts', () => {
  expect([1, 2, 5, 21, 112].map(ru.replies)).toEqual(['1 ответ', '2 ответа', '5 ответов', '21 ответ', '112 ответов']);
  expect([1, 2].map(en.replies)).toEqual(['1 reply', '2 replies']);
});
