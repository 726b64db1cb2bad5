import type { Ctx } from '#api/core/ctx.ts';
import { type Instant, plus } from '#api/core/time.ts';
import { currentTerms, workCalendar } from './terms.ts';
import { dueAfter } from './working-time.ts';

/** The calendar of the book by which people are answered. */
const office = 'office';

/**
 * When the office opens next, in its own calendar with its holidays; null while it is open, and for a company whose book has no
 * such calendar: then nobody can say.
 */
export async function officeOpensAt(ctx: Ctx): Promise<Instant | null> {
  const { book, timeZone } = await currentTerms(ctx);
  const calendar = workCalendar(book, office, timeZone);
  if (!calendar) return null;
  const opensAt = plus(dueAfter(calendar, ctx.now(), 1), '-PT1M');
  return opensAt > ctx.now() ? opensAt : null;
}
