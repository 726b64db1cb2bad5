import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { found, mustBeAllowed } from '#api/core/errors.ts';
import { isCurrent } from '#api/residents/current.ts';

/** Who lives in a flat, by role and number: no names, no phones. `owed` only for who sees money. */
export type FlatPeople = {
  buildingCode: string;
  address: string;
  number: string;
  type: string;
  people: { role: string; count: number; connected: number }[];
  owed: { minor: bigint; currency: string } | null;
};

/** A flat as any colleague may see it, with its balance for accountants and managers. Refuses `unit.not-found`. */
export async function listFlatPeople(ctx: Ctx, actor: Actor, unitId: string): Promise<FlatPeople> {
  mustBeAllowed(actor.kind === 'system' || (actor.kind === 'staff' && actor.roles.length > 0));
  const unit = found(
    await ctx.db.unit.findUnique({
      where: { id: unitId },
      select: { number: true, type: true, building: { select: { code: true, address: true } } },
    }),
    'unit',
  );
  const people = await ctx.db.$queryRaw<FlatPeople['people']>`
    select o.role, count(distinct o.resident_id)::int as count, count(distinct ch.resident_id)::int as connected
    from occupancy o join unit u on u.id = o.unit_id join building b on b.id = u.building_id cross join company c
    left join chat ch on ch.resident_id = o.resident_id and ch.state = 'active'
    where o.unit_id = ${unitId}::uuid and ${isCurrent(ctx.now())}
    group by o.role order by o.role`;
  const seesMoney = hasRole(actor, 'accountant', 'manager');
  const { number, type, building } = unit;
  const owed = seesMoney ? await readOwed(ctx, unitId) : null;
  return { buildingCode: building.code, address: building.address, number, type, people, owed };
}

async function readOwed(ctx: Ctx, unitId: string): Promise<FlatPeople['owed']> {
  const [sum] = await ctx.db.$queryRaw<{ minor: bigint; currency: string }[]>`
    select coalesce(sum(e.amount_minor), 0)::bigint as minor, c.currency::text as currency
    from company c left join account a on a.unit_id = ${unitId}::uuid
    left join ledger_entry e on e.account_id = a.id
    group by c.currency`;
  return sum ?? null;
}
