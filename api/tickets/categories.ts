import { type Danger, dangers } from '#api/company/emergency.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { stableId } from '#api/core/ids.ts';
import type { TicketCategory } from '#prisma/generated/client.ts';
import { defaultCategories } from './classifier.ts';
import type { TicketKind } from './policy.ts';

export type TicketCategoryInfo = {
  code: string;
  kind: TicketKind;
  names: { ru: string; en: string };
  trade: string | null;
  isEmergency: boolean;
  /** Whom to call first; every emergency names its danger, and only emergencies do. */
  danger: Danger | null;
  /** The company's own beginnings of words that point to it. */
  words: string[];
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
    orderBy: [{ position: 'asc' }, { code: 'asc' }],
  });
  return rows.map(presentCategory);
}

/** A row as the rest of the house knows it. */
export function presentCategory(row: TicketCategory): TicketCategoryInfo {
  const { code, trade, isEmergency, words } = row;
  const names = row.names as TicketCategoryInfo['names'];
  const danger = dangers.find((one) => one === row.danger) ?? null;
  return { code, kind: row.kind as TicketKind, names, trade, isEmergency, danger, words };
}

/** What free words most likely mean among the categories in use, or null. A guess to confirm, never a decision. */
export async function guessCategory(ctx: Ctx, text: string): Promise<TicketCategoryInfo | null> {
  return text.trim() === '' ? null : guessIn(await listCategories(ctx), text);
}

/** The same among categories that were read already: by the words the house comes with, and the company's own. */
export function guessIn(categories: readonly TicketCategoryInfo[], text: string): TicketCategoryInfo | null {
  const known = new Map(defaultCategories.map(({ code, words }) => [code, words]));
  const withStems = categories.map((one) => ({ ...one, words: [...(known.get(one.code) ?? []), ...one.words] }));
  const guess = guessAmong(text, withStems);
  return categories.find((one) => one.code === guess?.code) ?? null;
}

type Guessable = Pick<TicketCategoryInfo, 'code' | 'isEmergency' | 'words'>;

/** The longest matching beginning of a word wins, emergencies before the rest. */
export function guessAmong<T extends Guessable>(text: string, categories: readonly T[]): T | null {
  const said = plainLetters(text).split(/[^\p{L}\p{N}]+/u);
  let best: { category: T; weight: number } | null = null;
  for (const category of categories) {
    for (const stem of category.words) {
      const weight = stem.length + (category.isEmergency ? 100 : 0);
      if (holds(said, plainLetters(stem)) && (!best || weight > best.weight)) best = { category, weight };
    }
  }
  return best?.category ?? null;
}

function plainLetters(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}

/** A stem may be several words (`запах газ`): each must begin some word of what was said. */
function holds(said: string[], stem: string): boolean {
  return stem.split(' ').every((part) => said.some((word) => word.startsWith(part)));
}
