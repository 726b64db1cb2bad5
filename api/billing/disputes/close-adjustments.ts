import type { TxCtx } from '#api/core/ctx.ts';
import { splitMinor } from '#api/core/money.ts';
import { fromDateColumn, type Instant } from '#api/core/time.ts';
import { postEntry } from '../ledger.ts';
import { settleAccount } from '../settle-account.ts';
import { freeOver } from './adjust-bill.ts';

/**
 * Closes the account's adjustments that the bills of a file carry: a later bill with a recalculation of the disputed services that
 * covers the whole sum. The adjustment is taken back in the ledger by an entry of that bill, because the bill's own recalculation says
 * it again, and the bill shows that it was counted before: so the balance counts it once. One recalculation closes no two; what is
 * covered only in part stays open. Call it after the file's bills are merged and before balances are reconciled; the account must be
 * locked. Doing it again changes nothing. Gives back the ids of the disputes that were closed.
 */
export async function closeAdjustments(
  tx: TxCtx,
  { accountId, batchId }: { accountId: string; batchId: string },
): Promise<string[]> {
  const closed: string[] = [];
  for (const waiting of await findAwaiting(tx, accountId)) {
    const carrier = await findCarrier(tx, waiting, { accountId, batchId });
    if (!carrier) continue;
    await carry(tx, waiting, carrier, { accountId, batchId });
    closed.push(waiting.id);
  }
  if (closed.length > 0) await settleAccount(tx, accountId);
  return closed;
}

/**
 * A file is undone: what its bills had closed awaits billing again. Call it before the file's other entries are taken back; what was
 * reversed meanwhile is not reversed twice.
 */
export async function reopenAdjustments(tx: TxCtx, batchId: string): Promise<void> {
  const carried = await tx.db.ledgerEntry.findMany({
    where: { importBatchId: batchId, kind: 'confirmation', disputeId: { not: null }, invoiceId: { not: null } },
    orderBy: { id: 'asc' },
  });
  const reversed = new Set(carried.map(({ reversesId }) => reversesId));
  for (const entry of carried.filter(({ id, amountMinor }) => amountMinor > 0n && !reversed.has(id))) {
    const { id, accountId, currency, invoiceId, disputeId, amountMinor } = entry;
    await postEntry(tx, {
      ...{ accountId, currency, origin: 'ours', kind: 'confirmation', amountMinor: -amountMinor, reversesId: id },
      ...{ invoiceId: invoiceId ?? undefined, disputeId: disputeId ?? undefined, importBatchId: batchId },
      effectiveOn: fromDateColumn(entry.effectiveOn),
    });
    await tx.db.invoice.update({
      where: { id: invoiceId ?? '' },
      data: { adjustedMinor: { decrement: amountMinor } },
    });
    await tx.db.invoiceLine.updateMany({
      where: { invoiceId: invoiceId ?? '', adjustedMinor: { gt: 0n } },
      data: { adjustedMinor: 0n },
    });
    await freeOver(tx, invoiceId ?? '');
  }
  await tx.db.dispute.updateMany({ where: { billedBatchId: batchId }, data: { billedAt: null, billedBatchId: null } });
}

type Waiting = {
  id: string;
  entryId: string;
  acceptedMinor: bigint;
  currency: string;
  period: string;
  invoiceId: string;
  /** The services it was about; empty: the whole bill. */
  services: string[];
};

/** Accepted and not in any file yet, oldest first. */
async function findAwaiting(tx: TxCtx, accountId: string): Promise<Waiting[]> {
  return tx.db.$queryRaw<Waiting[]>`
    select d.id, e.id as "entryId", d.accepted_minor as "acceptedMinor", i.currency, i.period, i.id as "invoiceId",
      array(select l.service_code from invoice_line l where l.id = any(d.line_ids) order by l.position) as services
    from dispute d join invoice i on i.id = d.invoice_id
    join ledger_entry e on e.dispute_id = d.id and e.kind = 'adjustment' and e.reverses_id is null
    where i.account_id = ${accountId}::uuid and d.state = 'decided' and d.accepted_minor > 0 and d.billed_at is null
    order by d.decided_at, d.id`;
}

type CarrierLine = { invoiceId: string; issuedOn: Instant; lineId: string; freeMinor: bigint };

/** The lines of the first later bill of the file whose recalculations cover the sum, as far as nothing was closed with them yet. */
async function findCarrier(
  tx: TxCtx,
  { acceptedMinor, period, invoiceId, services }: Waiting,
  { accountId, batchId }: { accountId: string; batchId: string },
): Promise<CarrierLine[] | null> {
  const lines = await tx.db.$queryRaw<CarrierLine[]>`
    select i.id as "invoiceId", i.issued_on as "issuedOn", l.id as "lineId",
      (-l.recalculation_minor - greatest(l.adjusted_minor, 0))::bigint as "freeMinor"
    from invoice i join invoice_line l on l.invoice_id = i.id
    where i.account_id = ${accountId}::uuid and i.import_batch_id = ${batchId}::uuid and i.state = 'issued'
      and i.period > ${period} and i.id <> ${invoiceId}::uuid
      and (cardinality(${services}::text[]) = 0 or l.service_code = any(${services}::text[]))
      and -l.recalculation_minor > greatest(l.adjusted_minor, 0)
    order by i.period, i.issued_on, i.id, l.position`;
  for (const id of new Set(lines.map((line) => line.invoiceId))) {
    const own = lines.filter((line) => line.invoiceId === id);
    if (own.reduce((all, line) => all + line.freeMinor, 0n) >= acceptedMinor) return own;
  }
  return null;
}

async function carry(
  tx: TxCtx,
  { id, entryId, acceptedMinor, currency }: Waiting,
  lines: readonly CarrierLine[],
  { accountId, batchId }: { accountId: string; batchId: string },
): Promise<void> {
  const [first] = lines;
  if (!first) return;
  await postEntry(tx, {
    ...{ accountId, currency, origin: 'ours', kind: 'confirmation', amountMinor: acceptedMinor, reversesId: entryId },
    ...{ invoiceId: first.invoiceId, disputeId: id, importBatchId: batchId },
    effectiveOn: fromDateColumn(first.issuedOn),
  });
  const parts = splitMinor(
    acceptedMinor,
    lines.map((line) => line.freeMinor),
  );
  for (const [index, line] of lines.entries()) {
    await tx.db.invoiceLine.update({
      where: { id: line.lineId },
      data: { adjustedMinor: { increment: parts[index] ?? 0n } },
    });
  }
  await tx.db.invoice.update({
    where: { id: first.invoiceId },
    data: { adjustedMinor: { increment: acceptedMinor } },
  });
  await tx.db.dispute.update({ where: { id }, data: { billedAt: tx.now(), billedBatchId: batchId } });
}
