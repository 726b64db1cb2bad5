import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { found } from '#api/core/errors.ts';
import { instant } from '#api/core/time.ts';
import { type Flat, flatAccess } from '#api/residents/access.ts';
import { mustKeepBooks } from './keepers.ts';

/** A flat whose bills somebody may read, and from when on. */
export type Books = Pick<Flat, 'unitId' | 'from' | 'since' | 'address' | 'number' | 'unitType' | 'timeZone'>;

/**
 * Opens the bills of a flat: to a resident from the day they came, to those who keep the books and to the system from the beginning.
 * Refuses: flat.not-found, not-allowed (no `bills` right; another role).
 */
export async function openBooks(ctx: Ctx, actor: Actor, unitId: string): Promise<Books> {
  if (actor.kind === 'resident') return flatAccess(ctx, actor, unitId, 'bills');
  mustKeepBooks(actor);
  const [row] = await ctx.db.$queryRaw<Omit<Books, 'from' | 'since'>[]>`
    select u.id as "unitId", b.address, u.number, u.type as "unitType", coalesce(b.time_zone, c.time_zone) as "timeZone"
    from unit u join building b on b.id = u.building_id cross join company c where u.id = ${unitId}::uuid`;
  return { ...found(row, 'flat'), from: '0001-01-01', since: instant(0) };
}
