import { getSetting, type SettingValue } from '#api/company/settings.ts';
import type { TxCtx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { type Allocated, allocate, lessen, type OpenInvoice } from './allocation.ts';
import { coverBillsOf } from './cover-bills.ts';
import { unpaidOfInvoice } from './open-sum.ts';

type PartRow = { accountId: string; invoiceId: string; lineId: string | null; group: string; remainingMinor: bigint };

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
 * (the setting `payments`), and covers what is owed no more. Called when money comes and when a bill does (an advance pays it). The
 * account must be locked.
 */
export function settleAccount(tx: TxCtx, accountId: string): Promise<void> {
  return settleAccounts(tx, [accountId]);
}

/** The same for many accounts, in as many statements as for one. */
export async function settleAccounts(tx: TxCtx, accountIds: readonly string[]): Promise<void> {
  await layLeft(tx, accountIds);
  await coverBillsOf(tx, accountIds);
}

async function layLeft(tx: TxCtx, accountIds: readonly string[]): Promise<void> {
  const payments = await tx.db.$queryRaw<Left[]>`
    select p.id, p.account_id as "accountId", (p.amount_minor - p.refunded_minor - coalesce(sum(x.amount_minor), 0))::bigint as "leftMinor"
    from payment p left join payment_allocation x on x.payment_id = p.id
    where p.account_id = any(${[...accountIds]}::uuid[]) and p.state in ('succeeded', 'refunded')
    group by p.id having p.amount_minor - p.refunded_minor > coalesce(sum(x.amount_minor), 0)
    order by p.succeeded_at, p.id`;
  if (payments.length === 0) return;
  const invoicesOf = await findOpenInvoices(tx, [...new Set(payments.map(({ accountId }) => accountId))]);
  if (invoicesOf.size === 0) return;
  const terms = await getSetting(tx, 'payments');
  const named = await findTargets(
    tx,
    payments.map(({ id }) => id),
  );
  const rows: Laid[] = [];
  for (const [accountId, invoices] of invoicesOf) {
    const mine = payments.filter((payment) => payment.accountId === accountId);
    rows.push(...layPayments(mine, terms.order === 'newest-first' ? invoices.reverse() : invoices, named, terms));
  }
  if (rows.length > 0) await writeAllocations(tx, rows);
}

type Left = { id: string; accountId: string; leftMinor: bigint };
type Laid = Allocated & { paymentId: string };

/** Lays the payments of one account, each on the bills it named and then on the others as they come. */
function layPayments(
  payments: readonly Left[],
  open: readonly OpenInvoice[],
  named: Map<string, string[]>,
  { penalties }: SettingValue<'payments'>,
): Laid[] {
  let invoices = [...open];
  return payments.flatMap((payment) => {
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
    invoices = invoices.map((invoice) => lessen(invoice, allocated));
    return allocated.map((row) => ({ ...row, paymentId: payment.id }));
  });
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

/** Open bills by account, oldest first, with what is open on every line; what the lines do not explain is the rounding. */
async function findOpenInvoices(tx: TxCtx, accountIds: string[]): Promise<Map<string, OpenInvoice[]>> {
  const rows = await tx.db.$queryRaw<PartRow[]>`
    with open as (
      select i.id, i.account_id, i.period, i.due_on, ${unpaidOfInvoice} as remaining
      from invoice i where i.account_id = any(${accountIds}::uuid[]) and i.state = 'issued'
        and ${unpaidOfInvoice} > 0)
    select o.id as "invoiceId", l.id as "lineId", l."group", (l.to_pay_minor + l.adjusted_minor - l.paid_minor)::bigint as "remainingMinor",
      o.period, o.due_on, l.position, o.account_id as "accountId"
    from open o join invoice_line l on l.invoice_id = o.id
    union all
    select o.id, null, 'other',
      (o.remaining - coalesce((select sum(l.to_pay_minor + l.adjusted_minor - l.paid_minor) from invoice_line l where l.invoice_id = o.id), 0))::bigint,
      o.period, o.due_on, 100000, o.account_id
    from open o
    order by 5, 6, 1, 7`;
  const invoices = new Map<string, OpenInvoice>();
  const byAccount = new Map<string, OpenInvoice[]>();
  for (const { accountId, invoiceId, lineId, group, remainingMinor } of rows) {
    if (remainingMinor === 0n) continue;
    let invoice = invoices.get(invoiceId);
    if (!invoice) {
      invoice = { invoiceId, parts: [] };
      invoices.set(invoiceId, invoice);
      const mine = byAccount.get(accountId);
      if (mine) mine.push(invoice);
      else byAccount.set(accountId, [invoice]);
    }
    invoice.parts.push({ lineId, isPenalty: group === 'penalty', remainingMinor });
  }
  return byAccount;
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
