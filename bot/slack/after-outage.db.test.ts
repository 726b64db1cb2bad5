import { WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StaffActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { bumpCardsOnce, findCard, placeCard } from '#api/notifications/cards.ts';
import { deliver } from '#api/notifications/deliver.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { noteTicket } from '#api/tickets/note-ticket.ts';
import { startTicket } from '#api/tickets/start-ticket.ts';
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
import { startShowing } from './showing.ts';
import { aDesk, type FakeSlack, fakeSlack } from './testing-desk.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let sergey: StaffActor;
let slack: FakeSlack;
let away: (() => Error) | null = null;
let tries = 0;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
  sergey = await aColleague(house.ctx);
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.ctx.db.card.deleteMany({});
  await house.ctx.db.delivery.deleteMany({});
  house.clock.advance('PT2H');
  slack = fakeSlack();
  for (const method of ['chat.postMessage', 'chat.update', 'conversations.history', 'conversations.replies']) {
    slack.refuse(method, () => {
      tries += 1;
      return away?.() ?? null;
    });
  }
});

/** A process with the posting side of Slack's door, poked while `during` goes on. */
async function atTheDesk(during: () => Promise<unknown>): Promise<void> {
  const desk = aDesk(house.ctx, slack);
  const pumps = [startShowing(desk, () => {}), startNoticing(desk)];
  const poke = setInterval(() => {
    for (const pump of pumps) pump.wake();
  }, 50);
  await during().finally(() => clearInterval(poke));
  await Promise.all(pumps.map((pump) => pump.stop()));
}

const until = (what: () => unknown) => expect.poll(what, { timeout: 15_000 }).toBeTruthy();
const subjectOf = ({ id }: TicketSummary) => ({ type: 'ticket' as const, id });
/** Its card shows the newest version there is. */
const isShown = async ({ id }: TicketSummary) => {
  const { version } = await house.ctx.db.ticket.findUniqueOrThrow({ where: { id }, select: { version: true } });
  return (await house.ctx.db.card.count({ where: { subjectId: id, shownVersion: version } })) === 1;
};
const unsent = () => house.ctx.db.delivery.count({ where: { state: { not: 'sent' } } });
/** The waits are of the database's own clock: they are made longer, or over. */
const stretchWaits = () =>
  house.ctx.db.$executeRaw`update delivery set leased_until = leased_until + interval '1 hour'`;
const endWaits = async () => {
  await house.ctx.db.$executeRaw`update delivery set leased_until = null`;
  await house.ctx.db.$executeRaw`update card set leased_until = null`;
};

/** Someone notes something in the ticket, which comes into its thread. */
async function note(ticket: TicketSummary, text: string): Promise<void> {
  const { ctx } = house;
  house.clock.advance('PT1S');
  await noteTicket(ctx, sergey, { ticketId: ticket.id, text, files: [] });
  const { id: messageId } = await ctx.db.message.findFirstOrThrow({ orderBy: { id: 'desc' }, select: { id: true } });
  const recipient = { slackChannel: 'C1' };
  const notice = { template: 'thread-message' as const, subject: subjectOf(ticket), data: { messageId } };
  await inTransaction(ctx, (tx) => deliver(tx, { ...notice, eventKey: messageId, recipient }));
}

/** A change of the ticket, told to its card. */
async function change(ticket: TicketSummary, verb: typeof claimTicket | typeof startTicket): Promise<void> {
  await verb(house.ctx, sergey, { ticketId: ticket.id });
  await inTransaction(house.ctx, (tx) => bumpCardsOnce(tx, subjectOf(ticket)));
}

const notesIn = (thread: string | undefined) =>
  slack
    .of('chat.postMessage')
    .filter((one) => one.thread_ts !== undefined && one.thread_ts === thread)
    .map(({ text }) => /note \d+/.exec(text ?? '')?.[0]);

describe('after an outage of Slack', () => {
  it.each([
    ['nobody answers', () => new WebAPIRequestError(new Error('connect ECONNREFUSED'))],
    ['it answers 503', () => new WebAPIHTTPError(503, 'No', {})],
    ['it answers 429', () => new WebAPIRateLimitedError(7)],
  ])('what waited while %s is posted once and in order, and cards show the present alone', async (_, why) => {
    const { ctx } = house;
    const [standing, fresh] = [await aTicket(ctx, anna, flat), await aTicket(ctx, anna, flat)];
    const card = { place: 'slack:C1', channel: 'slack' as const };
    await placeCard(ctx, { subject: subjectOf(standing), ...card, platformRef: 'C1:5.5' });
    away = why;
    tries = 0;
    await placeCard(ctx, { subject: subjectOf(fresh), ...card });
    for (const number of [1, 2, 3]) await note(standing, `note ${number}`);
    await change(standing, claimTicket);
    await note(fresh, 'note 4');
    // The oldest note of each thread waits, and those behind it with it.
    const isPutOff = async () =>
      (await ctx.db.delivery.count({ where: { state: 'pending', leasedUntil: { not: null } } })) === 2;
    const areRefused = async () => (await ctx.db.card.count({ where: { failure: { not: null } } })) === 2;
    await atTheDesk(async () => {
      await until(async () => (await isPutOff()) && (await areRefused()));
      await change(standing, startTicket);
      await change(fresh, claimTicket);
      await change(fresh, startTicket);
      const before = tries;
      await endWaits();
      await until(async () => tries >= before + 3 && (await isPutOff()));
    });
    expect(slack.calls).toEqual([]);

    // Slack is back before the first note is tried again, and another process posts: nothing overtakes it.
    await stretchWaits();
    away = null;
    await note(standing, 'note 5');
    await ctx.db.$executeRaw`update card set leased_until = null`;
    await atTheDesk(() => until(async () => (await isShown(standing)) && (await isShown(fresh))));
    expect(notesIn('5.5')).toEqual([]);

    await endWaits();
    await atTheDesk(() => until(async () => (await unsent()) === 0));
    expect(notesIn('5.5')).toEqual(['note 1', 'note 2', 'note 3', 'note 5']);
    const freshCard = (await findCard(ctx, subjectOf(fresh), 'slack:C1'))?.platformRef?.split(':')[1];
    expect(notesIn(freshCard)).toEqual(['note 4']);
    const inChannel = slack.of('chat.postMessage').filter(({ thread_ts }) => thread_ts === undefined);
    expect(inChannel).toMatchObject([{ text: expect.stringContaining(`№ ${fresh.number}`) }]);
    const edits = slack.of('chat.update');
    expect(edits.map(({ ts }) => ts)).toEqual(['5.5']);
    for (const shown of [...inChannel, ...edits]) expect(JSON.stringify(shown)).toContain('В работе');
  });
});
