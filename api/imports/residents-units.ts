import { mainPayeeId } from '#api/company/company.ts';
import type { TxCtx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { inParts } from './in-parts.ts';
import { insertRows } from './insert-rows.ts';
import type { ResidentsRow } from './residents-row.ts';
import { unitKey } from './residents-row.ts';
import type { GoodRow, ImportEffects } from './target.ts';

type Rows = readonly GoodRow<ResidentsRow>[];

/**
 * Makes the houses, flats and accounts the rows name and brings known ones up to date; an empty cell changes nothing, and
 * of two rows about one flat the first speaks. Gives the flats' ids by `unitKey`.
 */
export async function applyUnits(
  tx: TxCtx,
  rows: Rows,
): Promise<{ unitIds: Map<string, string>; effects: ImportEffects }> {
  const { buildingIds, added: buildings } = await applyBuildings(tx, rows);
  const units = await applyFlats(tx, rows, buildingIds);
  const accounts = await applyAccounts(tx, rows, units.ids);
  return { unitIds: units.ids, effects: { buildings, units: units.added, unitsChanged: units.changed, accounts } };
}

async function applyBuildings(tx: TxCtx, rows: Rows): Promise<{ buildingIds: Map<string, string>; added: number }> {
  const known = await tx.db.building.findMany({ select: { id: true, code: true, entrances: true, floors: true } });
  const byCode = new Map(known.map((building) => [building.code, building]));
  const added = [];
  for (const [code, group] of groupBy(rows, (row) => row.buildingCode)) {
    const entrances = Math.max(1, ...group.map((row) => row.entrance ?? 1));
    const floors = Math.max(1, ...group.map((row) => row.floor ?? 1));
    const building = byCode.get(code);
    if (building) {
      const grown = { entrances: Math.max(entrances, building.entrances), floors: Math.max(floors, building.floors) };
      const isGrown = grown.entrances > building.entrances || grown.floors > building.floors;
      if (isGrown) await tx.db.building.update({ where: { id: building.id }, data: grown, select: { id: true } });
      continue;
    }
    const id = newId(tx.now());
    byCode.set(code, { id, code, entrances, floors });
    const address = group.find((row) => row.buildingAddress !== '')?.buildingAddress ?? code;
    // A guess the manager can correct: above the fifth floor there is a lift; gas is not to be guessed.
    added.push({ id, code, address, entrances, floors, hasLift: floors > 5, hasGas: false, createdAt: tx.now() });
  }
  await inParts(added, (data) => tx.db.building.createMany({ data }));
  return { buildingIds: new Map([...byCode].map(([code, { id }]) => [code, id])), added: added.length };
}

type FlatCells = { entrance: number | null; floor: number | null; areaM2: string | null };

async function applyFlats(
  tx: TxCtx,
  rows: Rows,
  buildingIds: Map<string, string>,
): Promise<{ ids: Map<string, string>; added: number; changed: number }> {
  const codes = new Map([...buildingIds].map(([code, id]) => [id, code]));
  const wanted = groupBy(rows, unitKey);
  const used = [...new Set(rows.flatMap(({ row }) => buildingIds.get(row.buildingCode) ?? []))];
  const known = await tx.db.unit.findMany({
    where: { buildingId: { in: used } },
    select: { id: true, buildingId: true, type: true, number: true, entrance: true, floor: true, areaM2: true },
  });
  const byKey = new Map(
    known.map((unit) => [[codes.get(unit.buildingId), unit.type, unit.number].join('\u0000'), unit]),
  );
  const ids = new Map<string, string>();
  const added: Prisma.UnitCreateManyInput[] = [];
  let changed = 0;
  for (const [key, group] of wanted) {
    const cells = firstWords(group);
    const unit = byKey.get(key);
    const [first] = group;
    const buildingId = first && buildingIds.get(first.buildingCode);
    if (unit) {
      ids.set(key, unit.id);
      const data = difference(unit, cells);
      if (data === null) continue;
      await tx.db.unit.update({ where: { id: unit.id }, data, select: { id: true } });
      changed += 1;
    } else if (first && buildingId) {
      const id = newId(tx.now());
      ids.set(key, id);
      added.push({ ...cells, id, buildingId, number: first.unit, type: first.unitType, createdAt: tx.now() });
    }
  }
  await insertRows(tx, 'unit', added);
  return { ids, added: added.length, changed };
}

function firstWords(group: readonly ResidentsRow[]): FlatCells {
  return {
    entrance: group.find((row) => row.entrance !== null)?.entrance ?? null,
    floor: group.find((row) => row.floor !== null)?.floor ?? null,
    areaM2: group.find((row) => row.areaM2 !== null)?.areaM2 ?? null,
  };
}

function difference(
  unit: { entrance: number | null; floor: number | null; areaM2: Prisma.Decimal | null },
  cells: FlatCells,
): Partial<FlatCells> | null {
  const data: Partial<FlatCells> = {};
  if (cells.entrance !== null && cells.entrance !== unit.entrance) data.entrance = cells.entrance;
  if (cells.floor !== null && cells.floor !== unit.floor) data.floor = cells.floor;
  const isSameArea = cells.areaM2 !== null && unit.areaM2?.equals(new Prisma.Decimal(cells.areaM2));
  if (cells.areaM2 !== null && !isSameArea) data.areaM2 = cells.areaM2;
  return Object.keys(data).length === 0 ? null : data;
}

async function applyAccounts(tx: TxCtx, rows: Rows, unitIds: Map<string, string>): Promise<number> {
  const payeeId = await mainPayeeId(tx);
  const known = await tx.db.account.findMany({
    where: { payeeId, unitId: { in: [...unitIds.values()] } },
    select: { id: true, unitId: true, number: true, unifiedNumber: true },
  });
  const byNumber = new Map(known.map((account) => [account.number, account]));
  const withAccount = new Set(known.map(({ unitId }) => unitId));
  const added = [];
  for (const { row } of rows) {
    const unitId = unitIds.get(unitKey(row));
    const { accountNumber: number, unifiedNumber } = row;
    if (number === null || unitId === undefined) continue;
    const account = byNumber.get(number);
    if (account) {
      if (unifiedNumber === null || account.unifiedNumber !== null) continue;
      account.unifiedNumber = unifiedNumber;
      await tx.db.account.updateMany({ where: { id: account.id }, data: { unifiedNumber } });
      continue;
    }
    const id = newId(tx.now());
    byNumber.set(number, { id, unitId, number, unifiedNumber });
    added.push({ id, unitId, payeeId, number, unifiedNumber, isMain: !withAccount.has(unitId), createdAt: tx.now() });
    withAccount.add(unitId);
  }
  await insertRows(tx, 'account', added);
  return added.length;
}

function groupBy(rows: Rows, keyOf: (row: ResidentsRow) => string): Map<string, ResidentsRow[]> {
  const groups = new Map<string, ResidentsRow[]>();
  for (const { row } of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
