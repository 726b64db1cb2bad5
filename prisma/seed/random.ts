/** Chance that repeats itself: the same words give the same numbers on every machine. */
export type Random = {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from `from` to `until`, both included. */
  int(from: number, until: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  shuffle<T>(items: readonly T[]): T[];
  /** A positive number with this median and a long tail. */
  around(median: number, spread?: number): number;
};

/** Opens a stream of chance for some words (xmur3 into mulberry32, both in the public domain). */
export function randomOf(...words: (string | number)[]): Random {
  let state = hash(words.join('\u0000'));
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (from: number, until: number) => from + Math.floor(next() * (until - from + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => at(items, int(0, items.length - 1)),
    shuffle: (items) => {
      const mixed = [...items];
      for (let last = mixed.length - 1; last > 0; last -= 1) {
        const other = int(0, last);
        [mixed[last], mixed[other]] = [at(mixed, other), at(mixed, last)];
      }
      return mixed;
    },
    around: (median, spread = 0.8) => {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return median * Math.exp(spread * normal);
    },
  };
}

/** The item at `index`, which must be there. */
export function at<T>(items: readonly T[], index: number): T {
  if (index < 0 || index >= items.length) throw new RangeError(`nothing at ${index} of ${items.length}`);
  return items[index] as T;
}

function hash(text: string): number {
  let mixed = 1779033703 ^ text.length;
  for (let index = 0; index < text.length; index += 1) {
    mixed = Math.imul(mixed ^ text.charCodeAt(index), 3432918353);
    mixed = (mixed << 13) | (mixed >>> 19);
  }
  mixed = Math.imul(mixed ^ (mixed >>> 16), 2246822507);
  return Math.imul(mixed ^ (mixed >>> 13), 3266489909) ^ (mixed >>> 16);
}
