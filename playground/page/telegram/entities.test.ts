import type { MessageEntity } from '@grammyjs/types';
import { describe, expect, it } from 'vitest';
import { isLargeEmoji, type Piece, splitByEntities } from './entities.ts';

/** A tree as one line: bold[…], so that a test reads. */
function line(pieces: Piece[]): string {
  return pieces.map((p) => (typeof p === 'string' ? p : `${p.entity.type}[${line(p.children)}]`)).join('');
}

const bold = (offset: number, length: number): MessageEntity => ({ type: 'bold', offset, length });

describe('splitByEntities', () => {
  it('leaves a text without entities whole', () => {
    expect(splitByEntities("<b>O'Neil & _co_")).toEqual(["<b>O'Neil & _co_"]);
    expect(splitByEntities('')).toEqual([]);
  });

  it('nests what lies inside', () => {
    expect(line(splitByEntities('one two three', [{ type: 'italic', offset: 4, length: 3 }, bold(0, 13)]))).toBe(
      'bold[one italic[two] three]',
    );
  });

  it('puts the longer of two that begin together outside', () => {
    expect(line(splitByEntities('abc', [{ type: 'code', offset: 0, length: 1 }, bold(0, 2)]))).toBe('bold[code[a]b]c');
  });

  it('counts an emoji as two units, as Telegram does', () => {
    expect(line(splitByEntities('🏠 Дом', [bold(3, 3)]))).toBe('🏠 bold[Дом]');
  });

  it('cuts an entity that runs past its parent or the text', () => {
    expect(line(splitByEntities('abcdef', [bold(0, 3), { type: 'italic', offset: 2, length: 3 }]))).toBe(
      'bold[abitalic[c]]def',
    );
    expect(line(splitByEntities('abc', [bold(1, 99), bold(7, 1)]))).toBe('abold[bc]');
  });
});

describe('isLargeEmoji', () => {
  it('knows a few emoji from words', () => {
    expect(['👍', '🏠🔑', '🇷🇺', '👨‍👩‍👧', '❤️'].map(isLargeEmoji)).toEqual([true, true, true, true, true]);
    expect(['', 'ok 👍', '👍👍👍👍', '12'].map(isLargeEmoji)).toEqual([false, false, false, false]);
  });
});
