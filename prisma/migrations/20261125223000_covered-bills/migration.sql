-- AlterTable
ALTER TABLE "invoice" ADD COLUMN     "covered_minor" BIGINT NOT NULL DEFAULT 0;

-- Bills of an account ask for no more together than it owes: the oldest are covered first.
update invoice i set covered_minor = c.minor
from (
  select o.id, greatest(least(o.unpaid, o.surplus - (o.until - o.unpaid)), 0)::bigint as minor
  from (
    select b.id, b.unpaid, sum(b.unpaid) over (partition by b.account_id order by b.period, b.due_on, b.id) as until,
      sum(b.unpaid) over (partition by b.account_id) - greatest(coalesce(l.balance, 0), 0) as surplus
    from (select n.*, n.total_minor - n.opening_minor + n.adjusted_minor - n.paid_minor as unpaid from invoice n) b
    left join (select account_id, sum(amount_minor) as balance from ledger_entry group by 1) l on l.account_id = b.account_id
    where b.state = 'issued' and b.unpaid > 0
  ) o
) c
where c.id = i.id and c.minor <> 0;
