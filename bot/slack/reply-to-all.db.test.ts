import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { takeBack } from '#api/conversations/take-back.ts';
import { systemActor } from '#api/core/actor.ts';
import { openHearing } from '#api/core/hearing.ts';
import { shortId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { hearForNotices } from '#api/notifications/hearers.ts';
import { readMark } from '#api/notifications/message-mark.ts';
import { hearAll } from '#api/notifications/testing.ts';
import { joinTicket, leaveTicket } from '#api/tickets/join-ticket.ts';
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
import { aDesk, anApp, aSubmission, aTap, type FakeSlack, fakeSlack } from './testing-desk.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let slack: FakeSlack;
let app: ReturnType<typeof anApp>;
let sergey: { slackId: string; staffId: string };
let flat: TestFlat;
let anna: TestResident;
let neighbours: { who: TestResident; home: TestFlat }[];
let ticketId: string;
const hearing = openHearing();
hearForNotices(hearing);

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
  const { staffId } = await aColleague(ctx, 'technician');
  const { slackUserId } = await ctx.db.staffMember.findUniqueOrThrow({ where: { id: staffId } });
  sergey = { staffId, slackId: slackUserId ?? '' };
});
beforeEach(async () => {
  slack = fakeSlack();
  app = anApp(aDesk(ctx, slack));
  flat = await aFlat(ctx);
  anna = await aResident(ctx, flat);
  ticketId = (await aTicket(ctx, anna, flat, { place: 'common-area' })).id;
  neighbours = [];
  for (let n = 0; n < 3; n += 1) {
    const home = await aFlat(ctx, { buildingId: flat.buildingId });
    neighbours.push({ home, who: await aResident(ctx, home) });
  }
  for (const { who, home } of neighbours)
    await joinTicket(ctx, who, { ticketId, unitId: home.unitId, text: '', files: [] });
  await hearAll(ctx, hearing);
  await ctx.db.delivery.deleteMany();
});
afterAll(async () => {
  await app.inbox.stop();
  await house.close();
});

const filled = (to: 'author' | 'all', more: object = {}) => ({
  words: { value: 'Лифт пустим к 18:00' },
  to: { selected_option: { value: to } },
  files: { files: [] },
  ...more,
});

let views = 0;
async function send(
  form: string,
  values: object,
  about: object = {},
): Promise<{ response_action?: string; view?: object; errors?: object }> {
  views += 1;
  const sent = aSubmission(sergey.slackId, form, ticketId, { ...values }, `VA${views}`);
  const metadata = { ...JSON.parse(sent.view.private_metadata), ...about };
  const body = { ...sent, view: { ...sent.view, private_metadata: JSON.stringify(metadata) } };
  return ((await app.tell(body)) ?? {}) as object;
}

async function told(): Promise<Record<string, string[]>> {
  await expect.poll(() => ctx.db.inboundEvent.count({ where: { state: 'received' } })).toBe(0);
  await hearAll(ctx, hearing);
  const rows = await ctx.db.delivery.findMany({ where: { channel: 'telegram' } });
  return Object.fromEntries(
    ['ticket-message', 'joined-message'].map((template) => [
      template,
      rows.filter((row) => row.template === template).map((row) => row.residentId ?? ''),
    ]),
  );
}

it('offers everybody who joined only where somebody has', async () => {
  await app.tell(aTap(sergey.slackId, 'ticket-reply', shortId(ticketId)));
  expect(JSON.stringify(slack.of('views.open')[0])).toContain('and all who joined (3)');
  for (const { who } of neighbours) await leaveTicket(ctx, who, { ticketId });
  await app.tell(aTap(sergey.slackId, 'ticket-reply', shortId(ticketId)));
  expect(JSON.stringify(slack.of('views.open')[1])).not.toContain('joined');
});

it('goes to the author alone unless all are chosen', async () => {
  expect(await send('reply-ticket', filled('author'))).toEqual({});
  expect(await told()).toEqual({ 'ticket-message': [anna.residentId], 'joined-message': [] });
});

it('shows first what goes out and to how many, and sends nothing before that', async () => {
  const shown = await send('reply-ticket', filled('all'));
  expect(shown.response_action).toBe('push');
  expect(JSON.stringify(shown.view)).toContain('Лифт пустим к 18:00');
  expect(JSON.stringify(shown.view)).toContain('The author and 3 more residents read this.');
  expect(await told()).toEqual({ 'ticket-message': [], 'joined-message': [] });
  const sent = await send('reply-to-all', {}, { words: 'Лифт пустим к 18:00' });
  expect(sent.response_action).toBe('clear');
  const { 'joined-message': joined = [], 'ticket-message': author } = await told();
  expect(author).toEqual([anna.residentId]);
  expect(joined.sort()).toEqual(neighbours.map(({ who }) => who.residentId).sort());
  const { messages } = await getStaffTicket(ctx, systemActor, ticketId);
  expect(messages.map(({ text }) => text)).toEqual(['Лифт пустим к 18:00']);
});

it('has one mark, and is taken back from all', async () => {
  await send('reply-to-all', {}, { words: 'Ошибка' });
  await told();
  const [message] = (await getStaffTicket(ctx, systemActor, ticketId)).messages;
  const messageId = message?.id ?? '';
  expect(await readMark(ctx, messageId)).toMatchObject({ state: 'on-its-way' });
  await takeBack(ctx, { kind: 'staff', staffId: sergey.staffId, roles: ['technician'] }, { messageId });
  await hearAll(ctx, hearing);
  expect(await ctx.db.delivery.count({ where: { messageId, state: 'cancelled' } })).toBe(4);
});

it('takes no files to all, and no more words than the look holds', async () => {
  const photo = { files: { files: [{ id: 'F1', name: 'a.png', mimetype: 'image/png' }] } };
  expect(await send('reply-ticket', filled('all', photo))).toMatchObject({ errors: { files: expect.any(String) } });
  const long = { words: { value: '"'.repeat(1900) } };
  expect(await send('reply-ticket', filled('all', long))).toMatchObject({ errors: { words: expect.any(String) } });
});
