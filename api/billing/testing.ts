import { systemActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { aUnit } from '#api/residents/testing.ts';
import { issueInvoice } from './issue-invoice.ts';
import { recordPayment } from './record-payment.ts';
import type { Group, InvoiceLineInput, IssueInvoiceInput } from './schema.ts';

let charges = 0;

/** A line of a bill, for tests: named after its group. */
export function aLine(group: Group, chargedMinor: bigint, more: Partial<InvoiceLineInput> = {}): InvoiceLineInput {
  return { serviceCode: `${group}-service`, name: group, group, unit: '', chargedMinor, ...more };
}

/** A flat with an account of its own. */
export async function aFlatWithAccount(ctx: Ctx, buildingId: string): Promise<{ unitId: string; accountId: string }> {
  const unitId = await aUnit(ctx, { buildingId, accountNumber: `00${newId(ctx.now()).slice(-8)}` });
  const { id: accountId } = await ctx.db.account.findFirstOrThrow({ where: { unitId } });
  return { unitId, accountId };
}

/** A bill of a month, issued on its 20th and due on its 25th unless said otherwise. */
export async function aBillOf(
  ctx: Ctx,
  accountId: string,
  period: string,
  lines: InvoiceLineInput[],
  more: Partial<IssueInvoiceInput> = {},
): Promise<string> {
  const dates = { issuedOn: `${period}-20`, dueOn: `${period}-25` };
  return (await issueInvoice(ctx, systemActor, { accountId, period, ...dates, lines, ...more })).invoiceId;
}

/** Money that came on a day. */
export async function aPaymentOf(ctx: Ctx, accountId: string, amountMinor: bigint, paidOn: string): Promise<string> {
  charges += 1;
  const input = { accountId, amountMinor, paidOn, provider: 'bank', chargeId: `test-${charges}` };
  return (await recordPayment(ctx, systemActor, input)).paymentId;
}
