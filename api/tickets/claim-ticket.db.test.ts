import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { claimTicket } from './claim-ticket.ts';
import { startTicket } from './start-ticket.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat, type TestResident } from './testing.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
});
afterAll(() => house.close());

describe('claimTicket', () => {
  it('lets the first of fifty colleagues win and tells the others who it was', async () => {
    const { ctx } = house;
    const ticket = await aTicket(ctx, anna, flat);
    const colleagues = await Promise.all(Array.from({ length: 50 }, () => aColleague(ctx)));
    const results = await Promise.all(colleagues.map((one) => claimTicket(ctx, one, { ticketId: ticket.id })));
    const winners = results.flatMap((one, index) => (one.status === 'claimed' ? [colleagues[index]?.staffId] : []));
    expect(winners).toHaveLength(1);
    const losers = results.flatMap((one) => (one.status === 'taken' ? [one] : []));
    expect(losers).toHaveLength(49);
    expect(new Set(losers.map((one) => one.by.id))).toEqual(new Set(winners));
    expect(losers.every((one) => one.by.name.startsWith('Sergey') && one.number === ticket.number)).toBe(true);
    const events = await ctx.db.ticketEvent.findMany({ where: { ticketId: ticket.id, kind: 'claimed' } });
    expect(events.map((event) => event.actorId)).toEqual(winners);
    const said = await ctx.db.outboxEvent.findMany({ where: { kind: 'ticket.claimed' } });
    expect(said.filter((event) => (event.data as { ticketId: string }).ticketId === ticket.id)).toHaveLength(1);
  });

  it('gives the same ticket to its owner again and changes nothing', async () => {
    const ticket = await aTicket(house.ctx, anna, flat);
    const sergey = await aColleague(house.ctx);
    const first = await claimTicket(house.ctx, sergey, { ticketId: ticket.id });
    const second = await claimTicket(house.ctx, sergey, { ticketId: ticket.id });
    expect(second).toEqual(first);
  });

  it('refuses the wrong role, a resident, a ticket that is over and one that does not exist', async () => {
    const { ctx } = house;
    const ticket = await aTicket(ctx, anna, flat, { kind: 'billing' });
    const sergey = await aColleague(ctx);
    const accountant = await aColleague(ctx, 'accountant');
    await expect(claimTicket(ctx, sergey, { ticketId: ticket.id })).rejects.toMatchObject({
      code: 'ticket.wrong-role',
      values: { kind: 'billing' },
    });
    await expect(claimTicket(ctx, anna, { ticketId: ticket.id })).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await claimTicket(ctx, accountant, { ticketId: ticket.id })).toMatchObject({ status: 'claimed' });
    await ctx.db.ticket.update({ where: { id: ticket.id }, data: { status: 'cancelled' } });
    await expect(claimTicket(ctx, accountant, { ticketId: ticket.id })).rejects.toMatchObject({
      code: 'ticket.wrong-state',
      values: { status: 'cancelled' },
    });
    const nobody = { ticketId: anna.residentId };
    await expect(claimTicket(ctx, sergey, nobody)).rejects.toMatchObject({ code: 'ticket.not-found' });
  });

  it('says who took it also when the work has begun', async () => {
    const ticket = await aTicket(house.ctx, anna, flat);
    const [sergey, ivan] = [await aColleague(house.ctx), await aColleague(house.ctx)];
    await claimTicket(house.ctx, sergey, { ticketId: ticket.id });
    await startTicket(house.ctx, sergey, { ticketId: ticket.id });
    const late = await claimTicket(house.ctx, ivan, { ticketId: ticket.id });
    expect(late).toMatchObject({ status: 'taken', by: { id: sergey.staffId } });
  });
});
