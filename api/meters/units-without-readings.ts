import type { Ctx } from '#api/core/ctx.ts';
import type { YearMonth } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';

type Question = {
  buildingId: string;
  period: YearMonth;
  /** Only meters of these resources; all when absent. */
  resources?: string[];
};

/**
 * A query of one column `unit_id`: the flats of a building with at least one meter in use that has no reading for the period.
 * For one INSERT … SELECT of reminders.
 */
export function unitsWithoutReadingsSql({ buildingId, period, resources }: Question): Prisma.Sql {
  const only = resources ? Prisma.sql`and m.resource = any(${resources}::text[])` : Prisma.empty;
  return Prisma.sql`
    select distinct m.unit_id
    from meter m join unit u on u.id = m.unit_id
    where u.building_id = ${buildingId}::uuid and m.retired_on is null and not m.is_automatic ${only}
      and not exists (select 1 from reading r where r.meter_id = m.id and r.counts_for_period = ${period}
        and r.state in ('accepted', 'doubtful'))`;
}

/** The flats of a building that have not sent all readings for a period. */
export async function unitsWithoutReadings(ctx: Ctx, question: Question): Promise<string[]> {
  const rows = await ctx.db.$queryRaw<{ unit_id: string }[]>(unitsWithoutReadingsSql(question));
  return rows.map((row) => row.unit_id);
}
