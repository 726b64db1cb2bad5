import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { firstDayOf, periodOf, shiftPeriod, today, type YearMonth } from '#api/core/time.ts';
import { flatAccess } from '#api/residents/access.ts';
import { plain } from './meter-rows.ts';
import type { Resource } from './schema.ts';
import { volumeOf, volumeText, wholeVolume } from './volume.ts';

/** What a meter counted up to a reading since the one before: one decimal text a scale. */
export type Use = {
  period: YearMonth;
  used: string[];
  /** How many months lie between the two readings; 1 where none was missed. */
  months: number;
};

export type MeterUse = {
  meterId: string;
  resource: Resource;
  place: string | null;
  serial: string;
  /** Unit of measure: `m3`, `kWh`, `Gcal`… */
  unit: string;
  /** Oldest first. */
  uses: Use[];
};

/** How far back the charts of a flat go. */
export const monthsOfUse = 12;

type Row = Omit<MeterUse, 'uses'> & { digits: number; readings: { values: string[]; period: YearMonth }[] };

/**
 * What a flat used month by month in the last year, by meter, from the readings that count (those that are doubted too); meters that
 * were replaced meanwhile have their part. A resident sees what was used since they came. A meter with fewer than two readings is left out.
 * Refuses: flat.not-found, not-allowed (no `meters` right).
 */
export async function getConsumption(ctx: Ctx, actor: Actor, unitId: string): Promise<MeterUse[]> {
  const flat = await flatAccess(ctx, actor, unitId, 'meters');
  const yearAgo = shiftPeriod(periodOf(today(ctx, flat.timeZone)), -monthsOfUse);
  const since = [yearAgo, flat.from.slice(0, 7)].sort().at(-1);
  const rows = await ctx.db.$queryRaw<Row[]>`
    select m.id as "meterId", m.resource, m.place, m.serial, m.unit_of_measure as unit, m.digits,
      json_agg(json_build_object('values', r.values::text[], 'period', r.counts_for_period)
        order by r.counts_for_period) as readings
    from meter m join lateral (
      select distinct on (counts_for_period) values, counts_for_period from reading
      where meter_id = m.id and state in ('accepted', 'doubtful') and counts_for_period >= ${since}
      order by counts_for_period, created_at desc) r on true
    where m.unit_id = ${unitId}::uuid
    group by m.id
    having count(*) > 1
    order by array_position(array['cold-water','hot-water','electricity','gas','heating','other'], m.resource),
      m.place, m.retired_on nulls last, m.serial, m.id`;
  return rows.map(({ digits, readings, ...meter }) => ({ ...meter, uses: usesOf(digits, readings) }));
}

/** A value that fell has passed zero: meters count up to their digits and begin again. */
function usesOf(digits: number, readings: Row['readings']): Use[] {
  const capacity = 10n ** BigInt(digits) * wholeVolume(1);
  return readings.slice(1).map(({ period, values }, index) => {
    const before = readings[index] ?? { period, values };
    const used = values.map((value, zone) => {
      const volume = volumeOf(plain(value)) - volumeOf(plain(before.values[zone] ?? value));
      return volumeText(volume < 0n ? volume + capacity : volume);
    });
    const months = firstDayOf(before.period).until(firstDayOf(period), { largestUnit: 'months' }).months;
    return { period, used, months };
  });
}
