import { getCompany } from '#api/company/company.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { emit } from '#api/core/outbox.ts';
import { at, type Instant, PlainDate } from '#api/core/time.ts';
import { applyStatus } from './look.ts';
import type { PaymentProvider } from './provider.ts';

/** What a day's books and a provider's list disagree about. */
export type DayDifference = {
  providerRef: string;
  /** `only-there`: money that names no payment of ours; `only-here`: the provider does not list it; `other-sum`. */
  what: 'only-there' | 'only-here' | 'other-sum';
  thereMinor: string | null;
  hereMinor: string | null;
  currency: string;
};

/**
 * A provider's day against ours. What it took and we do not know of is taken now; what still differs is told to the accountants
 * (`payments.compared`), and so is that nothing does not need to be.
 */
export async function compareDay(ctx: Ctx, provider: PaymentProvider, day: string): Promise<DayDifference[]> {
  if (!provider.listSucceeded) return [];
  const { timeZone } = await getCompany(ctx);
  const [from, until] = [0, 1].map((days) => at(PlainDate.from(day).add({ days }), '00:00', timeZone)) as [
    Instant,
    Instant,
  ];
  const there = await provider.listSucceeded(from, until);
  const differences: DayDifference[] = [];
  for (const says of there) {
    const state = await applyStatus(ctx, provider, says);
    const ours = await ctx.db.payment.findFirst({
      where: { provider: provider.name, providerChargeId: says.chargeId },
    });
    const common = { providerRef: says.providerRef, currency: says.currency, thereMinor: String(says.receivedMinor) };
    if (!ours || state === 'unknown') differences.push({ ...common, what: 'only-there', hereMinor: null });
    else if (ours.amountMinor + ours.commissionMinor !== says.receivedMinor && ours.amountMinor !== says.receivedMinor)
      differences.push({ ...common, what: 'other-sum', hereMinor: String(ours.amountMinor + ours.commissionMinor) });
  }
  const known = new Set(there.map(({ chargeId }) => chargeId));
  const here = await ctx.db.payment.findMany({
    where: { provider: provider.name, succeededAt: { gte: from, lt: until }, providerChargeId: { not: null } },
  });
  for (const payment of here.filter(({ providerChargeId }) => !known.has(providerChargeId ?? ''))) {
    // Around midnight the two days need not be the same one.
    const says = await provider.fetchStatus({ providerRef: payment.providerRef, chargeId: payment.providerChargeId });
    if (says.state === 'succeeded') continue;
    differences.push({
      ...{ providerRef: payment.providerRef ?? payment.id, what: 'only-here', thereMinor: null },
      ...{ hereMinor: String(payment.amountMinor + payment.commissionMinor), currency: payment.currency },
    });
  }
  if (differences.length > 0) {
    const data = { provider: provider.name, day, differences: differences.slice(0, 50), count: differences.length };
    await inTransaction(ctx, (tx) => emit(tx, { kind: 'payments.compared', data }));
  }
  return differences;
}
