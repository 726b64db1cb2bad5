import { getCompany } from '#api/company/company.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { stableId } from '#api/core/ids.ts';
import { toDateColumn, today } from '#api/core/time.ts';
import { neededCell, readingCells, refuseRow, textCell } from '#api/imports/cells.ts';
import { inParts } from '#api/imports/in-parts.ts';
import type { ApplyingBatch, GoodRow, ImportEffects, ImportTarget, RowProblem } from '#api/imports/target.ts';
import { plain } from '../meter-rows.ts';
import type { Resource } from '../schema.ts';
import { judgeReading, type Verdict } from './judge-reading.ts';
import { findMetersOf, meterOf } from './meters-of-file.ts';
import { resourceNamed } from './resource-words.ts';

/** A row of readings.csv: what one meter showed on a day, one text a scale. */
export type ReadingFileRow = {
  accountNumber: string;
  resource: Resource | null;
  serial: string;
  takenOn: string;
  values: string[];
};

const zones = ['value', 'value_2', 'value_3', 'value_4'] as const;

/**
 * readings.csv, under the same rules as readings that people give: what cannot stand on its meter is refused, what is doubtful lands
 * and is marked so. The same file twice changes nothing, and an older reading does not push out a newer one of its month.
 */
export const readingsTarget: ImportTarget<ReadingFileRow> = {
  name: 'readings',
  mayImport: ['manager', 'accountant'],
  columns: [
    { key: 'account_number', isRequired: false, synonyms: ['account', 'лицевой счет', 'лс', 'номер лс'] },
    {
      key: 'resource',
      isRequired: false,
      synonyms: ['meter_type', 'тип счетчика', 'вид счетчика', 'ресурс', 'услуга'],
    },
    {
      key: 'serial',
      isRequired: true,
      synonyms: ['meter_number', 'номер счетчика', 'заводской номер', 'номер пу', '№ пу'],
    },
    {
      key: 'taken_on',
      isRequired: true,
      kind: 'date',
      synonyms: ['date', 'дата', 'дата показаний', 'дата передачи показаний'],
    },
    { key: 'value', isRequired: true, kind: 'number', synonyms: ['t1', 'т1', 'показание', 'показания', 'показание 1'] },
    { key: 'value_2', isRequired: false, kind: 'number', synonyms: ['t2', 'т2', 'показание 2'] },
    { key: 'value_3', isRequired: false, kind: 'number', synonyms: ['t3', 'т3', 'показание 3'] },
    { key: 'value_4', isRequired: false, kind: 'number', synonyms: ['t4', 'т4', 'показание 4'] },
  ],
  readRow: (cells) =>
    readingCells(() => ({
      accountNumber: textCell(cells, 'account_number', 40),
      resource: resourceCell(cells),
      serial: neededCell(cells, 'serial', 40),
      takenOn: neededCell(cells, 'taken_on', 10),
      values: [neededCell(cells, 'value', 30), ...zones.slice(1).map((zone) => textCell(cells, zone, 30))].filter(
        Boolean,
      ),
    })),
  check: checkReadings,
  apply: applyReadings,
  undo: undoReadings,
};

function resourceCell(cells: Record<string, string>): Resource | null {
  const word = textCell(cells, 'resource', 60);
  return word === '' ? null : (resourceNamed(word) ?? refuseRow('import.bad-word', { column: 'resource' }));
}

/** What becomes of each row, by line. */
export async function judgeReadings(ctx: Ctx, rows: readonly GoodRow<ReadingFileRow>[]): Promise<Map<number, Verdict>> {
  const { timeZone } = await getCompany(ctx);
  const day = today(ctx, timeZone).toString();
  const found = await findMetersOf(
    ctx,
    rows.map(({ row }) => row),
  );
  return new Map(
    rows.map(({ line, row }) => {
      if (row.takenOn > day)
        return [line, { problem: { code: 'import.in-the-future', values: { date: row.takenOn } } }];
      const picked = meterOf(found, row);
      return [line, 'problem' in picked ? picked : judgeReading(picked.meter, picked.rules, row)];
    }),
  );
}

async function checkReadings(ctx: Ctx, rows: readonly GoodRow<ReadingFileRow>[]): Promise<Map<number, RowProblem>> {
  const verdicts = await judgeReadings(ctx, rows);
  return new Map([...verdicts].flatMap(([line, one]) => ('problem' in one ? [[line, one.problem] as const] : [])));
}

/** `doubtful`: those of the readings that staff should look at. */
export async function applyReadings(
  tx: TxCtx,
  rows: readonly GoodRow<ReadingFileRow>[],
  batch: ApplyingBatch,
): Promise<ImportEffects> {
  const verdicts = await judgeReadings(tx, rows);
  // Of two readings of a meter for one month the later one counts.
  const newest = new Map<string, { line: number; taken: Extract<Verdict, { meterId: string }> }>();
  for (const { line } of rows) {
    const taken = verdicts.get(line);
    if (!taken || 'problem' in taken) continue;
    const key = `${taken.meterId} ${taken.period}`;
    const before = newest.get(key);
    if (!before || before.taken.takenOn <= taken.takenOn) newest.set(key, { line, taken });
  }
  const landing = [...newest.values()].filter(({ taken: { standing, takenOn, values } }) => {
    if (!standing) return true;
    return (
      standing.takenOn < takenOn ||
      (standing.takenOn === takenOn && standing.values.map(plain).join() !== values.join())
    );
  });
  await inParts(landing, async (part) => {
    await tx.db.reading.updateMany({
      where: { id: { in: part.flatMap(({ taken }) => taken.standing?.id ?? []) } },
      data: { state: 'superseded' },
    });
    await tx.db.reading.createMany({
      data: part.map(({ line, taken }) => ({
        ...{
          id: idOf(batch.id, line),
          meterId: taken.meterId,
          values: taken.values,
          takenOn: toDateColumn(taken.takenOn),
        },
        ...{ countsForPeriod: taken.period, isLate: taken.isLate, source: 'import', createdAt: tx.now() },
        ...{ state: taken.doubt === null || taken.doubt === 'rollover' ? 'accepted' : 'doubtful', doubt: taken.doubt },
        staffId: batch.actor.kind === 'staff' ? batch.actor.staffId : null,
      })),
    });
  });
  const doubtful = landing.filter(({ taken: { doubt } }) => doubt !== null && doubt !== 'rollover').length;
  return { readings: landing.length, doubtful };
}

/** A reading of a file is known by its row, so that it can be taken back without a word in the table of readings. */
function idOf(batchId: string, line: number): string {
  return stableId('import', batchId, String(line));
}

async function undoReadings(tx: TxCtx, batchId: string): Promise<void> {
  const rows = await tx.db.importRow.findMany({ where: { batchId, error: null }, select: { line: true } });
  await takeReadingsBack(
    tx,
    batchId,
    rows.map(({ line }) => line),
  );
}

/** Takes the readings of a file away; those they pushed out count again, where nothing newer does. */
export async function takeReadingsBack(tx: TxCtx, batchId: string, lines: readonly number[]): Promise<void> {
  await inParts(lines, async (part) => {
    await tx.db.$executeRaw`
      with gone as (delete from reading where id = any(${part.map((line) => idOf(batchId, line))}::uuid[])
        returning id, meter_id, counts_for_period),
      before as (
        select distinct on (r.meter_id, r.counts_for_period) r.id
        from reading r join gone g on g.meter_id = r.meter_id and g.counts_for_period = r.counts_for_period and g.id <> r.id
        where r.state = 'superseded' and not exists (select 1 from reading c where c.meter_id = r.meter_id
          and c.counts_for_period = r.counts_for_period and c.state in ('accepted', 'doubtful') and c.id not in (select id from gone))
        order by r.meter_id, r.counts_for_period, r.created_at desc, r.id desc)
      update reading r set state = case when r.doubt is null or r.doubt = 'rollover' then 'accepted' else 'doubtful' end
      from before b where r.id = b.id`;
  });
}
