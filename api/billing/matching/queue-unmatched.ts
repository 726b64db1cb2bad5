import type { TxCtx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import { toDateColumn } from '#api/core/time.ts';
import type { RegisterRow } from '../registers/register.ts';
import type { Suggestion } from './match.ts';

/** Puts payments that name no account for certain before the accountant. Emits `unmatched.queued` { batchId } when there are any. */
export async function queueUnmatched(
  tx: TxCtx,
  batchId: string,
  waiting: readonly { row: RegisterRow & { provider: string }; suggestions: Suggestion[] }[],
): Promise<void> {
  if (waiting.length === 0) return;
  await tx.db.unmatchedPayment.createMany({
    data: waiting.map(({ row, suggestions }) => ({
      ...{ id: newId(tx.now()), batchId, line: row.line, operationId: row.operationId },
      ...{ paidOn: toDateColumn(row.paidOn), amountMinor: row.amountMinor, currency: 'RUB' },
      payerName: row.payer || null,
      payerAccount: row.payerAccount || null,
      purpose: row.purpose || row.address,
      said: {
        ...{ account: row.account, address: row.address, period: row.period, payeeAccount: row.payeeAccount },
        ...{ commissionMinor: row.commissionMinor.toString(), readings: row.readings, provider: row.provider },
      },
      ...{ suggestions, state: 'open', createdAt: tx.now() },
    })),
  });
  await emit(tx, { kind: 'unmatched.queued', data: { batchId } });
}
