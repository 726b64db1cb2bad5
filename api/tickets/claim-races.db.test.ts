import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { claimTicket } from './claim-ticket.ts';
import { openTicket } from './open-ticket.ts';
import { aColleague, aCompany, aFlat } from './testing.ts';

const ticketCount = 200;
const colleagueCount = 50;

let house: TestHouse;
beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
});
afterAll(() => house.close());

it('lets fifty at once race for two hundred tickets: each has one owner, and every loser is told who', async () => {
  const { ctx } = house;
  const flat = await aFlat(ctx);
  const desk = await aColleague(ctx, 'dispatcher');
  const colleagues = await Promise.all(Array.from({ length: colleagueCount }, () => aColleague(ctx)));
  const tickets = await Promise.all(
    Array.from({ length: ticketCount }, (_, n) =>
      openTicket(ctx, desk, {
        ...flat,
        kind: 'technical',
        place: 'flat',
        text: `Trouble ${n}`,
        files: [],
        source: 'phone',
      }),
    ),
  );
  // Everybody goes through all of them from a place of their own, so that many are at the same ones at the same time.
  const turns = colleagues.map(async (colleague, at) => {
    const results = [];
    for (let step = 0; step < ticketCount; step += 1) {
      const ticket = tickets[(step + (at % 5) * 3) % ticketCount];
      const result = await claimTicket(ctx, colleague, { ticketId: ticket?.id ?? '' });
      results.push({ ticketId: ticket?.id ?? '', staffId: colleague.staffId, result });
    }
    return results;
  });
  const all = (await Promise.all(turns)).flat();
  const owners = new Map(all.flatMap((one) => (one.result.status === 'claimed' ? [[one.ticketId, one.staffId]] : [])));
  expect(all.filter((one) => one.result.status === 'claimed')).toHaveLength(ticketCount);
  expect(owners.size).toBe(ticketCount);
  const told = all.filter(({ ticketId, result }) => result.status === 'taken' && result.by.id === owners.get(ticketId));
  expect(told).toHaveLength(ticketCount * (colleagueCount - 1));
  expect(new Set(owners.values()).size).toBeGreaterThan(1);

  const rows = await ctx.db.ticket.findMany({ select: { id: true, assigneeId: true, status: true, version: true } });
  for (const row of rows) {
    expect(row).toEqual({ id: row.id, assigneeId: owners.get(row.id), status: 'claimed', version: 2 });
  }
  expect(await ctx.db.ticketEvent.count({ where: { kind: 'claimed' } })).toBe(ticketCount);
  expect(await ctx.db.outboxEvent.count({ where: { kind: 'ticket.claimed' } })).toBe(ticketCount);
}, 120_000);
