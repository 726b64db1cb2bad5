import { cell, type Page, readCursor, toPage } from '#api/company/page.ts';
import type { ProviderName } from '#api/company/payment-ways.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import type { Instant } from '#api/core/time.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { mustKeepBooks } from '../keepers.ts';
import { presentPayment, type StaffPayment, staffPaymentShape } from './staff-payment.ts';
import type { PaymentState } from './status.ts';

export type ListPaymentsInput = {
  state?: PaymentState | undefined;
  provider?: ProviderName | 'bank' | 'office' | undefined;
  /** Only what is odd and nobody has dealt with. */
  isTroubled?: boolean | undefined;
  /** The beginning of an account's number, or a provider's id. */
  search?: string | undefined;
  after?: string | undefined;
  limit?: number | undefined;
};

/** Payments of all flats, newest first. Accountants and managers only. Refuses: not-allowed, page.bad-cursor. */
export async function listPayments(ctx: Ctx, actor: Actor, input: ListPaymentsInput): Promise<Page<StaffPayment>> {
  mustKeepBooks(actor);
  const limit = input.limit ?? 30;
  const cursor = readCursor(input.after, [cell.moment, cell.id]);
  const search = input.search?.trim();
  const where: Prisma.PaymentWhereInput[] = [
    ...(input.state ? [{ state: input.state }] : []),
    ...(input.provider ? [{ provider: input.provider }] : []),
    ...(input.isTroubled ? [{ trouble: { not: null }, troubleSettledAt: null }] : []),
    ...(search
      ? [
          {
            OR: [
              { account: { number: { startsWith: search } } },
              { providerRef: search },
              { providerChargeId: search },
            ],
          },
        ]
      : []),
    ...(cursor ? [beforeCursor(...cursor)] : []),
  ];
  const rows = await ctx.db.payment.findMany({
    where: { AND: where },
    include: staffPaymentShape,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  return toPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id], presentPayment);
}

function beforeCursor(createdAt: Instant, id: string): Prisma.PaymentWhereInput {
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}
