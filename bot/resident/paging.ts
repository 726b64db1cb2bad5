import type { Button } from './view.ts';

/** How many rows a list shows at once. */
export const rowsAPage = 6;

export type Paged<T> = { shown: { item: T; at: number }[]; page: number; pages: number };

/** One page of a person's own, bounded list; rows are numbered through. A page beyond the end is the last. */
export function paged<T>(items: readonly T[], page: number): Paged<T> {
  const pages = Math.max(1, Math.ceil(items.length / rowsAPage));
  const now = Math.min(Math.max(1, page), pages);
  const from = (now - 1) * rowsAPage;
  const shown = items.slice(from, from + rowsAPage).map((item, index) => ({ item, at: from + index + 1 }));
  return { shown, page: now, pages };
}

/** `‹ 2/9 ›`: the middle shows where one is and does nothing new; none for a single page. */
export function pageRow(paging: { page: number; pages: number }, routeOf: (page: number) => string): Button[] {
  const { page, pages } = paging;
  if (pages === 1) return [];
  const row: Button[] = [];
  if (page > 1) row.push({ label: '‹', route: routeOf(page - 1) });
  row.push({ label: `${page}/${pages}`, route: routeOf(page) });
  if (page < pages) row.push({ label: '›', route: routeOf(page + 1) });
  return row;
}

/** The value after this one, round and round: what a filter's button leads to. */
export function following<T>(values: readonly T[], now: T): T {
  return values[(values.indexOf(now) + 1) % values.length] as T;
}
