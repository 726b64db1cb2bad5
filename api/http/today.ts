import type { Ctx } from '#api/core/ctx.ts';
import { type Instant, plus } from '#api/core/time.ts';

/** What a manager looks at first. */
export type Today = {
  tickets: {
    /** Nobody took them yet. */
    unclaimed: number;
    oldestUnclaimedAt: Instant | null;
    inWork: number;
    waitingForResident: number;
    toCheck: number;
    openEmergencies: number;
  };
  joinRequests: number;
  residents: { total: number; connected: number; unreachable: number };
  deliveries: { waiting: number; failedToday: number };
};

/** The figures of the moment, in one statement. */
export async function countToday(ctx: Ctx): Promise<Today> {
  const since = plus(ctx.now(), '-PT24H');
  const [row] = await ctx.db.$queryRaw<[{ today: Omit<Today, 'tickets'>; oldest: Instant | null } & Today['tickets']]>`
    select jsonb_build_object(
        'joinRequests', (select count(*) from join_request where state = 'pending'),
        'residents', (select jsonb_build_object('total', count(*),
            'connected', count(*) filter (where exists (
              select 1 from chat c where c.resident_id = r.id and c.state = 'active')),
            'unreachable', count(*) filter (where r.unreachable_since is not null))
          from resident r where r.erased_at is null),
        'deliveries', jsonb_build_object(
          'waiting', (select count(*) from delivery where state in ('pending', 'sending')),
          'failedToday', (select count(*) from delivery
            where state in ('failed', 'unknown') and created_at > ${since}))) as today,
      t.*
    from (
      select count(*) filter (where status = 'new')::int as unclaimed,
        min(created_at) filter (where status = 'new') as oldest,
        count(*) filter (where status in ('claimed', 'in-work') and pause = 'none')::int as "inWork",
        count(*) filter (where pause = 'waiting-for-resident')::int as "waitingForResident",
        count(*) filter (where status = 'resolved')::int as "toCheck",
        count(*) filter (where urgency = 'emergency' and status in ('new', 'claimed', 'in-work'))::int
          as "openEmergencies"
      from ticket where status in ('new', 'claimed', 'in-work', 'resolved')
    ) t`;
  const { today, oldest, ...tickets } = row;
  return { ...today, tickets: { ...tickets, oldestUnclaimedAt: oldest } };
}
