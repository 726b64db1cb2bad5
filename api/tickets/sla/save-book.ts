import { z } from 'zod';
import { findCompany } from '#api/company/company.ts';
import { type Actor, actorId, hasRole } from '#api/core/actor.ts';
import { noteAudit } from '#api/core/audit.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { canRead } from '../policy.ts';
import { bookDocument, type SlaBook } from './book.ts';
import { type PresetName, presetBook } from './presets.ts';
import { currentTerms, forgetTerms, workCalendar } from './terms.ts';
import { dueAfter } from './working-time.ts';

export const bookPresets = ['ru', 'default', 'own'] as const;

export type SavedBook = {
  version: number;
  preset: (typeof bookPresets)[number];
  document: SlaBook;
  savedBy: string | null;
  savedAt: Instant;
};

/** The book in force. For colleagues. */
export async function getBook(ctx: Ctx, actor: Actor): Promise<SavedBook> {
  mustBeAllowed(canRead(actor));
  const { version } = await currentTerms(ctx);
  const row = await ctx.db.slaBook.findUniqueOrThrow({ where: { version } });
  const by = row.savedById
    ? await ctx.db.staffMember.findUnique({ where: { id: row.savedById }, select: { name: true } })
    : null;
  const preset = bookPresets.find((one) => one === row.preset) ?? 'own';
  const document = bookDocument.parse(row.document);
  return { version, preset, document, savedBy: by?.name ?? null, savedAt: row.createdAt };
}

/** A book to begin with, in the company's country. Managers only. */
export async function getPreset(ctx: Ctx, actor: Actor, preset: PresetName): Promise<SlaBook> {
  mustBeAllowed(hasRole(actor, 'manager'));
  const company = await findCompany(ctx);
  return presetBook(preset, company?.country ?? null);
}

/** `document` is any JSON: what is wrong with it is the verb's to say. `version` is the one that was edited. */
export const saveBookInput = z.object({ version: z.int().min(1), document: z.unknown() });
export type SaveBookInput = z.infer<typeof saveBookInput>;

/**
 * Saves an edited book as a new version: from now on promises are made by it, and those that were made keep their own. Managers only.
 * Refuses `sla.bad-book` { paths, why } and `sla.book-changed` { version } when somebody saved another in the meantime.
 */
export async function saveBook(ctx: Ctx, actor: Actor, input: SaveBookInput): Promise<SavedBook> {
  mustBeAllowed(hasRole(actor, 'manager'));
  const document = readBook(ctx, input.document);
  await inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtext('sla-book'))`;
    forgetTerms(tx);
    const { version } = await currentTerms(tx);
    if (version !== input.version) throw new AppError('sla.book-changed', { version });
    const data = { preset: 'own', document: document as Prisma.InputJsonObject, savedById: actorId(actor) };
    await tx.db.slaBook.create({ data: { ...data, version: version + 1, createdAt: tx.now() } });
    await noteAudit(tx, actor, { surface: 'admin', deed: 'sla-book.saved', data: { version: version + 1 } });
    tx.log.info({ version: version + 1, staffId: actorId(actor) }, 'sla book saved');
  });
  forgetTerms(ctx);
  return getBook(ctx, actor);
}

/** Any JSON as a book. Refuses `sla.bad-book` { paths, why }: the places that do not fit, and the first complaint. */
export function readBook(ctx: Ctx, json: unknown): SlaBook {
  const result = bookDocument.safeParse(json);
  if (!result.success) {
    const { issues } = result.error;
    throw new AppError('sla.bad-book', {
      paths: issues.map(({ path }) => path.join('.')),
      why: issues[0]?.message ?? '',
    });
  }
  // Days off may close a calendar for good: then nothing could be promised by it.
  result.data.calendars.forEach(({ name }, index) => {
    if (!opensSoon(ctx, result.data, name)) {
      throw new AppError('sla.bad-book', { paths: [`calendars.${index}.daysOff`], why: 'never-opens' });
    }
  });
  return result.data;
}

function opensSoon(ctx: Ctx, book: SlaBook, name: string): boolean {
  try {
    dueAfter(workCalendar(book, name, 'UTC'), ctx.now(), 1);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
