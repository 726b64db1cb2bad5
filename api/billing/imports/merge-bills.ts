import type { TxCtx } from '#api/core/ctx.ts';
import type { ApplyingBatch, ImportEffects } from '#api/imports/target.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { closeAdjustments } from '../disputes/close-adjustments.ts';
import { reconcileAccounts } from '../reconcile.ts';
import { settleAccounts } from '../settle-account.ts';
import { cancelBills, reverseEntries } from './cancel-bills.ts';

/** Which bills of `import_bill b` land: those that stand unchanged do not land again. */
const lands = Prisma.sql`(b.problem is null and not b.is_same)`;

/**
 * Writes the judged bills of a file, in a few statements whatever the number: those they replace are cancelled with reversing entries,
 * and what was paid for them is laid on the bills anew. Then decisions of ours that a bill carries are closed, balances set right by what
 * the bills carry over, and residents told of the newest bill of each account: `invoice.issued`.
 */
export async function mergeBills(tx: TxCtx, { id: batchId }: ApplyingBatch): Promise<ImportEffects> {
  const accountIds = await holdAccounts(tx);
  const replaced = await replaceStanding(tx, batchId);
  const bills = await writeBills(tx, batchId);
  await writeLines(tx, batchId);
  await postCharges(tx, batchId);
  await nameAgain(tx);
  for (const accountId of await findAwaiting(tx)) await closeAdjustments(tx, { accountId, batchId });
  const stated = await stateOpenings(tx, batchId);
  const { accounts, differing } = stated > 0 ? await reconcileAccounts(tx, batchId) : { accounts: 0, differing: 0 };
  await settleAccounts(tx, accountIds);
  await sayIssued(tx);
  const [unchanged] = await tx.db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from import_bill where problem is null and is_same`;
  return { bills: bills - replaced, replaced, unchanged: unchanged?.count ?? 0, reconciled: accounts, differing };
}

async function holdAccounts(tx: TxCtx): Promise<string[]> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    select a.id from account a where a.id in (select b.account_id from import_bill b where ${lands}) order by a.id for update`;
  return rows.map(({ id }) => id);
}

async function replaceStanding(tx: TxCtx, batchId: string): Promise<number> {
  const replaced = Prisma.sql`(select b.stands_id from import_bill b where ${lands} and b.stands_id is not null)`;
  const count = await cancelBills(tx, replaced);
  if (count > 0) {
    await reverseEntries(tx, batchId, Prisma.sql`e.invoice_id in ${replaced} and e.reverses_id is null`);
  }
  return count;
}

function writeBills(tx: TxCtx, batchId: string): Promise<number> {
  return tx.db.$executeRaw`
    insert into invoice (id, account_id, payee_id, period, number, issued_on, due_on, currency, opening_minor, charged_minor,
      recalculation_minor, benefit_minor, penalty_minor, rounding_minor, total_minor, paid_minor, state, import_batch_id, created_at)
    select b.id, b.account_id, b.payee_id, b.period, b.number, b.issued_on, b.due_on, b.currency, b.opening_minor, b.charged_minor,
      b.recalculation_minor, b.benefit_minor, b.penalty_minor, b.rounding_minor,
      b.opening_minor + b.charged_minor + b.recalculation_minor - b.benefit_minor + b.penalty_minor + b.rounding_minor, 0, 'issued',
      ${batchId}::uuid, ${tx.now()}
    from import_bill b where ${lands}`;
}

async function writeLines(tx: TxCtx, batchId: string): Promise<void> {
  await tx.db.$executeRaw`
    insert into invoice_line (id, invoice_id, position, service_id, service_code, service_name, "group", unit, volume, volume_method,
      tariff, charged_minor, recalculation_minor, recalculation_reason, benefit_minor, penalty_minor, debt_minor, to_pay_minor,
      paid_minor)
    select gen_random_uuid(), b.id, row_number() over (partition by b.id order by l.line), s.id, l.service_code, l.service_name,
      l."group", l.unit, l.volume, l.volume_method, l.tariff, l.charged_minor, l.recalculation_minor, l.recalculation_reason,
      l.benefit_minor, l.penalty_minor, coalesce(l.debt_minor, 0),
      l.charged_minor + l.recalculation_minor - l.benefit_minor + l.penalty_minor, 0
    from import_bill b join import_line l on (l.account_number, l.payee, l.period, l.number)
      = (b.account_number, b.payee, b.period, b.number)
    left join service s on s.code = l.service_code
    where l.batch_id = ${batchId}::uuid and ${lands}`;
}

async function postCharges(tx: TxCtx, batchId: string): Promise<void> {
  await tx.db.$executeRaw`
    insert into ledger_entry (id, account_id, origin, kind, amount_minor, currency, effective_on, invoice_id, import_batch_id, created_at)
    select gen_random_uuid(), b.account_id, 'billed', side.kind, side.minor, b.currency, b.issued_on, b.id, ${batchId}::uuid, ${tx.now()}
    from import_bill b cross join lateral (values
      ('charge', b.charged_minor + b.recalculation_minor - b.benefit_minor + b.rounding_minor),
      ('penalty', b.penalty_minor)) side(kind, minor)
    where ${lands} and (side.kind = 'charge' or side.minor <> 0)`;
}

/** Who paid a bill that was replaced meant the one in its place. */
async function nameAgain(tx: TxCtx): Promise<void> {
  await tx.db.$executeRaw`
    update payment_target t set invoice_id = b.id from import_bill b where ${lands} and t.invoice_id = b.stands_id`;
}

async function findAwaiting(tx: TxCtx): Promise<string[]> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    select distinct i.account_id as id from dispute d join invoice i on i.id = d.invoice_id
    where d.state = 'decided' and d.accepted_minor > 0 and d.billed_at is null
      and i.account_id in (select b.account_id from import_bill b where ${lands})`;
  return rows.map(({ id }) => id);
}

/** What the bills of an account carry over held on the day before them. What a file that stands has said need not be said again. */
async function stateOpenings(tx: TxCtx, batchId: string): Promise<number> {
  return tx.db.$executeRaw`
    insert into stated_balance (batch_id, account_id, as_of, balance_minor, created_at)
    select ${batchId}::uuid, g.account_id, g.as_of, g.minor, ${tx.now()}
    from (select b.account_id, b.issued_on - 1 as as_of, sum(b.opening_minor)::bigint as minor from import_bill b
      where b.problem is null and b.has_opening group by 1, 2 having bool_or(not b.is_same)) g
    where g.minor is distinct from (select s.balance_minor from stated_balance s
      join import_batch o on o.id = s.batch_id and o.undone_at is null
      where s.account_id = g.account_id and s.as_of = g.as_of order by s.created_at desc, s.batch_id desc limit 1)`;
}

async function sayIssued(tx: TxCtx): Promise<void> {
  await tx.db.$executeRaw`
    insert into outbox_event (id, kind, data, attempts, created_at)
    select gen_random_uuid(), 'invoice.issued',
      jsonb_build_object('invoiceId', b.id, 'accountId', b.account_id, 'unitId', b.unit_id), 0, ${tx.now()}
    from import_bill b where ${lands} and not exists (select 1 from invoice later
      where later.account_id = b.account_id and later.state = 'issued' and later.period > b.period::bpchar)`;
}
