import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getCallContacts } from '#api/calls/call-contact.ts';
import { noteCall, noteNoAnswer } from '#api/calls/calls.ts';
import { findCall } from '#api/calls/get-call.ts';
import { takeBack } from '#api/conversations/take-back.ts';
import { replyToResident, writeToCompany } from '#api/conversations/talk.ts';
import { type StaffActor, systemActor } from '#api/core/actor.ts';
import { listAudit } from '#api/core/audit.ts';
import { openHearing } from '#api/core/hearing.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { listCards } from '#api/notifications/cards.ts';
import { claimDeliveries, markSent } from '#api/notifications/deliveries.ts';
import { hearForNotices } from '#api/notifications/hearers.ts';
import { hearAll } from '#api/notifications/testing.ts';
import { chatBlocked } from '#api/residents/chats.ts';
import { mapChannel } from '#api/staff/channels.ts';
import { answerTicket } from '#api/tickets/answer-ticket.ts';
import { askResident } from '#api/tickets/ask-resident.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { arrive, missVisit, setOff } from '#api/tickets/go-to-visit.ts';
import { openTicket } from '#api/tickets/open-ticket.ts';
import { resolveTicket } from '#api/tickets/resolve-ticket.ts';
import { getStaffTicket } from '#api/tickets/staff-tickets.ts';
import {
  aColleague,
  aCompany,
  aFlat,
  aResident,
  aTicket,
  type TestFlat,
  type TestResident,
} from '#api/tickets/testing.ts';
import { finishCall } from './finish-call.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let flat: TestFlat;
let anna: TestResident;
let tamara: StaffActor;
let sergey: StaffActor;
let ticketId: string;
const hearing = openHearing();
hearForNotices(hearing);

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
  tamara = await aColleague(ctx, 'dispatcher');
  sergey = await aColleague(ctx);
  await mapChannel(ctx, systemActor, { service: 'front-desk', channelId: 'C0DESK1' });
});
afterAll(() => house.close());
beforeEach(async () => {
  flat = await aFlat(ctx);
  anna = await aResident(ctx, flat);
  ticketId = (await aTicket(ctx, anna, flat)).id;
  await claimTicket(ctx, sergey, { ticketId });
  house.clock.advance('PT1H');
});

const hear = () => hearAll(ctx, hearing);
const calls = async () => {
  await hear();
  return ctx.db.phoneCall.findMany({ where: { ticketId }, orderBy: { createdAt: 'asc' } });
};
const block = () => chatBlocked(ctx, anna.address);
const ask = (question: string) => askResident(ctx, sergey, { ticketId, question });
const ticket = () => getStaffTicket(ctx, tamara, ticketId);

describe('whom the messenger does not reach', () => {
  it('is called: the question is a task at the front desk, and what they say is the answer', async () => {
    await block();
    await ask('Which tap?');
    const [call] = await calls();
    expect(call).toMatchObject({ reason: 'question', state: 'to-make', text: 'Which tap?', unitId: flat.unitId });
    const callId = call?.id ?? '';
    expect(await listCards(ctx, { type: 'phone-call', id: callId })).toMatchObject([{ place: 'slack:C0DESK1' }]);
    await noteNoAnswer(ctx, tamara, { callId });
    expect(await findCall(ctx, callId)).toMatchObject({ state: 'to-make', byName: expect.stringMatching(/^Sergey/) });
    await finishCall(ctx, tamara, { callId, said: 'The one in the kitchen' });
    const now = await ticket();
    expect(now.pause).toBe('none');
    expect(now.timeline.at(-1)).toMatchObject({ kind: 'answered', actorKind: 'staff', actorId: tamara.staffId });
    expect(now.messages.at(-1)?.text).toBe('The one in the kitchen');
    expect(await calls()).toMatchObject([
      { state: 'made', outcome: 'The one in the kitchen', staffId: tamara.staffId },
    ]);
    await expect(finishCall(ctx, tamara, { callId, said: 'again' })).rejects.toMatchObject({ code: 'call.over' });
  });

  it('is not called while they read the messenger', async () => {
    await ask('Which tap?');
    expect(await calls()).toEqual([]);
  });

  it('is called from the moment they block the bot', async () => {
    await ask('Which tap?');
    await hear();
    await block();
    expect(await calls()).toMatchObject([{ reason: 'question', text: 'Which tap?' }]);
  });

  it('is called once about one thing, with the newest words, and not any more once it is settled', async () => {
    await block();
    await ask('Which tap?');
    await ask('Which tap, and when are you home?');
    expect(await calls()).toMatchObject([{ state: 'to-make', text: 'Which tap, and when are you home?' }]);
    await answerTicket(ctx, tamara, { ticketId, text: 'He came by and said: kitchen', files: [] });
    expect(await calls()).toMatchObject([{ state: 'dropped' }]);
  });

  it('accepts the work by phone, or returns it', async () => {
    await block();
    await resolveTicket(ctx, sergey, { ticketId, report: 'Changed the seal' });
    const [first] = await calls();
    expect(first).toMatchObject({ reason: 'check', text: 'Changed the seal' });
    const callId = first?.id ?? '';
    await expect(finishCall(ctx, tamara, { callId, said: 'Hm' })).rejects.toThrow('call.verdict-needed');
    await finishCall(ctx, tamara, { callId, said: 'It still drips', verdict: 'no' });
    expect(await ticket()).toMatchObject({ status: 'claimed', reopenedCount: 1 });
    await resolveTicket(ctx, sergey, { ticketId, report: 'Changed the tap' });
    const second = (await calls()).find(({ state }) => state === 'to-make');
    await finishCall(ctx, tamara, { callId: second?.id ?? '', said: 'All dry, thanks', verdict: 'yes' });
    const now = await ticket();
    expect(now.status).toBe('closed');
    expect(now.timeline.at(-1)).toMatchObject({ kind: 'accepted', actorKind: 'staff', actorId: tamara.staffId });
  });

  it('is called about a ticket that a colleague opened for a flat of which nobody is known', async () => {
    const { unitId, buildingId } = await aFlat(ctx);
    const made = await openTicket(ctx, tamara, {
      ...{ unitId, buildingId, kind: 'technical', place: 'flat', text: 'Phoned: it drips', files: [], source: 'phone' },
    });
    ticketId = made.id;
    await claimTicket(ctx, sergey, { ticketId });
    await ask('Which floor?');
    expect(await calls()).toMatchObject([{ reason: 'question', unitId, residentId: null }]);
  });

  it('is called when nobody opened, to agree on another time', async () => {
    await block();
    await setOff(ctx, sergey, { ticketId });
    await arrive(ctx, sergey, { ticketId });
    await missVisit(ctx, sergey, { ticketId });
    const [call] = await calls();
    expect(call).toMatchObject({ reason: 'question', state: 'to-make', text: '' });
    await finishCall(ctx, tamara, { callId: call?.id ?? '', said: 'Tomorrow after ten' });
    expect(await ticket()).toMatchObject({ pause: 'none', status: 'in-work' });
  });

  it('is told by phone what was answered in the chat, in one call, without what was taken back', async () => {
    const { conversationId } = await writeToCompany(ctx, anna, { unitId: flat.unitId, text: 'Hello', files: [] });
    const reply = (text: string) => replyToResident(ctx, tamara, { conversationId, text });
    await reply('We read it while you were here');
    await hear();
    for (const { id } of await claimDeliveries(ctx, 'telegram', 'soon', 50))
      await markSent(ctx, id, `${anna.address}:5`);
    house.clock.advance('PT1S');
    await reply('The water is off until five');
    await hear();
    await block();
    await hear();
    const told = async () => {
      await hear();
      return ctx.db.phoneCall.findMany({ where: { residentId: anna.residentId, ticketId: null } });
    };
    const first = { reason: 'unreachable', state: 'to-make', unitId: flat.unitId, text: 'The water is off until five' };
    expect(await told()).toMatchObject([first]);
    const { messageId } = await reply('No, until six');
    expect(await told()).toMatchObject([{ ...first, text: 'The water is off until five\n\nNo, until six' }]);
    await takeBack(ctx, tamara, { messageId });
    const [call] = await told();
    expect(call).toMatchObject(first);
    expect(await listCards(ctx, { type: 'phone-call', id: call?.id ?? '' })).toMatchObject([
      { place: 'slack:C0DESK1' },
    ]);
    await finishCall(ctx, tamara, { callId: call?.id ?? '', said: 'Thanks' });
    expect(await told()).toMatchObject([{ state: 'made', outcome: 'Thanks' }]);
  });

  it('by a technician is not enough where the answer is the resident’s to give', async () => {
    await block();
    await ask('Which tap?');
    const [call] = await calls();
    await expect(finishCall(ctx, sergey, { callId: call?.id ?? '', said: 'x' })).rejects.toMatchObject({
      code: 'ticket.wrong-role',
    });
    expect(await calls()).toMatchObject([{ state: 'to-make' }]);
  });
});

it('a number is shown to who may see it, and that they saw it is written down', async () => {
  await block();
  await ctx.db.resident.update({ where: { id: anna.residentId }, data: { phone: '+79160000057' } });
  await ask('Which tap?');
  const [call] = await calls();
  const input = { callId: call?.id ?? '', surface: 'slack' as const };
  await expect(getCallContacts(ctx, sergey, input)).rejects.toThrow('not-allowed');
  expect(await getCallContacts(ctx, tamara, input)).toEqual([{ name: 'Anna Petrova', phone: '+79160000057' }]);
  expect(await listAudit(ctx, { type: 'phone-call', id: input.callId })).toMatchObject([
    { actorId: tamara.staffId, deed: 'contact.viewed', surface: 'slack' },
  ]);
});

it('a call that somebody made themselves is kept with the flat', async () => {
  const { callId } = await noteCall(ctx, tamara, { unitId: flat.unitId, text: 'Asked about the yard light' });
  expect(await findCall(ctx, callId)).toMatchObject({
    reason: 'noted',
    state: 'made',
    text: 'Asked about the yard light',
  });
  await expect(noteCall(ctx, anna, { unitId: flat.unitId, text: 'x' })).rejects.toThrow('not-allowed');
  await expect(noteCall(ctx, tamara, { unitId: ticketId, text: 'x' })).rejects.toThrow('unit.not-found');
});
