import type { Instant } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';

/**
 * When an occupancy counts: `starts_on` is the first day, `ends_on` is the first day WITHOUT access, so that a person who
 * is cut off today sees nothing from that second on, and former and new owner never share a day.
 *
 * These fragments are for statements that join `occupancy o`, `unit u`, `building b` and `company c` under those names.
 */

/** Today in the place of the building. */
export function localDay(now: Instant): Prisma.Sql {
  return Prisma.sql`(${now}::timestamptz at time zone coalesce(b.time_zone, c.time_zone))::date`;
}

/** True for an occupancy that counts today. */
export function isCurrent(now: Instant): Prisma.Sql {
  return Prisma.sql`(o.starts_on <= ${localDay(now)} and (o.ends_on is null or o.ends_on > ${localDay(now)}))`;
}

/**
 * The moment from which a person may see what happened in the flat: the first minute of their first day, or the moment
 * they were written down when that was later on that very day. So what a former owner did in the morning of the day
 * of sale stays the former owner's.
 */
export const sinceMoment: Prisma.Sql = Prisma.sql`
  greatest(
    o.starts_on::timestamp at time zone coalesce(b.time_zone, c.time_zone),
    case when (o.created_at at time zone coalesce(b.time_zone, c.time_zone))::date = o.starts_on then o.created_at end
  )`;
