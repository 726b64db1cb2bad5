import { pageProviders } from '#api/company/payment-ways.ts';
import type { Actor } from '#api/core/actor.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';
import { createPayment } from './create-payment.ts';
import { newPayLink } from './pay-link.ts';
import { quotePayment } from './quote.ts';
import type { StartPaymentInput } from './schema.ts';

/** A payment that was begun. `payToken` opens its page, and is known only now; null for what needs no page, or was begun before. */
export type Begun = {
  paymentId: string;
  amountMinor: bigint;
  commissionMinor: bigint;
  currency: string;
  payeeName: string;
  accountNumber: string;
  periods: string[];
  payToken: string | null;
};

/**
 * Begins to pay: one payment for each payee, of one checkout. Nothing foreign is called: a provider hears of it when the payer
 * comes to the payment's page, or pays its invoice. The same checkout again begins nothing new.
 * Refuses as `quotePayment`, and payment.way-not-offered { provider }.
 */
export async function startPayment(
  ctx: Ctx,
  actor: Actor,
  input: StartPaymentInput,
): Promise<{ checkoutId: string; begun: Begun[] }> {
  mustBeAllowed(actor.kind === 'resident');
  const { checkoutId, provider } = input;
  return inTransaction(ctx, async (tx) => {
    if (await tx.db.payment.count({ where: { checkoutId } })) return { checkoutId, begun: [] };
    const { parts, ways } = await quotePayment(tx, actor, input);
    const way = ways.find((one) => one.provider === provider);
    if (!way) throw new AppError('payment.way-not-offered', { provider });
    const begun: Begun[] = [];
    for (const [index, part] of parts.entries()) {
      const link = pageProviders.some((name) => name === provider)
        ? await newPayLink(tx, actor.residentId, part)
        : null;
      const commissionMinor = way.commissionsMinor[index] ?? 0n;
      const payLinkId = link?.id ?? null;
      const about = { provider, commissionMinor, checkoutId, payLinkId, residentId: actor.residentId };
      const paymentId = await createPayment(tx, part, about);
      const { amountMinor, currency, payeeName, accountNumber } = part;
      const periods = part.bills.map(({ period }) => period);
      const what = { amountMinor, commissionMinor, currency, payeeName, accountNumber, periods };
      begun.push({ paymentId, ...what, payToken: link?.token ?? null });
    }
    return { checkoutId, begun };
  });
}
