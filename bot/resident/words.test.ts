import { describe, expect, it } from 'vitest';
import { title } from './say.ts';
import { findJoinCode, readCommand, readWords } from './words.ts';

describe('a join code in words', () => {
  it.each([
    '1234 5678 9012',
    '123456789012',
    'код: 1234-5678-9012.',
    'вот\n1234–5678–9012',
    '１２３４ ５６７８ ９０１２',
  ])('%s', (text) => {
    expect(findJoinCode(text)).toBe('1234 5678 9012');
  });
  it.each([
    '+380 67 123 45 67',
    '+380671234567',
    '0000510057',
    '1234567890123',
    '123 456 789',
    'счёт 40702810200000012345',
    '',
  ])('is not in %s', (text) => {
    expect(findJoinCode(text)).toBeNull();
  });
});

describe('words', () => {
  it('are cut at 12 000 characters, never inside one', () => {
    const long = readWords(`a${'😀'.repeat(13_000)}`);
    expect(long).toMatchObject({ kind: 'words', wasCut: true });
    expect(long.kind === 'words' && [...long.text].length).toBe(12_000);
    expect(long.kind === 'words' && long.text.endsWith('😀')).toBe(true);
  });
  it('lose a NUL, which Postgres keeps nowhere', () => {
    expect(readWords('a\u0000b')).toEqual({ kind: 'words', text: 'ab', wasCut: false });
  });
});

it('reads commands in any spelling a client sends', () => {
  expect(readCommand('/start@domovoy_demo_bot abc-DEF_1')).toEqual({ name: 'start', rest: 'abc-DEF_1' });
  expect(readCommand('/HOME')).toEqual({ name: 'home', rest: '' });
  expect(readCommand('и/или')).toBeNull();
});

it('makes a title of the first line, cut at a word', () => {
  expect(title('Течёт кран\nи ещё труба')).toBe('Течёт кран');
  expect(title('Очень длинное описание того, что случилось на кухне вчера вечером', 40)).toBe(
    'Очень длинное описание того, что…',
  );
});
