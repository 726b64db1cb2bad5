import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StaffActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { openHearing } from '#api/core/hearing.ts';
import { shortId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { placeCard } from '#api/notifications/cards.ts';
import { hearForNotices } from '#api/notifications/hearers.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
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
import { startShowing } from './showing.ts';
import { aDesk, anApp, aTap, type FakeSlack, fakeSlack } from './testing-desk.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let sergey: StaffActor;
let slackId: string;
let slack: FakeSlack;
let app: ReturnType<typeof anApp>;
let pump: ReturnType<typeof startShowing>;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
});
afterAll(() => house.close());
beforeEach(async () => {
  sergey = await aColleague(house.ctx, 'technician', 'emergency');
  slackId = (await house.ctx.db.staffMember.findUniqueOrThrow({ where: { id: sergey.staffId } })).slackUserId ?? '';
  slack = fakeSlack();
  const desk = aDesk(house.ctx, slack);
  app = anApp(desk);
  pump = startShowing(desk, () => {});
});
afterEach(async () => {
  await Promise.all([app.inbox.stop(), pump.stop()]);
  await house.ctx.db.outboxEvent.deleteMany();
});

let events = 0;
function opened(user: string, tab = 'home') {
  events += 1;
  const event = { type: 'app_home_opened', user, tab, channel: 'D1', event_ts: '1.1' };
  return { type: 'event_callback', team_id: 'T1', event_id: `EvHome${events}`, event };
}
const published = (user = slackId) => slack.of('views.publish').filter((args) => args.user_id === user);
const shown = (user = slackId) => JSON.stringify(published(user).at(-1)?.view ?? '');

/** Polls while the pump is poked. */
async function becomes(what: () => unknown): Promise<void> {
  await expect
    .poll(
      () => {
        pump.wake();
        return what();
      },
      { timeout: 10_000 },
    )
    .toBeTruthy();
}

/** What was said aloud is heard, as the worker does it. */
async function heard(): Promise<void> {
  const hearing = openHearing();
  hearForNotices(hearing);
  for (const event of await house.ctx.db.outboxEvent.findMany({ orderBy: { id: 'asc' } })) {
    await inTransaction(house.ctx, async (tx) => {
      for (const hear of hearing.hearersOf(event.kind)) await hear(tx, event.data as never, event);
      await tx.db.outboxEvent.delete({ where: { id: event.id } });
    });
  }
}

async function aTicketWithCard(): Promise<TicketSummary> {
  const ticket = await aTicket(house.ctx, anna, flat);
  const card = { subject: { type: 'ticket' as const, id: ticket.id }, place: 'slack:C1', channel: 'slack' as const };
  await placeCard(house.ctx, { ...card, platformRef: `C1:17.${ticket.number}`, shownVersion: 9 });
  return ticket;
}

describe('Home', () => {
  it('is drawn when it is opened, with a way to every card, and claims', async () => {
    const ticket = await aTicketWithCard();
    await app.tell(opened(slackId));
    await becomes(() => published().length === 1);
    expect(shown()).toContain(`№ ${ticket.number}`);
    expect(shown()).toContain(`https://cosy.slack.example/archives/C1/p17${ticket.number}`);
    await app.tell({ ...aTap(slackId, 'ticket-claim', shortId(ticket.id)), channel: undefined });
    await expect
      .poll(async () => (await house.ctx.db.ticket.findUniqueOrThrow({ where: { id: ticket.id } })).assigneeId)
      .toBe(sergey.staffId);
  });

  it('follows what happens while somebody may be looking, several changes in one drawing', async () => {
    await app.tell(opened(slackId));
    await becomes(() => published().length === 1);
    const tickets: TicketSummary[] = [];
    for (let n = 0; n < 5; n += 1) tickets.push(await aTicketWithCard());
    for (const ticket of tickets) await claimTicket(house.ctx, sergey, { ticketId: ticket.id });
    await heard();
    await becomes(() => shown().includes(`№ ${tickets[4]?.number}`));
    expect(published().length).toBeLessThanOrEqual(3);
    for (const { number } of tickets) expect(shown()).toContain(`№ ${number}`);
  });

  it('waits to be opened again when nobody has looked for an hour', async () => {
    await app.tell(opened(slackId));
    await becomes(() => published().length === 1);
    house.clock.advance('PT61M');
    const ticket = await aTicketWithCard();
    await claimTicket(house.ctx, sergey, { ticketId: ticket.id });
    await heard();
    const card = await house.ctx.db.card.findFirstOrThrow({ where: { subjectId: sergey.staffId } });
    expect(card.wantedVersion).toBe(card.shownVersion);
    await app.tell(opened(slackId));
    await becomes(() => shown().includes(`№ ${ticket.number}`));
  });

  it('begins and ends a shift, once per press', async () => {
    await app.tell(opened(slackId));
    await becomes(() => shown().includes('Start my shift'));
    const press = { ...aTap(slackId, 'home-shift', `on:${shortId(sergey.staffId)}`), channel: undefined };
    await app.tell(press, 'shift-1');
    await becomes(() => shown().includes('End my shift'));
    expect((await house.ctx.db.staffMember.findUniqueOrThrow({ where: { id: sergey.staffId } })).isOnShift).toBe(true);
  });

  it('tells a stranger and a former colleague why it is empty; the Messages tab is nobody’s business', async () => {
    await app.tell(opened('USTRANGER'));
    await app.tell(opened('USTRANGER', 'messages'));
    await becomes(() => published('USTRANGER').length > 0);
    expect(shown('USTRANGER')).toContain('не связана с сотрудником');
    expect(published('USTRANGER')).toHaveLength(1);
    await house.ctx.db.staffMember.update({ where: { id: sergey.staffId }, data: { deactivatedAt: house.ctx.now() } });
    await app.tell(opened(slackId));
    await becomes(() => shown().includes('Your access has ended'));
  });
});
