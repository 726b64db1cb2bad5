import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import type { YearMonth } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { mustKeepBooks } from '../keepers.ts';
import { type AccountRow, type AccountsFilter, accountsInOrder } from './accounts-in-order.ts';

/** What some months did to an account; minor units. Always: opening + charged + adjusted − paid = closing. */
export type Turnover = AccountRow & {
  openingMinor: bigint;
  chargedMinor: bigint;
  adjustedMinor: bigint;
  paidMinor: bigint;
  closingMinor: bigint;
};

/** Both months are counted. */
export type Months = { from: YearMonth; until: YearMonth };

/**
 * The turnover of every account that had any or had a balance, in the order of addresses, a handful at a time. A charge stands in the month
 * it is for, a payment in the month it was made, as in the resident's statement; a balance brought in from before is in the opening.
 * Refuses `not-allowed`, `statement.bad-span`.
 */
export async function* readTurnover(
  ctx: Ctx,
  actor: Actor,
  { from, until, ...filter }: AccountsFilter & Months,
): AsyncIterable<Turnover[]> {
  mustKeepBooks(actor);
  if (from > until) throw new AppError('statement.bad-span');
  const of = (which: Prisma.Sql) => Prisma.sql`coalesce(sum(m.minor) filter (where ${which}), 0)::bigint`;
  const during = Prisma.sql`m.period between ${from} and ${until}`;
  yield* accountsInOrder<Turnover>(ctx, filter, {
    columns: Prisma.sql`moved.*`,
    joins: Prisma.sql`cross join lateral (
      select ${of(Prisma.sql`m.period < ${from} or (${during} and m.kind = 'opening')`)} as "openingMinor",
        ${of(Prisma.sql`${during} and m.kind in ('charge', 'penalty')`)} as "chargedMinor",
        ${of(Prisma.sql`${during} and m.kind in ('adjustment', 'reconciliation')`)} as "adjustedMinor",
        -${of(Prisma.sql`${during} and m.kind in ('payment', 'refund', 'confirmation')`)} as "paidMinor",
        ${of(Prisma.sql`m.period <= ${until}`)} as "closingMinor",
        coalesce(bool_or(${during}), false) as moved
      from (
        select e.kind, e.amount_minor as minor, case when e.kind in ('charge', 'penalty') and i.period is not null then i.period
          else to_char(e.effective_on, 'YYYY-MM') end as period
        from ledger_entry e left join invoice i on i.id = e.invoice_id where e.account_id = page.id) m) moved`,
    where: Prisma.sql`moved.moved or moved."closingMinor" <> 0`,
  });
}
