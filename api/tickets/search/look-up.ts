import type { Ctx } from '#api/core/ctx.ts';
import { forgiven } from './slips.ts';

/** A word of a question, and whether a stem of it stands in any ticket. */
export type Asked = { word: string; stems: string[]; isWritten: boolean };
export type Category = { id: string; stems: string[] };
/** A word of some ticket that somebody may have meant by `asked`. */
export type Likely = { asked: string; word: string; stems: string[] };

/** How many likely words the database names for each. */
const mostLikely = 16;
const afterAllLetters = '\uffff';

/** What the database knows of these words, and the categories with the stems of their names. One statement. */
export async function lookUp(
  ctx: Ctx,
  words: readonly string[],
): Promise<{ known: Map<string, Asked>; categories: Category[] }> {
  const [row] = await ctx.db.$queryRaw<{ asked: Asked[]; categories: Category[] }[]>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('word', word, 'stems', to_jsonb(stems), 'isWritten',
          exists (select from search_word s where s.word = any(stems)))), '[]')
        from (select word, tsvector_to_array(to_tsvector('russian', word)) as stems
          from unnest(${words}::text[]) word) asked) as asked,
      (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'stems', to_jsonb(tsvector_to_array(
          to_tsvector('russian', search_plain((k.names ->> 'ru') || ' ' || (k.names ->> 'en'))))))), '[]')
        from ticket_category k) as categories`;
  return { known: new Map(row?.asked.map((one) => [one.word, one])), categories: row?.categories ?? [] };
}

/** Words of tickets near to these by their trigrams; and those that go on from the `unfinished`. One statement. */
export async function findLikely(ctx: Ctx, words: readonly string[], unfinished: readonly string[]): Promise<Likely[]> {
  if (words.length === 0) return [];
  return ctx.db.$queryRaw<Likely[]>`
    select asked, near as word, tsvector_to_array(to_tsvector('russian', near)) as stems
    from unnest(${words}::text[]) asked cross join lateral words_like(asked, ${mostLikely}::int) near
    union
    select asked, longer.word, tsvector_to_array(to_tsvector('russian', longer.word))
    from unnest(${unfinished.filter((word) => forgiven(word) > 0)}::text[]) asked
      cross join lateral (select word from search_word s
        where s.word >= asked and s.word < asked || ${afterAllLetters} order by s.word limit ${mostLikely}) longer`;
}
