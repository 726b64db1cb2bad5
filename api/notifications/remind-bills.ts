import { billsToRemindSql, type Look } from '#api/billing/reminders/due-bills.ts';
import { reminderDays } from '#api/billing/reminders/reminder-days.ts';
import { getCompany } from '#api/company/company.ts';
import type { Ctx } from '#api/core/ctx.ts';
import type { Schedule } from '#api/core/schedule.ts';
import { at, PlainDate, today } from '#api/core/time.ts';
import { isCurrent, sinceMoment } from '#api/residents/current.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { fanOut } from './fan-out.ts';
import { reminderTime } from './reading-windows.ts';

const name = 'bills.reminders';
/** What fell on days when nobody looked is made up for, so far back. */
const mostDaysBack = 7;

/**
 * Reminders of bills: once a day in each time zone, at 10:00 there, one message to a person however many flats and bills they have. Each
 * says why, and a bill is named once. Keys are `bills.reminders:<day>:<time zone>`.
 */
export const billRemindersSchedule: Schedule = {
  name,
  async due(ctx) {
    const zones = await ctx.db.$queryRaw<{ timeZone: string }[]>`
      select distinct coalesce(b.time_zone, c.time_zone) as "timeZone" from building b cross join company c
      where b.archived_at is null`;
    return zones
      .map(({ timeZone }) => {
        const day = today(ctx, timeZone);
        return { key: keyOf(day, timeZone), dueAt: at(day, reminderTime, timeZone) };
      })
      .filter(({ dueAt }) => dueAt <= ctx.now());
  },
  async run(tx, key) {
    const [, dayText = '', timeZone = ''] = key.split(':');
    const day = PlainDate.from(dayText);
    // What was left over from another day is past: the next look makes up for it.
    if (!day.equals(today(tx, timeZone))) return;
    const since = await lastLook(tx, day, timeZone);
    const moment = (one: PlainDate) => at(one, reminderTime, timeZone);
    const look: Look = { since, day, sinceAt: moment(since), at: moment(day) };
    const bills = billsToRemindSql(look, await reminderDays(tx));
    await fanOut(tx, {
      eventKey: key,
      template: 'bill-reminder',
      subject: { type: 'company', id: (await getCompany(tx)).id },
      people: Prisma.sql`
        select h.resident_id, jsonb_build_object('day', ${dayText}::text, 'bills',
          jsonb_agg(distinct jsonb_build_object('invoiceId', d.invoice_id, 'why', d.why))) as data
        from (${bills}) d
        join occupancy o on o.unit_id = d.unit_id join unit u on u.id = o.unit_id
        join building b on b.id = u.building_id cross join company c
        join lateral (${homeZone(tx)}) h on h.time_zone = ${timeZone}
        where ${isCurrent(tx.now())} and ${seesBills} and d.issued_on >= o.starts_on
          and d.period >= to_char(o.starts_on, 'YYYY-MM') and d.created_at >= ${sinceMoment}
        group by h.resident_id`,
    });
  },
};

function keyOf(day: PlainDate, timeZone: string): string {
  return `${name}:${day}:${timeZone}`;
}

/** The last day on which this was done, at most a week ago; else yesterday. */
async function lastLook(ctx: Ctx, day: PlainDate, timeZone: string): Promise<PlainDate> {
  const days = Array.from({ length: mostDaysBack }, (_, index) => day.subtract({ days: index + 1 }));
  const done = await ctx.db.occurrence.findMany({
    where: { key: { in: days.map((one) => keyOf(one, timeZone)) }, state: 'done' },
    select: { key: true },
  });
  const keys = new Set(done.map(({ key }) => key));
  return days.find((one) => keys.has(keyOf(one, timeZone))) ?? day.subtract({ days: 1 });
}

/** Where a resident of occupancy `o` is told about all of their flats: one of their zones, so that they are told once. */
function homeZone(ctx: Ctx): Prisma.Sql {
  return Prisma.sql`select mine.resident_id, min(mine.time_zone) as time_zone from (
    select o2.resident_id, coalesce(b2.time_zone, c.time_zone) as time_zone
    from occupancy o2 join unit u2 on u2.id = o2.unit_id join building b2 on b2.id = u2.building_id
    cross join lateral (select (${ctx.now()}::timestamptz at time zone coalesce(b2.time_zone, c.time_zone))::date as day) t
    where o2.resident_id = o.resident_id and b2.archived_at is null and o2.starts_on <= t.day
      and (o2.ends_on is null or o2.ends_on > t.day)) mine group by mine.resident_id`;
}

/** Those who may see bills, as `residents/access.ts` has it: a tenant only when the company or the owner allows. */
const seesBills = Prisma.sql`('bills' = any(o.rights) or (o.role = 'tenant' and coalesce(
  (select (s.value ->> 'tenantSeesBills')::boolean from setting s where s.key = 'bills'), false)))`;
