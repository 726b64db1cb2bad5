import { getSetting } from '#api/company/settings.ts';
import type { TxCtx } from '#api/core/ctx.ts';
import { once } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import type { Instant } from '#api/core/time.ts';
import { plus } from '#api/core/time.ts';

/** How many guesses a chat has left within the hour, or when the next is allowed. */
export type Tries = { left: number; retryAt: Instant | null };

/**
 * Makes the transactions that join people stand in line: limits are counted and codes are spent by one at a time.
 * Joining is rare; a line of its own costs nobody anything.
 */
export async function standInLine(tx: TxCtx): Promise<void> {
  await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtext('residents.join'))`;
}

/**
 * Wrong guesses of the last hour, of this chat and of everybody. Only typed digits can be guessed, so only they stop at
 * the company's cap: an attack on codes does not close the door to people who hold a link.
 */
export async function countTries(tx: TxCtx, chatId: string, how: 'code' | 'link'): Promise<Tries> {
  const { chatTriesPerHour, companyTriesPerHour } = await getSetting(tx, 'join');
  const wrong = { succeeded: false, createdAt: { gt: plus(tx.now(), '-PT1H') } };
  const own = await newest(tx, { ...wrong, chatId }, chatTriesPerHour);
  const all = how === 'code' ? await newest(tx, wrong, companyTriesPerHour) : [];
  const limits = [own[chatTriesPerHour - 1], all[companyTriesPerHour - 1]];
  const ends = limits.flatMap((attempt) => (attempt ? [plus(attempt.createdAt, 'PT1H')] : []));
  const retryAt = ends.sort((a, b) => b.getTime() - a.getTime())[0] ?? null;
  return { left: Math.max(0, chatTriesPerHour - own.length), retryAt };
}

/** Writes an attempt down. A wrong one that fills the company's cap says `join.under-attack`, once an hour. */
export async function recordTry(tx: TxCtx, chatId: string, succeeded: boolean): Promise<void> {
  await tx.db.joinAttempt.create({ data: { id: newId(tx.now()), chatId, succeeded, createdAt: tx.now() } });
  if (succeeded) return;
  const { companyTriesPerHour } = await getSetting(tx, 'join');
  const since = plus(tx.now(), '-PT1H');
  const wrong = await tx.db.joinAttempt.count({ where: { succeeded: false, createdAt: { gt: since } } });
  if (wrong < companyTriesPerHour) return;
  await once(tx, `join.under-attack:${tx.now().toISOString().slice(0, 13)}`, (inner) =>
    emit(inner, { kind: 'join.under-attack', data: { wrongTries: wrong, since: since.toISOString() } }),
  );
}

function newest(
  tx: TxCtx,
  where: { succeeded: boolean; createdAt: { gt: Instant }; chatId?: string },
  take: number,
): Promise<{ createdAt: Instant }[]> {
  return tx.db.joinAttempt.findMany({ where, take, orderBy: { createdAt: 'desc' }, select: { createdAt: true } });
}
