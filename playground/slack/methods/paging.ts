import { type Args, text, whole } from '../args.ts';
import { SlackError } from '../errors.ts';

type Page<T> = { items: T[]; next: string };

/** A page by `limit` and `cursor`; the next cursor is empty on the last one. Refuses `invalid_limit`, `invalid_cursor`. */
export function pageOf<T>(args: Args, all: readonly T[], [usual, most]: [number, number]): Page<T> {
  const limit = whole(args, 'limit', usual, [0, most]) || usual;
  const cursor = text(args, 'cursor');
  const from = cursor === null ? 0 : offsetOf(cursor);
  const end = from + limit;
  return { items: all.slice(from, end), next: end < all.length ? cursorOf(end) : '' };
}

function cursorOf(offset: number): string {
  return Buffer.from(`next:${offset}`).toString('base64');
}

function offsetOf(cursor: string): number {
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'));
  if (!match) throw new SlackError('invalid_cursor');
  return Number(match[1]);
}
