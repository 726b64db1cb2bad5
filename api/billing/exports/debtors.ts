import { getCompany } from '#api/company/company.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { today } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { mustKeepBooks } from '../keepers.ts';
import { openOfInvoice } from '../open-sum.ts';
import { type AccountRow, type AccountsFilter, accountsInOrder } from './accounts-in-order.ts';

/** By how many days a bill is past its due day. */
export const ages = ['notDue', 'to30', 'to60', 'to90', 'over90'] as const;
export type Age = (typeof ages)[number];

/**
 * What an account owes, by the age of its unpaid bills; minor units. `other` is owed beyond its bills, so that the ages
 * and `other` together are `owedMinor`.
 */
export type Debtor = AccountRow & { owedMinor: bigint; lastPaidOn: string | null; otherMinor: bigint } & Record<
    Age,
    bigint
  >;

/** The accounts that owe something, in the order of addresses, a handful at a time. For those who keep the books. Refuses `not-allowed`. */
export async function* readDebtors(ctx: Ctx, actor: Actor, filter: AccountsFilter): AsyncIterable<Debtor[]> {
  mustKeepBooks(actor);
  const { timeZone } = await getCompany(ctx);
  const day = today(ctx, timeZone).toString();
  yield* accountsInOrder<Debtor>(ctx, filter, {
    columns: Prisma.sql`owed.minor as "owedMinor", owed.last as "lastPaidOn", bills.*,
      owed.minor - (bills."notDue" + bills."to30" + bills."to60" + bills."to90" + bills."over90") as "otherMinor"`,
    joins: Prisma.sql`
      cross join lateral (select coalesce(sum(e.amount_minor), 0)::bigint as minor,
          (max(e.effective_on) filter (where e.kind = 'payment'))::text as last
        from ledger_entry e where e.account_id = page.id) owed
      cross join lateral (select ${agesSql(day)} from invoice i
        where i.account_id = page.id and i.state = 'issued' and ${openOfInvoice} > 0) bills`,
    where: Prisma.sql`owed.minor > 0`,
  });
}

function agesSql(day: string): Prisma.Sql {
  const late = Prisma.sql`(${day}::date - i.due_on)`;
  const sum = (which: Prisma.Sql, name: Age) =>
    Prisma.sql`coalesce(sum(${openOfInvoice}) filter (where ${which}), 0)::bigint as ${Prisma.raw(`"${name}"`)}`;
  return Prisma.join([
    sum(Prisma.sql`${late} <= 0`, 'notDue'),
    sum(Prisma.sql`${late} between 1 and 30`, 'to30'),
    sum(Prisma.sql`${late} between 31 and 60`, 'to60'),
    sum(Prisma.sql`${late} between 61 and 90`, 'to90'),
    sum(Prisma.sql`${late} > 90`, 'over90'),
  ]);
}

/** What is owed in all, by payee and age; `accounts` is how many owe. */
export type DebtSummary = {
  payee: string;
  currency: string;
  accounts: number;
  owedMinor: bigint;
  otherMinor: bigint;
} & Record<Age, bigint>;

/** The debts of a company in a few figures, a row a payee. Refuses `not-allowed`. */
export async function summariseDebts(ctx: Ctx, actor: Actor): Promise<DebtSummary[]> {
  mustKeepBooks(actor);
  const { timeZone } = await getCompany(ctx);
  const day = today(ctx, timeZone).toString();
  return ctx.db.$queryRaw<DebtSummary[]>(Prisma.sql`
    with owed as (
      select e.account_id, sum(e.amount_minor)::bigint as minor from ledger_entry e group by e.account_id having sum(e.amount_minor) > 0),
    bills as (
      select i.account_id, ${agesSql(day)} from owed o join invoice i on i.account_id = o.account_id
      where i.state = 'issued' and ${openOfInvoice} > 0 group by i.account_id)
    select p.name as payee, p.currency::text as currency, count(*)::int as accounts, sum(o.minor)::bigint as "owedMinor",
      ${Prisma.join(ages.map((age) => Prisma.raw(`coalesce(sum(b."${age}"), 0)::bigint as "${age}"`)))},
      (sum(o.minor) - ${Prisma.raw(ages.map((age) => `coalesce(sum(b."${age}"), 0)`).join(' - '))})::bigint as "otherMinor"
    from owed o join account a on a.id = o.account_id join payee p on p.id = a.payee_id left join bills b on b.account_id = o.account_id
    group by p.id order by p.name`);
}
