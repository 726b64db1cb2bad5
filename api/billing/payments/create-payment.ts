import type { ProviderName } from '#api/company/payment-ways.ts';
import { getSetting } from '#api/company/settings.ts';
import type { TxCtx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { plus } from '#api/core/time.ts';
import type { QuotePart } from './quote.ts';

/** Writes a payment down as begun, with the bills it names. */
export async function createPayment(
  tx: TxCtx,
  part: Pick<QuotePart, 'accountId' | 'payeeId' | 'amountMinor' | 'isDebt' | 'currency'> & {
    bills: { invoiceId: string }[];
  },
  about: {
    provider: ProviderName;
    commissionMinor: bigint;
    checkoutId: string | null;
    payLinkId: string | null;
    residentId: string | null;
  },
): Promise<string> {
  const { checkoutHours } = await getSetting(tx, 'payments');
  const id = newId(tx.now());
  const { accountId, payeeId, amountMinor, isDebt, currency } = part;
  await tx.db.payment.create({
    data: {
      ...{ id, accountId, payeeId, amountMinor, isDebt, currency, ...about },
      state: 'created',
      refundedMinor: 0n,
      createdAt: tx.now(),
      expiresAt: plus(tx.now(), `PT${checkoutHours}H`),
      targets: { create: part.bills.map(({ invoiceId }, position) => ({ invoiceId, position })) },
    },
  });
  return id;
}
