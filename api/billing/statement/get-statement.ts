import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { periodOf, shiftPeriod, today, type YearMonth } from '#api/core/time.ts';
import { openBooks } from '../books.ts';
import { type Movement, movementsSql } from './movements.ts';
import { type StatementRow, toRows } from './rows.ts';

/** The history of one account: with whom it is, and its months, oldest first. */
export type AccountStatement = {
  accountId: string;
  accountNumber: string;
  payeeId: string;
  payeeName: string;
  currency: string;
  rows: StatementRow[];
};

export type Statement = {
  unitId: string;
  from: YearMonth;
  until: YearMonth;
  /** The first month this resident may see anything of; null when there is nothing at all. */
  since: YearMonth | null;
  accounts: AccountStatement[];
};

/** Both months are shown. At most ten years, so that no statement is endless. */
export type StatementSpan = { from: YearMonth; until: YearMonth };
const mostMonths = 120;

/**
 * What was charged, corrected and paid month by month, as the ledger has it: charges stand in the month they are for, payments in
 * the month they were made. Sums are minor units; each month closes with what the next one opens with. A resident sees what
 * happened since they came (who keeps the books, everything), and the last month closes with the balance they are shown everywhere.
 * Refuses: flat.not-found, not-allowed (no `bills` right), statement.bad-span.
 */
export async function getStatement(
  ctx: Ctx,
  actor: Actor,
  unitId: string,
  { from, until }: StatementSpan,
): Promise<Statement> {
  const flat = await openBooks(ctx, actor, unitId);
  if (from > until || shiftPeriod(from, mostMonths) <= until) throw new AppError('statement.bad-span');
  const movements = await ctx.db.$queryRaw<Movement[]>(movementsSql(flat));
  const accounts = await ctx.db.account.findMany({
    where: { unitId: flat.unitId },
    include: { payee: true },
    orderBy: [{ isMain: 'desc' }, { createdAt: 'asc' }, { id: 'asc' }],
  });
  const now = periodOf(today(ctx, flat.timeZone));
  return {
    unitId: flat.unitId,
    from,
    until,
    since: movements[0]?.period ?? null,
    accounts: accounts.flatMap(({ id, number, payee }) => {
      const own = movements.filter(({ accountId }) => accountId === id);
      if (own.length === 0) return [];
      const rows = toRows(own, { from, until: lastOf(until, now, own) });
      const account = { accountId: id, accountNumber: number, payeeId: payee.id, payeeName: payee.name };
      return [{ ...account, currency: payee.currency, rows }];
    }),
  };
}

/** A month that has not come has no row, unless something is charged for it already. */
function lastOf(until: YearMonth, now: YearMonth, movements: readonly Movement[]): YearMonth {
  const charged = movements.at(-1)?.period ?? now;
  const last = charged > now ? charged : now;
  return until < last ? until : last;
}
