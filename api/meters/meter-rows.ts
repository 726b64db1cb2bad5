import type { Ctx } from '#api/core/ctx.ts';
import { firstDayOf, type YearMonth } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { CheckedMeter } from './check.ts';
import type { Resource } from './schema.ts';
import { volumeOf, volumeText, wholeVolume } from './volume.ts';

/** A reading that counts (accepted or doubtful): one a period, as later ones supersede it. */
export type CountedReading = {
  id: string;
  values: string[];
  takenOn: string;
  period: YearMonth;
  isLate: boolean;
  state: 'accepted' | 'doubtful';
};

/** A meter in use with its counted readings, newest first. */
export type MeterRow = {
  id: string;
  resource: Resource;
  place: string | null;
  serial: string;
  zones: number;
  digits: number;
  decimals: number;
  unit: string;
  nextVerificationOn: string | null;
  retiredOn: string | null;
  readings: CountedReading[];
};

/** The meters of a flat that are in use on `day`, with their last counted readings, in one statement. */
export async function findMeterRows(ctx: Ctx, unitId: string, day: string): Promise<MeterRow[]> {
  const mine = Prisma.sql`m.unit_id = ${unitId}::uuid and (m.retired_on is null or m.retired_on > ${day}::date)`;
  return ctx.db.$queryRaw<MeterRow[]>(Prisma.sql`
    ${meterRowsSql(mine)}
    order by array_position(array['cold-water','hot-water','electricity','gas','heating','other'], m.resource),
      m.place, m.serial, m.id`);
}

/** A query of the meters `m` for which `which` holds. */
export function meterRowsSql(which: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    select m.id, m.resource, m.place, m.serial, m.zones, m.digits, m.decimals, m.unit_of_measure as "unit",
      m.next_verification_on::text as "nextVerificationOn", m.retired_on::text as "retiredOn",
      coalesce((
        select json_agg(json_build_object('id', r.id, 'values', r.values::text[], 'takenOn', r.taken_on,
          'period', r.counts_for_period, 'isLate', r.is_late, 'state', r.state) order by r.counts_for_period desc)
        from (select * from reading where meter_id = m.id and state in ('accepted', 'doubtful')
          order by counts_for_period desc, created_at desc limit 9) r), '[]') as readings
    from meter m
    where ${which}`;
}

/** What the checks need to know of a meter when a reading for `period` arrives. */
export function asChecked(meter: MeterRow, period: YearMonth): CheckedMeter {
  const earlier = meter.readings.filter((reading) => reading.period < period);
  const last = earlier[0];
  return {
    meterId: meter.id,
    resource: meter.resource,
    zones: meter.zones,
    digits: meter.digits,
    decimals: meter.decimals,
    isRetired: false,
    previous: last ? last.values.map(plain) : null,
    periodsSince: last ? Math.max(1, monthsBetween(last.period, period)) : 1,
    usual: usualUse(meter, earlier.slice(0, 7)),
  };
}

/** Plain text of a Decimal(22,7) column's value. */
export function plain(value: string): string {
  return volumeText(volumeOf(value));
}

/** Average use a period, one text a scale, over readings newest first; a fall is taken as passing zero. */
function usualUse(meter: MeterRow, readings: readonly CountedReading[]): string[] | null {
  const newest = readings[0];
  const oldest = readings.at(-1);
  if (!newest || !oldest || newest === oldest) return null;
  const months = BigInt(monthsBetween(oldest.period, newest.period));
  const capacity = 10n ** BigInt(meter.digits) * wholeVolume(1);
  return newest.values.map((value, zone) => {
    const used = volumeOf(value) - volumeOf(oldest.values[zone] ?? '0');
    return volumeText((used < 0n ? used + capacity : used) / months);
  });
}

function monthsBetween(from: YearMonth, until: YearMonth): number {
  return firstDayOf(from).until(firstDayOf(until), { largestUnit: 'months' }).months;
}
