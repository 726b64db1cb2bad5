import type { Ctx } from '#api/core/ctx.ts';
import { applyPeople } from './residents-people.ts';
import type { ResidentsRow } from './residents-row.ts';
import { readResidentsRow, residentsColumns, unitKey } from './residents-row.ts';
import { applyUnits } from './residents-units.ts';
import type { GoodRow, ImportTarget, RowProblem } from './target.ts';

/** residents.csv: houses, flats, accounts and people. The same file twice changes nothing. */
export const residentsTarget: ImportTarget<ResidentsRow> = {
  name: 'residents',
  mayImport: ['manager'],
  columns: residentsColumns,
  readRow: readResidentsRow,
  check: checkResidents,
  async apply(tx, rows) {
    const { unitIds, effects } = await applyUnits(tx, rows);
    return { ...effects, ...(await applyPeople(tx, rows, unitIds)) };
  },
};

/** New houses need an address, and an account number belongs to one flat, in the file and in the house. */
async function checkResidents(ctx: Ctx, rows: readonly GoodRow<ResidentsRow>[]): Promise<Map<number, RowProblem>> {
  const problems = new Map<number, RowProblem>();
  const buildings = await ctx.db.building.findMany({ select: { code: true } });
  const withAddress = new Set(buildings.map(({ code }) => code));
  for (const { row } of rows) if (row.buildingAddress !== '') withAddress.add(row.buildingCode);
  const flatOf = await flatsOfAccounts(ctx, rows);
  for (const { line, row } of rows) {
    if (!withAddress.has(row.buildingCode)) {
      problems.set(line, { code: 'import.address-missing', values: { building: row.buildingCode } });
      continue;
    }
    if (row.accountNumber === null) continue;
    const flat = flatOf.get(row.accountNumber) ?? unitKey(row);
    flatOf.set(row.accountNumber, flat);
    if (flat === unitKey(row)) continue;
    problems.set(line, { code: 'import.account-elsewhere', values: { number: row.accountNumber } });
  }
  return problems;
}

async function flatsOfAccounts(ctx: Ctx, rows: readonly GoodRow<ResidentsRow>[]): Promise<Map<string, string>> {
  const numbers = [...new Set(rows.flatMap(({ row }) => row.accountNumber ?? []))];
  const known = await ctx.db.$queryRaw<{ number: string; code: string; type: string; unit: string }[]>`
    select a.number, b.code, u.type, u.number as unit
    from account a
    join payee p on p.id = a.payee_id and p.code = 'main'
    join unit u on u.id = a.unit_id
    join building b on b.id = u.building_id
    where a.number = any(${numbers})`;
  return new Map(known.map(({ number, code, type, unit }) => [number, [code, type, unit].join('\u0000')]));
}
