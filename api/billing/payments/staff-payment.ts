import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { found } from '#api/core/errors.ts';
import type { Instant, YearMonth } from '#api/core/time.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { mustKeepBooks } from '../keepers.ts';

/** A payment as accountants see it: no payer's name. Sums are minor units. */
export type StaffPayment = {
  id: string;
  accountId: string;
  unitId: string;
  accountNumber: string;
  payeeName: string;
  address: string;
  unitNumber: string;
  unitType: string;
  provider: string;
  state: string;
  amountMinor: bigint;
  commissionMinor: bigint;
  refundedMinor: bigint;
  currency: string;
  periods: YearMonth[];
  providerRef: string | null;
  chargeId: string | null;
  trouble: string | null;
  troubleSettledAt: Instant | null;
  failure: string | null;
  createdAt: Instant;
  succeededAt: Instant | null;
  refunds: {
    id: string;
    amountMinor: bigint;
    state: string;
    reason: string;
    failure: string | null;
    createdAt: Instant;
  }[];
};

export const staffPaymentShape = {
  account: { include: { payee: true, unit: { include: { building: true } } } },
  targets: { orderBy: { position: 'asc' }, include: { invoice: { select: { period: true } } } },
  refunds: { orderBy: { createdAt: 'asc' } },
} as const satisfies Prisma.PaymentInclude;

/** Refuses: not-allowed, payment.not-found. */
export async function getStaffPayment(ctx: Ctx, actor: Actor, id: string): Promise<StaffPayment> {
  mustKeepBooks(actor);
  return presentPayment(
    found(await ctx.db.payment.findUnique({ where: { id }, include: staffPaymentShape }), 'payment'),
  );
}

export function presentPayment(row: Prisma.PaymentGetPayload<{ include: typeof staffPaymentShape }>): StaffPayment {
  const { id, accountId, provider, state, amountMinor, commissionMinor, refundedMinor, currency, account } = row;
  const { providerRef, trouble, troubleSettledAt, failure, createdAt, succeededAt } = row;
  return {
    ...{ id, accountId, provider, state, amountMinor, commissionMinor, refundedMinor, currency },
    ...{ providerRef, trouble, troubleSettledAt, failure, createdAt, succeededAt, chargeId: row.providerChargeId },
    ...{ unitId: account.unitId, accountNumber: account.number, payeeName: account.payee.name },
    ...{ address: account.unit.building.address, unitNumber: account.unit.number, unitType: account.unit.type },
    periods: row.targets.map(({ invoice }) => invoice.period),
    refunds: row.refunds.map(({ id, amountMinor, state, reason, failure, createdAt }) => ({
      ...{ id, amountMinor, state, reason, failure, createdAt },
    })),
  };
}
