import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { type Instant, plus } from '#api/core/time.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** A form somebody is filling in, as it is kept: `isOpen` is false once it was left or finished. */
export type KeptForm = { form: string; step: string; data: unknown; isOpen: boolean; updatedAt: Instant };

/** A form that nobody touched for so long is forgotten. */
const lifetime = 'P3D';

/**
 * Makes the updates of one chat wait for one another until this transaction ends, so that two halves of an album or a
 * double tap never read the same state. The lock is Postgres' own, by the chat's id.
 */
export async function lockChat(tx: TxCtx, chatId: string): Promise<void> {
  await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`chat:${chatId}`}, 0))`;
}

/** The form of a chat, open or left, or null when there is none or it is older than three days. */
export async function readForm(ctx: Ctx, chatId: string): Promise<KeptForm | null> {
  const row = await ctx.db.formState.findUnique({ where: { chatId } });
  if (!row || row.updatedAt < plus(ctx.now(), `-${lifetime}`)) return null;
  return { form: row.form, step: row.step, data: row.data, isOpen: row.isOpen, updatedAt: row.updatedAt };
}

/** Keeps the state of a chat's form; a chat has one. `data` must be plain JSON. */
export async function saveForm(
  ctx: Ctx,
  chatId: string,
  form: { form: string; step: string; data: unknown; isOpen?: boolean },
): Promise<void> {
  const kept = {
    form: form.form,
    step: form.step,
    data: form.data as Prisma.InputJsonValue,
    isOpen: form.isOpen ?? true,
    updatedAt: ctx.now(),
  };
  await ctx.db.formState.upsert({ where: { chatId }, create: { chatId, ...kept }, update: kept });
}

/** Leaves an open form without losing it: what is typed next is no answer to it. True when there was one. */
export async function leaveForm(ctx: Ctx, chatId: string): Promise<boolean> {
  const left = await ctx.db.$executeRaw`
    update form_state set is_open = false where chat_id = ${chatId}::uuid and is_open and step <> 'done'`;
  return left > 0;
}

/** Ends a form. What it led to is remembered, so that a second press of its last button shows the same again. */
export async function closeForm(ctx: Ctx, chatId: string, form: string, ledTo: string): Promise<void> {
  await saveForm(ctx, chatId, { form, step: 'done', data: { ledTo }, isOpen: false });
}

/** Forgets the form of a chat. */
export async function dropForm(ctx: Ctx, chatId: string): Promise<void> {
  await ctx.db.formState.deleteMany({ where: { chatId } });
}
