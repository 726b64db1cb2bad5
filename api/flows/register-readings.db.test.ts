import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { applyImport } from '#api/imports/apply-import.ts';
import { checkFile } from '#api/imports/check-file.ts';
import { undoImport } from '#api/imports/undo-import.ts';
import { aBuilding, aCompany, aUnit } from '#api/residents/testing.ts';
import { importTargets } from './import-targets.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
  const buildingId = await aBuilding(ctx);
  await aUnit(ctx, { buildingId, accountNumber: '210042076' });
  await load('meters', 'account_number;meter_type;meter_number', '210042076;ГВС;7702', '210042076;ХВС;7701');
  await load('readings', 'serial;taken_on;value', '7701;20.08.2026;100', '7702;20.08.2026;40');
});
afterAll(() => house.close());

async function load(target: string, ...rows: string[]) {
  house.clock.advance('PT1M');
  const file = { target, fileName: `${target}.txt`, bytes: new TextEncoder().encode(rows.join('\r\n')) };
  const { id } = await checkFile(ctx, systemActor, file, importTargets);
  return applyImport(ctx, systemActor, id, importTargets);
}

const paid = (office: string, ...pairs: string[]) =>
  ['8038', '0123', office, '20/09/2026', '1500,50', '', 'CLIENTNO:210042076', ...pairs].join(';');
const counted = async (serial: string) =>
  (
    await ctx.db.reading.findMany({
      where: { meter: { serial }, state: { in: ['accepted', 'doubtful'] } },
      orderBy: { countsForPeriod: 'asc' },
    })
  ).map(({ values, state, source }) => [values.map(String).join('/'), state, source]);

const before = (value: string) => [value, 'accepted', 'import'];

it('takes the readings paid with, cold water first as the flat shows them; twice changes nothing, an undo takes them back', async () => {
  const file = paid('5278', 'CounterVal_2:43,5', 'CounterVal_1:106');
  const { id, effects } = await load('bank-register', file);
  expect(effects).toMatchObject({ payments: 1, readings: 2, readingsRefused: 0 });
  expect([await counted('7701'), await counted('7702')]).toEqual([
    [before('100'), before('106')],
    [before('40'), before('43.5')],
  ]);
  expect((await load('bank-register', file)).effects).toMatchObject({ payments: 0, readings: 0, readingsRefused: 0 });
  await undoImport(ctx, systemActor, id, importTargets);
  expect([await counted('7701'), await counted('7702')]).toEqual([[before('100')], [before('40')]]);
});

it('says how many payments had readings that fit no meter; their money stands', async () => {
  const { effects } = await load(
    'bank-register',
    paid('5301', 'CounterVal_1:107'),
    // Another order than the flat's: the cold meter would have run back.
    paid('5302', 'CounterVal_1:44', 'CounterVal_2:106'),
    paid('5303', 'CounterVal_1:no', 'CounterVal_2:44'),
    paid('5304'),
  );
  expect(effects).toMatchObject({ payments: 4, readings: 0, readingsRefused: 3 });
  expect([await counted('7701'), await counted('7702')]).toEqual([[before('100')], [before('40')]]);
});
