import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { newId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { plus } from '#api/core/time.ts';
import { openOutage } from '#api/outages/announce.ts';
import { ensureCategories } from '#api/tickets/categories.ts';
import { getFollowedTicket } from '#api/tickets/followed-ticket.ts';
import { joinTicket } from '#api/tickets/join-ticket.ts';
import { ticketPlaces } from '#api/tickets/schema.ts';
import { aCompany, aFlat, aResident, aTicket, type TestFlat, type TestResident } from '#api/tickets/testing.ts';
import { knownProblems } from './known-problems.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
  await ensureCategories(ctx);
});
afterAll(() => house.close());

/** The same numbers at every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

it('never shows a neighbour anything of 60 random requests but what, where, since when and how they stand', async () => {
  const random = randomFrom(20_261_120);
  const people: { home: TestFlat; who: TestResident }[] = [];
  const houses = await Promise.all([aFlat(ctx), aFlat(ctx)]);
  for (let n = 0; n < 8; n += 1) {
    const home = await aFlat(ctx, { buildingId: houses[n % 2]?.buildingId ?? '' });
    people.push({ home, who: await aResident(ctx, home) });
  }
  const secrets: string[] = [];
  for (let n = 0; n < 60; n += 1) {
    const { home, who } = people[random(people.length)] as (typeof people)[number];
    const text = `secret-${newId(ctx.now())}`;
    secrets.push(text, home.unitId, who.residentId, who.chatId);
    const place = ticketPlaces[random(3)] ?? 'flat';
    await aTicket(ctx, who, home, { place, text, categoryCode: random(2) === 0 ? 'lift' : 'cleaning' });
    house.clock.advance('PT30M');
  }
  let joined = 0;
  for (const { home, who } of people) {
    for (const place of ['common-area', 'grounds'] as const) {
      const { tickets } = await knownProblems(ctx, who, { unitId: home.unitId, place });
      const shown = JSON.stringify(tickets);
      expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
      const rows = await ctx.db.ticket.findMany({ where: { id: { in: tickets.map((one) => one.id) } } });
      expect(rows.every((row) => row.place === place && row.buildingId === home.buildingId)).toBe(true);
      for (const { id: ticketId, isMine } of tickets.filter(() => random(2) === 0)) {
        const asked = joinTicket(ctx, who, { ticketId, unitId: home.unitId, text: '', files: [] });
        if (isMine) await expect(asked).rejects.toMatchObject({ code: 'ticket.already-yours' });
        else {
          await asked;
          joined += 1;
          const card = JSON.stringify(await getFollowedTicket(ctx, who, ticketId));
          expect(secrets.filter((secret) => card.includes(secret))).toEqual([]);
        }
      }
    }
  }
  expect(joined).toBeGreaterThan(10);
});

it('knows in a flat what is off now and explains the problem, not what will be off tomorrow', async () => {
  const home = await aFlat(ctx);
  const who = await aResident(ctx, home);
  const works = { workType: 'planned' as const, services: ['cold-water' as const], texts: {} };
  const startsAt = plus(ctx.now(), 'P1D');
  const places = [{ buildingId: home.buildingId, entrances: [] }];
  await openOutage(ctx, systemActor, { ...works, places, startsAt, endsAt: plus(startsAt, 'PT4H') });
  const known = async (categoryCode: string) =>
    (await knownProblems(ctx, who, { unitId: home.unitId, place: 'flat', categoryCode })).outages.length;
  expect(await known('plumbing')).toBe(0);
  house.clock.advance('P1DT1H');
  expect([await known('plumbing'), await known('lift')]).toEqual([1, 0]);
});
