import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { findCall } from '#api/calls/get-call.ts';
import type { StaffActor, StaffRole } from '#api/core/actor.ts';
import { openHearing } from '#api/core/hearing.ts';
import { shortId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { hearForNotices } from '#api/notifications/hearers.ts';
import { hearAll } from '#api/notifications/testing.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { resolveTicket } from '#api/tickets/resolve-ticket.ts';
import { getStaffTicket } from '#api/tickets/staff-tickets.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket } from '#api/tickets/testing.ts';
import { aDesk, anApp, aSubmission, aTap, type FakeSlack, fakeSlack } from './testing-desk.ts';

let house: TestHouse;
let slack: FakeSlack;
let app: ReturnType<typeof anApp>;
let tamara: StaffActor;
let ticketId: string;
let callId: string;
const hearing = openHearing();
hearForNotices(hearing);

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  tamara = await aColleague(house.ctx, 'dispatcher');
});
afterAll(() => house.close());
beforeEach(async () => {
  const { ctx } = house;
  const flat = await aFlat(ctx);
  const anna = await aResident(ctx, flat, { chatState: 'blocked' });
  await ctx.db.resident.update({ where: { id: anna.residentId }, data: { phone: '+79160000057' } });
  const sergey = await aColleague(ctx);
  ticketId = (await aTicket(ctx, anna, flat)).id;
  await claimTicket(ctx, sergey, { ticketId });
  await resolveTicket(ctx, sergey, { ticketId, report: 'Changed the seal' });
  await hearAll(ctx, hearing);
  callId = (await ctx.db.phoneCall.findFirstOrThrow({ where: { ticketId } })).id;
  slack = fakeSlack();
  app = anApp(aDesk(ctx, slack));
});
afterEach(() => app.inbox.stop());

async function userOf(actor: StaffActor): Promise<string> {
  const { slackUserId } = await house.ctx.db.staffMember.findUniqueOrThrow({ where: { id: actor.staffId } });
  return slackUserId ?? '';
}
const aUser = async (...roles: StaffRole[]) => userOf(await aColleague(house.ctx, ...roles));
const aside = () => slack.of('chat.postEphemeral').map(({ text }) => text);

async function settled(): Promise<void> {
  await expect.poll(() => house.ctx.db.inboundEvent.count({ where: { state: 'received' } })).toBe(0);
}

it('Called takes what they said and their yes, once, and the ticket is accepted by phone', async () => {
  const user = await userOf(tamara);
  await app.tell(aTap(user, 'call-made', shortId(callId)));
  expect(JSON.stringify(slack.of('views.open'))).toContain('The work is accepted');
  const empty = await app.tell(aSubmission(user, 'call-made', callId, { said: { value: '👍' } }, 'V0'));
  expect(empty).toMatchObject({ response_action: 'errors' });
  const values = { said: { value: 'All dry' }, verdict: { selected_option: { value: 'yes' } } };
  for (const _ of [1, 2]) await app.tell(aSubmission(user, 'call-made', callId, values));
  await settled();
  expect(await getStaffTicket(house.ctx, tamara, ticketId)).toMatchObject({ status: 'closed' });
  await app.tell(aSubmission(user, 'call-made', callId, values, 'V2'));
  await settled();
  expect(aside()).toEqual([expect.stringContaining('This call was made already')]);
});

it('No answer leaves the call to be made, and says who tried', async () => {
  await app.tell(aTap(await userOf(tamara), 'call-no-answer', shortId(callId)));
  await settled();
  const call = await findCall(house.ctx, callId);
  expect(call).toMatchObject({ state: 'to-make', byName: expect.any(String) });
  expect(call?.madeAt).not.toBeNull();
});

it('the number is shown to a dispatcher alone, and never stands on the card', async () => {
  await app.tell(aTap(await aUser('technician'), 'call-number', shortId(callId)));
  await settled();
  await app.tell(aTap(await userOf(tamara), 'call-number', shortId(callId)));
  await settled();
  expect(aside()).toEqual([expect.stringContaining('Your role'), 'Anna Petrova: +79160000057']);
});
