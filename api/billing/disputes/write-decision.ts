import { getCompany } from '#api/company/company.ts';
import type { StaffActor } from '#api/core/actor.ts';
import type { TxCtx } from '#api/core/ctx.ts';
import { AppError, found } from '#api/core/errors.ts';
import { today } from '#api/core/time.ts';
import { balanceOf, postEntry } from '../ledger.ts';
import { lockAccount, settleAccount } from '../settle-account.ts';
import { lessenBill } from './adjust-bill.ts';
import type { DecideDisputeInput, DisputeOutcome } from './schema.ts';

/** A dispute that is held with its account until the transaction ends. */
export type HeldDispute = {
  id: string;
  ticketId: string;
  invoiceId: string;
  lineIds: string[];
  disputedMinor: bigint;
  accountId: string;
  payeeId: string;
  unitId: string;
};

/** Holds an open dispute. Refuses `dispute.not-found`, `dispute.already-decided` { number }, `dispute.withdrawn` { number }. */
export async function holdOpenDispute(tx: TxCtx, disputeId: string): Promise<HeldDispute> {
  const known = found(
    await tx.db.dispute.findUnique({
      where: { id: disputeId },
      select: { invoice: { select: { accountId: true } } },
    }),
    'dispute',
  );
  const account = found(await lockAccount(tx, known.invoice.accountId), 'account');
  const row = await tx.db.dispute.findUniqueOrThrow({
    where: { id: disputeId },
    include: { ticket: { select: { number: true } } },
  });
  const { number } = row.ticket;
  if (row.state === 'decided') throw new AppError('dispute.already-decided', { number });
  if (row.state === 'withdrawn') throw new AppError('dispute.withdrawn', { number });
  const { id, ticketId, invoiceId, lineIds, disputedMinor } = row;
  const { payeeId, unitId } = account;
  return { id, ticketId, invoiceId, lineIds, disputedMinor, accountId: account.id, payeeId, unitId };
}

/** What became of a decision; balances of the account in minor units, above zero is owed. */
export type Decided = { outcome: DisputeOutcome; acceptedMinor: bigint; beforeMinor: bigint; afterMinor: bigint };

/**
 * Writes a decision down. What was accepted becomes an adjustment of ours in the ledger, taken off the bill's lines; it awaits billing
 * until a file carries it. Refuses `dispute.bad-sum` (nothing or less), `dispute.sum-too-large` { most, currency },
 * `dispute.bill-cancelled`.
 */
export async function writeDecision(
  tx: TxCtx,
  actor: StaffActor,
  held: HeldDispute,
  { outcome: wanted, acceptedMinor: named, answer }: Omit<DecideDisputeInput, 'disputeId'>,
): Promise<Decided> {
  const bill = await tx.db.invoice.findUniqueOrThrow({ where: { id: held.invoiceId } });
  const acceptedMinor = acceptedOf(wanted, named, held.disputedMinor, bill.currency);
  const outcome = acceptedMinor === held.disputedMinor ? 'accepted' : wanted;
  if (acceptedMinor > 0n && bill.state === 'cancelled') throw new AppError('dispute.bill-cancelled');
  const beforeMinor = await sumOf(tx, held.accountId);
  await tx.db.dispute.update({
    where: { id: held.id },
    data: { state: 'decided', outcome, acceptedMinor, answer, decidedById: actor.staffId, decidedAt: tx.now() },
  });
  if (acceptedMinor > 0n) {
    await postEntry(tx, {
      accountId: held.accountId,
      origin: 'ours',
      kind: 'adjustment',
      amountMinor: -acceptedMinor,
      currency: bill.currency,
      effectiveOn: today(tx, (await getCompany(tx)).timeZone),
      invoiceId: held.invoiceId,
      disputeId: held.id,
    });
    await lessenBill(tx, { invoiceId: held.invoiceId, lineIds: held.lineIds, minor: acceptedMinor });
    await settleAccount(tx, held.accountId);
  }
  return { outcome, acceptedMinor, beforeMinor, afterMinor: await sumOf(tx, held.accountId) };
}

function acceptedOf(outcome: DisputeOutcome, named: bigint | undefined, most: bigint, currency: string): bigint {
  if (outcome === 'accepted') return most;
  if (outcome === 'rejected') return 0n;
  const minor = named ?? 0n;
  if (minor <= 0n) throw new AppError('dispute.bad-sum');
  if (minor > most) throw new AppError('dispute.sum-too-large', { most, currency });
  return minor;
}

async function sumOf(tx: TxCtx, accountId: string): Promise<bigint> {
  return (await balanceOf(tx, [accountId])).get(accountId)?.balanceMinor ?? 0n;
}
