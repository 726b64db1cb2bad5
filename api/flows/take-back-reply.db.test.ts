import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StaffActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { plus } from '#api/core/time.ts';
import { answerTicket } from '#api/tickets/answer-ticket.ts';
import { askResident } from '#api/tickets/ask-resident.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { arrive, missVisit, setOff } from '#api/tickets/go-to-visit.ts';
import { resumeTicket } from '#api/tickets/hold-ticket.ts';
import { getStaffTicket } from '#api/tickets/staff-tickets.ts';
import { replay } from '#api/tickets/status.ts';
import {
  aColleague,
  aCompany,
  aFlat,
  aResident,
  aTicket,
  type TestFlat,
  type TestResident,
} from '#api/tickets/testing.ts';
import { getMyTicket } from '#api/tickets/ticket-card.ts';
import { takeBackReply } from './take-back-reply.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let sergey: StaffActor;
let ticketId: string;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  flat = await aFlat(house.ctx);
  sergey = await aColleague(house.ctx);
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.advance('PT1H');
  anna = await aResident(house.ctx, flat);
  ({ id: ticketId } = await aTicket(house.ctx, anna, flat));
  await claimTicket(house.ctx, sergey, { ticketId });
});

const now = () => getStaffTicket(house.ctx, sergey, ticketId);
const promised = async () => (await now()).clocks.find(({ promise }) => promise === 'resolution');
const isUnasked = async () => (await getMyTicket(house.ctx, anna, ticketId)).isUnasked;

/** Asks, and gives back the message of the question. */
async function ask(question: string): Promise<string> {
  house.clock.advance('PT1S');
  await askResident(house.ctx, sergey, { ticketId, question });
  return (await now()).messages.at(-1)?.id ?? '';
}

function takeBack(messageId: string): Promise<void> {
  return takeBackReply(house.ctx, sergey, { messageId });
}

describe('a question that is taken back', () => {
  it('lets the ticket go on, with its clock, and the resident’s card says that no answer is needed', async () => {
    const before = await promised();
    const question = await ask('Which tap?');
    expect(await promised()).toMatchObject({ remainingMs: expect.any(Number) });
    house.clock.advance('PT10S');
    await takeBack(question);
    await takeBack(question);
    const ticket = await now();
    expect(ticket).toMatchObject({ status: 'claimed', pause: 'none', question: null });
    const after = await promised();
    expect(after?.dueAt).toEqual(before && plus(before.dueAt, 'PT10S'));
    expect(ticket.timeline.filter(({ kind }) => kind === 'resumed')).toMatchObject([
      { actorKind: 'system', data: { unaskedId: question } },
    ]);
    expect(replay(ticket.timeline.map((one) => ({ ...one, assigneeId: sergey.staffId })))).toMatchObject({
      status: 'claimed',
      pause: 'none',
    });
    expect(await isUnasked()).toBe(true);
    await ask('Which floor?');
    expect(await isUnasked()).toBe(false);
  });

  it('leaves the ticket waiting for an older question', async () => {
    await ask('Which tap?');
    const second = await ask('Which floor?');
    await takeBack(second);
    expect(await now()).toMatchObject({ pause: 'waiting-for-resident', question: 'Which tap?' });
  });

  it('leaves a ticket waiting that nobody opened the door for', async () => {
    const question = await ask('Which tap?');
    await setOff(house.ctx, sergey, { ticketId });
    await arrive(house.ctx, sergey, { ticketId });
    await missVisit(house.ctx, sergey, { ticketId });
    await takeBack(question);
    expect(await now()).toMatchObject({ pause: 'waiting-for-resident', question: null });
  });

  it('changes nothing after the answer', async () => {
    const question = await ask('Which tap?');
    await answerTicket(house.ctx, anna, { ticketId, text: 'In the kitchen', files: [] });
    const { version } = await now();
    await takeBack(question);
    expect(await now()).toMatchObject({ pause: 'none', version });
    expect(await isUnasked()).toBe(false);
  });
});

it('a colleague who needs no answer any more goes on, long after it was asked', async () => {
  await ask('Which tap?');
  house.clock.advance('PT3H');
  expect(await resumeTicket(house.ctx, sergey, { ticketId })).toMatchObject({ status: 'claimed', pause: 'none' });
  expect(await isUnasked()).toBe(true);
});
