/** How words go wrong under fingers. Pure. */

/** Small letters, `е` for `ё`, words apart: what the database does to a ticket (`search_plain`), done to a question. */
export function plainWords(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

const latinKeys = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const russianKeys = 'йцукенгшщзхъфывапролджэячсмитьбюё';

/** The same keys on the other keyboard: `ghjntxrf` is «протечка», `дуфл` is leak. */
export function onOtherKeyboard(text: string): string {
  return Array.from(text.toLowerCase(), (letter) => {
    const latin = latinKeys.indexOf(letter);
    if (latin !== -1) return russianKeys[latin];
    const russian = russianKeys.indexOf(letter);
    return russian === -1 ? letter : latinKeys[russian];
  }).join('');
}

/** How many slips a word of this length is forgiven. */
export function forgiven(word: string): number {
  if (word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

/** True when `written` is `meant` with at most `most` slips; the first letter is hit nearly always. */
export function isSlipOf(written: string, meant: string, most: number): boolean {
  if (most === 0 || written[0] !== meant[0] || Math.abs(written.length - meant.length) > most) return false;
  return countSlips(written, meant) <= most;
}

/** Letters left out, put in, taken for another, or swapped with a neighbour (Damerau, optimal string alignment). */
export function countSlips(one: string, other: string): number {
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      let least = Math.min(at(above, column) + 1, at(now, column - 1) + 1, at(above, column - 1) + (isSame ? 0 : 1));
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (isSwapped) least = Math.min(least, at(before, column - 2) + 1);
      now.push(least);
    }
    [before, above] = [above, now];
  }
  return at(above, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? 0;
}
