import { longestWords } from './say.ts';

/** What a message of words is, before anybody thinks about its meaning. */
export type Said = { kind: 'words'; text: string; wasCut: boolean } | { kind: 'no-words' };

/**
 * Cleans what was typed: no NUL, no blanks around, at most 12 000 characters. Signs without a letter or a digit (`👍`, `!!!`) are no
 * words.
 */
export function readWords(typed: string): Said {
  const text = typed.replaceAll('\u0000', '').trim();
  if (!/[\p{L}\p{N}]/u.test(text)) return { kind: 'no-words' };
  const letters = [...text];
  const wasCut = letters.length > longestWords;
  return { kind: 'words', text: wasCut ? letters.slice(0, longestWords).join('') : text, wasCut };
}

/** A join code in free words: 12 digits in three groups of four, not a part of a longer number or of a phone. */
export function findJoinCode(text: string): string | null {
  const match = /(?<![\d+])(?<!\+\d{0,3}[\s-]?)(\d{4})[\s.\-–—]{0,3}(\d{4})[\s.\-–—]{0,3}(\d{4})(?!\d)/u.exec(
    text.normalize('NFKC'),
  );
  return match ? `${match[1]} ${match[2]} ${match[3]}` : null;
}

/** A command and what stands behind it: `/start@domovoy_bot abc` → `start`, `abc`. */
export function readCommand(text: string): { name: string; rest: string } | null {
  const match = /^\/([\p{L}\d_]{1,32})(?:@\w+)?(?:\s+(.*))?$/su.exec(text.trim());
  return match ? { name: (match[1] ?? '').toLowerCase(), rest: (match[2] ?? '').trim() } : null;
}
