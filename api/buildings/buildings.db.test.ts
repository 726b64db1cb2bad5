import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import type { TestHouse } from '#api/core/testing.ts';
import { testCtx } from '#api/core/testing.ts';
import { cutOff } from '#api/residents/household.ts';
import { createJoinCode } from '#api/residents/join-codes.ts';
import { aBuilding, aChatOf, aColleague, aCompany, aResident, aUnit } from '#api/residents/testing.ts';
import { addBuilding, listBuildings } from './buildings.ts';
import { getUnitSheet } from './unit-sheet.ts';
import { addUnit, listUnits } from './units.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
});
afterAll(() => house.close());

const shape = { address: 'пр. Мира, 3', entrances: 2, floors: 5, hasLift: false, hasGas: true };

describe('buildings', () => {
  it('have a code of their own, even when two managers add one at once', async () => {
    const manager = await aColleague(ctx, 'manager');
    const tries = await Promise.allSettled([1, 2, 3].map(() => addBuilding(ctx, manager, { ...shape, code: 'C' })));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(addBuilding(ctx, manager, { ...shape, code: 'C' })).rejects.toMatchObject({
      ...{ code: 'building.code-taken', values: { code: 'C' } },
    });
    const technician = await aColleague(ctx, 'technician');
    await expect(addBuilding(ctx, technician, { ...shape, code: 'D' })).rejects.toThrow('not-allowed');
    expect(await listBuildings(ctx, technician)).toMatchObject([{ code: 'C', hasGas: true, unitCount: 0 }]);
  });
});

describe('flats', () => {
  it('are refused where they cannot be', async () => {
    const buildingId = await aBuilding(ctx, { code: 'E' }); // 3 entrances, 9 floors
    const unit = { buildingId, number: '1', type: 'flat' as const };
    await addUnit(ctx, systemActor, { ...unit, accountNumber: '0001' });
    await expect(addUnit(ctx, systemActor, unit)).rejects.toMatchObject({ code: 'unit.already-exists' });
    await expect(addUnit(ctx, systemActor, { ...unit, number: '2', entrance: 4 })).rejects.toMatchObject({
      ...{ code: 'unit.no-such-entrance', values: { entrances: 3 } },
    });
    await expect(addUnit(ctx, systemActor, { ...unit, number: '2', floor: 10 })).rejects.toMatchObject({
      ...{ code: 'unit.no-such-floor', values: { floors: 9 } },
    });
    const taken = addUnit(ctx, systemActor, { ...unit, number: '2', accountNumber: '0001' });
    await expect(taken).rejects.toMatchObject({ code: 'account.number-taken', values: { number: '0001' } });
    expect(await ctx.db.unit.count({ where: { buildingId } })).toBe(1);
    expect(await addUnit(ctx, systemActor, { ...unit, type: 'parking' })).toHaveProperty('id');
  });

  it('are listed as people count them, page by page, with who lives there', async () => {
    const buildingId = await aBuilding(ctx, { code: 'F' });
    const ids = new Map<string, string>();
    for (const number of ['10', '2', '12а', '1', '12']) {
      ids.set(number, await aUnit(ctx, { buildingId, number, accountNumber: `F-${number}` }));
    }
    const unitId = ids.get('2') ?? '';
    const anna = await aResident(ctx, { unitId });
    await aResident(ctx, { unitId, role: 'family' });
    await aChatOf(ctx, anna.residentId);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listUnits>> = await listUnits(ctx, systemActor, {
        buildingId,
        after,
        limit: 2,
      });
      seen.push(...page.items.map(({ number }) => number));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(['1', '2', '10', '12', '12а']);
    const [found] = (await listUnits(ctx, systemActor, { search: 'F-2' })).items;
    expect(found).toMatchObject({
      id: unitId,
      residentCount: 2,
      connectedCount: 1,
      accountNumber: 'F-2',
      areaM2: '54',
    });
    expect((await listUnits(ctx, systemActor, { buildingId, search: '12А' })).items).toHaveLength(1);
  });

  it('show who is there, who was, and which invitations still work', async () => {
    const unitId = await aUnit(ctx, { accountNumber: '0000510099' });
    const former = await aResident(ctx, { unitId, fullName: 'Прежний', startsOn: '2020-01-01' });
    await cutOff(ctx, systemActor, { occupancyId: former.occupancyId });
    await aResident(ctx, { unitId, fullName: 'Будущий', startsOn: '2030-01-01' });
    await aResident(ctx, { unitId, fullName: 'Нынешний', phone: '+79990000601' });
    await createJoinCode(ctx, systemActor, { unitId, role: 'family' });
    const sheet = await getUnitSheet(ctx, await aColleague(ctx, 'accountant'), unitId);
    expect(sheet.occupancies.map(({ name, state }) => [name, state])).toEqual([
      ['Нынешний', 'present'],
      ['Будущий', 'future'],
      ['Прежний', 'past'],
    ]);
    expect(sheet.accounts).toMatchObject([{ number: '0000510099', isMain: true, payeeName: 'Уютный квартал' }]);
    expect(sheet.joinCodes).toHaveLength(1);
    house.clock.advance('P61D');
    expect((await getUnitSheet(ctx, systemActor, unitId)).joinCodes).toEqual([]);
    const technician = await aColleague(ctx, 'technician');
    await expect(getUnitSheet(ctx, technician, unitId)).rejects.toThrow('not-allowed');
  });
});
