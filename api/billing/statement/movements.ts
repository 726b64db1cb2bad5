import type { YearMonth } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type Bounds, isVisibleEntry, isVisibleInvoice } from '../visible.ts';

/** What a month did to an account; minor units. All but `paidMinor` and `benefitMinor` add to what is owed. */
export type Sums = {
  /** A balance that was brought in from before the ledger began. */
  broughtMinor: bigint;
  chargedMinor: bigint;
  recalculatedMinor: bigint;
  benefitMinor: bigint;
  penaltyMinor: bigint;
  /** Decisions on disputes, and what billing's balance said beyond its bills. */
  adjustedMinor: bigint;
  paidMinor: bigint;
};
export type Movement = Sums & { accountId: string; period: YearMonth };

/**
 * A query of every month of a flat's accounts in which something moved, as this resident may see it. What a charge consists of is
 * on its bill; a payment of a former owner counts as far as it paid this resident's bills, and theirs as far as it did not pay his.
 */
export function movementsSql(flat: Bounds): Prisma.Sql {
  const of = (kinds: string[], sign: '+' | '-' = '+') =>
    Prisma.sql`coalesce(${sign === '-' ? Prisma.sql`-` : Prisma.empty}sum(m.amount_minor) filter (where m.kind in (${Prisma.join(kinds)})), 0)::bigint`;
  return Prisma.sql`
    with mine as (select id from account where unit_id = ${flat.unitId}::uuid),
    moves as (
      select e.account_id, e.kind, e.amount_minor,
        case when e.kind in ('charge', 'penalty') and i.period is not null then i.period
          else to_char(e.effective_on, 'YYYY-MM') end as period
      from ledger_entry e left join invoice i on i.id = e.invoice_id
      where e.account_id in (select id from mine) and ${isVisibleEntry(flat)}
      union all
      select i.account_id, part.kind, part.amount, i.period
      from invoice i cross join lateral (values ('recalculation', i.recalculation_minor), ('benefit', i.benefit_minor))
        as part(kind, amount)
      where i.account_id in (select id from mine) and ${isVisibleInvoice(flat)} and part.amount <> 0
      union all
      select p.account_id, 'payment', case when p.is_visible then x.amount_minor else -x.amount_minor end,
        to_char(greatest(p.paid_on, ${flat.from}::date), 'YYYY-MM')
      from (select e.account_id, e.payment_id, min(e.effective_on) as paid_on,
          bool_or(e.effective_on >= ${flat.from}::date) as is_visible
        from ledger_entry e where e.account_id in (select id from mine) and e.kind = 'payment'
        group by e.account_id, e.payment_id) p
      join payment_allocation x on x.payment_id = p.payment_id
      join invoice i on i.id = x.invoice_id
      where ${isVisibleInvoice(flat)} <> p.is_visible)
    select m.account_id as "accountId", m.period,
      ${of(['opening'])} as "broughtMinor",
      ${of(['charge'])} - ${of(['recalculation'])} + ${of(['benefit'])} as "chargedMinor",
      ${of(['recalculation'])} as "recalculatedMinor", ${of(['benefit'])} as "benefitMinor",
      ${of(['penalty'])} as "penaltyMinor", ${of(['adjustment', 'reconciliation'])} as "adjustedMinor",
      ${of(['payment', 'refund', 'confirmation'], '-')} as "paidMinor"
    from moves m group by m.account_id, m.period order by m.period`;
}
