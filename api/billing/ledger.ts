import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { type PlainDate, toDateColumn } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** `billed`: the billing system said so. `ours`: it happened here and billing has not confirmed it. */
export type EntryOrigin = 'billed' | 'ours';
export type EntryKind =
  | 'opening'
  | 'charge'
  | 'penalty'
  | 'payment'
  | 'refund'
  | 'adjustment'
  | 'reconciliation'
  | 'confirmation';

/** An entry to be: above zero the account owes more. Minor units. */
export type NewEntry = {
  accountId: string;
  origin: EntryOrigin;
  kind: EntryKind;
  amountMinor: bigint;
  currency: string;
  effectiveOn: PlainDate | string;
  invoiceId?: string;
  paymentId?: string;
  reversesId?: string;
  disputeId?: string;
  importBatchId?: string;
  note?: string;
};

/** What an account owes (above zero) or has in advance (below), and what of ours billing has not confirmed yet. */
export type Balance = { balanceMinor: bigint; onTheirWayMinor: bigint };

/** Writes one entry of the ledger. Entries are never changed or deleted: a mistake is reversed by another entry. */
export async function postEntry(tx: TxCtx, entry: NewEntry): Promise<string> {
  const id = newId(tx.now());
  await tx.db.ledgerEntry.create({
    data: { ...entry, id, effectiveOn: toDateColumn(entry.effectiveOn), createdAt: tx.now() },
  });
  return id;
}

/**
 * Balances by account id: the sum of the entries, those effective on or after `from` when it is given (what a person who moved in
 * then may see is `visibleBalances`). An account without entries is at zero.
 */
export async function balanceOf(
  ctx: Ctx,
  accountIds: readonly string[],
  from?: PlainDate,
): Promise<Map<string, Balance>> {
  const since = from ? Prisma.sql`and effective_on >= ${from.toString()}::date` : Prisma.empty;
  const rows = await ctx.db.$queryRaw<
    { accountId: string; balanceMinor: bigint; onTheirWayMinor: bigint }[]
  >(Prisma.sql`
    select account_id as "accountId", sum(amount_minor)::bigint as "balanceMinor", ${onTheirWay()} as "onTheirWayMinor"
    from ledger_entry e where account_id = any(${[...accountIds]}::uuid[]) ${since} group by account_id`);
  const balances = new Map<string, Balance>(accountIds.map((id) => [id, { balanceMinor: 0n, onTheirWayMinor: 0n }]));
  for (const { accountId, ...balance } of rows) balances.set(accountId, balance);
  return balances;
}

/** Money of ours that billing has not confirmed, as an aggregate over `ledger_entry e`; adjustments are no money. */
export function onTheirWay(): Prisma.Sql {
  return Prisma.sql`coalesce(-sum(e.amount_minor) filter (where e.origin = 'ours'
    and (e.kind in ('payment', 'refund') or (e.kind = 'confirmation' and e.payment_id is not null))), 0)::bigint`;
}
