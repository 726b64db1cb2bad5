import { systemActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { issueInvoice } from '../issue-invoice.ts';
import { balanceOf } from '../ledger.ts';
import { openOf } from '../open-sum.ts';
import type { Group } from '../schema.ts';

/** Factories and truths for tests of disputes. */

export async function accountOf(ctx: Ctx, unitId: string): Promise<string> {
  return (await ctx.db.account.findFirstOrThrow({ where: { unitId } })).id;
}

type Line = [serviceCode: string, chargedMinor: bigint, recalculationMinor?: bigint];

/** A bill with its lines' ids in order; say only what the test is about. */
export async function aBill(
  ctx: Ctx,
  accountId: string,
  more: { period?: string; lines?: Line[]; dueOn?: string; issuedOn?: string } = {},
): Promise<{ id: string; lines: string[] }> {
  const { period = '2026-11', lines = [['cold-water', 3_000n]] } = more;
  const issued = await issueInvoice(ctx, systemActor, {
    ...{ accountId, period, issuedOn: more.issuedOn ?? `${period}-01`, dueOn: more.dueOn ?? `${period}-15` },
    lines: lines.map(([serviceCode, chargedMinor, recalculationMinor = 0n]) => ({
      ...{ serviceCode, name: serviceCode, group: 'other' as Group, unit: '', chargedMinor, recalculationMinor },
    })),
  });
  const rows = await ctx.db.invoiceLine.findMany({
    where: { invoiceId: issued.invoiceId },
    orderBy: { position: 'asc' },
  });
  return { id: issued.invoiceId, lines: rows.map((row) => row.id) };
}

/** Throws unless an account's ledger, bills, lines and payments tell the same story. */
export async function mustAgree(ctx: Ctx, accountId: string): Promise<void> {
  const [story] = await ctx.db.$queryRaw<{ bills: bigint; advance: bigint; setRight: bigint; wrong: string[] }[]>`
    select
      (select coalesce(sum(e.amount_minor), 0) from ledger_entry e
        where e.account_id = ${accountId}::uuid and e.kind = 'reconciliation')::bigint as "setRight",
      (select coalesce(sum(i.total_minor - i.opening_minor + i.adjusted_minor - i.paid_minor), 0) from invoice i
        where i.account_id = ${accountId}::uuid and i.state = 'issued')::bigint as bills,
      (select coalesce(sum(p.amount_minor - p.refunded_minor - coalesce((select sum(x.amount_minor)
        from payment_allocation x where x.payment_id = p.id), 0)), 0) from payment p
        where p.account_id = ${accountId}::uuid and p.state in ('succeeded', 'refunded'))::bigint as advance,
      array(
        select 'paid of bill ' || i.id from invoice i where i.account_id = ${accountId}::uuid and i.paid_minor <> coalesce(
          (select sum(x.amount_minor) from payment_allocation x where x.invoice_id = i.id), 0)
        union all
        select 'paid of line ' || l.id from invoice_line l join invoice i on i.id = l.invoice_id
        where i.account_id = ${accountId}::uuid and l.paid_minor <> coalesce(
          (select sum(x.amount_minor) from payment_allocation x where x.line_id = l.id), 0)
        union all
        select 'adjusted bill ' || i.id from invoice i where i.account_id = ${accountId}::uuid and i.adjusted_minor <> coalesce(
          (select sum(l.adjusted_minor) from invoice_line l where l.invoice_id = i.id), 0)
        union all
        select 'entries of bill ' || i.id from invoice i where i.account_id = ${accountId}::uuid and i.adjusted_minor <> coalesce(
          (select sum(e.amount_minor) from ledger_entry e where e.invoice_id = i.id
            and e.kind in ('adjustment', 'confirmation')), 0)
        union all
        select 'overpaid bill ' || i.id from invoice i where i.account_id = ${accountId}::uuid
          and i.paid_minor > greatest(i.total_minor - i.opening_minor + i.adjusted_minor, 0)
        union all
        select 'below nothing ' || p.id from payment p where p.account_id = ${accountId}::uuid and p.amount_minor < (
          select coalesce(sum(x.amount_minor), 0) from payment_allocation x where x.payment_id = p.id)
      ) as wrong`;
  const ledger = (await balanceOf(ctx, [accountId])).get(accountId)?.balanceMinor ?? 0n;
  const { bills = 0n, advance = 0n, setRight = 0n, wrong = [] } = story ?? {};
  if (wrong.length > 0) throw new Error(wrong.join('; '));
  await mustBeCovered(ctx, accountId, ledger);
  if (ledger === bills - advance + setRight) return;
  throw new Error(`ledger ${ledger}, bills ${bills}, advance ${advance}, set right ${setRight}`);
}

/** Throws unless what bills still ask for is what is owed where bills explain it, the oldest being asked for last. */
async function mustBeCovered(ctx: Ctx, accountId: string, owed: bigint): Promise<void> {
  const bills = await ctx.db.invoice.findMany({
    where: { accountId },
    orderBy: [{ period: 'desc' }, { dueOn: 'desc' }, { id: 'desc' }],
  });
  let left = owed > 0n ? owed : 0n;
  for (const bill of bills) {
    const unpaid = openOf({ ...bill, coveredMinor: 0n });
    const asked = unpaid <= 0n ? 0n : unpaid < left ? unpaid : left;
    left -= asked;
    const covered = unpaid <= 0n ? 0n : unpaid - asked;
    if (bill.coveredMinor !== covered) throw new Error(`bill ${bill.id} covers ${bill.coveredMinor}, not ${covered}`);
  }
}
