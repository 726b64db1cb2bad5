import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveSetting } from '#api/company/settings.ts';
import { type StaffActor, systemActor } from '#api/core/actor.ts';
import { runDueSchedules } from '#api/core/schedule.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { listUnreachableFlats, readDigest } from '#api/flows/digest.ts';
import { mapChannel } from '#api/staff/channels.ts';
import { ensureCategories } from '#api/tickets/categories.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { acceptTicket } from '#api/tickets/finish-ticket.ts';
import { rateTicket } from '#api/tickets/rate-ticket.ts';
import { resolveTicket } from '#api/tickets/resolve-ticket.ts';
import {
  aColleague,
  aCompany,
  aFlat,
  aResident,
  aTicket,
  type TestFlat,
  type TestResident,
} from '#api/tickets/testing.ts';
import { digestSchedule } from './digest.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let sergey: StaffActor;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  await ensureCategories(house.ctx);
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
  sergey = await aColleague(house.ctx);
  await mapChannel(house.ctx, systemActor, { service: 'front-desk', channelId: 'CDESK00' });
});
afterAll(() => house.close());

const sent = () => house.ctx.db.delivery.findMany({ where: { template: 'digest' }, orderBy: { createdAt: 'asc' } });
const tick = () => runDueSchedules(house.ctx, [digestSchedule]);

describe('the digest', () => {
  it('goes once a day at nine where the company is, to the front desk until managers have a channel', async () => {
    // Moscow is three hours ahead of UTC.
    for (const at of ['2026-11-21T05:59:00Z', '2026-11-21T06:00:00Z', '2026-11-21T06:01:00Z', '2026-11-21T08:00:00Z']) {
      house.clock.set(at);
      await Promise.all([tick(), tick()]);
    }
    expect((await sent()).map(({ recipient }) => recipient)).toEqual(['slack:CDESK00']);
    await mapChannel(house.ctx, systemActor, { service: 'managers', channelId: 'CBOSS00' });
    house.clock.set('2026-11-22T06:00:00Z');
    await tick();
    expect((await sent()).map(({ recipient }) => recipient)).toEqual(['slack:CDESK00', 'slack:CBOSS00']);
  });

  it('is not sent in the evening for a morning that was missed, nor when it is switched off, and follows its setting', async () => {
    house.clock.set('2026-11-23T15:00:00Z');
    await tick();
    await saveSetting(house.ctx, systemActor, 'digest', { isOn: false });
    house.clock.set('2026-11-24T06:00:00Z');
    await tick();
    expect(await sent()).toHaveLength(2);
    await saveSetting(house.ctx, systemActor, 'digest', { isOn: true, at: '07:30' });
    house.clock.set('2026-11-25T04:30:00Z');
    await tick();
    expect(await sent()).toHaveLength(3);
  });

  it('knows what burns now and what yesterday was', async () => {
    const { ctx } = house;
    house.clock.set('2026-11-25T10:00:00Z');
    const done = await aTicket(ctx, anna, flat);
    await claimTicket(ctx, sergey, { ticketId: done.id });
    await resolveTicket(ctx, sergey, { ticketId: done.id, report: 'New tap' });
    await acceptTicket(ctx, anna, { ticketId: done.id });
    await rateTicket(ctx, anna, { ticketId: done.id, rating: 4 });
    house.clock.set('2026-11-26T04:00:00Z');
    const flood = await aTicket(ctx, anna, flat, { categoryCode: 'emergency-flood' });
    house.clock.set('2026-11-26T09:00:00Z');
    const digest = await readDigest(ctx, systemActor, '2026-11-26');
    expect(digest.emergencies).toEqual({ count: 1, oldestAt: flood.createdAt });
    expect(digest.late).toBe(1);
    expect(digest.yesterday).toMatchObject({ opened: 1, closed: 1, rating: 4, voices: 1 });
    const tomorrow = await readDigest(ctx, systemActor, '2026-11-27');
    expect(tomorrow.yesterday).toMatchObject({ opened: 1, closed: 0, rating: null });
  });

  it('lists the flats of which nobody reads the messenger any more', async () => {
    const { ctx } = house;
    const lonely = await aFlat(ctx, { buildingId: flat.buildingId });
    const boris = await aResident(ctx, lonely, { chatState: 'blocked' });
    const mixed = await aFlat(ctx, { buildingId: flat.buildingId });
    const olga = await aResident(ctx, mixed, { chatState: 'blocked' });
    await aResident(ctx, mixed);
    await ctx.db.resident.updateMany({
      where: { id: { in: [boris.residentId, olga.residentId] } },
      data: { unreachableSince: ctx.now() },
    });
    const number = (await ctx.db.unit.findUniqueOrThrow({ where: { id: lonely.unitId } })).number;
    expect(await listUnreachableFlats(ctx, sergey)).toEqual([{ address: '12 Sadovaya St.', number }]);
  });
});
