import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import type { TestHouse } from '#api/core/testing.ts';
import { testCtx } from '#api/core/testing.ts';
import { aColleague, aCompany } from '#api/residents/testing.ts';
import { findCompany, getCompany, updateCompany } from './company.ts';
import { getSetting, saveSetting } from './settings.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
});
afterAll(() => house.close());

it('is set up once, even when two starts do it', async () => {
  expect(await findCompany(ctx)).toBeNull();
  await expect(getCompany(ctx)).rejects.toThrow('company.not-set-up');
  const starts = await Promise.allSettled([1, 2, 3].map(() => aCompany(ctx)));
  expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await ctx.db.payee.findMany()).toMatchObject([{ code: 'main', currency: 'RUB', name: 'Уютный квартал' }]);
});

it('is changed by managers alone', async () => {
  const manager = await aColleague(ctx, 'manager');
  const name = "<b>O'Neil & _co_";
  expect(await updateCompany(ctx, manager, { name })).toMatchObject({ name, country: 'RU' });
  await expect(updateCompany(ctx, await aColleague(ctx, 'dispatcher'), { name })).rejects.toThrow('not-allowed');
});

it('has a default for everything nobody decided about', async () => {
  expect(await getSetting(ctx, 'quiet-hours')).toEqual({ from: '22:00', until: '08:00' });
  expect(await getSetting(ctx, 'join')).toEqual({ chatTriesPerHour: 5, companyTriesPerHour: 200, codeDays: 60 });
  expect(await getSetting(ctx, 'emergency-numbers')).toContainEqual({ danger: 'gas', phone: '104' });
  expect(await getSetting(ctx, 'emergency-numbers')).toContainEqual({ danger: 'flood', phone: '+7 495 000-00-12' });
});

it('keeps what was decided, and fills in what was not', async () => {
  const manager = await aColleague(ctx, 'manager');
  await saveSetting(ctx, manager, 'quiet-hours', { from: '23:30' });
  expect(await getSetting(ctx, 'quiet-hours')).toEqual({ from: '23:30', until: '08:00' });
  await expect(saveSetting(ctx, manager, 'quiet-hours', { from: '25:00' })).rejects.toMatchObject({
    ...{ code: 'setting.bad-value', values: { key: 'quiet-hours', paths: ['from'] } },
  });
  await expect(saveSetting(ctx, await aColleague(ctx, 'technician'), 'modules', {})).rejects.toThrow('not-allowed');
  await saveSetting(ctx, systemActor, 'emergency-numbers', [{ danger: 'gas', phone: '04' }]);
  expect(await getSetting(ctx, 'emergency-numbers')).toEqual([{ danger: 'gas', phone: '04' }]);
});
