import type { Ctx } from '#api/core/ctx.ts';
import type { RowProblem } from '#api/imports/target.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type MeterRow, meterRowsSql } from '../meter-rows.ts';
import type { Resource } from '../schema.ts';
import { findWindowRules, type PlacedRule } from '../window-rules.ts';

type PlacedMeter = MeterRow & { buildingId: string; accounts: string[] };
export type FileMeters = { bySerial: Map<string, PlacedMeter[]>; rulesOf: Map<string, PlacedRule[]> };

/** The meters of flats that have the numbers a file names, each with its last readings, accounts and the house's windows. */
export async function findMetersOf(ctx: Ctx, rows: readonly { serial: string }[]): Promise<FileMeters> {
  const serials = [...new Set(rows.map(({ serial }) => serial))];
  const meters = await ctx.db.$queryRaw<PlacedMeter[]>`
    select x.*, u.building_id as "buildingId", array(select a.number from account a where a.unit_id = u.id) as accounts
    from (${meterRowsSql(Prisma.sql`m.unit_id is not null and m.serial = any(${serials})`)}) x
    join meter m on m.id = x.id join unit u on u.id = m.unit_id`;
  const bySerial = new Map<string, PlacedMeter[]>();
  for (const meter of meters) {
    const same = bySerial.get(meter.serial);
    if (same) same.push(meter);
    else bySerial.set(meter.serial, [meter]);
  }
  const rulesOf = new Map<string, PlacedRule[]>();
  for (const buildingId of new Set(meters.map((meter) => meter.buildingId))) {
    rulesOf.set(buildingId, await findWindowRules(ctx, buildingId));
  }
  return { bySerial, rulesOf };
}

/** The meter a row means: numbers repeat, and then its account or resource tells which. */
export function meterOf(
  { bySerial, rulesOf }: FileMeters,
  {
    serial,
    accountNumber,
    resource,
    takenOn,
  }: { serial: string; accountNumber: string; resource: Resource | null; takenOn: string },
): { meter: MeterRow; rules: PlacedRule[] } | { problem: RowProblem } {
  const all = (bySerial.get(serial) ?? []).filter(
    (meter) =>
      (accountNumber === '' || meter.accounts.includes(accountNumber)) &&
      (resource === null || meter.resource === resource),
  );
  const inUse = all.filter(({ retiredOn }) => retiredOn === null || retiredOn > takenOn);
  const [meter, ...others] = inUse.length > 0 ? inUse : all;
  if (!meter) return { problem: { code: 'import.meter-unknown', values: { serial } } };
  if (others.length > 0) return { problem: { code: 'import.meter-of-several', values: { serial } } };
  return { meter, rules: rulesOf.get(meter.buildingId) ?? [] };
}
