import { findCompany } from '#api/company/company.ts';
import { closedDays } from '#api/company/holidays.ts';
import type { Ctx } from '#api/core/ctx.ts';
import type { Files } from '#api/core/files.ts';
import { monotonicMs } from '#api/core/time.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { bookDocument, type SlaBook } from './book.ts';
import { presetBook, presetOf } from './presets.ts';
import type { WorkCalendar } from './working-time.ts';

/** What is promised now: the newest version of the book, and the company's time zone. */
export type Terms = { version: number; book: SlaBook; timeZone: string };

/** How long a process may go on promising by a version that was replaced elsewhere, in milliseconds of real time. */
const freshMs = 5000;

/** What one house's process remembers. Versions never change, so they are kept. */
type Memory = { books: Map<number, SlaBook>; terms: Terms | null; readAt: number };

/** Several houses may live in one process, also inside a transaction: their file stores tell them apart. */
const memories = new WeakMap<Files, Memory>();

/** The present terms. A house that has no book yet gets its country's preset as version 1. */
export async function currentTerms(ctx: Ctx): Promise<Terms> {
  const memory = memoryOf(ctx);
  if (memory.terms && monotonicMs() - memory.readAt < freshMs) return memory.terms;
  const company = await findCompany(ctx);
  const timeZone = company?.timeZone ?? 'UTC';
  const newest = await ctx.db.slaBook.findFirst({ orderBy: { version: 'desc' } });
  if (!newest) return { version: 1, book: await firstBook(ctx, company?.country ?? null), timeZone };
  const book = memory.books.get(newest.version) ?? bookDocument.parse(newest.document);
  memory.books.set(newest.version, book);
  memory.terms = { version: newest.version, book, timeZone };
  memory.readAt = monotonicMs();
  return memory.terms;
}

/** The books of these versions, as they were. */
export async function readBooks(ctx: Ctx, versions: readonly number[]): Promise<ReadonlyMap<number, SlaBook>> {
  const { books } = memoryOf(ctx);
  const missing = [...new Set(versions)].filter((version) => !books.has(version));
  if (missing.length > 0) {
    const rows = await ctx.db.slaBook.findMany({ where: { version: { in: missing } } });
    for (const { version, document } of rows) books.set(version, bookDocument.parse(document));
  }
  return books;
}

/** A new version was saved, or the company moved: the next promise reads again. */
export function forgetTerms(ctx: Ctx): void {
  memoryOf(ctx).terms = null;
}

const calendars = new WeakMap<SlaBook, Map<string, WorkCalendar>>();

/** A calendar of a book in a place, ready to count with; null is round the clock. */
export function workCalendar(book: SlaBook, name: string | null, timeZone: string): WorkCalendar | null {
  const of = name === null ? undefined : book.calendars.find((one) => one.name === name);
  if (!of) return null;
  const made = calendars.get(book) ?? new Map<string, WorkCalendar>();
  calendars.set(book, made);
  const key = `${name}@${timeZone}`;
  const calendar = made.get(key) ?? {
    timeZone: of.timeZone ?? timeZone,
    intervals: of.intervals,
    holidays: closedDays(of),
  };
  made.set(key, calendar);
  return calendar;
}

function memoryOf(ctx: Ctx): Memory {
  const known = memories.get(ctx.files);
  if (known) return known;
  const made: Memory = { books: new Map(), terms: null, readAt: 0 };
  memories.set(ctx.files, made);
  return made;
}

/** Written where the first promise is made. It is not remembered: this transaction may not come to its end. */
async function firstBook(ctx: Ctx, country: string | null): Promise<SlaBook> {
  const preset = presetOf(country);
  const book = presetBook(preset, country);
  await ctx.db.slaBook.createMany({
    data: [{ version: 1, preset, document: book as Prisma.InputJsonObject, createdAt: ctx.now() }],
    skipDuplicates: true,
  });
  return book;
}
