import type { Ctx } from '#api/core/ctx.ts';
import { PlainDate } from '#api/core/time.ts';
import { openOfInvoice } from '../open-sum.ts';
import { lateCharge } from './late-charge.ts';
import { getTerms } from './terms.ts';

type OverdueBill = { id: string; dueOn: string };
type Row = { openMinor: bigint; wasBilled: boolean; paid: { on: string; minor: string }[] };

/**
 * What being late with a bill may have cost by `day`, in minor units: ours to estimate, billing's to charge. Null where a later
 * bill of the account carries a penalty already (then billing's own figure is the one to read), where the rate is not known, and
 * where nothing comes out. A penalty bears none itself.
 */
export async function estimateLate(ctx: Ctx, bill: OverdueBill, day: PlainDate): Promise<bigint | null> {
  const [row] = await ctx.db.$queryRaw<Row[]>`
    select (${openOfInvoice} - coalesce((
        select sum(l.to_pay_minor + l.adjusted_minor - l.paid_minor) from invoice_line l
        where l.invoice_id = i.id and l."group" = 'penalty'), 0))::bigint as "openMinor",
      exists (select 1 from invoice later where later.account_id = i.account_id and later.state = 'issued'
        and later.issued_on > i.due_on and later.penalty_minor <> 0) as "wasBilled",
      coalesce((select json_agg(json_build_object('on', p.paid_on, 'minor', p.minor::text))
        from (select min(e.effective_on) as paid_on, x.amount_minor as minor
          from payment_allocation x join ledger_entry e on e.payment_id = x.payment_id and e.kind = 'payment'
          left join invoice_line l on l.id = x.line_id
          where x.invoice_id = i.id and l."group" is distinct from 'penalty'
          group by x.id, x.amount_minor having min(e.effective_on) > i.due_on) p), '[]') as paid
    from invoice i where i.id = ${bill.id}::uuid`;
  if (!row || row.wasBilled || row.openMinor <= 0n) return null;
  const paid = row.paid.map(({ on, minor }) => ({ on: PlainDate.from(on), minor: BigInt(minor) }));
  const debtMinor = paid.reduce((all, { minor }) => all + minor, row.openMinor);
  const { late } = await getTerms(ctx);
  return lateCharge(late, { dueOn: PlainDate.from(bill.dueOn), debtMinor, paid }, day) || null;
}
