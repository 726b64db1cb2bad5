import { getCompany } from '#api/company/company.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { today } from '#api/core/time.ts';
import { moneyCell, neededCell, readingCells, refuseRow, textCell } from '#api/imports/cells.ts';
import { inParts } from '#api/imports/in-parts.ts';
import type { ApplyingBatch, GoodRow, ImportEffects, ImportTarget, RowProblem } from '#api/imports/target.ts';
import { reconcileAccounts } from '../reconcile.ts';
import { undoReconciliation } from '../undo-reconciliation.ts';
import { accountOf, accountsByNumber, pickAccount } from './accounts-by-number.ts';

/** A row of balances.csv: at the end of `asOf` the account owed `balanceMinor` (below zero: it was in advance). */
export type BalanceRow = { accountNumber: string; payee: string; asOf: string; balanceMinor: bigint };

/** balances.csv: sets accounts right by what billing states. The same file twice changes nothing. */
export const balancesTarget: ImportTarget<BalanceRow> = {
  name: 'balances',
  mayImport: ['manager', 'accountant'],
  columns: [
    { key: 'account_number', isRequired: true, synonyms: ['account', 'лицевой счет', 'лс', 'номер лс'] },
    {
      key: 'as_of',
      isRequired: true,
      kind: 'date',
      synonyms: ['date', 'дата', 'на дату', 'дата остатка', 'дата сальдо'],
    },
    {
      key: 'balance',
      isRequired: true,
      kind: 'number',
      synonyms: ['остаток', 'сальдо', 'сальдо кон', 'задолженность', 'долг'],
    },
    { key: 'payee', isRequired: false, synonyms: ['получатель', 'код получателя'] },
  ],
  readRow: (cells) =>
    readingCells(() => ({
      accountNumber: neededCell(cells, 'account_number', 40),
      payee: textCell(cells, 'payee', 40),
      asOf: neededCell(cells, 'as_of', 10),
      balanceMinor: moneyCell(cells, 'balance') ?? refuseRow('import.cell-missing', { column: 'balance' }),
    })),
  check: checkBalances,
  apply: applyBalances,
  undo: undoReconciliation,
};

async function checkBalances(ctx: Ctx, rows: readonly GoodRow<BalanceRow>[]): Promise<Map<number, RowProblem>> {
  const problems = new Map<number, RowProblem>();
  const { timeZone } = await getCompany(ctx);
  const now = today(ctx, timeZone).toString();
  const found = await accountsByNumber(
    ctx,
    rows.map(({ row }) => row),
  );
  const said = new Map<string, bigint>();
  for (const { line, row } of rows) {
    const picked = pickAccount(found, row);
    if ('problem' in picked) {
      problems.set(line, picked.problem);
      continue;
    }
    const key = `${picked.account.id} ${row.asOf}`;
    const before = said.get(key);
    if (row.asOf > now) problems.set(line, { code: 'import.in-the-future', values: { date: row.asOf } });
    else if (before !== undefined && before !== row.balanceMinor) {
      problems.set(line, { code: 'import.balance-twice', values: { number: row.accountNumber, date: row.asOf } });
    }
    if (before === undefined) said.set(key, row.balanceMinor);
  }
  return problems;
}

/** `reconciled`: accounts whose balance was stated anew; `differing`: those that had to be set right. */
async function applyBalances(
  tx: TxCtx,
  rows: readonly GoodRow<BalanceRow>[],
  batch: ApplyingBatch,
): Promise<ImportEffects> {
  const found = await accountsByNumber(
    tx,
    rows.map(({ row }) => row),
  );
  await inParts(rows, async (part) => {
    const given = {
      ids: part.map(({ row }) => accountOf(found, row).id),
      days: part.map(({ row }) => row.asOf),
      sums: part.map(({ row }) => row.balanceMinor.toString()),
    };
    // What a file that stands has said already need not be said again.
    await tx.db.$executeRaw`
      insert into stated_balance (batch_id, account_id, as_of, balance_minor, created_at)
      select distinct on (g.account_id, g.as_of) ${batch.id}::uuid, g.account_id, g.as_of, g.balance_minor, ${tx.now()}::timestamptz
      from unnest(${given.ids}::uuid[], ${given.days}::date[], ${given.sums}::bigint[]) as g(account_id, as_of, balance_minor)
      where g.balance_minor is distinct from (select s.balance_minor from stated_balance s
        join import_batch b on b.id = s.batch_id and b.undone_at is null
        where s.account_id = g.account_id and s.as_of = g.as_of order by s.created_at desc, s.batch_id desc limit 1)
      on conflict do nothing`;
  });
  const { accounts, differing } = await reconcileAccounts(tx, batch.id);
  return { reconciled: accounts, differing };
}
