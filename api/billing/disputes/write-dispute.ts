import type { TxCtx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import type { Instant } from '#api/core/time.ts';
import { askedOf } from '../open-sum.ts';
import type { DisputeReason } from './schema.ts';

export type NewDispute = {
  ticketId: string;
  invoiceId: string;
  lineIds: readonly string[];
  reason: DisputeReason;
  decideBy: Instant | null;
};

/**
 * Writes down a disagreement about a bill or single lines of it, for a ticket that carries the talk; gives back its id. The account
 * must be locked: a line has one open dispute. Refuses `dispute.unknown-line`, `dispute.nothing-to-dispute` (nothing is asked for
 * there), `dispute.already-open` { number }.
 */
export async function writeDispute(tx: TxCtx, input: NewDispute): Promise<string> {
  const { invoiceId, lineIds } = input;
  const disputedMinor = await sumDisputed(tx, invoiceId, lineIds);
  if (disputedMinor <= 0n) throw new AppError('dispute.nothing-to-dispute');
  await mustBeFree(tx, invoiceId, lineIds);
  const id = newId(tx.now());
  await tx.db.dispute.create({
    data: { ...input, id, lineIds: [...lineIds], disputedMinor, state: 'open', createdAt: tx.now() },
  });
  return id;
}

/** What the bill, or those lines of it, ask for: whether paid or not. */
async function sumDisputed(tx: TxCtx, invoiceId: string, lineIds: readonly string[]): Promise<bigint> {
  if (lineIds.length === 0) {
    return askedOf(await tx.db.invoice.findUniqueOrThrow({ where: { id: invoiceId } }));
  }
  const lines = await tx.db.invoiceLine.findMany({
    where: { invoiceId, id: { in: [...lineIds] } },
    select: { toPayMinor: true, adjustedMinor: true },
  });
  if (lines.length !== new Set(lineIds).size) throw new AppError('dispute.unknown-line');
  return lines.reduce((all, line) => all + line.toPayMinor + line.adjustedMinor, 0n);
}

async function mustBeFree(tx: TxCtx, invoiceId: string, lineIds: readonly string[]): Promise<void> {
  const open = await tx.db.dispute.findMany({
    where: { invoiceId, state: 'open' },
    select: { lineIds: true, ticket: { select: { number: true } } },
  });
  const twin = open.find(
    (one) => lineIds.length === 0 || one.lineIds.length === 0 || one.lineIds.some((lineId) => lineIds.includes(lineId)),
  );
  if (twin) throw new AppError('dispute.already-open', { number: twin.ticket.number });
}

/** The dispute is over without a decision: nothing is withheld any more. */
export async function withdrawn(tx: TxCtx, { id, ticketId }: { id: string; ticketId: string }): Promise<void> {
  await tx.db.dispute.update({ where: { id }, data: { state: 'withdrawn' } });
  await emit(tx, { kind: 'dispute.withdrawn', data: { disputeId: id, ticketId } });
}
