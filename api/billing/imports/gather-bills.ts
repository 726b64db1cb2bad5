import type { TxCtx } from '#api/core/ctx.ts';

/**
 * Lays the staged lines of a file together into bills: the table `import_bill`, one row a bill, with its account and the bill that
 * stands under its number. `day` (ISO) is today's: without a day of its own a bill is issued when its month is over, or when it is due,
 * but not later than today.
 *
 * What a bill says is to be paid (`said_minor`) may hold what it carries over or not: programs differ. `rounding_minor` is what its
 * lines do not explain of it.
 */
export async function gatherBills(tx: TxCtx, batchId: string, day: string): Promise<void> {
  await tx.db.$executeRaw`drop table if exists pg_temp.import_bill`;
  await tx.db.$executeRaw`
    create temp table import_bill (id uuid, account_number text, payee text, period text, number text, first_line int,
      line_count int, bad_line int, totalless_line int, differs text, accounts int, account_id uuid, unit_id uuid, payee_id uuid,
      currency text, issued_on date, due_on date, has_opening boolean, opening_minor bigint, charged_minor bigint,
      recalculation_minor bigint, benefit_minor bigint, penalty_minor bigint, said_minor bigint, rounding_minor bigint,
      stands_id uuid, is_same boolean, problem text, problem_values jsonb) on commit drop`;
  await tx.db.$executeRaw`
    with bill as (
      select account_number, payee, period, number, min(line) as first_line, count(*)::int as line_count,
        min(line) filter (where problem is not null) as bad_line, min(line) filter (where to_pay_minor is null) as totalless_line,
        case when min(due_on) <> max(due_on) then 'due_date'
          when min(issued_on) <> max(issued_on) or count(issued_on) not in (0, count(*)) then 'issue_date' end as differs,
        min(issued_on) as issued_on, min(due_on) as due_on, count(debt_minor) > 0 as has_opening,
        coalesce(sum(debt_minor), 0) - coalesce(sum(paid_minor), 0) as carried, coalesce(sum(charged_minor), 0) as charged,
        coalesce(sum(recalculation_minor), 0) as recalculation, coalesce(sum(benefit_minor), 0) as benefit,
        coalesce(sum(penalty_minor), 0) as penalty, sum(to_pay_minor) as said
      from import_line where batch_id = ${batchId}::uuid group by 1, 2, 3, 4),
    named as (
      select k.account_number, k.payee, count(a.id)::int as accounts, (array_agg(a.id))[1] as account_id,
        (array_agg(a.unit_id))[1] as unit_id, (array_agg(p.id))[1] as payee_id, min(p.currency) as currency
      from (select distinct account_number, payee from bill) k
      left join (account a join payee p on p.id = a.payee_id)
        on a.number = k.account_number and (k.payee = '' or p.code = k.payee)
      group by 1, 2),
    totals as (select exists (select 1 from import_line where batch_id = ${batchId}::uuid and to_pay_minor is not null) as are_told),
    reckoned as (
      select b.*, b.charged + b.recalculation - b.benefit + b.penalty as own,
        case when b.has_opening then b.carried else 0 end as opening from bill b)
    insert into import_bill
    select gen_random_uuid(), r.account_number, r.payee, r.period, r.number, r.first_line, r.line_count, r.bad_line,
      case when t.are_told then r.totalless_line end,
      coalesce(r.differs, case when n.accounts = 1
        and count(*) over (partition by n.account_id, r.period, r.number) > 1 then 'payee' end),
      n.accounts, case when n.accounts = 1 then n.account_id end, n.unit_id, n.payee_id, n.currency,
      r.issued_on, r.due_on, r.has_opening, r.opening,
      r.charged, r.recalculation, r.benefit, r.penalty, r.said,
      case when r.said is null or not t.are_told then 0
        when abs(r.said - r.own) <= 100 and abs(r.said - r.own) < abs(r.said - r.own - r.carried) then r.said - r.own
        else r.said - r.own - r.carried end,
      null, false, null, null
    from reckoned r cross join totals t
    join named n on n.account_number = r.account_number and n.payee = r.payee`;
  await tx.db.$executeRaw`analyze import_bill`;
  // Once it is known how many bills there are: planned together with the above, this would look through all the bills there are.
  await tx.db.$executeRaw`
    update import_bill b set stands_id = i.id, issued_on = coalesce(b.issued_on, i.issued_on)
    from invoice i where i.account_id = b.account_id and i.period = b.period::bpchar and i.number = b.number and i.state = 'issued'`;
  await tx.db.$executeRaw`
    update import_bill set issued_on = least((period || '-01')::date + interval '1 month', due_on, ${day}::date)
    where issued_on is null and period <> ''`;
}
