import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aCompany } from '#api/tickets/testing.ts';
import { officeOpensAt } from './office-hours.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
});
afterAll(() => house.close());

it.each([
  ['on a Friday morning', '2026-11-20T07:30:00Z', null],
  ['at lunch', '2026-11-20T10:20:00Z', '2026-11-20T11:00:00.000Z'],
  ['on a Friday evening', '2026-11-20T15:00:00Z', '2026-11-23T06:00:00.000Z'],
  ['a second before it opens', '2026-11-23T05:59:59Z', '2026-11-23T06:00:00.000Z'],
  ['before a public holiday', '2026-11-03T18:00:00Z', '2026-11-05T06:00:00.000Z'],
])('names the moment from which somebody answers: %s', async (_when, now, opensAt) => {
  house.clock.set(now);
  expect((await officeOpensAt(house.ctx))?.toISOString() ?? null).toBe(opensAt);
});
