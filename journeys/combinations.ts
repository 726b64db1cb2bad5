import type { Combination } from './support/house.ts';

const queues = ['postgres', 'redis'] as const;
const telegram = ['polling', 'webhook'] as const;
const slack = ['socket', 'http'] as const;
const locale = ['ru', 'en'] as const;

/** The whole table: sixteen. */
export const allCombinations: Combination[] = queues.flatMap((q) =>
  telegram.flatMap((t) => slack.flatMap((s) => locale.map((l) => ({ queues: q, telegram: t, slack: s, locale: l })))),
);

/**
 * Every pair of values of the four switches. Four runs can do that for three switches at most (of four rows only three
 * columns can differ pairwise in every way), so there are five.
 */
export const pairwise: Combination[] = [
  [0, 0, 0, 0],
  [0, 1, 1, 1],
  [1, 0, 1, 1],
  [1, 1, 0, 1],
  [1, 1, 1, 0],
].map(([q = 0, t = 0, s = 0, l = 0]) => ({
  queues: queues[q] ?? 'postgres',
  telegram: telegram[t] ?? 'polling',
  slack: slack[s] ?? 'socket',
  locale: locale[l] ?? 'ru',
}));

/** `queues on Postgres · polling · Socket Mode · ru` */
export function nameOf(combination: Combination): string {
  return [
    combination.queues === 'redis' ? 'queues on Redis' : 'queues on Postgres',
    combination.telegram,
    combination.slack === 'socket' ? 'Socket Mode' : 'signed HTTP',
    combination.locale,
  ].join(' · ');
}
