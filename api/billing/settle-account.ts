import { getSetting } from '#api/company/settings.ts';
import type { TxCtx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { type Allocated, allocate, lessen, type OpenInvoice } from './allocation.ts';

type PartRow = { invoiceId: string; lineId: string | null; group: string; remainingMinor: bigint };

/** Holds an account until the end of the transaction, so that two payments are laid on its bills one after the other. */
export async function lockAccount(
  tx: TxCtx,
  accountId: string,
): Promise<{ id: string; payeeId: string; unitId: string; number: string; currency: string } | null> {
  const [row] = await tx.db.$queryRaw<
    { id: string; payeeId: string; unitId: string; number: string; currency: string }[]
  >`select a.id, a.payee_id as "payeeId", a.unit_id as "unitId", a.number, p.currency
    from account a join payee p on p.id = a.payee_id where a.id = ${accountId}::uuid for update of a`;
  return row ?? null;
}

/**
 * Lays what payments of an account have left on its open bills: on those their payers named first, the rest in the company's order
 * (the setting `payments`). Called when money comes and when a bill does (an advance pays it). The account must be locked.
 */
export async function settleAccount(tx: TxCtx, accountId: string): Promise<void> {
  const payments = await tx.db.$queryRaw<{ id: string; leftMinor: bigint }[]>`
    select p.id, (p.amount_minor - p.refunded_minor - coalesce(sum(x.amount_minor), 0))::bigint as "leftMinor"
    from payment p left join payment_allocation x on x.payment_id = p.id
    where p.account_id = ${accountId}::uuid and p.state in ('succeeded', 'refunded')
    group by p.id having p.amount_minor - p.refunded_minor > coalesce(sum(x.amount_minor), 0)
    order by p.succeeded_at, p.id`;
  if (payments.length === 0) return;
  let invoices = await findOpenInvoices(tx, accountId);
  if (invoices.length === 0) return;
  const { order, penalties } = await getSetting(tx, 'payments');
  if (order === 'newest-first') invoices.reverse();
  const named = await findTargets(
    tx,
    payments.map(({ id }) => id),
  );
  const rows: (Allocated & { paymentId: string })[] = [];
  for (const payment of payments) {
    const mine = (named.get(payment.id) ?? []).flatMap(
      (id) => invoices.find(({ invoiceId }) => invoiceId === id) ?? [],
    );
    const first = allocate(payment.leftMinor, mine, penalties);
    const then = allocate(
      first.restMinor,
      invoices.filter((one) => !mine.includes(one)),
      penalties,
    );
    const allocated = [...first.rows, ...then.rows];
    rows.push(...allocated.map((row) => ({ ...row, paymentId: payment.id })));
    invoices = invoices.map((invoice) => lessen(invoice, allocated));
  }
  if (rows.length > 0) await writeAllocations(tx, rows);
}

/** The bills that payers named, in their order, by payment. */
async function findTargets(tx: TxCtx, paymentIds: string[]): Promise<Map<string, string[]>> {
  const rows = await tx.db.paymentTarget.findMany({
    where: { paymentId: { in: paymentIds } },
    orderBy: { position: 'asc' },
  });
  const named = new Map<string, string[]>();
  for (const { paymentId, invoiceId } of rows) named.set(paymentId, [...(named.get(paymentId) ?? []), invoiceId]);
  return named;
}

/** Open bills, oldest first, with what is open on every line; what the lines do not explain is the rounding. */
async function findOpenInvoices(tx: TxCtx, accountId: string): Promise<OpenInvoice[]> {
  const rows = await tx.db.$queryRaw<PartRow[]>`
    with open as (
      select i.id, i.period, i.due_on, i.total_minor - i.opening_minor + i.adjusted_minor - i.paid_minor as remaining
      from invoice i where i.account_id = ${accountId}::uuid and i.state = 'issued'
        and i.total_minor - i.opening_minor + i.adjusted_minor > i.paid_minor)
    select o.id as "invoiceId", l.id as "lineId", l."group", (l.to_pay_minor + l.adjusted_minor - l.paid_minor)::bigint as "remainingMinor",
      o.period, o.due_on, l.position
    from open o join invoice_line l on l.invoice_id = o.id
    union all
    select o.id, null, 'other',
      (o.remaining - coalesce((select sum(l.to_pay_minor + l.adjusted_minor - l.paid_minor) from invoice_line l where l.invoice_id = o.id), 0))::bigint,
      o.period, o.due_on, 100000
    from open o
    order by 5, 6, 1, 7`;
  const invoices = new Map<string, OpenInvoice>();
  for (const { invoiceId, lineId, group, remainingMinor } of rows) {
    if (remainingMinor === 0n) continue;
    const invoice = invoices.get(invoiceId) ?? { invoiceId, parts: [] };
    invoice.parts.push({ lineId, isPenalty: group === 'penalty', remainingMinor });
    invoices.set(invoiceId, invoice);
  }
  return [...invoices.values()];
}

/** Writes allocations down, and what they make of the bills and lines; below zero takes back. */
export async function writeAllocations(tx: TxCtx, rows: (Allocated & { paymentId: string })[]): Promise<void> {
  const now = tx.now();
  await tx.db.paymentAllocation.createMany({
    data: rows.map((row) => ({
      id: newId(now),
      paymentId: row.paymentId,
      invoiceId: row.invoiceId,
      lineId: row.lineId,
      amountMinor: row.amountMinor,
      createdAt: now,
    })),
  });
  const given = {
    invoiceIds: rows.map((row) => row.invoiceId),
    lineIds: rows.map((row) => row.lineId),
    amounts: rows.map((row) => row.amountMinor.toString()),
  };
  await tx.db.$executeRaw`
    update invoice_line l set paid_minor = l.paid_minor + g.amount
    from (select line_id, sum(amount)::bigint as amount
      from unnest(${given.lineIds}::uuid[], ${given.amounts}::bigint[]) as t(line_id, amount) group by line_id) g
    where l.id = g.line_id`;
  await tx.db.$executeRaw`
    update invoice i set paid_minor = i.paid_minor + g.amount
    from (select invoice_id, sum(amount)::bigint as amount
      from unnest(${given.invoiceIds}::uuid[], ${given.amounts}::bigint[]) as t(invoice_id, amount) group by invoice_id) g
    where i.id = g.invoice_id`;
}
