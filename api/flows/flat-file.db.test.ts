import { afterAll, beforeAll, expect, it } from 'vitest';
import { noteCall } from '#api/calls/calls.ts';
import { writeToCompany } from '#api/conversations/talk.ts';
import { listAudit } from '#api/core/audit.ts';
import { newId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { toDateColumn } from '#api/core/time.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat } from '#api/tickets/testing.ts';
import { type FileEntry, type FilePart, readFlatFile } from './flat-file.ts';

let house: TestHouse;
let flat: TestFlat;

beforeAll(async () => {
  house = await testCtx();
  const { ctx } = house;
  await aCompany(ctx);
  flat = await aFlat(ctx);
  const anna = await aResident(ctx, flat);
  const other = await aFlat(ctx);
  const boris = await aResident(ctx, other);
  const tamara = await aColleague(ctx, 'dispatcher');
  await aMoneyAndMeters();
  house.clock.advance('PT1H');
  await aTicket(ctx, anna, flat, { text: 'The tap leaks' });
  await aTicket(ctx, boris, other, { text: 'Not of this flat' });
  house.clock.advance('PT1H');
  await writeToCompany(ctx, anna, { unitId: flat.unitId, text: 'When do you come?', files: [] });
  house.clock.advance('PT1H');
  await noteCall(ctx, tamara, { unitId: flat.unitId, text: 'Asked for a key' });
});
afterAll(() => house.close());

/** A bill, its payment and a reading, as their own rooms would have written them. */
async function aMoneyAndMeters(): Promise<void> {
  const { ctx } = house;
  const [createdAt, id] = [ctx.now(), () => newId(ctx.now())];
  const payee = { id: id(), code: 'main', name: 'Cosy Quarter', currency: 'RUB', createdAt };
  await ctx.db.payee.create({ data: payee });
  const account = { id: id(), unitId: flat.unitId, payeeId: payee.id, number: '57', isMain: true, createdAt };
  await ctx.db.account.create({ data: account });
  const sums = { openingMinor: 0n, recalculationMinor: 0n, benefitMinor: 0n, penaltyMinor: 0n, roundingMinor: 0n };
  const due = { issuedOn: toDateColumn('2026-11-01'), dueOn: toDateColumn('2026-12-15'), period: '2026-10' };
  const of = { accountId: account.id, payeeId: payee.id, currency: 'RUB', createdAt };
  const total = { chargedMinor: 1_308_367n, totalMinor: 1_308_367n, paidMinor: 0n };
  await ctx.db.invoice.create({ data: { id: id(), ...of, ...due, ...sums, ...total, number: '1', state: 'issued' } });
  const paid = { amountMinor: 1_308_367n, commissionMinor: 0n, refundedMinor: 0n };
  await ctx.db.payment.create({ data: { id: id(), ...of, ...paid, provider: 'qr', state: 'succeeded' } });
  const meter = {
    id: id(),
    unitId: flat.unitId,
    resource: 'cold-water',
    serial: '1',
    zones: 1,
    digits: 5,
    decimals: 0,
  };
  await ctx.db.meter.create({ data: { ...meter, unitOfMeasure: 'm3', isAutomatic: false, createdAt } });
  const reading = { values: ['418.0'], takenOn: toDateColumn('2026-11-19'), countsForPeriod: '2026-11', isLate: false };
  await ctx.db.reading.create({
    data: { id: id(), meterId: meter.id, ...reading, source: 'telegram', state: 'accepted', createdAt },
  });
}

const read = (
  role: 'dispatcher' | 'accountant' | 'read-only',
  more: { parts?: FilePart[]; after?: string; limit?: number } = {},
) =>
  aColleague(house.ctx, role).then((actor) =>
    readFlatFile(house.ctx, actor, { unitId: flat.unitId, surface: 'admin', ...more }),
  );
const shown = (entries: FileEntry[]) =>
  entries.map(({ part, code, title }) => `${part}: ${[code, title].filter(Boolean).join(' · ')}`);

it('tells what happened in a flat, newest first, each part to whom it concerns', async () => {
  const all = ['calls: Asked for a key', 'talks: When do you come?', 'tickets: The tap leaks'];
  const forAccountant = shown((await read('accountant')).items);
  expect(forAccountant.slice(0, 3)).toEqual(all);
  expect(forAccountant.slice(3).sort()).toEqual([
    'bills: 2026-10 · Cosy Quarter',
    'payments: qr',
    'readings: cold-water · 418',
  ]);
  expect(shown((await read('dispatcher')).items)).toEqual([...all, 'readings: cold-water · 418']);
  expect(shown((await read('dispatcher', { parts: ['bills', 'calls'] })).items)).toEqual(['calls: Asked for a key']);
  expect((await read('dispatcher', { parts: ['payments'] })).items).toEqual([]);
  const bill = (await read('accountant', { parts: ['bills'] })).items[0];
  expect(bill).toMatchObject({ minor: '1308367', currency: 'RUB', state: 'issued' });
});

it('is read page by page, with nothing twice and nothing left out', async () => {
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await read('accountant', { limit: 2, ...(after ? { after } : {}) });
    expect(page.items.length).toBeLessThanOrEqual(2);
    seen.push(...page.items.map(({ id }) => id));
    after = page.next ?? undefined;
  } while (after);
  expect(seen).toHaveLength(6);
  expect(new Set(seen).size).toBe(6);
});

it('writes down who looked, and refuses a flat that there is not', async () => {
  const tamara = await aColleague(house.ctx, 'dispatcher');
  await readFlatFile(house.ctx, tamara, { unitId: flat.unitId, surface: 'slack' });
  const [newest] = await listAudit(house.ctx, { type: 'unit', id: flat.unitId });
  expect(newest).toMatchObject({ actorId: tamara.staffId, deed: 'flat-file.viewed', surface: 'slack' });
  const resident = { kind: 'resident' as const, residentId: newId(house.ctx.now()) };
  await expect(readFlatFile(house.ctx, resident, { unitId: flat.unitId, surface: 'api' })).rejects.toThrow(
    'not-allowed',
  );
  const nowhere = { unitId: newId(house.ctx.now()), surface: 'api' as const };
  await expect(readFlatFile(house.ctx, tamara, nowhere)).rejects.toThrow('unit.not-found');
});
