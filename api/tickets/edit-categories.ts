import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import { type Ctx, inTransaction, type TxCtx } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import type { TicketCategory } from '#prisma/generated/client.ts';
import { presentCategory, type TicketCategoryInfo } from './categories.ts';
import type { AddCategoryInput, EditCategoryInput, OrderCategoriesInput } from './schema.ts';

export type EditableCategory = TicketCategoryInfo & { isArchived: boolean; ticketCount: number };

/** Every category, archived ones last, with how many tickets it has. For everybody on the staff. */
export async function listAllCategories(ctx: Ctx, actor: Actor): Promise<EditableCategory[]> {
  mustBeAllowed(actor.kind === 'system' || actor.kind === 'staff');
  const rows = await ctx.db.ticketCategory.findMany({
    orderBy: [{ archivedAt: { sort: 'asc', nulls: 'first' } }, { position: 'asc' }, { code: 'asc' }],
    include: { _count: { select: { tickets: true } } },
  });
  return rows.map((row) => ({
    ...presentCategory(row),
    isArchived: row.archivedAt !== null,
    ticketCount: row._count.tickets,
  }));
}

/**
 * Adds a category at the end of its kind; its code is made of its English name and stays. Managers only. Refuses
 * `category.danger-elsewhere` for a danger of what is not technical.
 */
export async function addCategory(ctx: Ctx, actor: Actor, input: AddCategoryInput): Promise<TicketCategoryInfo> {
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager'));
  const { kind, names, trade = null, danger = null, words = [] } = input;
  if (danger && kind !== 'technical') throw new AppError('category.danger-elsewhere');
  return inTransaction(ctx, async (tx) => {
    await lockCategories(tx);
    const last = await tx.db.ticketCategory.aggregate({ _max: { position: true } });
    const data = { kind, names, trade, danger, words, isEmergency: danger !== null };
    const row = await tx.db.ticketCategory.create({
      data: {
        ...data,
        id: newId(tx.now()),
        code: await freeCode(tx, names.en),
        position: (last._max.position ?? 0) + 1,
      },
    });
    return presentCategory(row);
  });
}

/**
 * Renames a category, changes its trade, danger or words, puts it away or takes it back; what is not named stays, and so do
 * the tickets it has. Managers only. Refuses `category.not-found`, `category.danger-elsewhere`, and `category.last` when
 * nothing would be left to choose for its kind.
 */
export async function editCategory(ctx: Ctx, actor: Actor, input: EditCategoryInput): Promise<TicketCategoryInfo> {
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager'));
  const { code, names, trade, danger, words, archived } = input;
  return inTransaction(ctx, async (tx) => {
    await lockCategories(tx);
    const before = await tx.db.ticketCategory.findUnique({ where: { code } });
    if (!before) throw new AppError('category.not-found');
    if (danger && before.kind !== 'technical') throw new AppError('category.danger-elsewhere');
    if (archived || (danger && !before.isEmergency)) await mustLeaveOne(tx, before);
    const row = await tx.db.ticketCategory.update({
      where: { code },
      data: {
        ...(names === undefined ? {} : { names }),
        ...(trade === undefined ? {} : { trade }),
        ...(danger === undefined ? {} : { danger, isEmergency: danger !== null }),
        ...(words === undefined ? {} : { words }),
        ...(archived === undefined ? {} : { archivedAt: archived ? (before.archivedAt ?? tx.now()) : null }),
      },
    });
    return presentCategory(row);
  });
}

/** Puts categories into this order; those that are not named keep theirs, behind. Managers only. Refuses `category.not-found`. */
export async function orderCategories(ctx: Ctx, actor: Actor, { codes }: OrderCategoriesInput): Promise<void> {
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager'));
  await inTransaction(ctx, async (tx) => {
    await lockCategories(tx);
    const rows = await tx.db.ticketCategory.findMany({ orderBy: { position: 'asc' }, select: { code: true } });
    const known = rows.map((row) => row.code);
    if (codes.some((code) => !known.includes(code))) throw new AppError('category.not-found');
    const ordered = [...codes, ...known.filter((code) => !codes.includes(code))];
    await tx.db.$executeRaw`
      update ticket_category k set position = o.position
      from unnest(${ordered}::text[]) with ordinality o (code, position) where k.code = o.code`;
  });
}

/** Two managers at once do not take the same code or the last category away. */
async function lockCategories(tx: TxCtx): Promise<void> {
  await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtext('tickets.categories'))`;
}

/** A resident must find something to choose; emergencies have a door of their own. */
async function mustLeaveOne(tx: TxCtx, leaving: TicketCategory): Promise<void> {
  if (leaving.archivedAt || leaving.isEmergency) return;
  const left = await tx.db.ticketCategory.count({
    where: { kind: leaving.kind, archivedAt: null, isEmergency: false, code: { not: leaving.code } },
  });
  if (left === 0) throw new AppError('category.last');
}

async function freeCode(tx: TxCtx, name: string): Promise<string> {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ['category'];
  const wanted = words.join('-').slice(0, 40);
  const taken = await tx.db.ticketCategory.findMany({
    where: { code: { startsWith: wanted } },
    select: { code: true },
  });
  const codes = new Set(taken.map((row) => row.code));
  for (let count = 1; ; count += 1) {
    const code = count === 1 ? wanted : `${wanted}-${count}`;
    if (!codes.has(code)) return code;
  }
}
