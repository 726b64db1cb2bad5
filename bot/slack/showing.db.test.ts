import { WebAPIRequestError } from '@slack/web-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { saveSetting } from '#api/company/settings.ts';
import { writeToCompany } from '#api/conversations/talk.ts';
import { type StaffActor, systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { bumpCards, type CardSubject, findCard, placeCard } from '#api/notifications/cards.ts';
import { askToJoin } from '#api/residents/join-requests.ts';
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
import { aDesk, during, type FakeSlack, fakeSlack, storeFiles } from './testing-desk.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let ticket: TicketSummary;
let sergey: StaffActor;
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
  await house.ctx.db.card.deleteMany({});
  await house.ctx.db.delivery.deleteMany({});
  ticket = await aTicket(house.ctx, anna, flat);
  house.clock.advance('PT2H');
  slack = fakeSlack();
});

const subjectNow = (): CardSubject => ({ type: 'ticket', id: ticket.id });
const place = (channel: string, subject = subjectNow()) =>
  placeCard(house.ctx, { subject, place: `slack:${channel}`, channel: 'slack' });
const cardIn = (channel: string, subject = subjectNow()) => findCard(house.ctx, subject, `slack:${channel}`);
const showing = (what: () => unknown) =>
  during(
    startShowing(aDesk(house.ctx, slack), () => {}),
    what,
  );
const isShown = async (channel: string, version: number) => ((await cardIn(channel))?.shownVersion ?? 0) >= version;

describe('cards', () => {
  it('are posted once and then edited to the present', async () => {
    await place('C1');
    await showing(() => isShown('C1', 1));
    await claimTicket(house.ctx, sergey, { ticketId: ticket.id });
    await bumpCards(house.ctx, subjectNow(), 2);
    await showing(() => isShown('C1', 2));
    expect(slack.calls.map(({ method }) => method)).toEqual(['chat.postMessage', 'chat.update']);
    const [posted] = slack.of('chat.postMessage');
    const [edited] = slack.of('chat.update');
    expect(posted).toMatchObject({ channel: 'C1', text: expect.stringContaining('На рассмотрении') });
    expect(edited).toMatchObject({ channel: 'C1', ts: '17.0001', text: expect.stringContaining('Принята в работу') });
  });

  it('that somebody deleted are posted anew, with the present', async () => {
    await place('C1');
    await showing(() => isShown('C1', 1));
    await bumpCards(house.ctx, subjectNow(), 2);
    slack.refuse('chat.update', () => 'message_not_found');
    await house.ctx.db.ticket.update({ where: { id: ticket.id }, data: { version: 2 } });
    await showing(() => isShown('C1', 2));
    expect(slack.of('chat.postMessage')).toHaveLength(2);
    expect((await cardIn('C1'))?.platformRef).toBe('C1:17.0002');
  });

  it('that were posted by somebody who died before he could say so are found, and not posted twice', async () => {
    await place('C1');
    await showing(() => isShown('C1', 1));
    const { id } = (await cardIn('C1')) ?? {};
    await house.ctx.db.card.update({
      where: { id: id ?? '' },
      data: { platformRef: null, shownVersion: 0, attempts: 1, leasedUntil: null },
    });
    await claimTicket(house.ctx, sergey, { ticketId: ticket.id });
    await showing(() => isShown('C1', 2));
    expect(slack.of('chat.postMessage')).toHaveLength(1);
    expect(slack.of('chat.update').at(-1)).toMatchObject({ ts: '17.0001', text: expect.stringContaining('Принята') });
    expect((await cardIn('C1'))?.platformRef).toBe('C1:17.0001');
  });

  it('of a channel with many to post hold up neither its edits nor another channel', async () => {
    await place('C1');
    await showing(() => isShown('C1', 1));
    for (let count = 0; count < 20; count += 1) {
      const home = await aFlat(house.ctx);
      const { id } = await aTicket(house.ctx, await aResident(house.ctx, home), home);
      await place('C1', { type: 'ticket', id });
    }
    await place('C2');
    await claimTicket(house.ctx, sergey, { ticketId: ticket.id });
    await bumpCards(house.ctx, subjectNow(), 2);
    const open: (() => void)[] = [];
    let isOpen = false;
    const turn = (channel: string) =>
      new Promise<void>((done) => (channel === 'C2' || isOpen ? done() : open.push(done)));
    const pump = startShowing({ ...aDesk(house.ctx, slack), pace: { turn, pause: () => {} } }, () => {});
    await expect.poll(async () => (await isShown('C1', 2)) && (await isShown('C2', 2))).toBe(true);
    isOpen = true;
    for (const done of open) done();
    await pump.stop();
  });

  it('of an archived channel wait with the reason, and the others go on', async () => {
    slack.refuse('chat.postMessage', ({ channel }) => (channel === 'C0OLD' ? 'is_archived' : null));
    await place('C0OLD');
    await place('C1');
    const waiting = () => house.ctx.db.card.findFirst({ where: { place: 'slack:C0OLD' } });
    await showing(async () => (await isShown('C1', 1)) && (await waiting())?.failure);
    expect(await waiting()).toMatchObject({ failure: 'is_archived', platformRef: null, shownVersion: 0 });
  });

  it('show no words and no photos of residents where the company says so', async () => {
    await saveSetting(house.ctx, systemActor, 'slack-privacy', { texts: false });
    await storeFiles(house.ctx, ticket.id, 'photo', 1);
    await place('C1');
    await showing(() => isShown('C1', 1));
    await saveSetting(house.ctx, systemActor, 'slack-privacy', {});
    const shown = JSON.stringify(slack.of('chat.postMessage'));
    expect(shown).not.toContain('kitchen tap');
    expect(shown).toContain('они в админке');
    expect(slack.of('files.uploadV2')).toEqual([]);
  });

  it('join a channel that we were not invited to', async () => {
    let isIn = false;
    slack.refuse('chat.postMessage', () => (isIn ? null : 'not_in_channel'));
    slack.refuse('conversations.join', () => {
      isIn = true;
      return null;
    });
    await place('C1');
    await showing(() => isShown('C1', 1));
    expect(slack.calls.map(({ method }) => method)).toEqual(['conversations.join', 'chat.postMessage']);
  });

  it('wait for Slack to come back', async () => {
    let isAway = true;
    slack.refuse('chat.postMessage', () => (isAway ? new WebAPIRequestError(new Error('fetch failed')) : null));
    await place('C1');
    const failed = () => house.ctx.db.card.count({ where: { failure: { not: null } } });
    await showing(failed);
    isAway = false;
    await house.ctx.db.$executeRaw`update card set leased_until = null`;
    await showing(() => isShown('C1', 1));
    expect(slack.of('chat.postMessage')).toHaveLength(1);
  });

  it('show the photos of the problem, uploaded once', async () => {
    await storeFiles(house.ctx, ticket.id, 'photo', 2);
    await place('C1');
    await showing(() => isShown('C1', 1));
    expect(slack.calls.map(({ method }) => method)).toEqual([
      ...['chat.postMessage', 'conversations.history', 'files.uploadV2', 'files.uploadV2', 'chat.update'],
    ]);
    const images = (args: Record<string, unknown>) =>
      (args.blocks as { type: string; slack_file?: object }[]).filter((block) => block.type === 'image');
    expect(images(slack.of('chat.postMessage')[0] ?? {})).toEqual([]);
    expect(images(slack.of('chat.update')[0] ?? {})).toMatchObject([{ slack_file: {} }, { slack_file: {} }]);
    expect(slack.of('files.uploadV2')[0]).toMatchObject({ filename: 'photo-1.png' });
  });

  it('go without pictures that Slack keeps refusing', async () => {
    await storeFiles(house.ctx, ticket.id, 'photo', 1);
    await placeCard(house.ctx, {
      ...{ subject: subjectNow(), place: 'slack:C1', channel: 'slack' },
      platformRef: 'C1:5.5',
    });
    await bumpCards(house.ctx, subjectNow(), 2);
    await house.ctx.db.ticket.update({ where: { id: ticket.id }, data: { version: 2 } });
    let refused = 0;
    slack.refuse('chat.update', ({ blocks }) => {
      if (!JSON.stringify(blocks).includes('"image"')) return null;
      refused += 1;
      return 'invalid_blocks';
    });
    const again = setInterval(
      // Not while it is being worked on: twice at a time is not what happens.
      () =>
        void house.ctx.db.$executeRaw`update card set leased_until = null where attempts <= ${refused}`.then(() => {}),
      40,
    );
    await showing(() => isShown('C1', 2));
    clearInterval(again);
    expect(refused).toBe(6);
    expect(slack.of('files.uploadV2')).toHaveLength(1);
  });

  it('of people who want to join and of chats stand there too', async () => {
    const { requestId } = await askToJoin(house.ctx, anna.chatId, {
      name: 'Roman',
      where: '12 Sadovaya St., 57',
      role: 'owner',
    });
    const talk = await writeToCompany(house.ctx, anna, { unitId: flat.unitId, text: 'Hello', files: [] });
    const join: CardSubject = { type: 'join-request', id: requestId };
    const chat: CardSubject = { type: 'conversation', id: talk.conversationId };
    await place('C1', join);
    await place('C1', chat);
    await showing(async () => (await cardIn('C1', join))?.platformRef && (await cardIn('C1', chat))?.platformRef);
    expect(slack.of('chat.postMessage').map(({ text }) => text)).toEqual([
      'Просит подключить: Roman. Ждёт решения',
      expect.stringMatching(/^Чат · 12 Sadovaya St\., кв\. /),
    ]);
  });
});
