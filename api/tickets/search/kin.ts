import type { Ctx } from '#api/core/ctx.ts';
import { families, ordinaryWords } from './families.ts';
import { plainWords } from './slips.ts';

/** The families by stem, as Postgres stems them. */
export type Kin = {
  /** Every stem of the families that a stem belongs to; none for a word of no family. */
  of(stems: readonly string[]): Set<string>;
  isOrdinary(stems: readonly string[]): boolean;
  /** Each word of a family with its stem. */
  words: readonly { word: string; stem: string }[];
};

let known: Promise<Kin> | undefined;

/** Read once a process: stems of fixed words never change. */
export function readKin(ctx: Ctx): Promise<Kin> {
  known ??= stemFamilies(ctx).catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}

async function stemFamilies(ctx: Ctx): Promise<Kin> {
  const groups = families.map(plainWords);
  const ordinary = ordinaryWords.flatMap(plainWords);
  const rows = await ctx.db.$queryRaw<{ word: string; stem: string }[]>`
    select word, stem from unnest(${[...groups.flat(), ...ordinary]}::text[]) word,
      unnest(tsvector_to_array(to_tsvector('russian', word))) stem`;
  const stemOf = new Map(rows.map(({ word, stem }) => [word, stem]));
  const stemsOf = (words: readonly string[]) => words.flatMap((word) => stemOf.get(word) ?? []);
  const kin = new Map<string, Set<string>>();
  for (const stems of groups.map(stemsOf)) {
    for (const stem of stems) kin.set(stem, new Set([...(kin.get(stem) ?? []), ...stems]));
  }
  const plain = new Set(stemsOf(ordinary));
  return {
    of: (stems) => new Set(stems.flatMap((stem) => [...(kin.get(stem) ?? [])])),
    isOrdinary: (stems) => stems.some((stem) => plain.has(stem) && !kin.has(stem)),
    words: [...new Set(groups.flat())].flatMap((word) => {
      const stem = stemOf.get(word);
      return stem ? [{ word, stem }] : [];
    }),
  };
}
