import type { TxCtx } from '#api/core/ctx.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { unpaidOfInvoice } from './open-sum.ts';

/**
 * Bills of an account ask for no more together than the account owes. Where they would, billing knows of money that no payment here
 * tells of (paid at a desk, and said by a balance alone), or a bill below zero lessens the others: the oldest bills are covered by the
 * difference. It is reckoned anew from bills and ledger, so whatever explains the money later, a payment or an undo, sets it right.
 *
 * `accounts` is a query of account ids; the accounts must be locked. Called by whatever moves their ledger or what their bills ask for.
 */
export async function coverBills(tx: TxCtx, accounts: Prisma.Sql): Promise<void> {
  await tx.db.$executeRaw(Prisma.sql`
    with unpaid as (
      select i.id, i.account_id, i.period, i.due_on, case i.state when 'issued' then greatest(${unpaidOfInvoice}, 0) else 0 end as minor
      from invoice i where i.account_id in (${accounts})),
    owed as (
      select e.account_id, greatest(sum(e.amount_minor), 0) as minor
      from ledger_entry e where e.account_id in (${accounts}) group by 1),
    laid as (
      select u.id, u.minor, sum(u.minor) over (partition by u.account_id order by u.period, u.due_on, u.id) as until,
        sum(u.minor) over (partition by u.account_id) - coalesce(o.minor, 0) as surplus
      from unpaid u left join owed o on o.account_id = u.account_id),
    covered as (
      select l.id, greatest(least(l.minor, l.surplus - (l.until - l.minor)), 0)::bigint as minor from laid l)
    update invoice i set covered_minor = c.minor from covered c where i.id = c.id and i.covered_minor <> c.minor`);
}

/** The same for accounts by their ids. */
export function coverBillsOf(tx: TxCtx, accountIds: readonly string[]): Promise<void> {
  return coverBills(tx, Prisma.sql`select unnest(${[...accountIds]}::uuid[])`);
}
