import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { getMyInvoice, type InvoiceView } from '../get-invoice.ts';
import { type Explanation, explain } from './explain.ts';

export type WhyChanged = { bill: InvoiceView; before: InvoiceView; explanation: Explanation };

/**
 * Why a bill asks for another sum than the one before it of the same account. Refuses: invoice.not-found, invoice.first (there is
 * none before it that this resident may see), not-allowed (no `bills` right).
 */
export async function whyChanged(ctx: Ctx, actor: Actor, invoiceId: string): Promise<WhyChanged> {
  const bill = await getMyInvoice(ctx, actor, invoiceId);
  if (bill.previousId === null) throw new AppError('invoice.first');
  const before = await getMyInvoice(ctx, actor, bill.previousId);
  return { bill, before, explanation: explain(before, bill) };
}
