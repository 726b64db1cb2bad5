import type { TxCtx } from '#api/core/ctx.ts';
import { type PlainDate, toDateColumn } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { coverBills } from './cover-bills.ts';

/** What billing states of one account: at the end of `asOf` it owed `balanceMinor` (minor units; below zero it was in advance). */
export type ReconcileAccountInput = {
  accountId: string;
  asOf: PlainDate | string;
  balanceMinor: bigint;
  batchId: string;
};

/**
 * Sets one account right by what billing states in a file: see `reconcileAccounts`. One call an account and file; for many, write
 * `stated_balance` in one statement and call `reconcileAccounts`. Gives what had to be set right, null when it was right.
 */
export async function reconcileAccount(tx: TxCtx, input: ReconcileAccountInput): Promise<bigint | null> {
  const { accountId, batchId, balanceMinor } = input;
  const asOf = toDateColumn(input.asOf);
  await tx.db.statedBalance.create({
    data: { accountId, batchId, asOf, balanceMinor, createdAt: tx.now() },
    select: { batchId: true },
  });
  await reconcileAccounts(tx, batchId, accountId);
  const entry = await tx.db.ledgerEntry.findFirst({
    where: { accountId, importBatchId: batchId, kind: 'reconciliation', reversesId: null },
    select: { amountMinor: true },
  });
  return entry?.amountMinor ?? null;
}

/**
 * Sets the accounts of a file right by its rows of `stated_balance`, each account by the newest statement there is of it, whatever
 * file that came in: history may be loaded afterwards and moves nothing. Call it after the file's own entries are posted; a bill's
 * opening balance holds at the end of the day before its charges take effect.
 *
 * Money of ours that took effect until that day is contained, and confirmed by a reversing pair. Adjustments of ours await billing
 * until a file carries them: one counts as contained only when the sums agree with it and not without. What still differs becomes
 * one visible entry `reconciliation` of the file. Doing it again changes nothing. `accountId` sets only that account right.
 */
export async function reconcileAccounts(
  tx: TxCtx,
  batchId: string,
  accountId?: string,
): Promise<{ accounts: number; differing: number }> {
  const newest = newestStatedSql(batchId, accountId);
  const [locked] = await tx.db.$queryRaw<{ count: number }[]>(Prisma.sql`
    select count(*)::int as count from (
      select a.id from account a
      where a.id in (select n.account_id from (${newest}) n)
      order by a.id for update) held`);
  await confirmMoney(tx, batchId, newest);
  await confirmAdjustments(tx, batchId, newest);
  const differing = await postDifferences(tx, batchId, newest);
  await coverBills(tx, Prisma.sql`select n.account_id from (${newest}) n`);
  return { accounts: locked?.count ?? 0, differing };
}

/** Confirms payments of ours that a file of billing itself names, by their ids at banks and providers. Gives how many. */
export async function confirmPayments(tx: TxCtx, batchId: string, operationIds: readonly string[]): Promise<number> {
  const entries = await tx.db.$executeRaw(Prisma.sql`
    with contained as (
      select e.* from payment p join ledger_entry e on e.payment_id = p.id
      where p.provider_charge_id = any(${[...operationIds]}) and e.origin = 'ours' and e.kind = 'payment' and not ${isSettled()})
    ${pairsOfContained(tx, batchId)}`);
  return entries / 2;
}

/** Payments and refunds of ours until the stated day: the pair takes them from `ours` to `billed`, on the day they took effect. */
async function confirmMoney(tx: TxCtx, batchId: string, newest: Prisma.Sql): Promise<void> {
  await tx.db.$executeRaw(Prisma.sql`
    with newest as (${newest}), contained as (
      select e.* from newest n join ledger_entry e on e.account_id = n.account_id and e.effective_on <= n.as_of
      where e.origin = 'ours' and e.kind in ('payment', 'refund') and not ${isSettled()})
    ${pairsOfContained(tx, batchId)}`);
}

/** Adjustments of ours, oldest first, as many as make the sums agree: billing has begun to carry those. */
async function confirmAdjustments(tx: TxCtx, batchId: string, newest: Prisma.Sql): Promise<void> {
  await tx.db.$executeRaw(Prisma.sql`
    with newest as (${newest}), waiting as (
      select e.id, e.account_id, n.balance_minor - ${statedViewSql()} as wanted,
        row_number() over each_account as place, sum(e.amount_minor) over each_account as so_far
      from newest n join ledger_entry e on e.account_id = n.account_id and e.effective_on <= n.as_of
      where e.origin = 'ours' and e.kind = 'adjustment' and not ${isSettled()}
      window each_account as (partition by e.account_id order by e.effective_on, e.id)),
    agreeing as (select w.account_id, min(w.place) as place from waiting w
      where w.so_far = w.wanted and w.wanted <> 0 group by w.account_id),
    contained as (select e.* from agreeing g join waiting w on w.account_id = g.account_id and w.place <= g.place
      join ledger_entry e on e.id = w.id)
    ${pairsOfContained(tx, batchId)}`);
  await tx.db.$executeRaw`
    update dispute d set billed_at = ${tx.now()}, billed_batch_id = ${batchId}::uuid
    where d.billed_at is null and d.id in (select e.dispute_id from ledger_entry e
      where e.import_batch_id = ${batchId}::uuid and e.kind = 'confirmation' and e.dispute_id is not null)`;
}

/** What billing states and we do not have, as one entry an account. */
async function postDifferences(tx: TxCtx, batchId: string, newest: Prisma.Sql): Promise<number> {
  return tx.db.$executeRaw(Prisma.sql`
    with newest as (${newest})
    insert into ledger_entry (id, account_id, origin, kind, amount_minor, currency, effective_on, import_batch_id, created_at)
    select gen_random_uuid(), n.account_id, 'billed', 'reconciliation', n.balance_minor - ${statedViewSql()}, p.currency,
      n.as_of, ${batchId}::uuid, ${tx.now()}
    from newest n join account a on a.id = n.account_id join payee p on p.id = a.payee_id
    where n.balance_minor <> ${statedViewSql()}`);
}

/** Two entries for each of `contained`: one takes it back from ours, one says it again in billing's name. */
function pairsOfContained(tx: TxCtx, batchId: string): Prisma.Sql {
  return Prisma.sql`
    insert into ledger_entry (id, account_id, origin, kind, amount_minor, currency, effective_on, payment_id, dispute_id,
      reverses_id, import_batch_id, created_at)
    select gen_random_uuid(), c.account_id, side.origin, 'confirmation', side.sign * c.amount_minor, c.currency,
      c.effective_on, c.payment_id, c.dispute_id, case side.origin when 'ours' then c.id end, ${batchId}::uuid, ${tx.now()}
    from contained c cross join (values ('ours', -1), ('billed', 1)) side(origin, sign)`;
}

/** True for an `e` of ours that was confirmed or taken back, or is itself such a taking back. */
function isSettled(): Prisma.Sql {
  return Prisma.sql`(exists (select 1 from ledger_entry c where c.reverses_id = e.id and c.kind in ('confirmation', e.kind)
      and not exists (select 1 from ledger_entry r where r.reverses_id = c.id))
    or exists (select 1 from ledger_entry o where o.id = e.reverses_id and o.kind = e.kind))`;
}

/** The account's sum at the end of `n.as_of` as billing could state it: without the adjustments that still await it. */
function statedViewSql(): Prisma.Sql {
  return Prisma.sql`(select coalesce(sum(x.amount_minor), 0) from ledger_entry x
    where x.account_id = n.account_id and x.effective_on <= n.as_of and not (x.origin = 'ours'
      and (x.kind = 'adjustment' or (x.kind = 'confirmation' and x.payment_id is null))))`;
}

/** A query of (account_id, as_of, balance_minor): the newest statement of each account that the file speaks of. */
function newestStatedSql(batchId: string, accountId?: string): Prisma.Sql {
  const one = accountId ? Prisma.sql`and account_id = ${accountId}::uuid` : Prisma.empty;
  return Prisma.sql`
    select distinct on (s.account_id) s.account_id, s.as_of, s.balance_minor
    from (select distinct account_id from stated_balance where batch_id = ${batchId}::uuid ${one}) asked
    join stated_balance s on s.account_id = asked.account_id
    join import_batch b on b.id = s.batch_id and b.undone_at is null
    order by s.account_id, s.as_of desc, s.created_at desc, s.batch_id desc`;
}
