import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import { type Ctx, inTransaction, type TxCtx } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { AddCannedReplyInput, EditCannedReplyInput } from './schema.ts';

/** What colleagues say often. `reply` goes to a resident, `result` into the report of a ticket. */
export type CannedUse = 'reply' | 'result';

export type CannedReply = {
  id: string;
  /** Null for all categories. */
  categoryCode: string | null;
  use: CannedUse;
  texts: { ru: string; en: string };
  isArchived: boolean;
};

/** All of them, in the company's order, archived ones last. For everybody on the staff. */
export async function listAllCannedReplies(ctx: Ctx, actor: Actor): Promise<CannedReply[]> {
  mustBeAllowed(actor.kind === 'system' || actor.kind === 'staff');
  return select(ctx, Prisma.sql`true`);
}

/** What may be said of a ticket in one tap: those of its category first, then those for all. For everybody on the staff. */
export async function listCannedReplies(
  ctx: Ctx,
  actor: Actor,
  { ticketId, use }: { ticketId: string; use: CannedUse },
): Promise<CannedReply[]> {
  mustBeAllowed(actor.kind === 'system' || actor.kind === 'staff');
  return select(
    ctx,
    Prisma.sql`r.archived_at is null and r.use = ${use}
      and (r.category_id is null or r.category_id = (select category_id from ticket where id = ${ticketId}::uuid))`,
  );
}

/** Adds one at the end. Managers only. Refuses `category.not-found`. */
export async function addCannedReply(ctx: Ctx, actor: Actor, input: AddCannedReplyInput): Promise<CannedReply> {
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager'));
  const { use, texts } = input;
  return inTransaction(ctx, async (tx) => {
    const categoryId = await categoryIdOf(tx, input.categoryCode ?? null);
    const last = await tx.db.cannedReply.aggregate({ _max: { position: true } });
    const position = (last._max.position ?? 0) + 1;
    const id = newId(tx.now());
    await tx.db.cannedReply.create({ data: { id, categoryId, use, texts, position, createdAt: tx.now() } });
    return read(tx, id);
  });
}

/** Changes its words, its category or its place in the order, puts it away or takes it back. Managers only. Refuses `canned.not-found` and `category.not-found`. */
export async function editCannedReply(ctx: Ctx, actor: Actor, input: EditCannedReplyInput): Promise<CannedReply> {
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager'));
  const { id, use, texts, categoryCode, archived, position } = input;
  return inTransaction(ctx, async (tx) => {
    await read(tx, id);
    const categoryId = categoryCode === undefined ? undefined : await categoryIdOf(tx, categoryCode);
    await tx.db.cannedReply.update({
      where: { id },
      data: {
        ...(use === undefined ? {} : { use }),
        ...(texts === undefined ? {} : { texts }),
        ...(categoryId === undefined ? {} : { categoryId }),
        ...(position === undefined ? {} : { position }),
        ...(archived === undefined ? {} : { archivedAt: archived ? tx.now() : null }),
      },
    });
    return read(tx, id);
  });
}

async function categoryIdOf(tx: TxCtx, code: string | null): Promise<string | null> {
  if (code === null) return null;
  const row = await tx.db.ticketCategory.findUnique({ where: { code }, select: { id: true } });
  if (!row) throw new AppError('category.not-found');
  return row.id;
}

async function read(tx: TxCtx, id: string): Promise<CannedReply> {
  const [reply] = await select(tx, Prisma.sql`r.id = ${id}::uuid`);
  if (!reply) throw new AppError('canned.not-found');
  return reply;
}

function select(ctx: Ctx, which: Prisma.Sql): Promise<CannedReply[]> {
  return ctx.db.$queryRaw<CannedReply[]>`
    select r.id, k.code as "categoryCode", r.use, r.texts, r.archived_at is not null as "isArchived"
    from canned_reply r left join ticket_category k on k.id = r.category_id
    where ${which}
    order by r.archived_at is not null, r.category_id is null, r.position, r.id`;
}
