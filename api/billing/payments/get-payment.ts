import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { found } from '#api/core/errors.ts';
import type { Instant, YearMonth } from '#api/core/time.ts';
import { flatAccess } from '#api/residents/access.ts';

/** A payment as its payer sees it. Sums are minor units. */
export type MyPayment = {
  id: string;
  unitId: string;
  accountNumber: string;
  payeeName: string;
  periods: YearMonth[];
  provider: string;
  state: string;
  amountMinor: bigint;
  commissionMinor: bigint;
  refundedMinor: bigint;
  currency: string;
  /** Paid by somebody whom the resident sent a link. */
  isByLink: boolean;
  createdAt: Instant;
};

const shown = {
  account: { include: { payee: true } },
  targets: { orderBy: { position: 'asc' }, include: { invoice: { select: { period: true } } } },
} as const;

/** A payment of a resident's own. Refuses: payment.not-found (another's), flat.not-found, not-allowed (no `bills` right). */
export async function getMyPayment(ctx: Ctx, actor: Actor, id: string): Promise<MyPayment> {
  const row = await ctx.db.payment.findUnique({ where: { id }, include: { ...shown, payLink: true } });
  const isMine = actor.kind === 'resident' && row?.residentId === actor.residentId;
  const payment = found(isMine ? row : null, 'payment');
  await flatAccess(ctx, actor, payment.account.unitId, 'bills');
  return present(payment);
}

/** Payments of a flat that their provider knows of and that are not over: money that may be on its way. */
export async function listUnderWay(ctx: Ctx, actor: Actor, unitId: string): Promise<MyPayment[]> {
  await flatAccess(ctx, actor, unitId, 'bills');
  const rows = await ctx.db.payment.findMany({
    where: { account: { unitId }, state: 'pending' },
    include: shown,
    orderBy: { createdAt: 'asc' },
    take: 5,
  });
  return rows.map(present);
}

type Row = {
  id: string;
  provider: string;
  state: string;
  amountMinor: bigint;
  commissionMinor: bigint;
  refundedMinor: bigint;
  currency: string;
  checkoutId: string | null;
  createdAt: Instant;
  account: { unitId: string; number: string; payee: { name: string } };
  targets: { invoice: { period: string } }[];
};

function present({ account, targets, checkoutId, ...row }: Row): MyPayment {
  const { id, provider, state, amountMinor, commissionMinor, refundedMinor, currency, createdAt } = row;
  return {
    ...{ id, provider, state, amountMinor, commissionMinor, refundedMinor, currency, createdAt },
    ...{ unitId: account.unitId, accountNumber: account.number, payeeName: account.payee.name },
    periods: targets.map(({ invoice }) => invoice.period),
    isByLink: checkoutId === null,
  };
}
