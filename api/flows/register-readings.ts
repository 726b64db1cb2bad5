import type { RegisterRow } from '#api/billing/registers/register.ts';
import { registerTarget } from '#api/billing/registers/register-target.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import type { ApplyingBatch, GoodRow, ImportEffects, ImportTarget } from '#api/imports/target.ts';
import {
  applyReadings,
  judgeReadings,
  type ReadingFileRow,
  takeReadingsBack,
} from '#api/meters/imports/readings-target.ts';
import { findMeterRows } from '#api/meters/meter-rows.ts';

type Row = RegisterRow & { provider: string };

/** No flat has as many meters; a meter's place among those of its payment makes its reading's line. */
const metersPerRow = 100;
const cellOfReadings = registerTarget.columns.findIndex(({ key }) => key === 'readings');

/** A bank's register, and the readings of meters that were given with its payments. */
export const registerWithReadings: ImportTarget<Row> = {
  ...registerTarget,
  async apply(tx, rows, batch) {
    return { ...(await registerTarget.apply(tx, rows, batch)), ...(await landReadings(tx, rows, batch)) };
  },
  async undo(tx, batchId) {
    await registerTarget.undo(tx, batchId);
    const rows = await tx.db.$queryRaw<{ line: number }[]>`
      select line from import_row
      where batch_id = ${batchId}::uuid and error is null and cells->>${cellOfReadings}::int <> ''`;
    const lines = rows.flatMap(({ line }) => Array.from({ length: metersPerRow }, (_, at) => lineOf(line, at)));
    await takeReadingsBack(tx, batchId, lines);
  },
};

function lineOf(line: number, at: number): number {
  return line * metersPerRow + at;
}

/**
 * The bank names no meter, only values in an order: they are taken when they are as many as the flat's scales and every one of them
 * could be the next of its meter. Otherwise none of that payment is; the money stands either way.
 */
async function landReadings(tx: TxCtx, given: readonly GoodRow<Row>[], batch: ApplyingBatch): Promise<ImportEffects> {
  const rows = given.filter(({ row }) => row.readings.length > 0);
  if (rows.length === 0) return {};
  const flats = await flatsOf(
    tx,
    rows.map(({ row }) => row.account),
  );
  const good: GoodRow<ReadingFileRow>[] = [];
  let refused = 0;
  for (const one of rows) {
    const unitId = flats.get(one.row.account);
    const readings = unitId ? await spread(tx, unitId, one) : [];
    if (readings.length > 0 && (await areCertain(tx, readings))) good.push(...readings);
    else refused += 1;
  }
  const { readings = 0 } = await applyReadings(tx, good, batch);
  return { readings, readingsRefused: refused };
}

/** The flat of each number that names exactly one. */
async function flatsOf(ctx: Ctx, numbers: readonly string[]): Promise<Map<string, string>> {
  const rows = await ctx.db.account.findMany({
    where: { number: { in: [...new Set(numbers)] } },
    select: { number: true, unitId: true },
  });
  const flats = new Map<string, Set<string>>();
  for (const { number, unitId } of rows) flats.set(number, (flats.get(number) ?? new Set()).add(unitId));
  return new Map([...flats].flatMap(([number, ids]) => (ids.size === 1 ? [[number, [...ids].join()] as const] : [])));
}

/** The values among the flat's meters, in the order in which the flat shows them; nothing when they are not as many. */
async function spread(ctx: Ctx, unitId: string, { line, row }: GoodRow<Row>): Promise<GoodRow<ReadingFileRow>[]> {
  const meters = await findMeterRows(ctx, unitId, row.paidOn);
  const scales = meters.reduce((all, { zones }) => all + zones, 0);
  if (scales !== row.readings.length || meters.length > metersPerRow) return [];
  const values = row.readings.map((value) => value.replace(',', '.'));
  return meters.map(({ serial, resource, zones }, at) => ({
    line: lineOf(line, at),
    row: { accountNumber: row.account, resource, serial, takenOn: row.paidOn, values: values.splice(0, zones) },
  }));
}

async function areCertain(ctx: Ctx, rows: readonly GoodRow<ReadingFileRow>[]): Promise<boolean> {
  const verdicts = await judgeReadings(ctx, rows);
  return [...verdicts.values()].every((one) => !('problem' in one) && (one.doubt === null || one.doubt === 'rollover'));
}
