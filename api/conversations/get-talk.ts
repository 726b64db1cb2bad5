import type { Ctx } from '#api/core/ctx.ts';
import type { Instant } from '#api/core/time.ts';

/** A talk as its card shows it: the flat, never a name. */
export type TalkNow = {
  id: string;
  service: string;
  unitId: string | null;
  buildingId: string | null;
  unitNumber: string | null;
  address: string | null;
  waitsSince: Instant | null;
  createdAt: Instant;
};

/** A talk as it is now, or null. For doors that have decided who sees it: it asks nobody's leave. */
export async function getTalk(ctx: Ctx, conversationId: string): Promise<TalkNow | null> {
  const [row] = await ctx.db.$queryRaw<TalkNow[]>`
    select c.id, c.service, c.unit_id as "unitId", u.building_id as "buildingId", u.number as "unitNumber", b.address,
      c.waits_since as "waitsSince", c.created_at as "createdAt"
    from conversation c left join unit u on u.id = c.unit_id left join building b on b.id = u.building_id
    where c.id = ${conversationId}::uuid`;
  return row ?? null;
}
