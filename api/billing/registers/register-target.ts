import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { emit } from '#api/core/outbox.ts';
import { readingCells } from '#api/imports/cells.ts';
import type { ApplyingBatch, GoodRow, ImportEffects, ImportTarget, RowProblem } from '#api/imports/target.ts';
import { postPayments } from '../imports/post-payments.ts';
import { undoPayments } from '../imports/undo-payments.ts';
import { matchRows, payerKey, rememberPayers } from '../matching/match.ts';
import { queueUnmatched } from '../matching/queue-unmatched.ts';
import type { RegisterRow } from './register.ts';
import { registerColumns, rowOfCells } from './register-table.ts';

/**
 * What a bank says came in, in any of the forms we know. A register is taken whole or refused whole; an operation that is here
 * already is left alone; what names no account for certain waits for the accountant.
 */
export const registerTarget = {
  name: 'bank-register',
  mayImport: ['manager', 'accountant'],
  columns: registerColumns.map((key) => ({ key, isRequired: true, synonyms: [] })),
  reading: new URL('./register-table.ts', import.meta.url),
  readRow: (cells: Record<string, string>) => readingCells(() => rowOfCells(cells)),
  check: checkCurrency,
  apply: applyRegister,
  async undo(tx: TxCtx, batchId: string) {
    await undoPayments(tx, batchId);
    await tx.db.unmatchedPayment.updateMany({ where: { batchId }, data: { state: 'undone', settledAt: tx.now() } });
    await emit(tx, { kind: 'unmatched.changed', data: { batchId } });
  },
} satisfies ImportTarget<RegisterRow & { provider: string }>;

/** Registers are in roubles; a company that reckons in another currency has none of them. */
async function checkCurrency(ctx: Ctx, rows: readonly GoodRow<RegisterRow>[]): Promise<Map<number, RowProblem>> {
  const company = await ctx.db.company.findFirst({ select: { currency: true } });
  const problem = { code: 'payment.wrong-currency', values: { currency: 'RUB' } };
  return new Map(company?.currency === 'RUB' ? [] : rows.map(({ line }) => [line, problem]));
}

/** `known`: operations that were here; `unmatched`: those that wait for the accountant. */
async function applyRegister(
  tx: TxCtx,
  given: readonly GoodRow<RegisterRow & { provider: string }>[],
  batch: ApplyingBatch,
): Promise<ImportEffects> {
  const isHere = await operationsHere(
    tx,
    given.map(({ row }) => row.operationId),
  );
  const rows = given.flatMap(({ row }) => {
    if (isHere.has(row.operationId)) return [];
    isHere.add(row.operationId);
    return [row];
  });
  const matches = await matchRows(tx, rows);
  const certain = rows.flatMap((row, index) => {
    const match = matches[index];
    return match && 'accountId' in match ? [{ row, accountId: match.accountId }] : [];
  });
  const accounts = await accountsOf(
    tx,
    certain.map(({ accountId }) => accountId),
  );
  const money = certain.flatMap(({ row, accountId }) => {
    const account = accounts.get(accountId);
    return account ? [{ ...row, account }] : [];
  });
  const provider = rows[0]?.provider ?? 'bank';
  const { payments } = await postPayments(tx, money, { batchId: batch.id, provider, origin: 'ours' });
  await sayRecorded(tx, batch.id);
  await rememberPayers(
    tx,
    certain.map(({ row, accountId }) => ({ key: payerKey(row), accountId })),
  );
  const waiting = rows.flatMap((row, index) => {
    const match = matches[index];
    return match && 'suggestions' in match ? [{ row, suggestions: match.suggestions }] : [];
  });
  await queueUnmatched(tx, batch.id, waiting);
  return { payments, unmatched: waiting.length, known: given.length - rows.length };
}

/** Operations that are payments already, whoever told of them, or wait in the queue or were settled there. */
async function operationsHere(tx: TxCtx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    select o.id from unnest(${[...ids]}::text[]) as o(id)
    where exists (select 1 from payment p where p.provider_charge_id = o.id)
      or exists (select 1 from payment p where p.provider = 'yookassa' and p.provider_ref = o.id and p.state <> 'cancelled')
      or exists (select 1 from unmatched_payment u where u.operation_id = o.id and u.state <> 'undone')`;
  return new Set(rows.map(({ id }) => id));
}

async function accountsOf(tx: TxCtx, ids: readonly string[]) {
  const rows = await tx.db.account.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, payeeId: true, payee: { select: { currency: true } } },
  });
  return new Map(rows.map(({ id, payeeId, payee }) => [id, { id, payeeId, currency: payee.currency }]));
}

/** Residents hear of money that came, as they do of any payment; each event in the transaction of its payment. */
async function sayRecorded(tx: TxCtx, batchId: string): Promise<void> {
  await tx.db.$executeRaw`
    insert into outbox_event (id, kind, data, attempts, created_at)
    select gen_random_uuid(), 'payment.recorded',
      jsonb_build_object('paymentId', p.id, 'accountId', p.account_id, 'unitId', a.unit_id), 0, ${tx.now()}
    from payment p join account a on a.id = p.account_id where p.import_batch_id = ${batchId}::uuid`;
}
