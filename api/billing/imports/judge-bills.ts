import { getCompany } from '#api/company/company.ts';
import type { TxCtx } from '#api/core/ctx.ts';
import { today } from '#api/core/time.ts';
import type { Judged } from '#api/imports/target.ts';
import { gatherBills } from './gather-bills.ts';

/** How many lines a bill may have. */
const mostLines = 200;

/**
 * Says of each bill of a file whether it is new, stands already, or takes the place of one that stands with other sums; and why one
 * is refused. With one bad line the whole bill is: there is no half of a bill. What the bills are is left in the table `import_bill`,
 * which lives as long as the transaction.
 */
export async function judgeBills(tx: TxCtx, batchId: string): Promise<Judged> {
  const { timeZone } = await getCompany(tx);
  const day = today(tx, timeZone);
  await gatherBills(tx, batchId, day.toString());
  await findUnchanged(tx, batchId);
  await holdReplaced(tx);
  await blame(tx, day.add({ months: 3 }).toString().slice(0, 7));
  await blameStrays(tx);
  await tx.db.$executeRaw`analyze import_bill`;
  const [sums] = await tx.db.$queryRaw<
    { rows: number; good: number; bills: number; replaced: number; unchanged: number }[]
  >`select coalesce(sum(line_count), 0)::int as rows,
      coalesce(sum(line_count) filter (where problem is null), 0)::int as good,
      (count(*) filter (where problem is null and stands_id is null))::int as bills,
      (count(*) filter (where problem is null and stands_id is not null and not is_same))::int as replaced,
      (count(*) filter (where problem is null and is_same))::int as unchanged
    from import_bill`;
  const { rows: rowCount = 0, good: goodCount = 0, ...effects } = sums ?? {};
  await keepRefused(tx, batchId, rowCount > goodCount);
  return { rowCount, goodCount, effects: { bills: 0, replaced: 0, unchanged: 0, ...effects } };
}

/** A bill is the same when its sums are, and each of its lines. */
async function findUnchanged(tx: TxCtx, batchId: string): Promise<void> {
  await tx.db.$executeRaw`
    update import_bill b set is_same = true
    from invoice i
    where i.id = b.stands_id and b.bad_line is null and b.differs is null and i.due_on = b.due_on and i.issued_on = b.issued_on
      and (i.opening_minor, i.charged_minor, i.recalculation_minor, i.benefit_minor, i.penalty_minor, i.rounding_minor)
        = (b.opening_minor, b.charged_minor, b.recalculation_minor, b.benefit_minor, b.penalty_minor, b.rounding_minor)
      and b.line_count = (select count(*) from invoice_line l where l.invoice_id = i.id)`;
  await tx.db.$executeRaw`
    with told as (
      select b.id, b.stands_id, l.*, row_number() over (partition by b.id order by l.line) as position
      from import_bill b join import_line l on (l.account_number, l.payee, l.period, l.number)
        = (b.account_number, b.payee, b.period, b.number)
      where b.is_same and l.batch_id = ${batchId}::uuid)
    update import_bill set is_same = false where id in (
      select t.id from told t left join invoice_line o on o.invoice_id = t.stands_id and o.position = t.position
      where (t.service_code, t.service_name, t."group", t.unit, t.volume, t.volume_method, t.tariff, t.charged_minor,
          t.recalculation_minor, t.recalculation_reason, t.benefit_minor, t.penalty_minor, coalesce(t.debt_minor, 0))
        is distinct from (o.service_code, o.service_name, o."group", o.unit, o.volume, o.volume_method, o.tariff, o.charged_minor,
          o.recalculation_minor, o.recalculation_reason, o.benefit_minor, o.penalty_minor, o.debt_minor))`;
}

/** Nobody pays or disputes what is about to be replaced. */
async function holdReplaced(tx: TxCtx): Promise<void> {
  await tx.db.$queryRaw`
    select count(*)::int from (select id from account where id in (
      select account_id from import_bill where stands_id is not null and not is_same) order by id for update) held`;
}

async function blame(tx: TxCtx, latestPeriod: string): Promise<void> {
  await tx.db.$executeRaw`
    update import_bill b set problem = x.problem, problem_values = x.given
    from import_bill o
    left join invoice i on i.id = o.stands_id and not o.is_same
    cross join lateral (select jsonb_build_object('number', o.number, 'period', o.period) as bill) named
    cross join lateral (
      select 'import.account-unknown' as problem, jsonb_build_object('number', o.account_number) as given
        where o.accounts = 0 and o.account_number <> ''
      union all select 'import.account-of-several', jsonb_build_object('number', o.account_number) where o.accounts > 1
      union all select 'import.bill-refused', jsonb_build_object('line', o.bad_line) where o.bad_line is not null
      union all select 'import.bill-differs', jsonb_build_object('column', o.differs) where o.differs is not null
      union all select 'import.bill-refused', jsonb_build_object('line', o.totalless_line) where o.totalless_line is not null
      union all select 'import.in-the-future', jsonb_build_object('date', o.period) where o.period > ${latestPeriod}::text
      union all select 'invoice.due-before-issued', jsonb_build_object('dueOn', o.due_on) where o.due_on < o.issued_on
      union all select 'import.bill-too-long', jsonb_build_object('limit', ${mostLines}::int) where o.line_count > ${mostLines}
      union all select 'import.sums-disagree', jsonb_build_object('said', round(o.said_minor / 100.0, 2)::text,
        'found', round((o.said_minor - o.rounding_minor) / 100.0, 2)::text) where abs(o.rounding_minor) > 100
      union all select 'import.bill-disputed', named.bill
        where exists (select 1 from dispute d where d.invoice_id = i.id and d.state = 'open')
      union all select 'import.bill-adjusted', named.bill where i.adjusted_minor <> 0
        or exists (select 1 from dispute d where d.invoice_id = i.id and d.state = 'decided' and d.accepted_minor > 0)
      union all select 'import.bill-being-paid', named.bill where exists (select 1 from payment_target t
        join payment p on p.id = t.payment_id where t.invoice_id = i.id and p.state in ('created', 'pending'))
      limit 1) x
    where b.id = o.id`;
}

/**
 * A line whose month cannot be read, or whose account is nobody's, may be part of a bill beside it: of one of its account, or of the one
 * bill that has its number. Such a bill would land without it.
 */
async function blameStrays(tx: TxCtx): Promise<void> {
  await tx.db.$executeRaw`
    update import_bill b set problem = 'import.bill-refused', problem_values = jsonb_build_object('line', s.line)
    from (select account_number, min(first_line) as line from import_bill where period = '' group by 1) s
    where b.problem is null and b.account_number = s.account_number`;
  await tx.db.$executeRaw`
    update import_bill b set problem = 'import.bill-refused', problem_values = jsonb_build_object('line', s.line)
    from (select period, number, min(first_line) filter (where account_id is null) as line from import_bill
      where number <> '' group by 1, 2 having count(*) filter (where account_id is null) > 0
        and count(*) filter (where account_id is not null) = 1) s
    where b.problem is null and b.period = s.period and b.number = s.number`;
}

async function keepRefused(tx: TxCtx, batchId: string, areThereAny: boolean): Promise<void> {
  await tx.db.importRow.deleteMany({ where: { batchId } });
  if (!areThereAny) return;
  await tx.db.$executeRaw`
    insert into import_row (batch_id, line, cells, error, "values")
    select l.batch_id, l.line, l.cells::jsonb,
      case when l.problem is not null then l.problem when is_without then 'import.cell-missing' else b.problem end,
      case when l.problem is not null then l.problem_values::jsonb
        when is_without then jsonb_build_object('column', 'to_pay') else b.problem_values end
    from import_bill b join import_line l on (l.account_number, l.payee, l.period, l.number)
      = (b.account_number, b.payee, b.period, b.number)
    cross join lateral (select b.totalless_line is not null and l.to_pay_minor is null as is_without) t
    where l.batch_id = ${batchId}::uuid and b.problem is not null`;
}
