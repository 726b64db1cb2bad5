import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveSetting } from '#api/company/settings.ts';
import { type StaffActor, systemActor } from '#api/core/actor.ts';
import { listAudit } from '#api/core/audit.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { claimTicket } from './claim-ticket.ts';
import { viewContact } from './contact.ts';
import { setOff } from './go-to-visit.ts';
import { resolveTicket } from './resolve-ticket.ts';
import type { TicketSummary } from './summary.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat, type TestResident } from './testing.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let sergey: StaffActor;
let ticket: TicketSummary;

beforeAll(async () => {
  house = await testCtx();
  const { ctx } = house;
  await aCompany(ctx);
  flat = await aFlat(ctx);
  anna = await aResident(ctx, flat);
  const boris = await aResident(ctx, flat, { role: 'tenant' });
  await aResident(ctx, flat, { endsOn: '2026-11-01' });
  await ctx.db.resident.update({
    where: { id: anna.residentId },
    data: { phone: '+79990001122', fullName: 'Anna Author' },
  });
  await ctx.db.resident.update({ where: { id: boris.residentId }, data: { fullName: 'Boris Tenant' } });
  await ctx.db.unit.update({ where: { id: flat.unitId }, data: { accessNotes: 'Intercom 57K1234, a dog' } });
  sergey = await aColleague(ctx);
  ticket = await aTicket(ctx, anna, flat);
});
afterAll(() => house.close());

const view = (actor: StaffActor) => viewContact(house.ctx, actor, { ticketId: ticket.id }, 'slack');
const looks = () => listAudit(house.ctx, { type: 'ticket', id: ticket.id });

describe('whom to call and how to get in', () => {
  it('is nobody’s before somebody works on it, not even a manager’s', async () => {
    const manager = await aColleague(house.ctx, 'manager');
    for (const actor of [sergey, manager])
      await expect(view(actor)).rejects.toMatchObject({ code: 'contact.not-yours' });
    await claimTicket(house.ctx, sergey, { ticketId: ticket.id });
    await expect(view(manager)).rejects.toMatchObject({ code: 'contact.not-yours' });
    expect(await looks()).toEqual([]);
  });

  it('is the owner’s: who lives there now, the author first, and each look is written down', async () => {
    const contact = await view(sergey);
    expect(contact).toMatchObject({ number: ticket.number, accessNotes: 'Intercom 57K1234, a dog' });
    expect(contact.people).toEqual([
      { name: 'Anna Author', role: 'owner', phone: '+79990001122', isAuthor: true },
      { name: 'Boris Tenant', role: 'tenant', phone: null, isAuthor: false },
    ]);
    expect(contact.visitCode).toBeNull();
    await setOff(house.ctx, sergey, { ticketId: ticket.id });
    expect((await view(sergey)).visitCode).toMatch(/^\d{4}$/);
    const seen = { actorKind: 'staff', actorId: sergey.staffId, surface: 'slack', deed: 'contact.viewed' };
    expect(await looks()).toMatchObject([seen, seen]);
  });

  it('is not for Slack where the company says so', async () => {
    await saveSetting(house.ctx, systemActor, 'slack-privacy', { phones: 'never' });
    await expect(view(sergey)).rejects.toMatchObject({ code: 'contact.hidden' });
    await saveSetting(house.ctx, systemActor, 'slack-privacy', {});
  });

  it('ends with the work', async () => {
    await resolveTicket(house.ctx, sergey, { ticketId: ticket.id, report: 'New tap' });
    await expect(view(sergey)).rejects.toMatchObject({ code: 'contact.not-yours' });
  });
});
