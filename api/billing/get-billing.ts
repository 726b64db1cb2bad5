import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { flatAccess } from '#api/residents/access.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type Bounds, visibleBalancesSql } from './visible.ts';

/** One payee's account with the flat. Only one of `owedMinor` and `overpaidMinor` is above zero. */
export type PayeeTotal = {
  payeeId: string;
  payeeName: string;
  owedMinor: bigint;
  overpaidMinor: bigint;
  /** Paid here and not yet confirmed by billing; already taken off what is owed. */
  onTheirWayMinor: bigint;
  /** The day of the newest fact from billing itself, ISO; null before there was any. */
  asOf: string | null;
};

/** What a flat owes. An advance with one payee never pays another, so both sums may be above zero. */
export type Billing = { currency: string; totals: PayeeTotal[]; owedMinor: bigint; overpaidMinor: bigint };

/**
 * The balance of a flat by payee, since its resident came; sums are minor units.
 * Refuses: flat.not-found, not-allowed (no `bills` right).
 */
export async function getBilling(ctx: Ctx, actor: Actor, unitId: string): Promise<Billing> {
  const flat = await flatAccess(ctx, actor, unitId, 'bills');
  const [row] = await ctx.db.$queryRaw<{ billing: BillingJson }[]>(Prisma.sql`select ${billingJson(flat)} as billing`);
  return readBilling(row?.billing ?? { currency: null, totals: [] });
}

/** What `billingJson` selects: sums as texts, so that JSON does not round them. */
export type BillingJson = {
  currency: string | null;
  totals: { payeeId: string; payeeName: string; balance: string; onTheirWay: string; asOf: string | null }[];
};

/** An expression of one JSON value with the balances of a flat, for statements that select more beside it. */
export function billingJson(flat: Bounds): Prisma.Sql {
  return Prisma.sql`(select json_build_object(
      'currency', (select currency from company limit 1),
      'totals', coalesce(json_agg(t order by t.code <> 'main', t.code), '[]'))
    from (select p.id as "payeeId", p.name as "payeeName", p.code, sum(v.balance_minor)::text as balance,
        sum(v.on_their_way_minor)::text as "onTheirWay", max(v.as_of)::text as "asOf"
      from (${visibleBalancesSql(flat)}) v join payee p on p.id = v.payee_id group by p.id) t)`;
}

/** The balances out of their JSON. */
export function readBilling(json: BillingJson): Billing {
  const totals = json.totals.map(({ payeeId, payeeName, balance, onTheirWay, asOf }): PayeeTotal => {
    const minor = BigInt(balance);
    return {
      payeeId,
      payeeName,
      owedMinor: minor > 0n ? minor : 0n,
      overpaidMinor: minor < 0n ? -minor : 0n,
      onTheirWayMinor: BigInt(onTheirWay),
      asOf,
    };
  });
  return {
    currency: json.currency ?? '',
    totals,
    owedMinor: totals.reduce((all, total) => all + total.owedMinor, 0n),
    overpaidMinor: totals.reduce((all, total) => all + total.overpaidMinor, 0n),
  };
}
