import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { PlainDate } from '#api/core/time.ts';
import { ensureCategories } from '../categories.ts';
import { claimTicket } from '../claim-ticket.ts';
import { resolveTicket } from '../resolve-ticket.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat, type TestResident } from '../testing.ts';
import type { SlaBook } from './book.ts';
import { listClocks } from './clock-rows.ts';
import { rehearse } from './rehearse.ts';
import { getBook, saveBook } from './save-book.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let boss: StaffActor;
let sergey: StaffActor;
beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  await ensureCategories(house.ctx);
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
  boss = await aColleague(house.ctx, 'manager');
  sergey = await aColleague(house.ctx);
});
afterAll(() => house.close());

const edited = (book: SlaBook, minutes: number): SlaBook => ({
  ...book,
  policies: book.policies.map((one) => (one.name === 'plumbing' ? { ...one, resolution: minutes } : one)),
});
const plumbing = () => aTicket(house.ctx, anna, flat, { categoryCode: 'plumbing' });
const lengthOf = async (ticketId: string) =>
  (await listClocks(house.ctx, ticketId)).find(({ promise }) => promise === 'resolution');

describe('the book', () => {
  it('is saved as a new version: the new promise is made by it, the old keeps its own', async () => {
    const { ctx } = house;
    const before = await plumbing();
    const { version, document } = await getBook(ctx, boss);
    const saved = await saveBook(ctx, boss, { version, document: edited(document, 60) });
    expect(saved).toMatchObject({ version: 2, preset: 'own', savedAt: ctx.now() });
    const after = await plumbing();
    expect(await lengthOf(before.id)).toMatchObject({ bookVersion: 1, totalMs: 12 * 3_600_000 });
    expect(await lengthOf(after.id)).toMatchObject({ bookVersion: 2, totalMs: 3_600_000 });
    expect(await ctx.db.auditEvent.findMany({ where: { deed: 'sla-book.saved' } })).toHaveLength(1);
  });

  it('is a manager’s to save, and only from the version they saw', async () => {
    const { ctx } = house;
    const { version, document } = await getBook(ctx, sergey);
    await expect(saveBook(ctx, sergey, { version, document })).rejects.toThrow('not-allowed');
    await expect(saveBook(ctx, boss, { version: version - 1, document })).rejects.toThrow('sla.book-changed');
  });

  it('refuses nonsense with the places that do not fit', async () => {
    const { ctx } = house;
    const { version, document } = await getBook(ctx, boss);
    const none = { ...document, policies: [{ ...document.policies[0], calendar: 'nights', resolution: -5 }] };
    const refused = await saveBook(ctx, boss, { version, document: none }).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 'sla.bad-book',
      values: { paths: expect.arrayContaining(['policies.0.resolution', 'policies.0.calendar']) },
    });
    await expect(saveBook(ctx, boss, { version, document: 'hello' })).rejects.toThrow('sla.bad-book');
    expect((await getBook(ctx, boss)).version).toBe(version);
  });

  it('refuses a calendar whose days off close it for good', async () => {
    const { ctx } = house;
    const { version, document } = await getBook(ctx, boss);
    const first = PlainDate.from('2026-11-02');
    const mondays = Array.from({ length: 62 }, (_, week) => first.add({ weeks: week }).toString());
    const closed = {
      ...document,
      calendars: [
        { ...document.calendars[0], name: 'office', intervals: { '1': [['09:00', '10:00']] }, daysOff: mondays },
      ],
      policies: document.policies.map((one) => ({ ...one, calendar: one.calendar && 'office' })),
    };
    await expect(saveBook(ctx, boss, { version, document: closed })).rejects.toMatchObject({
      values: { paths: ['calendars.0.daysOff'], why: 'never-opens' },
    });
  });
});

describe('a rehearsal', () => {
  it('says which promises of the month would have ended otherwise, and changes nothing', async () => {
    const { ctx } = house;
    house.clock.set('2026-10-12T09:00:00Z');
    const [quick, slow] = [await plumbing(), await plumbing()];
    for (const { id: ticketId } of [quick, slow]) await claimTicket(ctx, sergey, { ticketId });
    house.clock.advance('PT30M');
    await resolveTicket(ctx, sergey, { ticketId: quick.id, report: 'Done' });
    house.clock.advance('PT90M');
    await resolveTicket(ctx, sergey, { ticketId: slow.id, report: 'Done' });
    house.clock.set('2026-11-20T09:00:00Z');
    const { document } = await getBook(ctx, boss);
    const same = await rehearse(ctx, boss, { document });
    expect(same).toMatchObject({ month: '2026-10', tickets: 2, isPart: false });
    const ended = (promises: typeof same.promises) => promises.find(({ promise }) => promise === 'resolution');
    expect(ended(same.promises)).toMatchObject({ was: { kept: 1, broken: 1 }, would: { kept: 1, broken: 1 } });
    expect(same.changed).toEqual([]);
    const generous = await rehearse(ctx, boss, { document: edited(document, 24 * 60) });
    expect(ended(generous.promises)).toMatchObject({ was: { kept: 1, broken: 1 }, would: { kept: 2, broken: 0 } });
    expect(generous.changed).toMatchObject([{ id: slow.id, promise: 'resolution', was: 'broken', would: 'kept' }]);
    expect((await getBook(ctx, boss)).version).toBe(2);
    await expect(rehearse(ctx, sergey, { document })).rejects.toThrow('not-allowed');
  });
});
