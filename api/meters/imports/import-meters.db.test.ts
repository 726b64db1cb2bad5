import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { importTargets } from '#api/flows/import-targets.ts';
import { applyImport } from '#api/imports/apply-import.ts';
import { checkFile } from '#api/imports/check-file.ts';
import { undoImport } from '#api/imports/undo-import.ts';
import { aBuilding, aCompany, aUnit } from '#api/residents/testing.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
  const buildingId = await aBuilding(ctx);
  for (const number of ['0000500111', '0000500112']) await aUnit(ctx, { buildingId, accountNumber: number });
});
afterAll(() => house.close());

async function load(target: string, ...rows: string[]) {
  house.clock.advance('PT1M');
  const file = { target, fileName: `${target}.csv`, bytes: new TextEncoder().encode(rows.join('\r\n')) };
  const { id } = await checkFile(ctx, systemActor, file, importTargets);
  return applyImport(ctx, systemActor, id, importTargets);
}

const problemsOf = ({ problems }: { problems: { line: number; code: string }[] }) =>
  problems.map(({ line, code }) => [line, code]);
const counted = async (serial: string) =>
  (
    await ctx.db.reading.findMany({
      where: { meter: { serial }, state: { in: ['accepted', 'doubtful'] } },
      orderBy: { countsForPeriod: 'asc' },
    })
  ).map(({ countsForPeriod, values, state }) => [countsForPeriod, values.map(String).join('/'), state]);

describe('meters.csv and readings.csv', () => {
  it('bring meters once, change what a later file says, and refuse in words', async () => {
    const head = 'Лицевой счет;Тип счетчика;Номер счетчика;Количество тарифов;Дата следующей поверки';
    const first = await load(
      'meters',
      head,
      '0000500111;ХВС;777001;1;01.06.2030',
      '0000500111;Электроэнергия;777002;2;',
      '0000500112;ГВС;777003;;',
      '0000500113;ГВС;777004;;',
      '0000500112;Пар;777005;;',
      '0000500112;Газ;777006;9;',
    );
    expect(first.effects).toEqual({ meters: 3, metersChanged: 0 });
    expect(problemsOf(first)).toEqual([
      [5, 'import.account-unknown'],
      [6, 'import.bad-word'],
      [7, 'import.bad-number'],
    ]);
    expect(await ctx.db.meter.findFirst({ where: { serial: '777002' } })).toMatchObject({
      ...{ resource: 'electricity', zones: 2, digits: 6, decimals: 2, unitOfMeasure: 'kWh' },
    });
    const again = await load(
      'meters',
      head,
      '0000500111;ХВС;777001;1;01.06.2036',
      '0000500112;ХВС;777001;;',
      '0000500111;эл;777002;3;',
    );
    expect(again.effects).toEqual({ meters: 0, metersChanged: 1 });
    expect(problemsOf(again)).toEqual([
      [3, 'import.meter-elsewhere'],
      [4, 'import.meter-zones'],
    ]);
  });

  it('give meters that are taken back as they were, but none that was read or changed since', async () => {
    const serials = () =>
      ctx.db.meter.findMany({ where: { serial: { startsWith: '888' } }, orderBy: { serial: 'asc' } });
    const head = 'account_number;resource;serial;place;digits;next_verification_on';
    const first = await load('meters', head, '0000500111;ХВС;888001;кухня;5;01.06.2030', '0000500111;ГВС;888002;;;');
    const before = await serials();
    const second = await load('meters', head, '0000500111;ХВС;888001;ванная;7;01.06.2036', '0000500112;Газ;888003;;;');
    expect(second.effects).toEqual({ meters: 1, metersChanged: 1 });
    await expect(undoImport(ctx, systemActor, first.id, importTargets)).rejects.toMatchObject({
      ...{ code: 'import.meters-changed', values: { count: 1 } },
    });
    await undoImport(ctx, systemActor, second.id, importTargets);
    expect(await serials()).toEqual(before);
    await load('readings', 'account_number;serial;taken_on;t1', ';888002;20.09.2026;100');
    await expect(undoImport(ctx, systemActor, first.id, importTargets)).rejects.toMatchObject({
      ...{ code: 'import.meters-read', values: { count: 1 } },
    });
    expect(await serials()).toEqual(before);
  });

  it('land under the rules for readings that people give; the file twice changes nothing, its undo takes it back', async () => {
    const head = 'account_number;serial;taken_on;t1;t2';
    const first = [
      head,
      ';777001;20.09.2026;100,5;',
      ';777002;20.09.2026;5000;3000',
      '0000500112;777003;20.09.2026;40;',
    ];
    expect((await load('readings', ...first)).effects).toEqual({ readings: 3, doubtful: 0 });
    expect((await load('readings', ...first)).effects).toEqual({ readings: 0, doubtful: 0 });
    const second = await load(
      'readings',
      head,
      ';777001;20.10.2026;106;',
      ';777001;21.10.2026;106,5;',
      '0000500112;777003;20.10.2026;38;',
      ';777002;20.10.2026;5100;',
      ';777009;20.10.2026;1;',
      '0000500111;777003;20.10.2026;1;',
      ';777002;20.12.2026;1;2',
      ';777003;21.10.2026;99999;',
      ';777002;20.10.2026;12345678;1',
    );
    expect(second.effects).toEqual({ readings: 2, doubtful: 1 });
    expect(problemsOf(second)).toEqual([
      [5, 'meter.bad-value-wrong-count'],
      [6, 'import.meter-unknown'],
      [7, 'import.meter-unknown'],
      [8, 'import.in-the-future'],
      [9, 'import.reading-implausible'],
      [10, 'meter.bad-value-too-many-digits'],
    ]);
    expect(await counted('777001')).toEqual([
      ['2026-09', '100.5', 'accepted'],
      ['2026-10', '106.5', 'accepted'],
    ]);
    expect(await counted('777003')).toEqual([
      ['2026-09', '40', 'accepted'],
      ['2026-10', '38', 'doubtful'],
    ]);
    // An older reading does not push out a newer one of its month; a newer one does, until its file is undone.
    expect((await load('readings', head, ';777001;19.10.2026;105;')).effects).toMatchObject({ readings: 0 });
    const third = await load('readings', head, ';777001;23.10.2026;107;');
    expect((await counted('777001')).at(-1)).toEqual(['2026-10', '107', 'accepted']);
    await undoImport(ctx, systemActor, third.id, importTargets);
    expect((await counted('777001')).at(-1)).toEqual(['2026-10', '106.5', 'accepted']);
    await undoImport(ctx, systemActor, second.id, importTargets);
    expect(await counted('777001')).toEqual([['2026-09', '100.5', 'accepted']]);
  });
});
