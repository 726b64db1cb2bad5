import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { found } from '#api/core/errors.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { mustKeepBooks } from '../keepers.ts';

/** How one account of a flat stands: above zero it owes, below it is in advance. Minor units. */
export type FlatBalance = {
  accountId: string;
  accountNumber: string;
  payeeName: string;
  currency: string;
  balanceMinor: bigint;
  /** The day of the newest entry; null before there was any. */
  asOf: string | null;
};

/** Every account of a flat with the sum of its ledger, whoever lives there. For those who keep the books. Refuses `not-allowed`, `unit.not-found`. */
export async function listFlatBalances(ctx: Ctx, actor: Actor, unitId: string): Promise<FlatBalance[]> {
  mustKeepBooks(actor);
  found(await ctx.db.unit.findUnique({ where: { id: unitId }, select: { id: true } }), 'unit');
  return ctx.db.$queryRaw<FlatBalance[]>(Prisma.sql`
    select a.id as "accountId", a.number as "accountNumber", p.name as "payeeName", p.currency::text as currency,
      coalesce(sum(e.amount_minor), 0)::bigint as "balanceMinor", max(e.effective_on)::text as "asOf"
    from account a join payee p on p.id = a.payee_id left join ledger_entry e on e.account_id = a.id
    where a.unit_id = ${unitId}::uuid
    group by a.id, p.id order by a.is_main desc, a.created_at, a.id`);
}
