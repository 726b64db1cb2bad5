import { invoicesDueOnSql } from '#api/billing/due-invoices.ts';
import type { Schedule } from '#api/core/schedule.ts';
import { at, PlainDate, today } from '#api/core/time.ts';
import { isCurrent, sinceMoment } from '#api/residents/current.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { fanOut } from './fan-out.ts';
import { reminderTime } from './reading-windows.ts';

type Place = { timeZone: string; buildingIds: string[] };

/**
 * An invoice falls due tomorrow: to those of the flat who may see it, only while it is unpaid, at 10:00 of the day before where the
 * house stands. On the due day itself it is too late for this one. Keys are `bills.due-tomorrow:<due day>:<building>`.
 */
export const billsDueSchedule: Schedule = {
  name: 'bills.due-tomorrow',
  async due(ctx) {
    const places = await ctx.db.$queryRaw<Place[]>`
      select coalesce(b.time_zone, c.time_zone) as "timeZone", array_agg(b.id::text) as "buildingIds"
      from building b cross join company c where b.archived_at is null group by 1`;
    const found: Array<{ key: string; dueAt: ReturnType<typeof at> }> = [];
    for (const { timeZone, buildingIds } of places) {
      const day = today(ctx, timeZone);
      const dueAt = at(day, reminderTime, timeZone);
      if (dueAt > ctx.now()) continue;
      const dueOn = day.add({ days: 1 });
      const rows = await ctx.db.$queryRaw<Array<{ buildingId: string }>>`
        select distinct d.building_id as "buildingId" from (${invoicesDueOnSql(dueOn)}) d
        where d.building_id = any(${buildingIds}::uuid[])`;
      for (const { buildingId } of rows) found.push({ key: `bills.due-tomorrow:${dueOn}:${buildingId}`, dueAt });
    }
    return found;
  },
  async run(tx, key) {
    const [, dueOn = '', buildingId = ''] = key.split(':');
    await fanOut(tx, {
      eventKey: key,
      template: 'bill-due',
      subject: { type: 'building', id: buildingId },
      people: Prisma.sql`
        select o.resident_id, jsonb_build_object('dueOn', ${dueOn}::text, 'unitIds', jsonb_agg(distinct o.unit_id),
          'invoiceIds', jsonb_agg(distinct d.invoice_id)) as data
        from (${invoicesDueOnSql(PlainDate.from(dueOn), buildingId)}) d
        join occupancy o on o.unit_id = d.unit_id join unit u on u.id = o.unit_id
        join building b on b.id = u.building_id cross join company c
        where ${isCurrent(tx.now())} and ${seesBills} and d.issued_on >= o.starts_on
          and d.period >= to_char(o.starts_on, 'YYYY-MM') and d.created_at >= ${sinceMoment}
        group by o.resident_id`,
    });
  },
};

/** Those who may see bills, as `residents/access.ts` has it: a tenant only when the company or the owner allows. */
const seesBills = Prisma.sql`('bills' = any(o.rights) or (o.role = 'tenant' and coalesce(
  (select (s.value ->> 'tenantSeesBills')::boolean from setting s where s.key = 'bills'), false)))`;
