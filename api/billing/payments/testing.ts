import { saveSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import type { TestHouse } from '#api/core/testing.ts';
import { aResident, aUnit } from '#api/residents/testing.ts';
import { lessenBill } from '../disputes/adjust-bill.ts';
import { issueInvoice } from '../issue-invoice.ts';
import { postEntry } from '../ledger.ts';
import type { InvoiceLineInput } from '../schema.ts';
import { lockAccount } from '../settle-account.ts';

/** Every way to pay is offered, as a house with all keys would. */
export async function offerAll(ctx: Ctx): Promise<void> {
  await saveSetting(ctx, systemActor, 'payment-ways', {
    offered: ['telegram', 'yookassa', 'stripe', 'sandbox'],
    payAt: 'http://127.0.0.1:8080/pay',
  });
}

export function aLine(chargedMinor: bigint, more: Partial<InvoiceLineInput> = {}): InvoiceLineInput {
  return { serviceCode: 'water', name: 'Water', group: 'water', unit: 'm³', chargedMinor, ...more };
}

export type PayingFlat = Awaited<ReturnType<typeof aPayingFlat>>;

/** A flat with an owner and bills, one for each sum, from the month of July on. */
export async function aPayingFlat(house: TestHouse, buildingId: string, sums: readonly bigint[]) {
  const { ctx } = house;
  const unitId = await aUnit(ctx, { buildingId, accountNumber: `00${newId(ctx.now()).slice(-8)}` });
  const { id: accountId } = await ctx.db.account.findFirstOrThrow({ where: { unitId } });
  const { actor, residentId } = await aResident(ctx, { unitId, startsOn: '2026-01-01' });
  const invoiceIds: string[] = [];
  for (const [index, sum] of sums.entries()) {
    const period = `2026-${String(index + 7).padStart(2, '0')}`;
    const bill = { accountId, period, issuedOn: `${period}-20`, dueOn: `${period}-25`, lines: [aLine(sum)] };
    invoiceIds.push((await issueInvoice(ctx, systemActor, bill)).invoiceId);
  }
  return { unitId, accountId, actor, residentId, invoiceIds };
}

/** What a decision in a dispute does to a flat's first bill: it asks for `minor` less. */
export async function lessenFirstBill(ctx: Ctx, flat: PayingFlat, minor: bigint): Promise<void> {
  const { accountId } = flat;
  const invoiceId = flat.invoiceIds[0] ?? '';
  await inTransaction(ctx, async (tx) => {
    await lockAccount(tx, accountId);
    const about = { accountId, origin: 'ours', kind: 'adjustment', currency: 'RUB', invoiceId } as const;
    await postEntry(tx, { ...about, amountMinor: -minor, effectiveOn: '2026-08-01' });
    await lessenBill(tx, { invoiceId, lineIds: [], minor });
  });
}

/** What must hold for an account whatever happened: the differences, none when all is well. */
export async function wrongSums(ctx: Ctx, accountId: string): Promise<unknown[]> {
  return ctx.db.$queryRaw<unknown[]>`
    select 'bill' as what, i.id from invoice i where i.account_id = ${accountId}::uuid and (
      i.paid_minor <> coalesce((select sum(x.amount_minor) from payment_allocation x where x.invoice_id = i.id), 0)
      or i.paid_minor - coalesce((select sum(x.amount_minor) from payment_allocation x where x.invoice_id = i.id
        and x.line_id is null), 0) <> (select sum(l.paid_minor) from invoice_line l where l.invoice_id = i.id)
      or i.paid_minor > greatest(i.total_minor - i.opening_minor + i.adjusted_minor, 0))
    union all
    select 'payment', p.id from payment p where p.account_id = ${accountId}::uuid
      and coalesce((select sum(x.amount_minor) from payment_allocation x where x.payment_id = p.id), 0)
        not between 0 and p.amount_minor - p.refunded_minor
    union all
    select 'crossing', x.id from payment_allocation x join payment p on p.id = x.payment_id
      join invoice i on i.id = x.invoice_id where p.account_id = ${accountId}::uuid and i.account_id <> p.account_id
    union all
    select 'ledger', ${accountId}::uuid where (
      select coalesce(sum(e.amount_minor), 0) from ledger_entry e where e.account_id = ${accountId}::uuid
        and e.kind in ('payment', 'refund')) <> (
      select coalesce(-sum(p.amount_minor - p.refunded_minor), 0) from payment p
      where p.account_id = ${accountId}::uuid and p.state in ('succeeded', 'refunded'))`;
}
