import { getSetting } from '#api/company/settings.ts';
import type { Actor } from '#api/core/actor.ts';
import { type Ctx, inTransaction, type TxCtx } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';
import { hashSecret, newId, newSecret } from '#api/core/ids.ts';
import { plus } from '#api/core/time.ts';
import { type QuotePart, quotePayment } from './quote.ts';
import type { QuotePaymentInput } from './schema.ts';

/** A page at which one payee is paid. The token opens it and is not kept: who has it may pay, and see what is on the page. */
export type PayLinkMade = { id: string; token: string };

/** Makes the page of what one payee is to be paid. */
export async function newPayLink(tx: TxCtx, residentId: string, part: QuotePart): Promise<PayLinkMade> {
  const { linkHours } = await getSetting(tx, 'payments');
  const token = newSecret();
  const id = newId(tx.now());
  await tx.db.payLink.create({
    data: {
      ...{ id, residentId },
      accountId: part.accountId,
      invoiceIds: part.bills.map(({ invoiceId }) => invoiceId),
      isDebt: part.isDebt,
      amountMinor: part.amountMinor,
      currency: part.currency,
      tokenHash: hashSecret(token),
      expiresAt: plus(tx.now(), `PT${linkHours}H`),
      createdAt: tx.now(),
    },
  });
  return { id, token };
}

/**
 * "Send to a relative": a link for each payee that pays once. Who opens it sees payee, period and sum only.
 * Refuses as `quotePayment`, and payment.no-pages when this house has none.
 */
export async function createPayLinks(
  ctx: Ctx,
  actor: Actor,
  input: QuotePaymentInput,
): Promise<(PayLinkMade & Pick<QuotePart, 'payeeName' | 'amountMinor' | 'currency'>)[]> {
  mustBeAllowed(actor.kind === 'resident');
  return inTransaction(ctx, async (tx) => {
    const { parts } = await quotePayment(tx, actor, input);
    const { payAt } = await getSetting(tx, 'payment-ways');
    if (payAt === null) throw new AppError('payment.no-pages');
    const made = [];
    for (const part of parts) {
      const { payeeName, amountMinor, currency } = part;
      made.push({ ...(await newPayLink(tx, actor.residentId, part)), payeeName, amountMinor, currency });
    }
    return made;
  });
}

/** Takes a link back: nobody pays by it any more. Refuses: pay-link.not-found (not theirs). */
export async function revokePayLink(ctx: Ctx, actor: Actor, id: string): Promise<void> {
  mustBeAllowed(actor.kind === 'resident');
  const { count } = await ctx.db.payLink.updateMany({
    where: { id, residentId: actor.residentId, revokedAt: null, usedAt: null },
    data: { revokedAt: ctx.now() },
  });
  if (count === 0) throw new AppError('pay-link.not-found');
}
