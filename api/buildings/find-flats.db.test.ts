import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aBuilding, aCompany, aUnit } from '#api/residents/testing.ts';
import { findFlats } from './find-flats.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testCtx();
  const { ctx } = house;
  await aCompany(ctx);
  const sadovaya = await aBuilding(ctx, { code: 'sad-12', address: 'ул. Садовая, 12' });
  const polevaya = await aBuilding(ctx, { code: 'pol-12', address: 'ул. Полевая, 12' });
  const lesnaya = await aBuilding(ctx, { code: '7', address: 'ул. Лесная, 112' });
  for (const buildingId of [sadovaya, polevaya]) await aUnit(ctx, { buildingId, number: '57' });
  await aUnit(ctx, { buildingId: lesnaya, number: '57' });
  await aUnit(ctx, { buildingId: sadovaya, number: '3а' });
});
afterAll(() => house.close());

const found = async (typed: string) =>
  (await findFlats(house.ctx, systemActor, typed)).map(({ buildingCode, number }) => `${buildingCode} ${number}`);

it.each([
  ['sad-12-57', ['sad-12 57']],
  ['SAD 12, 57', ['sad-12 57']],
  ['7-57', ['7 57']],
  ['12-57', ['pol-12 57', 'sad-12 57']],
  ['12/57', ['pol-12 57', 'sad-12 57']],
  ['112 57', ['7 57']],
  ['Садовая 12 3А', ['sad-12 3а']],
  ['57', ['7 57', 'pol-12 57', 'sad-12 57']],
  ['99-57', []],
  ['12-58', []],
  ['', []],
  ['!!!', []],
])('%s means %j', async (typed, flats) => {
  expect(await found(typed)).toEqual(flats);
});
