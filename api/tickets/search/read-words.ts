import type { Ctx } from '#api/core/ctx.ts';
import { type Kin, readKin } from './kin.ts';
import { forgiven, isSlipOf, onOtherKeyboard, plainWords } from './slips.ts';

/** How many words of a question are looked for: more are a story, and stories are not found by all of their words. */
const mostWords = 8;
/** How many likely words the database names for one that nobody knows. */
const mostLikely = 16;
const afterAllLetters = '\uffff';
/** A question that is a ticket's number and nothing else: `1204`, `№ 1204`, `#1204`. */
const bareNumber = /^\s*(?:№|#|n|no\.?)?\s*(\d{1,9})\s*$/iu;

type Asked = { word: string; stems: string[]; isWritten: boolean };
type Category = { id: string; stems: string[] };
type Likely = { asked: string; word: string; stems: string[] };

/**
 * The question as a `tsquery` in text: each word with its family, its categories and its slips, all words together. Null when
 * nothing can be looked for. A bare number is a ticket's own. `loosely` takes it for a word, and forgives slips in words that
 * stand in tickets, too: they may stand there misspelt.
 */
export async function readWords(ctx: Ctx, words: string, loosely = false): Promise<string | null> {
  const number = bareNumber.exec(words)?.[1];
  if (number && !loosely) return `'№${Number(number)}'`;
  const pieces = words.split(/\s+/).flatMap((piece) => {
    const flipped = plainWords(onOtherKeyboard(piece));
    return plainWords(piece).map((word) => ({ word, flipped: flipped.length === 1 ? (flipped[0] ?? word) : word }));
  });
  const asked = pieces.slice(0, mostWords);
  if (asked.length === 0) return null;
  const [kin, { known, categories }] = await Promise.all([
    readKin(ctx),
    lookUp(ctx, [...new Set(asked.flatMap(({ word, flipped }) => [word, flipped]))]),
  ]);
  const isKnown = (one: Asked) => isOfTrade(kin, categories, one) || (!loosely && one.isWritten);
  const meant = asked.flatMap(({ word, flipped }) => {
    const [typed, other] = [known.get(word), known.get(flipped)];
    const one = typed && other && !isKnown(typed) && isKnown(other) ? other : typed;
    return one && one.stems.length > 0 ? [one] : [];
  });
  const doubtful = meant.filter((one) => (isKnown(one) ? one.word.length >= 6 : one.word.length >= 3));
  const likely = await findLikely(ctx, doubtful, isKnown);
  const terms = meant.map((one) => {
    const stems = isKnown(one) ? [...one.stems, ...kin.of(one.stems)] : guess(kin, one, likely);
    const misspelt = likely.filter((other) => isKnown(one) && other.asked === one.word && isMisspelt(kin, other, one));
    return [...stems, ...misspelt.flatMap((other) => other.stems), ...marksOf(categories, one, stems)];
  });
  return terms.length === 0 ? null : terms.map(anyOf).join(' & ');
}

function isOfTrade(kin: Kin, categories: readonly Category[], { stems }: Asked): boolean {
  if (stems.some((stem) => /^\d/.test(stem))) return true;
  if (kin.of(stems).size > 0 || kin.isOrdinary(stems)) return true;
  return categories.some((category) => category.stems.some((stem) => stems.includes(stem)));
}

/** What somebody may have meant by a word that nobody knows: words of the trade, words of tickets, and how it may go on. */
function guess(kin: Kin, one: Asked, likely: readonly Likely[]): string[] {
  const most = forgiven(one.word);
  const isNear = (word: string, stem: string) =>
    isSlipOf(one.word, word, most) || one.stems.some((mine) => isSlipOf(mine, stem, Math.min(most, forgiven(mine))));
  const ofTrade = kin.words.filter(({ word, stem }) => isNear(word, stem) || begins(one, word)).map(({ stem }) => stem);
  const written = likely
    .filter((other) => other.asked === one.word)
    .filter((other) => begins(one, other.word) || other.stems.some((stem) => isNear(other.word, stem)))
    .flatMap((other) => other.stems);
  const stems = [...one.stems, ...ofTrade, ...written];
  return [...stems, ...kin.of(stems)];
}

function begins(one: Asked, word: string): boolean {
  return one.word.length >= 4 && word.startsWith(one.word);
}

/** A word of some ticket that is nobody's own word, one slip from the one that is asked for. */
function isMisspelt(kin: Kin, other: Likely, one: Asked): boolean {
  if (kin.of(other.stems).size > 0 || kin.isOrdinary(other.stems)) return false;
  return (
    isSlipOf(other.word, one.word, 1) || other.stems.some((stem) => one.stems.some((mine) => isSlipOf(stem, mine, 1)))
  );
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

async function lookUp(ctx: Ctx, words: string[]): Promise<{ known: Map<string, Asked>; categories: Category[] }> {
  const [row] = await ctx.db.$queryRaw<{ asked: Asked[]; categories: Category[] }[]>`
    select
      (select jsonb_agg(jsonb_build_object('word', word, 'stems', to_jsonb(stems), 'isWritten',
          exists (select from search_word s where s.word = any(stems))))
        from (select word, tsvector_to_array(to_tsvector('russian', word)) as stems
          from unnest(${words}::text[]) word) asked) as asked,
      (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'stems', to_jsonb(tsvector_to_array(to_tsvector('russian',
          search_plain((k.names ->> 'ru') || ' ' || (k.names ->> 'en'))))))), '[]') from ticket_category k) as categories`;
  return {
    known: new Map((row?.asked ?? []).map((one) => [one.word, one])),
    categories: row?.categories ?? [],
  };
}

/** Words of tickets near to these, by their trigrams; and for a word that nobody knows, those that begin with it. */
async function findLikely(ctx: Ctx, asked: readonly Asked[], isKnown: (one: Asked) => boolean): Promise<Likely[]> {
  if (asked.length === 0) return [];
  const words = asked.map((one) => one.word);
  const unfinished = asked.filter((one) => !isKnown(one) && one.word.length >= 4).map((one) => one.word);
  return ctx.db.$queryRaw<Likely[]>`
    select asked, near.word, tsvector_to_array(to_tsvector('russian', near.word)) as stems
    from unnest(${words}::text[]) asked
      cross join lateral (select word from search_word s order by s.letters <-> search_letters(asked) limit ${mostLikely}) near
    union
    select asked, longer.word, tsvector_to_array(to_tsvector('russian', longer.word))
    from unnest(${unfinished}::text[]) asked
      cross join lateral (select word from search_word s
        where s.word >= asked and s.word < asked || ${afterAllLetters} order by s.word limit ${mostLikely}) longer`;
}
