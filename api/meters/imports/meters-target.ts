import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { neededCell, readingCells, refuseRow, textCell } from '#api/imports/cells.ts';
import { inParts } from '#api/imports/in-parts.ts';
import type { GoodRow, ImportEffects, ImportTarget, RowProblem } from '#api/imports/target.ts';
import type { Resource } from '../schema.ts';
import { flatOf, flatsByAccount } from './flats-by-account.ts';
import { resourceNamed } from './resource-words.ts';

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

/** meters.csv: the meters of flats, each known by its flat, resource and serial number. The same file twice changes nothing. */
export const metersTarget: ImportTarget<MeterFileRow> = {
  name: 'meters',
  mayImport: ['manager'],
  columns: [
    { key: 'account_number', isRequired: true, synonyms: ['account', 'лицевой счет', 'лс', 'номер лс'] },
    { key: 'resource', isRequired: true, synonyms: ['meter_type', 'тип счетчика', 'вид счетчика', 'ресурс', 'услуга'] },
    {
      key: 'serial',
      isRequired: true,
      synonyms: ['meter_number', 'номер счетчика', 'заводской номер', 'номер пу', '№ пу'],
    },
    { key: 'place', isRequired: false, synonyms: ['место установки счетчика', 'место установки', 'место'] },
    {
      key: 'zones',
      isRequired: false,
      kind: 'number',
      synonyms: ['tariffs', 'количество тарифов', 'шкал', 'тарифность'],
    },
    { key: 'digits', isRequired: false, kind: 'number', synonyms: ['разрядов', 'разрядность', 'знаков'] },
    { key: 'decimals', isRequired: false, kind: 'number', synonyms: ['знаков после запятой'] },
    { key: 'unit_of_measure', isRequired: false, synonyms: ['measure', 'ед изм', 'единица измерения'] },
    { key: 'installed_on', isRequired: false, kind: 'date', synonyms: ['дата установки'] },
    { key: 'verified_on', isRequired: false, kind: 'date', synonyms: ['дата поверки', 'последняя поверка'] },
    {
      key: 'next_verification_on',
      isRequired: false,
      kind: 'date',
      synonyms: ['дата следующей поверки', 'следующая поверка'],
    },
    { key: 'retired_on', isRequired: false, kind: 'date', synonyms: ['дата вывода из эксплуатации', 'снят'] },
  ],
  readRow: (cells) =>
    readingCells(() => ({
      accountNumber: neededCell(cells, 'account_number', 40),
      resource:
        resourceNamed(neededCell(cells, 'resource', 60)) ?? refuseRow('import.bad-word', { column: 'resource' }),
      serial: neededCell(cells, 'serial', 40),
      place: textCell(cells, 'place', 60) || null,
      zones: countCell(cells, 'zones', 1, 4) ?? 1,
      digits: countCell(cells, 'digits', 1, 12),
      decimals: countCell(cells, 'decimals', 0, 7),
      unit: textCell(cells, 'unit_of_measure', 20) || null,
      installedOn: cells.installed_on || null,
      verifiedOn: cells.verified_on || null,
      nextVerificationOn: cells.next_verification_on || null,
      retiredOn: cells.retired_on || null,
    })),
  check: checkMeters,
  apply: applyMeters,
};

function countCell(cells: Record<string, string>, column: string, least: number, most: number): number | null {
  const value = textCell(cells, column, 10);
  if (value === '') return null;
  const isSane = /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most;
  return isSane ? Number(value) : refuseRow('import.bad-number', { column, value });
}

async function checkMeters(ctx: Ctx, rows: readonly GoodRow<MeterFileRow>[]): Promise<Map<number, RowProblem>> {
  const problems = new Map<number, RowProblem>();
  const flats = await flatsByAccount(
    ctx,
    rows.map(({ row }) => row.accountNumber),
  );
  const known = await findKnown(ctx, rows);
  for (const { line, row } of rows) {
    const flat = flatOf(flats, row.accountNumber);
    if ('problem' in flat) {
      problems.set(line, flat.problem);
      continue;
    }
    const same = known.get(`${row.resource} ${row.serial}`) ?? { unitId: flat.unitId, zones: row.zones };
    known.set(`${row.resource} ${row.serial}`, same);
    if (same.unitId !== flat.unitId) {
      problems.set(line, { code: 'import.meter-elsewhere', values: { serial: row.serial } });
    } else if (same.zones !== row.zones) {
      problems.set(line, { code: 'import.meter-zones', values: { serial: row.serial, zones: same.zones } });
    }
  }
  return problems;
}

/** The meters in use that have these numbers. A number may come again when its meter was taken away. */
async function findKnown(
  ctx: Ctx,
  rows: readonly GoodRow<MeterFileRow>[],
): Promise<Map<string, { unitId: string | null; zones: number }>> {
  const found = await ctx.db.meter.findMany({
    where: { serial: { in: [...new Set(rows.map(({ row }) => row.serial))] }, retiredOn: null },
    select: { unitId: true, resource: true, serial: true, zones: true },
  });
  return new Map(found.map((meter) => [`${meter.resource} ${meter.serial}`, meter]));
}

async function applyMeters(tx: TxCtx, rows: readonly GoodRow<MeterFileRow>[]): Promise<ImportEffects> {
  const flats = await flatsByAccount(
    tx,
    rows.map(({ row }) => row.accountNumber),
  );
  // Of two rows for one meter the later one counts.
  const meters = new Map(
    rows.flatMap(({ row }) => {
      const flat = flatOf(flats, row.accountNumber);
      if ('problem' in flat) return [];
      const { digits, decimals, unit } = usual[row.resource];
      const meter = {
        ...row,
        id: newId(tx.now()),
        unitId: flat.unitId,
        newDigits: digits,
        newDecimals: decimals,
        newUnit: unit,
      };
      return [[`${row.resource} ${row.serial}`, meter] as const];
    }),
  );
  let [added, changed] = [0, 0];
  await inParts([...meters.values()], async (part) => {
    const given = JSON.stringify(part);
    changed += await tx.db.$executeRaw`
      update meter m set place = coalesce(g.place, m.place), digits = coalesce(g.digits, m.digits),
        decimals = coalesce(g.decimals, m.decimals), unit_of_measure = coalesce(g.unit, m.unit_of_measure),
        installed_on = coalesce(g."installedOn", m.installed_on), verified_on = coalesce(g."verifiedOn", m.verified_on),
        next_verification_on = coalesce(g."nextVerificationOn", m.next_verification_on),
        retired_on = coalesce(g."retiredOn", m.retired_on)
      from jsonb_to_recordset(${given}::jsonb) as g("unitId" uuid, resource text, serial text, place text, digits int, decimals int,
        unit text, "installedOn" date, "verifiedOn" date, "nextVerificationOn" date, "retiredOn" date)
      where m.unit_id = g."unitId" and m.resource = g.resource and m.serial = g.serial
        and (m.place, m.digits, m.decimals, m.unit_of_measure, m.installed_on, m.verified_on, m.next_verification_on, m.retired_on)
        is distinct from (coalesce(g.place, m.place), coalesce(g.digits, m.digits), coalesce(g.decimals, m.decimals),
          coalesce(g.unit, m.unit_of_measure), coalesce(g."installedOn", m.installed_on), coalesce(g."verifiedOn", m.verified_on),
          coalesce(g."nextVerificationOn", m.next_verification_on), coalesce(g."retiredOn", m.retired_on))`;
    added += await tx.db.$executeRaw`
      insert into meter (id, unit_id, resource, serial, place, zones, digits, decimals, unit_of_measure, is_automatic, installed_on,
        verified_on, next_verification_on, retired_on, created_at)
      select g.id, g."unitId", g.resource, g.serial, g.place, g.zones, coalesce(g.digits, g."newDigits"),
        coalesce(g.decimals, g."newDecimals"), coalesce(g.unit, g."newUnit"), false, g."installedOn", g."verifiedOn",
        g."nextVerificationOn", g."retiredOn", ${tx.now()}
      from jsonb_to_recordset(${given}::jsonb) as g(id uuid, "unitId" uuid, resource text, serial text, place text, zones int,
        digits int, decimals int, unit text, "newDigits" int, "newDecimals" int, "newUnit" text, "installedOn" date,
        "verifiedOn" date, "nextVerificationOn" date, "retiredOn" date)
      where not exists (select 1 from meter m where m.unit_id = g."unitId" and m.resource = g.resource and m.serial = g.serial)`;
  });
  return { meters: added, metersChanged: changed };
}
