/**
 * Reads one meter's values out of what a person typed: `418`, `418,5 м³`, `12 502 / 4 176`, `T1 12502 T2 4176`. Gives as many plain
 * decimal texts as the meter has zones, or null when the words cannot be read in exactly one way. Whether the values can stand on
 * the meter is `checkReading`'s business; `decimals` only tells a decimal comma from a comma between two values.
 */
export function parseReadingText(text: string, zones: number, decimals: number): string[] | null {
  const bare = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\b[tт][1-4]\s*[:=-]?(?=\s|\d)|[тt][1-4]\s*[:=-]?\s*(?=\d)/gu, ' | ')
    .replace(
      /(?:м|m)\s?(?:3|³|куб\.?)?(?=$|[\s;/|,])|куб\w*\.?|(?:квт|kwh|kw)(?:[\s·*.-]*(?:ч|h))?\.?|гкал|gcal|кубов/gu,
      ' ',
    )
    .replace(/\bm3\b/gu, ' ')
    .trim();
  // No meter needs more words than this, and every further one doubles the ways to read them.
  if (bare.split(/\s+/u).length > 12) return null;
  if (bare === '' || /[^\d\s.,;/|\n]/u.test(bare)) return null;
  const hard = bare
    .split(/[;/|\n]|,\s+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const groups = hard.map((part) => readings(part, decimals));
  const fitting = combine(groups, zones);
  const only = fitting[0];
  return fitting.length === 1 && only ? only : null;
}

/** Every way to read a piece without hard separators: as one number, or as several with blanks between them. */
function readings(piece: string, decimals: number): string[][] {
  const tokens = piece.split(/\s+/u);
  const ways: string[][] = [];
  const walk = (from: number, taken: string[]) => {
    if (from === tokens.length) {
      ways.push(taken);
      return;
    }
    for (let until = from + 1; until <= tokens.length; until += 1) {
      const joined = tokens.slice(from, until);
      if (until - from > 1 && !isGrouped(joined)) break;
      for (const numbers of plainNumbers(joined.join(''), decimals)) walk(until, [...taken, ...numbers]);
    }
  };
  walk(0, []);
  return ways;
}

/** `12 340` and `1 234 567,8`: blanks that group thousands. */
function isGrouped(tokens: string[]): boolean {
  const [first, ...rest] = tokens;
  return (
    /^[1-9]\d{0,2}$/.test(first ?? '') &&
    rest.every((token, index) => (index === rest.length - 1 ? /^\d{3}([.,]\d+)?$/ : /^\d{3}$/).test(token))
  );
}

function plainNumbers(token: string, decimals: number): string[][] {
  if (/^\d+$/.test(token)) return [[tidy(token)]];
  const match = /^(\d+)[.,](\d+)$/.exec(token);
  if (!match) return [];
  const [, whole = '', fraction = ''] = match;
  const asDecimal = [tidy(`${whole}.${fraction}`)];
  const couldBeTwo = token.includes(',') && fraction.length > Math.max(decimals, 3);
  return couldBeTwo ? [asDecimal, [tidy(whole), tidy(fraction)]] : [asDecimal];
}

function combine(groups: string[][][], zones: number): string[][] {
  let all: string[][] = [[]];
  for (const ways of groups) {
    all = all.flatMap((taken) => ways.map((way) => [...taken, ...way])).filter((taken) => taken.length <= zones);
    if (all.length > 50) return [];
  }
  return all.filter((taken) => taken.length === zones);
}

function tidy(number: string): string {
  const [whole = '0', fraction = ''] = number.split('.');
  const rest = fraction.replace(/0+$/, '');
  return `${whole.replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}`;
}
