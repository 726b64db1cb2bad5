import type { Ctx } from '#api/core/ctx.ts';
import { stableId } from '#api/core/ids.ts';
import { type DefaultCategory, defaultCategories } from './classifier.ts';
import type { TicketKind } from './policy.ts';

export type TicketCategoryInfo = {
  code: string;
  kind: TicketKind;
  names: { ru: string; en: string };
  trade: string | null;
  isEmergency: boolean;
};

/** Puts the default classifier into the database: what is missing is added, what the company changed stays. */
export async function ensureCategories(ctx: Ctx): Promise<void> {
  await ctx.db.ticketCategory.createMany({
    data: defaultCategories.map(({ words: _, ...category }, index) => ({
      ...category,
      id: stableId('ticket-category', category.code),
      position: index + 1,
    })),
    skipDuplicates: true,
  });
}

/** The categories in use, in the company's order; of one kind when asked. */
export async function listCategories(ctx: Ctx, kind?: TicketKind): Promise<TicketCategoryInfo[]> {
  const rows = await ctx.db.ticketCategory.findMany({
    where: { archivedAt: null, ...(kind ? { kind } : {}) },
    orderBy: { position: 'asc' },
  });
  return rows.map((row) => ({
    code: row.code,
    kind: row.kind as TicketKind,
    names: row.names as TicketCategoryInfo['names'],
    trade: row.trade,
    isEmergency: row.isEmergency,
  }));
}

/**
 * The category that free words most likely mean, or null when nothing fits. A guess to confirm, never a decision:
 * the longest matching beginning of a word wins, emergencies before the rest.
 */
export function guessCategory(text: string): DefaultCategory | null {
  const said = text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u);
  let best: { category: DefaultCategory; weight: number } | null = null;
  for (const category of defaultCategories) {
    for (const stem of category.words) {
      const weight = stem.length + (category.isEmergency ? 100 : 0);
      if (holds(said, stem) && (!best || weight > best.weight)) best = { category, weight };
    }
  }
  return best?.category ?? null;
}

/** A stem may be several words (`запах газ`): each must begin some word of what was said. */
function holds(said: string[], stem: string): boolean {
  return stem.split(' ').every((part) => said.some((word) => word.startsWith(part)));
}
