import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { inParts } from '#api/imports/in-parts.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { EntryOrigin } from '../ledger.ts';
import { confirmPayments } from '../reconcile.ts';
import { settleAccounts } from '../settle-account.ts';

/** Money of a file. `operationId` names it at the bank or provider. */
export type MoneyOfFile = {
  operationId: string;
  paidOn: string;
  amountMinor: bigint;
  commissionMinor: bigint;
  account: { id: string; payeeId: string; currency: string };
};

/** Whose operations they are. Billing's own are confirmed already; a bank's are ours until billing says so. */
export type PostingOf = { batchId: string; provider: string; origin: EntryOrigin };

type Known = { operationId: string; accountId: string; amountMinor: bigint };

/** The payments that are here under these ids of a bank or a provider, whichever it was. */
export async function knownOperations(
  ctx: Ctx,
  operationIds: readonly string[],
): Promise<Map<string, Omit<Known, 'operationId'>>> {
  const rows = await ctx.db.$queryRaw<Known[]>`
    select p.provider_charge_id as "operationId", p.account_id as "accountId", p.amount_minor as "amountMinor"
    from payment p where p.provider_charge_id = any(${[...new Set(operationIds)]})`;
  return new Map(rows.map(({ operationId, ...payment }) => [operationId, payment]));
}

/**
 * Posts the money of a file: each operation once, to its account's ledger and open bills, in a few statements whatever the number.
 * An operation that is here already is left alone; when billing tells of one that was paid here, it is confirmed.
 * Gives { payments, confirmed }.
 */
export async function postPayments(
  tx: TxCtx,
  money: readonly MoneyOfFile[],
  { batchId, provider, origin }: PostingOf,
): Promise<{ payments: number; confirmed: number }> {
  const accountIds = [...new Set(money.map(({ account }) => account.id))];
  await tx.db.$queryRaw`
    select count(*)::int from (select id from account where id = any(${accountIds}::uuid[]) order by id for update) held`;
  let payments = 0;
  await inParts(money, async (part) => {
    const rows = part.map(({ account, ...row }) => ({
      ...{ id: newId(tx.now()), accountId: account.id, payeeId: account.payeeId, currency: account.currency },
      ...{ operationId: row.operationId, paidOn: row.paidOn },
      ...{ amount: row.amountMinor.toString(), commission: row.commissionMinor.toString() },
    }));
    payments += await tx.db.$executeRaw(Prisma.sql`
      with given as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id uuid, "accountId" uuid,
        "payeeId" uuid, currency text, "operationId" text, "paidOn" date, amount bigint, commission bigint)),
      made as (
        insert into payment (id, account_id, payee_id, provider, state, amount_minor, commission_minor, refunded_minor,
          currency, provider_charge_id, import_batch_id, created_at, succeeded_at)
        select g.id, g."accountId", g."payeeId", ${provider}, 'succeeded', g.amount, g.commission, 0, g.currency,
          g."operationId", ${batchId}::uuid, ${tx.now()}, g."paidOn"
        from given g where not exists (select 1 from payment p where p.provider_charge_id = g."operationId")
        order by g.id on conflict (provider, provider_charge_id) do nothing
        returning id, account_id, amount_minor, currency, succeeded_at)
      insert into ledger_entry (id, account_id, origin, kind, amount_minor, currency, effective_on, payment_id,
        import_batch_id, created_at)
      select gen_random_uuid(), m.account_id, ${origin}, 'payment', -m.amount_minor, m.currency, g."paidOn", m.id,
        ${batchId}::uuid, ${tx.now()}
      from made m join given g on g.id = m.id`);
  });
  const confirmed =
    origin === 'billed'
      ? await confirmPayments(
          tx,
          batchId,
          money.map((row) => row.operationId),
        )
      : 0;
  await settleAccounts(tx, accountIds);
  return { payments, confirmed };
}
