import type { TxCtx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { inParts } from '#api/imports/in-parts.ts';
import type { ApplyingBatch, GoodRow, ImportEffects } from '#api/imports/target.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Resource } from '../schema.ts';
import { flatOf, flatsByAccount } from './flats-by-account.ts';

/** A row of meters.csv; what a file leaves empty stays as it is. */
export type MeterFileRow = {
  accountNumber: string;
  resource: Resource;
  serial: string;
  place: string | null;
  zones: number;
  digits: number | null;
  decimals: number | null;
  unit: string | null;
  installedOn: string | null;
  verifiedOn: string | null;
  nextVerificationOn: string | null;
  retiredOn: string | null;
};

/** What a meter is like when its file does not say so. */
const usual: Record<Resource, { unit: string; digits: number; decimals: number }> = {
  'cold-water': { unit: 'm3', digits: 5, decimals: 3 },
  'hot-water': { unit: 'm3', digits: 5, decimals: 3 },
  gas: { unit: 'm3', digits: 5, decimals: 3 },
  electricity: { unit: 'kWh', digits: 6, decimals: 2 },
  heating: { unit: 'Gcal', digits: 5, decimals: 3 },
  other: { unit: '', digits: 6, decimals: 3 },
};

/** A row as the statements take it. */
const given = Prisma.sql`(id uuid, line int, "unitId" uuid, resource text, serial text, place text, zones int, digits int, decimals int,
  unit text, "newDigits" int, "newDecimals" int, "newUnit" text, "installedOn" date, "verifiedOn" date, "nextVerificationOn" date,
  "retiredOn" date)`;

/**
 * Adds the meters that are new and changes what rows say of those that are known. What each row did is noted with it, so that
 * `undoMeters` can take it back.
 */
export async function applyMeters(
  tx: TxCtx,
  rows: readonly GoodRow<MeterFileRow>[],
  batch: ApplyingBatch,
): Promise<ImportEffects> {
  const meters = await metersOf(tx, rows);
  let [added, changed] = [0, 0];
  await inParts(meters, async (part) => {
    const rowsSql = Prisma.sql`jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as g${given}`;
    changed += await change(tx, batch.id, rowsSql);
    added += await add(tx, batch.id, rowsSql);
  });
  return { meters: added, metersChanged: changed };
}

/** Of two rows for one meter the later one counts. */
async function metersOf(tx: TxCtx, rows: readonly GoodRow<MeterFileRow>[]) {
  const flats = await flatsByAccount(
    tx,
    rows.map(({ row }) => row.accountNumber),
  );
  const meters = new Map(
    rows.flatMap(({ line, row }) => {
      const flat = flatOf(flats, row.accountNumber);
      if ('problem' in flat) return [];
      const { digits, decimals, unit } = usual[row.resource];
      const id = newId(tx.now());
      const meter = { ...row, id, line, unitId: flat.unitId, newDigits: digits, newDecimals: decimals, newUnit: unit };
      return [[`${row.resource} ${row.serial}`, meter] as const];
    }),
  );
  return [...meters.values()];
}

function change(tx: TxCtx, batchId: string, rows: Prisma.Sql): Promise<number> {
  return tx.db.$executeRaw`
    with g as (select * from ${rows}),
    was as (select g.line, m.* from meter m join g on m.unit_id = g."unitId" and m.resource = g.resource and m.serial = g.serial),
    changed as (
      update meter m set place = coalesce(g.place, m.place), digits = coalesce(g.digits, m.digits),
        decimals = coalesce(g.decimals, m.decimals), unit_of_measure = coalesce(g.unit, m.unit_of_measure),
        installed_on = coalesce(g."installedOn", m.installed_on), verified_on = coalesce(g."verifiedOn", m.verified_on),
        next_verification_on = coalesce(g."nextVerificationOn", m.next_verification_on),
        retired_on = coalesce(g."retiredOn", m.retired_on)
      from g
      where m.unit_id = g."unitId" and m.resource = g.resource and m.serial = g.serial
        and (m.place, m.digits, m.decimals, m.unit_of_measure, m.installed_on, m.verified_on, m.next_verification_on, m.retired_on)
        is distinct from (coalesce(g.place, m.place), coalesce(g.digits, m.digits), coalesce(g.decimals, m.decimals),
          coalesce(g.unit, m.unit_of_measure), coalesce(g."installedOn", m.installed_on), coalesce(g."verifiedOn", m.verified_on),
          coalesce(g."nextVerificationOn", m.next_verification_on), coalesce(g."retiredOn", m.retired_on))
      returning m.id)
    update import_row r set "values" = jsonb_build_object('meterId', w.id, 'was', to_jsonb(w))
    from was w join changed c on c.id = w.id where r.batch_id = ${batchId}::uuid and r.line = w.line`;
}

function add(tx: TxCtx, batchId: string, rows: Prisma.Sql): Promise<number> {
  return tx.db.$executeRaw`
    with g as (select * from ${rows}),
    added as (
      insert into meter (id, unit_id, resource, serial, place, zones, digits, decimals, unit_of_measure, is_automatic, installed_on,
        verified_on, next_verification_on, retired_on, created_at)
      select g.id, g."unitId", g.resource, g.serial, g.place, g.zones, coalesce(g.digits, g."newDigits"),
        coalesce(g.decimals, g."newDecimals"), coalesce(g.unit, g."newUnit"), false, g."installedOn", g."verifiedOn",
        g."nextVerificationOn", g."retiredOn", ${tx.now()}
      from g where not exists (select 1 from meter m where m.unit_id = g."unitId" and m.resource = g.resource and m.serial = g.serial)
      returning id)
    update import_row r set "values" = jsonb_build_object('meterId', a.id)
    from added a join g on g.id = a.id where r.batch_id = ${batchId}::uuid and r.line = g.line`;
}
