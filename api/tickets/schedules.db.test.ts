import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runDueSchedules } from '#api/core/schedule.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { plus } from '#api/core/time.ts';
import { answerTicket } from './answer-ticket.ts';
import { claimTicket } from './claim-ticket.ts';
import { holdTicket } from './hold-ticket.ts';
import { resolveTicket } from './resolve-ticket.ts';
import { returnTicket } from './return-ticket.ts';
import { ticketSchedules } from './schedules.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat, type TestResident } from './testing.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
beforeEach(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
});
afterEach(() => house.close());

const look = () => runDueSchedules(house.ctx, ticketSchedules);
const read = (id: string) => house.ctx.db.ticket.findUniqueOrThrow({ where: { id } });
const countSaid = (kind: string) => house.ctx.db.outboxEvent.count({ where: { kind } });

async function aResolvedTicket(): Promise<string> {
  const { ctx } = house;
  const sergey = await aColleague(ctx);
  const { id: ticketId } = await aTicket(ctx, anna, flat);
  await claimTicket(ctx, sergey, { ticketId });
  await resolveTicket(ctx, sergey, { ticketId, report: 'Done' });
  return ticketId;
}

/** Looks every hour until the moment. */
async function live(until: string): Promise<void> {
  for (; house.ctx.now().toISOString() < until; house.clock.advance('PT1H')) await Promise.all([look(), look()]);
}

describe('a resolved ticket that nobody answers', () => {
  it('is warned about after two days and closes after three, once', async () => {
    const ticketId = await aResolvedTicket();
    await live('2026-11-22T09:00:00.000Z');
    expect(await countSaid('ticket.will-close')).toBe(0);
    await live('2026-11-22T10:00:00.000Z');
    const [warning] = await house.ctx.db.outboxEvent.findMany({ where: { kind: 'ticket.will-close' } });
    expect(warning?.data).toEqual({ ticketId, closesOn: '2026-11-23' });
    expect((await read(ticketId)).status).toBe('resolved');
    await live('2026-11-25T10:00:00.000Z');
    expect(await countSaid('ticket.will-close')).toBe(1);
    expect(await countSaid('ticket.closed')).toBe(1);
    const closed = await read(ticketId);
    expect(closed.status).toBe('closed');
    expect(closed.closedAt?.toISOString()).toBe('2026-11-23T09:00:00.000Z');
  });

  it('gets its day of warning also when the clock jumps a month', async () => {
    const ticketId = await aResolvedTicket();
    house.clock.advance('P30D');
    await look();
    await look();
    expect((await read(ticketId)).status).toBe('resolved');
    expect(await countSaid('ticket.will-close')).toBe(1);
    house.clock.advance('PT24H');
    await look();
    expect((await read(ticketId)).status).toBe('closed');
  });

  it('stays open while the resident speaks or has returned it', async () => {
    const { ctx, clock } = house;
    const [spoken, returned] = [await aResolvedTicket(), await aResolvedTicket()];
    clock.advance('PT49H');
    await look();
    await answerTicket(ctx, anna, { ticketId: spoken, text: 'I will look tonight', files: [] });
    await returnTicket(ctx, anna, { ticketId: returned, text: '', files: [] });
    clock.advance('PT30H');
    await look();
    expect((await read(spoken)).status).toBe('resolved');
    expect((await read(returned)).status).toBe('claimed');
  });
});

describe('a hold', () => {
  it('ends at its moment, and not when it was moved', async () => {
    const { ctx, clock } = house;
    const sergey = await aColleague(ctx);
    const { id: ticketId } = await aTicket(ctx, anna, flat);
    await claimTicket(ctx, sergey, { ticketId });
    await holdTicket(ctx, sergey, { ticketId, reason: 'no part', until: plus(ctx.now(), 'P2D') });
    clock.advance('P1D');
    await holdTicket(ctx, sergey, { ticketId, reason: 'still none', until: plus(ctx.now(), 'P2D') });
    clock.advance('PT30H');
    await look();
    expect((await read(ticketId)).pause).toBe('on-hold');
    clock.advance('PT18H');
    await Promise.all([look(), look()]);
    expect((await read(ticketId)).pause).toBe('none');
    expect(await countSaid('ticket.resumed')).toBe(1);
  });
});
