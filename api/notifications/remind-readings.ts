import { getSetting } from '#api/company/settings.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import type { Schedule } from '#api/core/schedule.ts';
import { today } from '#api/core/time.ts';
import { unitsWithoutReadingsSql } from '#api/meters/units-without-readings.ts';
import { type PlacedRule, readExceptions } from '#api/meters/window-rules.ts';
import { isCurrent } from '#api/residents/current.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { fanOut } from './fan-out.ts';
import { groupWindows, type WindowGroup, type WindowReminder, windowReminders } from './reading-windows.ts';

type MeteredBuilding = { id: string; timeZone: string; resources: string[] };

/** The reading window has opened: to flats with a meter that has no reading yet, at 10:00 where the house stands. */
export const windowOpensSchedule: Schedule = readingSchedule('meters.window-opens', ['opens']);

/** It closes in three days, and today: only to those who have not sent. */
export const windowClosesSchedule: Schedule = readingSchedule('meters.window-closes', ['warns', 'ends']);

/** Keys are `<name>:<period>:<building>:<when>[:<days of a window of its own>]`. */
function readingSchedule(name: string, whens: WindowReminder['when'][]): Schedule {
  return {
    name,
    async due(ctx) {
      const buildings = await findMeteredBuildings(ctx);
      if (buildings.length === 0) return [];
      const rules = await readRules(ctx);
      return buildings.flatMap((building) => {
        const day = today(ctx, building.timeZone);
        return groupWindows(rulesOf(rules, building.id), building.resources, day).flatMap((group) =>
          windowReminders(group.window, day, building.timeZone, ctx.now())
            .filter(({ when }) => whens.includes(when))
            .map(({ when, dueAt }) => ({ key: keyOf(name, building.id, when, group), dueAt })),
        );
      });
    },
    async run(tx, key) {
      const [, period, buildingId, , suffix = ''] = key.split(':');
      const [building] = await findMeteredBuildings(tx, buildingId);
      if (!building) return;
      const day = today(tx, building.timeZone);
      const groups = groupWindows(rulesOf(await readRules(tx), building.id), building.resources, day);
      const group = groups.find((one) => one.suffix === suffix);
      if (group?.window.state !== 'open' || group.window.period !== period) return;
      await remind(tx, key, building.id, group, name === 'meters.window-closes');
    },
  };
}

async function remind(tx: TxCtx, key: string, buildingId: string, group: WindowGroup, closing: boolean): Promise<void> {
  const { period, closesOn, daysLeft } = group.window;
  const missing = unitsWithoutReadingsSql({ buildingId, period, resources: group.resources });
  const more = closing ? Prisma.sql`, 'daysLeft', ${daysLeft}::int` : Prisma.empty;
  await fanOut(tx, {
    eventKey: key,
    template: closing ? 'readings-closing' : 'readings-open',
    subject: { type: 'building', id: buildingId },
    people: Prisma.sql`
      select o.resident_id, jsonb_build_object('period', ${period}::text, 'closesOn', ${closesOn}::text,
        'unitIds', jsonb_agg(distinct o.unit_id) ${more}) as data
      from (${missing}) missing
      join occupancy o on o.unit_id = missing.unit_id join unit u on u.id = o.unit_id
      join building b on b.id = u.building_id cross join company c
      where ${isCurrent(tx.now())} and 'meters' = any(o.rights)
      group by o.resident_id`,
  });
}

function keyOf(name: string, buildingId: string, when: string, { suffix, window }: WindowGroup): string {
  return [name, window.period, buildingId, when, ...(suffix === '' ? [] : [suffix])].join(':');
}

/** Buildings whose residents send readings, with the resources they send. None where the company takes no readings. */
async function findMeteredBuildings(ctx: Ctx, buildingId?: string): Promise<MeteredBuilding[]> {
  const { meters } = await getSetting(ctx, 'modules');
  if (!meters) return [];
  const only = buildingId ? Prisma.sql`and b.id = ${buildingId}::uuid` : Prisma.empty;
  return ctx.db.$queryRaw<MeteredBuilding[]>`
    select b.id, coalesce(b.time_zone, c.time_zone) as "timeZone", array_agg(distinct m.resource) as resources
    from building b cross join company c
    join unit u on u.building_id = b.id join meter m on m.unit_id = u.id
    where b.archived_at is null and m.retired_on is null and not m.is_automatic ${only}
    group by b.id, c.time_zone`;
}

async function readRules(ctx: Ctx): Promise<PlacedRule[]> {
  const rows = await ctx.db.readingWindow.findMany();
  return rows.map(({ buildingId, resource, startDay, endDay, exceptions }) => ({
    buildingId,
    resource,
    startDay,
    endDay,
    exceptions: readExceptions(exceptions),
  }));
}

function rulesOf(rules: PlacedRule[], buildingId: string): PlacedRule[] {
  return rules.filter((rule) => rule.buildingId === null || rule.buildingId === buildingId);
}
