import type { Ctx } from '#api/core/ctx.ts';
import { neededCell, readingCells, refuseRow, textCell } from '#api/imports/cells.ts';
import type { GoodRow, ImportTarget, RowProblem } from '#api/imports/target.ts';
import { applyMeters, type MeterFileRow } from './apply-meters.ts';
import { flatOf, flatsByAccount } from './flats-by-account.ts';
import { resourceNamed } from './resource-words.ts';
import { undoMeters } from './undo-meters.ts';

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
  undo: undoMeters,
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
