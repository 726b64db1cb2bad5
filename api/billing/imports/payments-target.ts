import { getCompany } from '#api/company/company.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { today } from '#api/core/time.ts';
import { moneyCell, neededCell, readingCells, refuseRow, textCell } from '#api/imports/cells.ts';
import type { ApplyingBatch, GoodRow, ImportEffects, ImportTarget, RowProblem } from '#api/imports/target.ts';
import { type AccountName, accountOf, accountsByNumber, pickAccount } from './accounts-by-number.ts';
import { knownOperations, postPayments } from './post-payments.ts';
import { undoPayments } from './undo-payments.ts';

/** A row of payments.csv: money that billing knows of. */
export type PaymentRow = AccountName & {
  operationId: string;
  paidOn: string;
  amountMinor: bigint;
  commissionMinor: bigint;
};

/**
 * payments.csv: what billing says was paid. An operation is one payment, in however many files it comes; one that was paid here is
 * confirmed instead of being counted twice.
 */
export const paymentsTarget: ImportTarget<PaymentRow> = {
  name: 'payments',
  mayImport: ['manager', 'accountant'],
  columns: [
    { key: 'operation_id', isRequired: true, synonyms: ['operation', 'номер операции', 'код операции', 'ид операции'] },
    {
      key: 'paid_at',
      isRequired: true,
      kind: 'date',
      synonyms: ['date', 'дата', 'дата платежа', 'дата внесения', 'дата оплаты'],
    },
    { key: 'account_number', isRequired: true, synonyms: ['account', 'лицевой счет', 'лс', 'номер лс'] },
    { key: 'amount', isRequired: true, kind: 'number', synonyms: ['сумма', 'сумма платежа', 'оплачено'] },
    { key: 'commission', isRequired: false, kind: 'number', synonyms: ['комиссия', 'fee'] },
    { key: 'payee', isRequired: false, synonyms: ['получатель', 'код получателя'] },
    { key: 'period', isRequired: false, synonyms: ['период', 'за период'] },
    { key: 'channel', isRequired: false, synonyms: ['канал', 'способ оплаты'] },
  ],
  readRow: (cells) =>
    readingCells(() => ({
      operationId: neededCell(cells, 'operation_id', 200),
      paidOn: neededCell(cells, 'paid_at', 10),
      accountNumber: neededCell(cells, 'account_number', 40),
      payee: textCell(cells, 'payee', 40),
      amountMinor: aboveZero(moneyCell(cells, 'amount') ?? refuseRow('import.cell-missing', { column: 'amount' })),
      commissionMinor: notBelowZero(moneyCell(cells, 'commission') ?? 0n),
    })),
  check: checkPayments,
  apply: applyPayments,
  undo: undoPayments,
};

function aboveZero(minor: bigint): bigint {
  return minor > 0n ? minor : refuseRow('payment.bad-sum');
}

function notBelowZero(minor: bigint): bigint {
  return minor >= 0n ? minor : refuseRow('payment.bad-sum');
}

async function checkPayments(ctx: Ctx, rows: readonly GoodRow<PaymentRow>[]): Promise<Map<number, RowProblem>> {
  const problems = new Map<number, RowProblem>();
  const { timeZone } = await getCompany(ctx);
  const now = today(ctx, timeZone).toString();
  const found = await accountsByNumber(
    ctx,
    rows.map(({ row }) => row),
  );
  const known = await knownOperations(
    ctx,
    rows.map(({ row }) => row.operationId),
  );
  for (const { line, row } of rows) {
    const picked = pickAccount(found, row);
    if ('problem' in picked) {
      problems.set(line, picked.problem);
      continue;
    }
    const { operationId, amountMinor, paidOn } = row;
    const same = known.get(operationId) ?? { accountId: picked.account.id, amountMinor };
    known.set(operationId, same);
    if (paidOn > now) problems.set(line, { code: 'import.in-the-future', values: { date: paidOn } });
    else if (same.accountId !== picked.account.id || same.amountMinor !== amountMinor) {
      problems.set(line, { code: 'payment.charge-id-reused', values: { chargeId: operationId } });
    }
  }
  return problems;
}

async function applyPayments(
  tx: TxCtx,
  rows: readonly GoodRow<PaymentRow>[],
  batch: ApplyingBatch,
): Promise<ImportEffects> {
  const found = await accountsByNumber(
    tx,
    rows.map(({ row }) => row),
  );
  const money = rows.map(({ row }) => ({ ...row, account: accountOf(found, row) }));
  return postPayments(tx, money, { batchId: batch.id, provider: 'bank', origin: 'billed' });
}
