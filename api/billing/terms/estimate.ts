import type { Ctx } from '#api/core/ctx.ts';
import { PlainDate } from '#api/core/time.ts';
import { openOfInvoice } from '../open-sum.ts';
import { lateCharge } from './late-charge.ts';
import { getTerms } from './terms.ts';

type OverdueBill = { id: string; dueOn: string };
type Row = { openMinor: bigint; billedOn: string | null; paid: { on: string; minor: string }[] };

/** What being late may have cost (minor units): since the day of the bill that charged what came before, or from the beginning. */
export type LateEstimate = { minor: bigint; since: string | null };

/**
 * What being late with a bill may have cost by `day`: ours to estimate, billing's to charge. Where a later bill of the account carries
 * a penalty, billing's own figure is the one to read for the time until it was issued, and only what came since is estimated; billing
 * may have counted to an earlier day than that, so it may be a little more. Null where the rate is not known, and where nothing comes
 * out. A penalty bears none itself.
 */
export async function estimateLate(ctx: Ctx, bill: OverdueBill, day: PlainDate): Promise<LateEstimate | null> {
  const row = await readLate(ctx, bill, day);
  if (!row || row.openMinor <= 0n) return null;
  const paid = row.paid.map(({ on, minor }) => ({ on: PlainDate.from(on), minor: BigInt(minor) }));
  const debtMinor = paid.reduce((all, { minor }) => all + minor, row.openMinor);
  const { late } = await getTerms(ctx);
  const debt = { dueOn: PlainDate.from(bill.dueOn), debtMinor, paid };
  const billedOn = row.billedOn === null ? null : PlainDate.from(row.billedOn);
  // A penalty of a time in which this bill cost nothing yet was for another one.
  const since = billedOn && lateCharge(late, debt, billedOn) !== 0n ? billedOn : null;
  const minor = lateCharge(late, debt, day, since);
  return minor ? { minor, since: since?.toString() ?? null } : null;
}

async function readLate(ctx: Ctx, bill: OverdueBill, day: PlainDate): Promise<Row | null> {
  const [row] = await ctx.db.$queryRaw<Row[]>`
    select (${openOfInvoice} - coalesce((
        select sum(l.to_pay_minor + l.adjusted_minor - l.paid_minor) from invoice_line l
        where l.invoice_id = i.id and l."group" = 'penalty'), 0))::bigint as "openMinor",
      (select max(later.issued_on)::text from invoice later where later.account_id = i.account_id and later.state = 'issued'
        and later.issued_on > i.due_on and later.issued_on <= ${day.toString()}::date and later.penalty_minor <> 0) as "billedOn",
      coalesce((select json_agg(json_build_object('on', p.paid_on, 'minor', p.minor::text))
        from (select min(e.effective_on) as paid_on, x.amount_minor as minor
          from payment_allocation x join ledger_entry e on e.payment_id = x.payment_id and e.kind = 'payment'
          left join invoice_line l on l.id = x.line_id
          where x.invoice_id = i.id and l."group" is distinct from 'penalty'
          group by x.id, x.amount_minor having min(e.effective_on) > i.due_on) p), '[]') as paid
    from invoice i where i.id = ${bill.id}::uuid`;
  return row ?? null;
}
