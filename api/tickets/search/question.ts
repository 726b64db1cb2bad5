import type { Ctx } from '#api/core/ctx.ts';
import { type Kin, readKin } from './kin.ts';
import { type Asked, type Category, findLikely, type Likely, lookUp } from './look-up.ts';
import { forgiven, isSlipOf, onOtherKeyboard, plainWords } from './slips.ts';

/**
 * How closely a question is taken: by its words, their forms and families; with the slips of who asks and who wrote; or as if
 * no word were sure, though it stands in some ticket: it may stand there misspelt.
 */
export const closenesses = ['exactly', 'forgiving', 'loosely'] as const;
export type Closeness = (typeof closenesses)[number];

/** A question as `tsquery` texts; null where nothing can be looked for. */
type Question = (closeness: Closeness) => Promise<string | null>;

/** How many words are looked for: more are a story, and stories are not found by all of their words. */
const mostWords = 8;
/** A right word of so many letters is looked for misspelt, too: shorter ones are near to too many others. */
const longEnough = 6;
/** A question that is a ticket's number and nothing else: `1204`, `№ 1204`, `#1204`. */
const bareNumber = /^\s*(?:№|#|n|no\.?)?\s*(\d{1,9})\s*$/iu;

/**
 * Asks with more and more patience while the answer fills no page; an answer that is there is never put into doubt. `begun` is how
 * the pages before this one were asked.
 */
export async function askCloselyFirst<Row>(
  ctx: Ctx,
  words: string,
  begun: Closeness | undefined,
  enough: number,
  read: (query: string) => Promise<Row[]>,
): Promise<{ rows: Row[]; closeness: Closeness }> {
  const question = await readQuestion(ctx, words);
  let found: { rows: Row[]; closeness: Closeness } = { rows: [], closeness: 'exactly' };
  let asked: string | null = null;
  for (const closeness of begun ? closenesses.filter((one) => one === begun) : closenesses) {
    if (found.rows.length > (closeness === 'loosely' ? 0 : enough - 1)) break;
    const query = await question(closeness);
    if (query === null || query === asked) continue;
    asked = query;
    found = { rows: await read(query), closeness };
  }
  return found;
}

/** Reads what was typed. A bare number is a ticket's own first, and a word only when no ticket bears it. */
async function readQuestion(ctx: Ctx, words: string): Promise<Question> {
  const number = bareNumber.exec(words)?.[1];
  const asked = splitQuestion(words);
  if (asked.length === 0) return async () => null;
  const [kin, { known, categories }] = await Promise.all([
    readKin(ctx),
    lookUp(ctx, [...new Set(asked.flatMap(({ word, flipped }) => [word, flipped]))]),
  ]);
  return async (closeness) => {
    if (number && closeness === 'exactly') return `'№${Number(number)}'`;
    const isSure = (one: Asked) => isOfTrade(kin, categories, one) || (closeness !== 'loosely' && one.isWritten);
    const meant = asked.flatMap(({ word, flipped }) => {
      const [typed, other] = [known.get(word), known.get(flipped)];
      const one = typed && other && !isSure(typed) && isSure(other) ? other : typed;
      return one && one.stems.length > 0 ? [{ ...one, isSure: isSure(one) }] : [];
    });
    const likely = closeness === 'exactly' ? [] : await findLikelyFor(ctx, meant);
    const terms = meant.map((one) => {
      const stems = one.isSure ? [...one.stems, ...kin.of(one.stems)] : guess(kin, one, likely);
      const misspelt = one.isSure ? likely.filter((other) => isMisspelt(kin, other, one)) : [];
      return [...stems, ...misspelt.flatMap((other) => other.stems), ...marksOf(categories, one, stems)];
    });
    return terms.length === 0 ? null : terms.map(anyOf).join(' & ');
  };
}

function splitQuestion(words: string): { word: string; flipped: string }[] {
  const pieces = words.slice(0, 400).split(/\s+/);
  return pieces
    .flatMap((piece) => {
      const flipped = plainWords(onOtherKeyboard(piece));
      return plainWords(piece).map((word) => ({ word, flipped: flipped.length === 1 ? (flipped[0] ?? word) : word }));
    })
    .slice(0, mostWords);
}

function isOfTrade(kin: Kin, categories: readonly Category[], { stems }: Asked): boolean {
  if (stems.some((stem) => /^\d/.test(stem))) return true;
  if (kin.of(stems).size > 0 || kin.isOrdinary(stems)) return true;
  return categories.some((category) => category.stems.some((stem) => stems.includes(stem)));
}

function findLikelyFor(ctx: Ctx, meant: readonly (Asked & { isSure: boolean })[]): Promise<Likely[]> {
  const unsure = meant.filter((one) => !one.isSure).map((one) => one.word);
  const long = meant.filter((one) => one.isSure && one.word.length >= longEnough).map((one) => one.word);
  return findLikely(ctx, [...unsure, ...long], unsure);
}

/** What somebody may have meant by a word that nobody knows: words of the trade, words of tickets, and how it may go on. */
function guess(kin: Kin, one: Asked, likely: readonly Likely[]): string[] {
  const most = forgiven(one.word);
  const isNear = (word: string, stem: string) =>
    isSlipOf(one.word, word, most) || one.stems.some((mine) => isSlipOf(mine, stem, Math.min(most, forgiven(mine))));
  const isMeant = (word: string, stem: string) => isNear(word, stem) || (most > 0 && word.startsWith(one.word));
  const ofTrade = kin.words.filter(({ word, stem }) => isMeant(word, stem)).map(({ stem }) => stem);
  const written = likely
    .filter((other) => other.asked === one.word && other.stems.some((stem) => isMeant(other.word, stem)))
    .flatMap((other) => other.stems);
  const stems = [...one.stems, ...ofTrade, ...written];
  return [...stems, ...kin.of(stems)];
}

/** A word of some ticket that is no word of its own, one slip from the one that is asked for. */
function isMisspelt(kin: Kin, other: Likely, one: Asked): boolean {
  if (other.asked !== one.word || kin.of(other.stems).size > 0 || kin.isOrdinary(other.stems)) return false;
  if (isSlipOf(other.word, one.word, 1)) return true;
  return other.stems.some((stem) => one.stems.some((mine) => isSlipOf(stem, mine, 1)));
}

/** A number may be the ticket's own; a word may stand in the name of a category. */
function marksOf(categories: readonly Category[], one: Asked, stems: readonly string[]): string[] {
  const named = categories.filter((category) => category.stems.some((stem) => stems.includes(stem)));
  const marks = named.map(({ id }) => `category:${id}`);
  return /^\d{1,9}$/.test(one.word) ? [...marks, `№${Number(one.word)}`] : marks;
}

function anyOf(stems: readonly string[]): string {
  return `(${[...new Set(stems)].map((stem) => `'${stem.replaceAll(/['\\]/g, '')}'`).join(' | ')})`;
}
