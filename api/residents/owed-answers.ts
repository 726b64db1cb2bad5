import type { Ctx, TxCtx } from '#api/core/ctx.ts';

/** What a chat is still to be shown, as plain JSON of whoever renders it. */
export type OwedAnswers = { updateKey: string; chatId: string; answers: unknown };

/** How long whoever took them has to show them, in seconds of the database's own clock; then a sweep takes them. */
const lease = 20;
/** Those that wait for the other parts of an album are expected to be shown sooner: their update does not come again. */
const gatherLease = 3;
/** What could not be shown for so long would only puzzle, in seconds. */
const lifetime = 3600;

/**
 * Keeps what an update is to be answered with, in the transaction of its deed. Those with one `gather` (the parts of an
 * album) are one answer: the newest replaces the others.
 */
export async function oweAnswers(
  tx: TxCtx,
  owed: { updateKey: string; chatId: string; gather: string | null; answers: unknown },
): Promise<void> {
  const { updateKey, chatId, gather } = owed;
  if (gather !== null) {
    await tx.db.$executeRaw`delete from owed_answer where chat_id = ${chatId}::uuid and gather = ${gather}`;
  }
  await tx.db.$executeRaw`
    insert into owed_answer (update_key, chat_id, gather, answers, leased_until, created_at)
    values (${updateKey}, ${chatId}::uuid, ${gather}, ${JSON.stringify(owed.answers)}::jsonb,
      clock_timestamp() + ${gather === null ? lease : gatherLease}::float8 * interval '1 second', clock_timestamp())`;
}

/** What an update that came again is still to be answered with, or null when that was shown. Takes it anew. */
export async function retakeAnswers(ctx: Ctx, updateKey: string): Promise<OwedAnswers | null> {
  const [row] = await ctx.db.$queryRaw<OwedAnswers[]>`
    update owed_answer set leased_until = clock_timestamp() + ${lease}::float8 * interval '1 second'
    where update_key = ${updateKey} returning update_key as "updateKey", chat_id as "chatId", answers`;
  return row ?? null;
}

/**
 * Takes what nobody showed in time: their process died, or the messenger was away. `showing` are those the caller is at; what
 * is older than an hour is dropped.
 */
export async function takeOverdueAnswers(ctx: Ctx, showing: readonly string[], limit: number): Promise<OwedAnswers[]> {
  await ctx.db.$executeRaw`
    delete from owed_answer where created_at < clock_timestamp() - ${lifetime}::float8 * interval '1 second'`;
  return ctx.db.$queryRaw<OwedAnswers[]>`
    with overdue as (
      select update_key from owed_answer
      where leased_until < clock_timestamp() and not (update_key = any(${[...showing]}::text[]))
      order by created_at, update_key limit ${limit} for update skip locked
    )
    update owed_answer o set leased_until = clock_timestamp() + ${lease}::float8 * interval '1 second'
    from overdue where o.update_key = overdue.update_key
    returning o.update_key as "updateKey", o.chat_id as "chatId", o.answers`;
}

/** They were shown, or never can be. */
export async function forgetAnswers(ctx: Ctx, updateKey: string): Promise<void> {
  await ctx.db.$executeRaw`delete from owed_answer where update_key = ${updateKey}`;
}
