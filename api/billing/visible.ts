import type { Flat } from '#api/residents/access.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { onTheirWay } from './ledger.ts';

/** What bounds a resident's view of bills. */
export type Bounds = Pick<Flat, 'unitId' | 'from' | 'since'>;

/**
 * True for an `invoice i` of the flat's accounts that its resident may see: issued since they came, and for no month that was
 * over before. A new owner starts clean.
 */
export function isVisibleInvoice(flat: Bounds): Prisma.Sql {
  return Prisma.sql`(i.state = 'issued' and i.issued_on >= ${flat.from}::date
    and i.period >= ${flat.from.slice(0, 7)} and i.created_at >= ${flat.since})`;
}

/** True for a `ledger_entry e` that this resident may see: of a bill that is theirs to see, or made since they came. */
export function isVisibleEntry(flat: Bounds): Prisma.Sql {
  return Prisma.sql`(case when e.invoice_id is null then e.effective_on >= ${flat.from}::date
    else exists (select 1 from invoice i where i.id = e.invoice_id and ${isVisibleInvoice(flat)}) end)`;
}

/**
 * A query of (account_id, payee_id, balance_minor, on_their_way_minor, as_of): the accounts of a flat as this resident may see them. What
 * a former owner's payments and bills did to each other stays out of it, so it equals the visible bills minus what was paid for
 * them; for somebody who was there from the beginning it is the ledger's sum.
 */
export function visibleBalancesSql(flat: Bounds): Prisma.Sql {
  // Only somebody who came later than the account's first bill or payment needs the second, dearer half.
  const mayCross = Prisma.sql`(exists (select 1 from invoice i where i.account_id = a.id and not ${isVisibleInvoice(flat)})
    or exists (select 1 from ledger_entry e where e.account_id = a.id and e.kind = 'payment'
      and e.effective_on < ${flat.from}::date))`;
  return Prisma.sql`
    select a.id as account_id, a.payee_id, own.as_of, coalesce(own.on_their_way_minor, 0)::bigint as on_their_way_minor,
      coalesce(own.balance_minor, 0)::bigint + (case when ${mayCross} then coalesce((
        select sum(case when p.is_visible then x.amount_minor else -x.amount_minor end)
        from (select e.payment_id, bool_or(e.effective_on >= ${flat.from}::date) as is_visible
          from ledger_entry e where e.account_id = a.id and e.kind = 'payment' group by e.payment_id) p
        join payment_allocation x on x.payment_id = p.payment_id
        join invoice i on i.id = x.invoice_id
        where ${isVisibleInvoice(flat)} <> p.is_visible), 0) else 0 end)::bigint as balance_minor
    from account a
    left join lateral (
      select sum(e.amount_minor) as balance_minor, ${onTheirWay()} as on_their_way_minor,
        max(e.effective_on) filter (where e.origin = 'billed') as as_of
      from ledger_entry e where e.account_id = a.id and ${isVisibleEntry(flat)}) own on true
    where a.unit_id = ${flat.unitId}::uuid`;
}
