import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { aBill, accountOf, mustAgree } from '#api/billing/disputes/testing.ts';
import { getBilling } from '#api/billing/get-billing.ts';
import type { ResidentActor, StaffRole } from '#api/core/actor.ts';
import { newDigits, shortId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { disputeBill } from '#api/flows/dispute.ts';
import { placeCard } from '#api/notifications/cards.ts';
import { aBuilding, aResident, aUnit } from '#api/residents/testing.ts';
import { ensureCategories } from '#api/tickets/categories.ts';
import { aColleague, aCompany } from '#api/tickets/testing.ts';
import { startShowing } from './showing.ts';
import { aDesk, anApp, aSubmission, aTap, during, type FakeSlack, fakeSlack } from './testing-desk.ts';

let house: TestHouse;
let buildingId: string;
let slack: FakeSlack;
let app: ReturnType<typeof anApp>;
let anna: ResidentActor;
let unitId: string;
let ticketId: string;
let views = 0;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  await ensureCategories(house.ctx);
  buildingId = await aBuilding(house.ctx);
});
afterAll(() => house.close());
/** Anna disagrees with 30 roubles of cold water on a bill of a hundred. */
beforeEach(async () => {
  const { ctx } = house;
  unitId = await aUnit(ctx, { buildingId, accountNumber: newDigits(10) });
  anna = (await aResident(ctx, { unitId, startsOn: '2026-01-01' })).actor;
  const { id, lines } = await aBill(ctx, await accountOf(ctx, unitId), {
    lines: [
      ['cold-water', 3_000n],
      ['heating', 7_000n],
    ],
  });
  const asked = { invoiceId: id, lineIds: [lines[0] ?? ''], reason: 'volume' as const, files: [] };
  ticketId = (await disputeBill(ctx, anna, { ...asked, text: `Not so much ${newDigits(6)}` })).ticket.id;
  slack = fakeSlack();
  app = anApp(aDesk(ctx, slack));
});
afterEach(() => app.inbox.stop());

async function aUser(...roles: StaffRole[]): Promise<string> {
  const { staffId } = await aColleague(house.ctx, ...roles);
  const { slackUserId } = await house.ctx.db.staffMember.findUniqueOrThrow({ where: { id: staffId } });
  return slackUserId ?? '';
}

const settled = () =>
  expect.poll(() => house.ctx.db.inboundEvent.count({ where: { state: 'received', source: 'slack' } })).toBe(0);
const owed = async () => (await getBilling(house.ctx, anna, unitId)).owedMinor;
const dispute = () => house.ctx.db.dispute.findUniqueOrThrow({ where: { ticketId } });
async function send(user: string, form: string, values: Record<string, string>) {
  views += 1;
  const typed = Object.fromEntries(Object.entries(values).map(([block, value]) => [block, { value }]));
  const acked = await app.tell(aSubmission(user, form, ticketId, typed, `V${views}`));
  await settled();
  return acked;
}

it('stands on the card with the bill, and its decision in place of Resolve', async () => {
  await placeCard(house.ctx, { subject: { type: 'ticket', id: ticketId }, place: 'slack:C1', channel: 'slack' });
  await during(
    startShowing(aDesk(house.ctx, slack), () => {}),
    () => slack.of('chat.postMessage').length > 0,
  );
  const card = JSON.stringify(slack.of('chat.postMessage'));
  expect(card).toContain('30,00');
  for (const button of ['dispute-accept', 'dispute-partly', 'dispute-reject']) expect(card).toContain(button);
  expect(card).not.toContain('ticket-resolve');
});

it('accepted with one button is off the balance, once, however often it is pressed', async () => {
  const user = await aUser('accountant');
  for (const _ of [1, 2]) await app.tell(aTap(user, 'dispute-accept', shortId(ticketId)));
  await settled();
  expect(await dispute()).toMatchObject({ state: 'decided', outcome: 'accepted', acceptedMinor: 3_000n });
  expect(await owed()).toBe(7_000n);
  await mustAgree(house.ctx, await accountOf(house.ctx, unitId));
  expect(await house.ctx.db.ticket.findUniqueOrThrow({ where: { id: ticketId } })).toMatchObject({
    status: 'resolved',
  });
});

it('accepted in part needs a sum that is no more than was disputed, and words', async () => {
  const user = await aUser('accountant');
  await app.tell(aTap(user, 'dispute-partly', shortId(ticketId)));
  expect(slack.of('views.open')).toHaveLength(1);
  for (const wrong of [
    { sum: 'half', answer: 'We counted anew' },
    { sum: '30.01', answer: 'We counted anew' },
    { sum: '12.50', answer: '👍' },
  ])
    expect(await send(user, 'dispute-partly', wrong)).toMatchObject({ response_action: 'errors' });
  expect(await owed()).toBe(10_000n);
  await send(user, 'dispute-partly', { sum: '12,50', answer: 'We counted anew' });
  expect(await dispute()).toMatchObject({ outcome: 'partial', acceptedMinor: 1_250n, answer: 'We counted anew' });
  expect(await owed()).toBe(8_750n);
});

it('rejected with a reason changes no sum; who keeps no books decides nothing', async () => {
  const technician = await aUser('technician');
  await send(technician, 'dispute-reject', { answer: 'I say no' });
  expect(await dispute()).toMatchObject({ state: 'open' });
  expect(slack.of('chat.postEphemeral')).toHaveLength(1);
  await send(await aUser('accountant'), 'dispute-reject', { answer: 'The meter was read with you' });
  expect(await dispute()).toMatchObject({ state: 'decided', outcome: 'rejected', acceptedMinor: 0n });
  expect(await owed()).toBe(10_000n);
});
