import type { TxCtx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { splitMinor } from '#api/core/money.ts';
import { askedOf } from '../open-sum.ts';

/**
 * Takes `minor` off what a bill asks for, from the named lines (all of them when none is) in proportion to what they ask for. What was
 * paid for them too much is free again: `settleAccount` lays it on other bills, or it stays an advance. The account must be locked.
 */
export async function lessenBill(
  tx: TxCtx,
  { invoiceId, lineIds, minor }: { invoiceId: string; lineIds: readonly string[]; minor: bigint },
): Promise<void> {
  const lines = await tx.db.invoiceLine.findMany({
    where: { invoiceId, ...(lineIds.length > 0 ? { id: { in: [...lineIds] } } : {}) },
    orderBy: { position: 'asc' },
  });
  const weights = lines.map((line) => atLeastNothing(line.toPayMinor + line.adjustedMinor));
  const carries = weights.some((weight) => weight > 0n);
  const parts = carries ? splitMinor(minor, weights) : weights;
  await tx.db.invoice.update({ where: { id: invoiceId }, data: { adjustedMinor: { decrement: minor } } });
  for (const [index, line] of lines.entries()) {
    const part = parts[index] ?? 0n;
    if (part === 0n) continue;
    await tx.db.invoiceLine.update({ where: { id: line.id }, data: { adjustedMinor: { decrement: part } } });
    const asked = line.toPayMinor + line.adjustedMinor - part;
    await freePaid(tx, { invoiceId, lineId: line.id, minor: atLeastNothing(line.paidMinor - atLeastNothing(asked)) });
  }
  await freeOver(tx, invoiceId);
}

/** What was laid on a bill beyond what it asks for is free again, from whatever lines it lies on. */
export async function freeOver(tx: TxCtx, invoiceId: string): Promise<void> {
  const bill = await tx.db.invoice.findUniqueOrThrow({ where: { id: invoiceId } });
  const asked = askedOf(bill);
  let over = atLeastNothing(bill.paidMinor - atLeastNothing(asked));
  const lines = await tx.db.invoiceLine.findMany({ where: { invoiceId }, orderBy: { position: 'desc' } });
  for (const lineId of [null, ...lines.map((line) => line.id)]) {
    if (over > 0n) over -= await freePaid(tx, { invoiceId, lineId, minor: over });
  }
}

/**
 * Takes up to `minor` off a line again, the newest payment's first; says how much there was. An allocation is never changed: a row
 * below zero stands against it.
 */
async function freePaid(
  tx: TxCtx,
  { invoiceId, lineId, minor }: { invoiceId: string; lineId: string | null; minor: bigint },
): Promise<bigint> {
  if (minor === 0n) return 0n;
  const laid = await tx.db.$queryRaw<{ paymentId: string; laidMinor: bigint }[]>`
    select x.payment_id as "paymentId", sum(x.amount_minor)::bigint as "laidMinor"
    from payment_allocation x join payment p on p.id = x.payment_id
    where x.invoice_id = ${invoiceId}::uuid and x.line_id is not distinct from ${lineId}::uuid
    group by x.payment_id, p.succeeded_at having sum(x.amount_minor) > 0
    order by p.succeeded_at desc, x.payment_id desc`;
  let left = minor;
  for (const { paymentId, laidMinor } of laid) {
    if (left === 0n) break;
    const freed = laidMinor - atLeastNothing(laidMinor - left);
    left -= freed;
    await tx.db.paymentAllocation.create({
      data: { id: newId(tx.now()), paymentId, invoiceId, lineId, amountMinor: -freed, createdAt: tx.now() },
    });
  }
  const freed = minor - left;
  if (lineId) await tx.db.invoiceLine.update({ where: { id: lineId }, data: { paidMinor: { decrement: freed } } });
  await tx.db.invoice.update({ where: { id: invoiceId }, data: { paidMinor: { decrement: freed } } });
  return freed;
}

function atLeastNothing(minor: bigint): bigint {
  return minor > 0n ? minor : 0n;
}
