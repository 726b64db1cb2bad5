import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attachFiles, markStored } from '#api/conversations/attachments.ts';
import { listMessages, replyToResident, writeToCompany } from '#api/conversations/talk.ts';
import { type StaffActor, systemActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { openHearing } from '#api/core/hearing.ts';
import { shortId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { findCard, listCards } from '#api/notifications/cards.ts';
import { claimDeliveries, markSent } from '#api/notifications/deliveries.ts';
import { hearForNotices } from '#api/notifications/hearers.ts';
import { hearAll } from '#api/notifications/testing.ts';
import { mapChannel } from '#api/staff/channels.ts';
import { ensureCategories } from '#api/tickets/categories.ts';
import { aColleague, aCompany, aFlat, aResident, type TestFlat, type TestResident } from '#api/tickets/testing.ts';
import { startNoticing } from './noticing.ts';
import { startShowing } from './showing.ts';
import { aDesk, aMessage, anApp, aSubmission, aTap, during, type FakeSlack, fakeSlack, png } from './testing-desk.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let tamara: StaffActor;
let user: string;
let slack: FakeSlack;
let app: ReturnType<typeof anApp>;
let conversationId: string;
const hearing = openHearing();
hearForNotices(hearing);

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  await ensureCategories(house.ctx);
  await mapChannel(house.ctx, systemActor, { service: 'front-desk', channelId: 'C0DESK1' });
  await mapChannel(house.ctx, systemActor, { service: 'billing', channelId: 'C0BILLS' });
  await mapChannel(house.ctx, systemActor, { service: 'technical', channelId: 'C0TECH1' });
  tamara = await aColleague(house.ctx, 'dispatcher');
  user = (await house.ctx.db.staffMember.findUniqueOrThrow({ where: { id: tamara.staffId } })).slackUserId ?? '';
});
afterAll(() => house.close());
beforeEach(async () => {
  const { ctx } = house;
  await ctx.db.delivery.deleteMany();
  await ctx.db.card.deleteMany();
  flat = await aFlat(ctx);
  anna = await aResident(ctx, flat);
  slack = fakeSlack();
  app = anApp(aDesk(ctx, slack));
  house.clock.advance('PT1H');
  ({ conversationId } = await writeToCompany(ctx, anna, { unitId: flat.unitId, text: 'The tap leaks', files: [] }));
  await told();
});
afterEach(() => app.inbox.stop());

/** All that was pressed is worked off, and what follows from it stands in Slack. */
async function told(): Promise<void> {
  const { ctx } = house;
  await expect.poll(() => ctx.db.inboundEvent.count({ where: { state: 'received' } }), { timeout: 15_000 }).toBe(0);
  await hearAll(ctx, hearing);
  const desk = aDesk(ctx, slack);
  const now = ctx.now();
  const isShown = async () =>
    (await ctx.db.$queryRaw<unknown[]>`select from card where channel = 'slack' and wanted_version > shown_version`)
      .length === 0;
  const isTold = async () =>
    (await ctx.db.delivery.count({
      where: { channel: 'slack', state: { in: ['pending', 'sending'] }, notBefore: { lte: now } },
    })) === 0;
  await during(
    startShowing(desk, () => {}),
    isShown,
  );
  await ctx.db.$executeRaw`update delivery set leased_until = null`;
  await during(startNoticing(desk), isTold);
  await during(
    startShowing(desk, () => {}),
    isShown,
  );
}

const subject = () => ({ type: 'conversation' as const, id: conversationId });
const posts = () => slack.of('chat.postMessage').map(({ channel, thread_ts, text }) => ({ channel, thread_ts, text }));
const lastEdit = () => JSON.stringify(slack.of('chat.update').at(-1));
const aside = () => slack.of('chat.postEphemeral').map(({ text }) => text);

async function reply(text: string): Promise<string> {
  const { messageId } = await replyToResident(house.ctx, tamara, { conversationId, text });
  await told();
  return messageId;
}

async function sendToTelegram(): Promise<void> {
  const claimed = await claimDeliveries(house.ctx, 'telegram', 'soon', 20);
  for (const one of claimed) await markSent(house.ctx, one.id, `${anna.address}:5`);
}

describe('the line of a reply', () => {
  it('tells what became of it, first and last, without anybody remembering to look', async () => {
    await reply('On our way');
    expect(posts().at(-1)).toMatchObject({ channel: 'C0DESK1', text: expect.stringContaining('отправляется') });
    await sendToTelegram();
    await told();
    expect(lastEdit()).toContain('✓ доставлено');
    expect(lastEdit()).toContain('Забрать назад');
    house.clock.advance('PT20S');
    await told();
    expect(lastEdit()).toContain('✓ доставлено');
    expect(lastEdit()).not.toContain('Забрать назад');
  });

  it('takes the reply back when pressed in time', async () => {
    const messageId = await reply('Wrong flat');
    await sendToTelegram();
    house.clock.advance('PT12S');
    await app.tell(aTap(user, 'message-take-back', shortId(messageId), 'C0DESK1'));
    await told();
    expect(await house.ctx.db.delivery.findFirst({ where: { messageId } })).toMatchObject({ state: 'retracting' });
    expect(lastEdit()).toContain('забираем назад');
    expect(aside()).toEqual([]);
  });

  it('says in words that it is too late, and the button is gone', async () => {
    const messageId = await reply('Wrong flat');
    await sendToTelegram();
    house.clock.advance('PT21S');
    await app.tell(aTap(user, 'message-take-back', shortId(messageId), 'C0DESK1'));
    await told();
    expect(aside()).toEqual([expect.stringContaining('More than 20 s have passed')]);
    expect(await house.ctx.db.delivery.findFirst({ where: { messageId } })).toMatchObject({ state: 'sent' });
    expect(lastEdit()).not.toContain('Забрать назад');
  });
});

describe('a chat', () => {
  it('is handed to another service: the story goes along, and the old card says where', async () => {
    await reply('I will ask the accountant');
    await app.tell(aTap(user, 'conversation-hand-over', shortId(conversationId), 'C0DESK1'));
    expect(slack.of('views.open')).toHaveLength(1);
    const values = { service: { selected_option: { value: 'billing' } }, why: { value: 'It is about the bill' } };
    await app.tell(aSubmission(user, 'hand-over', conversationId, values));
    await app.tell(aSubmission(user, 'hand-over', conversationId, values));
    await told();
    const inBills = posts().filter(({ channel }) => channel === 'C0BILLS');
    expect(inBills).toMatchObject([
      { thread_ts: undefined, text: expect.stringContaining('Чат') },
      { thread_ts: expect.any(String), text: expect.stringContaining('It is about the bill') },
    ]);
    const story = JSON.stringify(
      slack.of('chat.postMessage').find(({ thread_ts, channel }) => thread_ts && channel === 'C0BILLS'),
    );
    expect(story).toContain('The tap leaks');
    expect(story).toContain('I will ask the accountant');
    const old = slack
      .of('chat.update')
      .filter(({ channel }) => channel === 'C0DESK1')
      .at(-1);
    expect(JSON.stringify(old)).toContain('Передано: Бухгалтерия');
    expect(JSON.stringify(old)).not.toContain('conversation-reply');
    const before = posts().length;
    house.clock.advance('PT1S');
    await writeToCompany(house.ctx, anna, { unitId: flat.unitId, text: 'And?', files: [] });
    await told();
    expect(posts().slice(before)).toMatchObject([{ channel: 'C0BILLS', text: expect.stringContaining('And?') }]);
    expect(await listCards(house.ctx, subject(), 'slack')).toHaveLength(2);
  });

  it('that was handed over takes words under its old card along, and says so to who wrote them', async () => {
    const values = { service: { selected_option: { value: 'billing' } }, why: { value: 'About a bill' } };
    await app.tell(aSubmission(user, 'hand-over', conversationId, values, 'V-moved'));
    await told();
    const old = await findCard(house.ctx, subject(), 'slack:C0DESK1');
    const words = aMessage(user, 'The meter is in the basement', '88.1', old?.platformRef?.split(':')[1], {
      channel: 'C0DESK1',
    });
    const before = posts().length;
    for (const _ of [1, 2]) await app.tell(words);
    await told();
    expect(posts().slice(before)).toMatchObject([
      { channel: 'C0BILLS', text: expect.stringMatching(/^Sergey Ivanov.*: The meter is in the basement$/) },
    ]);
    expect(aside()).toEqual([expect.stringContaining('shown there too')]);
    const kept = await house.ctx.db.message.findMany({
      where: { conversationId, text: 'The meter is in the basement' },
    });
    expect(kept).toMatchObject([{ visibility: 'internal', staffId: tamara.staffId }]);
  });

  it('is not handed to where it is, nor to nobody', async () => {
    for (const service of ['front-desk', 'general']) {
      const values = { service: { selected_option: { value: service } }, why: { value: 'Because' } };
      await app.tell(aSubmission(user, 'hand-over', conversationId, values, `V-${service}`));
      await told();
    }
    expect(aside()).toEqual([
      'The talk is in this channel already.',
      expect.stringContaining('No channel serves this service'),
    ]);
  });

  it('becomes a request with its files, and the resident is told with its living card', async () => {
    const { ctx } = house;
    house.clock.advance('PT1S');
    const { messageId } = await writeToCompany(ctx, anna, {
      unitId: flat.unitId,
      text: 'Tap in the kitchen',
      files: [],
    });
    const [photo = ''] = await inTransaction(ctx, (tx) =>
      attachFiles(tx, {
        owner: { messageId },
        purpose: 'talk',
        files: [{ kind: 'photo', source: 'telegram', sourceRef: 'P1' }],
      }),
    );
    await markStored(ctx, photo, { bytes: png });
    await told();
    const card = await findCard(ctx, subject(), 'slack:C0DESK1');
    const [rootTs = ''] = [card?.platformRef?.split(':')[1]];
    const posted = await ctx.db.delivery.findFirstOrThrow({
      where: { template: 'thread-message', data: { path: ['messageId'], equals: messageId } },
    });
    await app.tell({
      ...{ type: 'message_action', team: { id: 'T1' }, user: { id: user }, channel: { id: 'C0DESK1' } },
      ...{ trigger_id: 't9', callback_id: 'ticket-from-message' },
      message: { ts: posted.platformRef?.split(':')[1], thread_ts: rootTs, text: 'whatever Slack shows' },
    });
    const view = JSON.stringify(slack.of('views.open').at(-1));
    expect(view).toContain('Tap in the kitchen');
    expect(view).toContain('"initial_option":{"text":{"type":"plain_text","text":"Water"');
    const values = {
      category: { selected_option: { value: 'technical:plumbing' } },
      place: { selected_option: { value: 'flat' } },
      words: { value: 'Tap in the kitchen' },
    };
    await app.tell(aSubmission(user, 'ticket-from-message', messageId, values, 'VT1'));
    await told();
    await app.tell(aSubmission(user, 'ticket-from-message', messageId, values, 'VT2'));
    await told();
    const made = await ctx.db.ticket.findMany({ where: { fromMessageId: messageId }, include: { attachments: true } });
    expect(made).toMatchObject([
      { residentId: anna.residentId, unitId: flat.unitId, openedById: tamara.staffId, kind: 'technical' },
    ]);
    expect(made[0]?.attachments).toMatchObject([{ state: 'stored', sourceRef: 'P1', purpose: 'problem' }]);
    const { number } = made[0] ?? { number: 0 };
    expect(posts().map(({ text }) => text)).toContain(`Из этого разговора оформлена заявка № ${number}.`);
    const [notice] = await ctx.db.delivery.findMany({ where: { template: 'ticket-opened' } });
    expect(notice).toMatchObject({ residentId: anna.residentId, channel: 'telegram' });
  });
});

describe('what colleagues write among themselves', () => {
  const edited = (text: string, ts: string, root: string, before: string) => ({
    ...{ type: 'event_callback', team_id: 'T1', event_id: `Ev${ts}${text.length}` },
    event: {
      ...{ type: 'message', subtype: 'message_changed', channel: 'C0DESK1', hidden: true, ts: `${ts}9` },
      message: { type: 'message', user, text, ts, thread_ts: root },
      previous_message: { type: 'message', user, text: before, ts, thread_ts: root },
    },
  });
  const notes = async () =>
    (
      await house.ctx.db.message.findMany({ where: { conversationId, visibility: 'internal' }, orderBy: { id: 'asc' } })
    ).map(({ text, takenBackAt, editedAt }) => [
      text.slice(0, 12),
      takenBackAt ? 'gone' : editedAt ? 'edited' : 'as written',
    ]);

  it('follows their edits and deletions, and the resident reads none of it', async () => {
    const root = (await findCard(house.ctx, subject(), 'slack:C0DESK1'))?.platformRef?.split(':')[1] ?? '';
    const sent = aMessage(user, 'Ask the plumber', '99.1', root, { channel: 'C0DESK1' });
    await app.tell(sent);
    await told();
    await app.tell(edited('Ask Sergey', '99.1', root, 'Ask the plumber'));
    await told();
    expect(await notes()).toEqual([['Ask Sergey', 'edited']]);
    await app.tell(edited(`${'long '.repeat(1700)}end`, '99.1', root, 'Ask Sergey'));
    await told();
    expect((await notes()).map(([, state]) => state)).toEqual(['edited', 'as written', 'as written']);
    await app.tell(edited('Short again', '99.1', root, 'x'));
    await told();
    expect((await notes()).map(([, state]) => state)).toEqual(['edited', 'gone', 'gone']);
    const { event } = edited('', '99.1', root, 'Short again');
    const { message: _, ...deleted } = { ...event, subtype: 'message_deleted', deleted_ts: '99.1' };
    await app.tell({ type: 'event_callback', team_id: 'T1', event_id: 'EvGone', event: deleted });
    await told();
    expect((await notes()).map(([, state]) => state)).toEqual(['gone', 'gone', 'gone']);
    const { items } = await listMessages(house.ctx, anna, { conversationId });
    expect(items.map(({ text }) => text)).toEqual(['The tap leaks']);
  });

  it('of a reply that was sent, leaves the reply as the resident got it', async () => {
    await reply('On our way');
    const root = (await findCard(house.ctx, subject(), 'slack:C0DESK1'))?.platformRef?.split(':')[1] ?? '';
    await app.tell(edited('Not on our way', '99.7', root, 'On our way'));
    await told();
    const { items } = await listMessages(house.ctx, anna, { conversationId });
    expect(items.map(({ text }) => text)).toEqual(['The tap leaks', 'On our way']);
    expect(aside()).toEqual([]);
  });
});
