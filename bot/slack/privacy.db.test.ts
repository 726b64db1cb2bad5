import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { saveSetting } from '#api/company/settings.ts';
import { handOver } from '#api/conversations/hand-over.ts';
import { replyToResident, writeToCompany } from '#api/conversations/talk.ts';
import { type StaffActor, systemActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { openHearing } from '#api/core/hearing.ts';
import { newId, shortId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { plus } from '#api/core/time.ts';
import { placeCard } from '#api/notifications/cards.ts';
import { deliver } from '#api/notifications/deliver.ts';
import { hearForNotices } from '#api/notifications/hearers.ts';
import { type NoticeShapes, templates } from '#api/notifications/templates.ts';
import { hearAll } from '#api/notifications/testing.ts';
import { askToJoin } from '#api/residents/join-requests.ts';
import { mapChannel } from '#api/staff/channels.ts';
import { answerTicket } from '#api/tickets/answer-ticket.ts';
import { askResident } from '#api/tickets/ask-resident.ts';
import { ensureCategories } from '#api/tickets/categories.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { acceptTicket } from '#api/tickets/finish-ticket.ts';
import { proposeVisit } from '#api/tickets/propose-visit.ts';
import { rateTicket } from '#api/tickets/rate-ticket.ts';
import { resolveTicket } from '#api/tickets/resolve-ticket.ts';
import { returnTicket } from '#api/tickets/return-ticket.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket } from '#api/tickets/testing.ts';
import { openers } from './actions.ts';
import type { Message } from './blocks.ts';
import { onTicketCommand } from './command.ts';
import { onFlatCommand } from './flat-sheet.ts';
import { startNoticing } from './noticing.ts';
import { startShowing } from './showing.ts';
import { aDesk, anApp, aTap, during, type FakeSlack, fakeSlack, storeFiles } from './testing-desk.ts';

/** Stands in everything that a resident writes here. */
const mark = 'Zanzibar';

let house: TestHouse;
let sergey: StaffActor;
let slack: FakeSlack;
let app: ReturnType<typeof anApp>;
const hearing = openHearing();
hearForNotices(hearing);

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  await ensureCategories(house.ctx);
  const channels = { 'front-desk': 'C0DESK1', technical: 'C0TECH1', billing: 'C0BILLS' } as const;
  for (const service of ['front-desk', 'technical', 'billing'] as const) {
    await mapChannel(house.ctx, systemActor, { service, channelId: channels[service] });
  }
  sergey = await aColleague(house.ctx, 'technician', 'dispatcher', 'manager');
});
afterAll(() => house.close());
beforeEach(() => {
  house.clock.advance('P1D');
  slack = fakeSlack();
  app = anApp(aDesk(house.ctx, slack));
});
afterEach(() => app.inbox.stop());

const user = () => `U${sergey.staffId.slice(-12).toUpperCase()}`;
type Scene = Awaited<ReturnType<typeof tellEverything>>;

/** A resident says what can be said: in tickets, in the chat, when rating, returning and asking to be let in. */
async function tellEverything() {
  const { ctx } = house;
  const flat = await aFlat(ctx);
  const anna = await aResident(ctx, flat);
  const said = (what: string) => `${mark} ${what} ${newId(ctx.now()).slice(-6)}`;
  const open = () => aTicket(ctx, anna, flat, { text: said('leaks') });
  const { id: ticketId } = await open();
  const twin = await open();
  await storeFiles(ctx, ticketId, 'photo', 1);
  await claimTicket(ctx, sergey, { ticketId });
  await askResident(ctx, sergey, { ticketId, question: 'Which tap?' });
  await answerTicket(ctx, anna, { ticketId, text: said('in the kitchen'), files: [] });
  const startsAt = plus(ctx.now(), 'P1D');
  await proposeVisit(ctx, sergey, { ticketId, startsAt, endsAt: plus(startsAt, 'PT2H') });
  const done = await open();
  await claimTicket(ctx, sergey, { ticketId: done.id });
  await resolveTicket(ctx, sergey, { ticketId: done.id, report: 'Seal replaced' });
  await returnTicket(ctx, anna, { ticketId: done.id, text: said('again'), files: [] });
  await resolveTicket(ctx, sergey, { ticketId: done.id, report: 'Tap replaced' });
  await acceptTicket(ctx, anna, { ticketId: done.id });
  await rateTicket(ctx, anna, { ticketId: done.id, rating: 2, comment: said('slow') });
  const { conversationId } = await writeToCompany(ctx, anna, { unitId: flat.unitId, text: said('hello'), files: [] });
  const reply = await replyToResident(ctx, sergey, { conversationId, text: 'Hello' });
  await handOver(ctx, sergey, { conversationId, service: 'billing', why: 'About a bill' });
  const stranger = await ctx.db.chat.create({
    data: {
      ...{ id: newId(ctx.now()), messenger: 'telegram', address: newId(ctx.now()), locale: 'en', state: 'active' },
      ...{ lastSeenAt: ctx.now(), createdAt: ctx.now() },
    },
  });
  const asked = { name: said('Ivan'), where: said('street'), role: 'owner' } as const;
  const { requestId } = await askToJoin(ctx, stranger.id, asked);
  const visit = await ctx.db.visit.findFirstOrThrow({ where: { ticketId } });
  const words = await ctx.db.message.findFirstOrThrow({ where: { conversationId, authorKind: 'resident' } });
  const clock = await ctx.db.ticketDeadline.findFirstOrThrow({ where: { ticketId, promise: 'resolution' } });
  await hearAll(ctx, hearing);
  return { flat, anna, ticketId, twin, done, conversationId, requestId, visit, words, reply, clock };
}

/** Every notice that can be for Slack, as it would be about the scene. */
function noticesOf({ ticketId, done, conversationId, flat, visit, words, reply, clock, anna }: Scene) {
  const ticket = { type: 'ticket', id: ticketId };
  const talk = { type: 'conversation', id: conversationId };
  const company = { type: 'company', id: newId(house.ctx.now()) };
  const said = { messageId: words.id };
  const replied = { messageId: reply.messageId };
  const clocked = { deadlineId: clock.id, promise: 'resolution' };
  return {
    'thread-message': { subject: talk, data: said },
    'thread-reply': { subject: talk, data: replied },
    'thread-settled': { subject: talk, data: replied },
    'thread-file': { subject: ticket, data: { attachmentId: newId(house.ctx.now()) } },
    'thread-call': { subject: ticket, data: { callId: newId(house.ctx.now()) } },
    'thread-story': { subject: talk, data: replied },
    'thread-ticket': { subject: talk, data: { ticketId } },
    'thread-returned': { subject: { type: 'ticket', id: done.id }, data: { ...said, count: 1 } },
    'thread-accepted': { subject: ticket, data: {} },
    'thread-rated': { subject: { type: 'ticket', id: done.id }, data: { rating: 2 } },
    'thread-cancelled': { subject: ticket, data: {} },
    'thread-closed': { subject: ticket, data: { why: 'silence' } },
    'thread-visit': { subject: ticket, data: { visitId: visit.id, what: 'moved' } },
    'thread-due-soon': { subject: ticket, data: clocked },
    'thread-late': { subject: ticket, data: clocked },
    'staff-due-soon': { subject: ticket, data: clocked },
    'staff-late': { subject: ticket, data: clocked },
    'channel-late': { subject: ticket, data: clocked },
    'resident-unreachable': { subject: { type: 'resident', id: anna.residentId }, data: { unitIds: [flat.unitId] } },
    'join-under-attack': { subject: company, data: { tries: 5 } },
    'thread-unasked': { subject: ticket, data: {} },
    digest: { subject: company, data: { day: '2026-11-25' } },
    'payment-line': { subject: { type: 'payment', id: company.id }, data: {} },
    'payments-differ': { subject: company, data: { provider: 'stripe', day: '2026-11-25', count: 0, differences: [] } },
    'channel-said-paid': { subject: { type: 'reminder-mute', id: company.id }, data: {} },
    'channel-paid-proof': { subject: { type: 'reminder-mute', id: company.id }, data: { attachmentId: company.id } },
    'unmatched-queued': { subject: company, data: { batchId: company.id, count: 12, shown: 10 } },
    'balances-differ': { subject: company, data: { batchId: company.id, count: 3 } },
    'payment-stray': { subject: company, data: { chargeId: 'c1', receivedMinor: '100', currency: 'RUB' } },
    'channel-test': { subject: company, data: {} },
    'channel-check': { subject: company, data: {} },
    'channel-lost': { subject: company, data: { channelId: 'C0OLD', why: 'is_archived' } },
    'staff-request-decided': { subject: { type: 'staff-request', id: company.id }, data: { approved: true } },
    'staff-assigned': { subject: ticket, data: {} },
    'staff-unassigned': { subject: ticket, data: {} },
    'staff-visit': { subject: ticket, data: { visitId: visit.id, what: 'moved' } },
  } satisfies Partial<Record<keyof NoticeShapes, object>>;
}

/** All notices, all cards, all forms and all commands: what Slack was asked to show. */
async function showEverything(scene: Scene): Promise<string> {
  const { ctx } = house;
  const subjects = [
    { type: 'ticket', id: scene.ticketId },
    { type: 'ticket', id: scene.done.id },
    { type: 'conversation', id: scene.conversationId },
    { type: 'join-request', id: scene.requestId },
  ] as const;
  for (const subject of subjects) await placeCard(ctx, { subject, place: 'slack:C1', channel: 'slack' });
  for (const [template, { subject, data }] of Object.entries(noticesOf(scene))) {
    const recipient = template.startsWith('staff-') ? { staffId: sergey.staffId } : { slackChannel: 'C1' };
    const notice = { template, subject, data, recipient, eventKey: newId(ctx.now()) };
    await inTransaction(ctx, (tx) => deliver(tx, notice as unknown as Parameters<typeof deliver>[1]));
  }
  const isShown = async () =>
    (await ctx.db.$queryRaw<unknown[]>`select from card where channel = 'slack' and wanted_version > shown_version`)
      .length === 0;
  const isTold = async () =>
    (await ctx.db.delivery.count({
      where: { channel: 'slack', state: { in: ['pending', 'sending'] }, notBefore: { lte: ctx.now() } },
    })) === 0;
  await during(
    startShowing(aDesk(ctx, slack), () => {}),
    isShown,
  );
  await during(startNoticing(aDesk(ctx, slack)), isTold);
  await pressEverything(scene);
  return JSON.stringify([slack.calls, await askEverything(scene)]);
}

async function pressEverything({ ticketId, conversationId, requestId, flat }: Scene): Promise<void> {
  const { ctx } = house;
  const subjectOf = (action: string) => {
    if (action.startsWith('conversation-')) return conversationId;
    if (action.startsWith('join-')) return requestId;
    return action.startsWith('flat-') ? flat.unitId : ticketId;
  };
  for (const action of [...Object.keys(openers), 'flat-show', 'ticket-contact']) {
    await app.tell(aTap(user(), action, shortId(subjectOf(action))));
  }
  await app.tell({
    type: 'event_callback',
    team_id: 'T1',
    event_id: newId(ctx.now()),
    event: { type: 'app_home_opened', user: user(), tab: 'home' },
  });
  const worked = async () => (await ctx.db.inboundEvent.count({ where: { state: 'received' } })) === 0;
  await expect.poll(worked, { timeout: 15_000 }).toBe(true);
  const drawn = async () => slack.of('views.publish').length > 0;
  await during(
    startShowing(aDesk(ctx, slack), () => {}),
    drawn,
  );
}

/** What the commands answer, which goes to Slack by an address of its own. */
async function askEverything({ ticketId }: Scene): Promise<Message[]> {
  const answers: Message[] = [];
  const desk = aDesk(house.ctx, slack);
  const respond = async (message: Message) => {
    answers.push(message);
  };
  const asked = (text: string) => ({ spot: { userId: user(), channelId: 'C1' }, text, triggerId: 't' });
  const { number, unit } = await house.ctx.db.ticket.findUniqueOrThrow({
    where: { id: ticketId },
    select: { number: true, unit: { select: { number: true, building: { select: { code: true } } } } },
  });
  for (const text of ['', String(number), 'find leaks']) await onTicketCommand(desk, asked(text), respond);
  await onFlatCommand(desk, asked(`${unit?.building.code}-${unit?.number}`), respond);
  return answers;
}

/** The calls in which the mark stands, and the notices and forms they belong to. */
function places(): number {
  return slack.calls.filter(({ args }) => JSON.stringify(args).includes(mark)).length;
}

describe('what residents write', () => {
  it('stands in Slack as long as the company lets it', async () => {
    const all = await showEverything(await tellEverything());
    expect(all).toContain(mark);
    expect(places()).toBeGreaterThan(12);
  });

  it('is nowhere in Slack when the company keeps it out, in no card, notice, form, list or sheet', async () => {
    const { ctx } = house;
    await saveSetting(ctx, systemActor, 'slack-privacy', { texts: false });
    const all = await showEverything(await tellEverything());
    await saveSetting(ctx, systemActor, 'slack-privacy', {});
    expect(slack.calls.filter(({ args }) => JSON.stringify(args).includes(mark))).toEqual([]);
    expect(all).not.toContain(mark);
    expect(all).toContain('они в админке');
    expect(slack.of('files.uploadV2')).toEqual([]);
  });

  it('is shown about in this test by every notice that Slack can get', async () => {
    const forSlack = Object.entries(templates).flatMap(([name, { to }]) => (to === 'slack' ? [name] : []));
    expect(Object.keys(noticesOf(await tellEverything())).sort()).toEqual(forSlack.sort());
  });

  it('is read by no file of Slack’s but the one that knows what may be shown', () => {
    const folder = new URL('.', import.meta.url);
    const readers = readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.includes('test'))
      .filter((name) => readFileSync(new URL(name, folder), 'utf8').includes('getStaffTicket'));
    expect(readers).toEqual(['privacy.ts']);
  });
});
