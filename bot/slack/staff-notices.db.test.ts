import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StaffActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { instant } from '#api/core/time.ts';
import { deliver } from '#api/notifications/deliver.ts';
import type { Notice } from '#api/notifications/templates.ts';
import { acceptVisit } from '#api/tickets/answer-visit.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { setOff } from '#api/tickets/go-to-visit.ts';
import { proposeVisit } from '#api/tickets/propose-visit.ts';
import type { TicketSummary } from '#api/tickets/summary.ts';
import {
  aColleague,
  aCompany,
  aFlat,
  aResident,
  aTicket,
  type TestFlat,
  type TestResident,
} from '#api/tickets/testing.ts';
import { startNoticing } from './noticing.ts';
import { aDesk, during, type FakeSlack, fakeSlack } from './testing-desk.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let sergey: StaffActor;
let ticket: TicketSummary;
let slack: FakeSlack;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
  sergey = await aColleague(house.ctx);
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.advance('PT1H');
  slack = fakeSlack();
  ticket = await aTicket(house.ctx, anna, flat);
  await claimTicket(house.ctx, sergey, { ticketId: ticket.id });
});

const userId = () => `U${sergey.staffId.slice(-12).toUpperCase()}`;

/** What Slack was asked to post of one notice to Sergey himself, once nothing of it waits any more. */
async function told(notice: Pick<Notice, 'template' | 'data'>): Promise<{ channel?: unknown; text?: unknown }[]> {
  const { ctx } = house;
  house.clock.advance('PT1S');
  const subject = { type: 'ticket', id: ticket.id };
  const about = { ...notice, subject, eventKey: `e${ctx.now().getTime()}`, recipient: { staffId: sergey.staffId } };
  await inTransaction(ctx, (tx) => deliver(tx, about as Parameters<typeof deliver>[1]));
  const settled = async () => (await ctx.db.delivery.count({ where: { state: { in: ['pending', 'sending'] } } })) === 0;
  await during(startNoticing(aDesk(ctx, slack)), settled);
  return slack.of('chat.postMessage');
}

async function aVisit(): Promise<{ id: string; code: string }> {
  const [startsAt, endsAt] = [instant('2026-11-25T14:00:00+03:00'), instant('2026-11-25T16:00:00+03:00')];
  await proposeVisit(house.ctx, sergey, { ticketId: ticket.id, startsAt, endsAt });
  await acceptVisit(house.ctx, anna, { ticketId: ticket.id });
  return house.ctx.db.visit.findFirstOrThrow({ where: { ticketId: ticket.id } });
}

describe('a colleague is told in their own messages', () => {
  it('that a ticket is theirs, without a card of it there', async () => {
    const posted = await told({ template: 'staff-assigned', data: {} });
    expect(posted).toMatchObject([
      { channel: userId(), text: expect.stringMatching(/^Вам передана заявка № \d+ «The/) },
    ]);
    expect(posted[0]).not.toHaveProperty('thread_ts');
  });

  it('of a visit in an hour, with the code to say at the door', async () => {
    const { id: visitId, code } = await aVisit();
    const [posted] = await told({ template: 'staff-visit', data: { visitId, what: 'soon' } });
    expect(posted?.text).toContain('14:00–16:00');
    expect(posted?.text).toContain(`Код визита ${code}: назовите его у двери.`);
  });

  it('of another time, and of nothing once they are on their way', async () => {
    const { id: visitId } = await aVisit();
    const [posted] = await told({ template: 'staff-visit', data: { visitId, what: 'moved' } });
    expect(posted?.text).toContain('житель выбрал другое время');
    await setOff(house.ctx, sergey, { ticketId: ticket.id });
    slack = fakeSlack();
    expect(await told({ template: 'staff-visit', data: { visitId, what: 'soon' } })).toEqual([]);
  });
});
