import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { instant } from '#api/core/time.ts';
import { ensureCategories } from '../categories.ts';
import { claimTicket } from '../claim-ticket.ts';
import { acceptTicket } from '../finish-ticket.ts';
import { rateTicket } from '../rate-ticket.ts';
import { resolveTicket } from '../resolve-ticket.ts';
import { renewPromise } from '../sla/renew-promise.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat, type TestResident } from '../testing.ts';
import { getHouseFigures, getKindFigures } from './house-figures.ts';
import { figuresFile, getFigures } from './staff-figures.ts';

let house: TestHouse;
let flat: TestFlat;
let other: TestFlat;
let anna: TestResident;
let boris: TestResident;
let sergey: StaffActor;

/** October: four requests in Anna's house, solved in 1, 2, 3 and 40 hours; one in Boris's, never. November: nothing is solved. */
beforeAll(async () => {
  house = await testCtx();
  const { ctx } = house;
  await aCompany(ctx);
  await ensureCategories(ctx);
  [flat, other] = [await aFlat(ctx), await aFlat(ctx)];
  [anna, boris] = [await aResident(ctx, flat), await aResident(ctx, other)];
  sergey = await aColleague(ctx, 'technician');
  for (const [index, hours] of [1, 2, 3, 40].entries()) {
    house.clock.set(`2026-10-${10 + index}T06:00:00Z`);
    const { id: ticketId } = await aTicket(ctx, anna, flat, { categoryCode: 'plumbing' });
    house.clock.advance('PT30M');
    await claimTicket(ctx, sergey, { ticketId });
    house.clock.advance(`PT${hours * 60 - 30}M`);
    await resolveTicket(ctx, sergey, { ticketId, report: '=1+1' });
    await acceptTicket(ctx, anna, { ticketId });
    if (hours < 3) await rateTicket(ctx, anna, { ticketId, rating: 3 + hours });
  }
  const { id: ticketId } = await aTicket(ctx, boris, other, { categoryCode: 'plumbing' });
  await claimTicket(ctx, sergey, { ticketId });
  house.clock.advance('P3D');
  // Given anew twice, broken once: October counts one broken promise.
  for (const dueAt of ['2026-10-20T09:00:00Z', '2026-10-25T09:00:00Z']) {
    await renewPromise(ctx, sergey, { ticketId, dueAt: instant(dueAt), reason: 'No spare part' });
  }
  house.clock.set('2026-11-20T09:00:00Z');
});
afterAll(() => house.close());

describe('the figures of a month', () => {
  it('count promises kept, the middle and the slowest, ratings, and what is open now', async () => {
    const { total, before } = await getFigures(house.ctx, sergey, { month: '2026-10' });
    expect(total).toMatchObject({ opened: 5, decided: 5, kept: 3, solved: 4, reopened: 0, rated: 2, rating: 4.5 });
    expect(total).toMatchObject({ firstMedianMs: 30 * 60_000, solvedMedianMs: 2.5 * 3_600_000, backlog: 1 });
    expect(total.solvedP90Ms).toBeCloseTo((3 + 0.7 * 37) * 3_600_000);
    expect(before).toMatchObject({ opened: 0, decided: 0, solvedMedianMs: null });
  });

  it('stand in groups, each by its name', async () => {
    const { groups } = await getFigures(house.ctx, sergey, { month: '2026-10', by: 'building' });
    expect(groups).toMatchObject([
      { key: flat.buildingId, names: { en: '12 Sadovaya St.' }, opened: 4, kept: 3, backlog: 0 },
      { key: other.buildingId, opened: 1, decided: 1, kept: 0, backlog: 1 },
    ]);
    const byPerson = await getFigures(house.ctx, sergey, { month: '2026-10', by: 'assignee' });
    expect(byPerson.groups).toMatchObject([{ key: sergey.staffId, opened: 5 }]);
    const byKind = await getFigures(house.ctx, sergey, { month: '2026-10', by: 'kind', buildingId: other.buildingId });
    expect(byKind.groups).toMatchObject([{ key: 'technical', names: { ru: 'Техническая' }, opened: 1 }]);
  });

  it('are a table that no spreadsheet runs', async () => {
    const { ctx } = house;
    await ctx.db.building.update({ where: { id: other.buildingId }, data: { address: '=cmd|calc' } });
    const { bytes, fileName } = await figuresFile(ctx, sergey, { month: '2026-10', by: 'building' }, 'ru');
    expect(fileName).toBe('figures-2026-10-building.csv');
    const lines = bytes.trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[2]).toMatch(/^'=cmd\|calc;1;0;/);
    expect(lines[3]).toMatch(/^Всего;5;60;0\.5;/);
  });

  it('are for colleagues', async () => {
    await expect(getFigures(house.ctx, anna, {})).rejects.toThrow('not-allowed');
  });
});

describe('what residents are shown', () => {
  it('is their house and the company, this month and the last', async () => {
    const figures = await getHouseFigures(house.ctx, anna, flat);
    expect(figures).toMatchObject({
      month: '2026-11',
      lastMonth: '2026-10',
      house: { before: { onTime: 75, firstMs: 30 * 60_000, solvedMs: 2.5 * 3_600_000 }, now: { onTime: null } },
      company: { before: { onTime: 60 } },
    });
    const kinds = await getKindFigures(house.ctx, anna, flat);
    expect(kinds.map(({ kind, before }) => [kind, before.onTime])).toEqual([
      ['technical', 75],
      ['billing', null],
      ['general', null],
    ]);
  });

  it('says nothing where one ticket would stand for all, and nothing of a flat that is not theirs', async () => {
    const { house: own } = await getHouseFigures(house.ctx, boris, other);
    expect(own.before).toEqual({ onTime: null, firstMs: null, solvedMs: null });
    await expect(getHouseFigures(house.ctx, boris, flat)).rejects.toThrow('flat.not-found');
  });
});
