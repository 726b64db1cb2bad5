import { WebAPIRequestError } from '@slack/web-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attachFiles, markStored } from '#api/conversations/attachments.ts';
import { replyToResident, writeToCompany } from '#api/conversations/talk.ts';
import type { StaffActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { bumpCards, type CardSubject, findCard, placeCard } from '#api/notifications/cards.ts';
import { deliver } from '#api/notifications/deliver.ts';
import type { Notice } from '#api/notifications/templates.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { noteTicket } from '#api/tickets/note-ticket.ts';

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
import { startFetching } from './fetching.ts';
import { startNoticing } from './noticing.ts';
import { startShowing } from './showing.ts';
import { aDesk, type FakeSlack, fakeSlack } from './testing-desk.ts';

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

/** Runs a part of the door until `what` holds. */
async function during(
  start: typeof startNoticing | ((desk: ReturnType<typeof aDesk>) => ReturnType<typeof startNoticing>),
  what: () => unknown,
  then: () => unknown,
) {
  const pump = start(aDesk(house.ctx, slack));
  const poke = setInterval(() => pump.wake(), 50);
  await expect.poll(what, { timeout: 15_000 }).toBeTruthy();
  await then();
  clearInterval(poke);
  await pump.stop();
}
const showing = (what: () => unknown, then: () => unknown = () => {}) =>
  during((desk) => startShowing(desk, () => {}), what, then);
const noticing = (what: () => unknown, then: () => unknown = () => {}) => during(startNoticing, what, then);

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

  it('of an archived channel are left with the reason, and the others go on', async () => {
    slack.refuse('chat.postMessage', ({ channel }) => (channel === 'C0OLD' ? 'is_archived' : null));
    await place('C0OLD');
    await place('C1');
    await showing(async () => (await isShown('C1', 1)) && (await isShown('C0OLD', 1)));
    const card = await house.ctx.db.card.findFirst({ where: { place: 'slack:C0OLD' } });
    expect(card).toMatchObject({ failure: 'is_archived', platformRef: null });
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
    await storePhotos(2);
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
    await storePhotos(1);
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
      () => void house.ctx.db.$executeRaw`update card set leased_until = null`.then(() => {}),
      40,
    );
    await showing(() => isShown('C1', 2));
    clearInterval(again);
    expect(refused).toBe(6);
    expect(slack.of('files.uploadV2')).toHaveLength(1);
  });

  it('of people who want to join and of chats stand there too', async () => {
    const { requestId } = await askToJoinAs('Roman');
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

describe('notices', () => {
  it('wait for their card and come into its thread in order', async () => {
    const { messageId } = await aNote('Tap & <b>');
    await tell({ template: 'thread-message', subject: subjectOf(), data: { messageId } }, 'e1');
    await tell({ template: 'thread-accepted', subject: subjectOf(), data: {} }, 'e2');
    await noticing(async () => {
      const rows = await house.ctx.db.delivery.findMany({});
      return rows.every((row) => row.leasedUntil !== null);
    });
    expect(slack.calls).toEqual([]);
    await placeCard(house.ctx, {
      ...{ subject: subjectNow(), place: 'slack:C1', channel: 'slack' },
      platformRef: 'C1:5.5',
    });
    await noticing(allSent);
    expect(slack.of('chat.postMessage')).toMatchObject([
      { channel: 'C1', thread_ts: '5.5', text: expect.stringContaining('Tap &amp; &lt;b&gt;') },
      { channel: 'C1', thread_ts: '5.5', text: 'Житель принял работу. Заявка закрыта.' },
    ]);
  });

  it('say what became of a reply', async () => {
    await placeCard(house.ctx, {
      ...{ subject: subjectNow(), place: 'slack:C1', channel: 'slack' },
      platformRef: 'C1:5.5',
    });
    const { messageId } = await inTransaction(house.ctx, async (tx) => {
      const { startConversation } = await import('#api/conversations/talk.ts');
      const { id } = await startConversation(tx, {
        ticketId: ticket.id,
        residentId: anna.residentId,
        service: 'technical',
      });
      return replyToResident(tx, sergey, { conversationId: id, text: 'On my way' });
    });
    const about = { subject: subjectOf(), data: { messageId } };
    await inTransaction(house.ctx, (tx) =>
      deliver(tx, {
        template: 'ticket-message',
        ...about,
        manner: 'loud',
        eventKey: 'e3',
        recipient: { residentId: anna.residentId },
      }),
    );
    await house.ctx.db.delivery.updateMany({ where: { channel: 'telegram' }, data: { state: 'sent' } });
    await tell({ template: 'thread-reply', ...about }, 'e3');
    await noticing(allSent);
    expect(slack.of('chat.postMessage')[0]?.text).toBe('→ жителю On my way ✓ доставлено');
  });

  it('never call a reply delivered that went to nobody', async () => {
    await placeCard(house.ctx, {
      ...{ subject: subjectNow(), place: 'slack:C1', channel: 'slack' },
      platformRef: 'C1:5.5',
    });
    const { messageId } = await aNote('x');
    await house.ctx.db.message.update({ where: { id: messageId }, data: { visibility: 'resident' } });
    await tell({ template: 'thread-reply', subject: subjectOf(), data: { messageId } }, 'e4');
    await noticing(allSent);
    expect(slack.of('chat.postMessage')[0]?.text).toContain('доставка не подтверждена');
  });

  it('bring back a card that somebody deleted, and go on in its new thread', async () => {
    const card = { subject: subjectNow(), place: 'slack:C1', channel: 'slack' as const };
    await placeCard(house.ctx, { ...card, platformRef: 'C1:5.5' });
    slack.refuse('chat.postMessage', ({ thread_ts }) => (thread_ts === '5.5' ? 'invalid_thread_ts' : null));
    await tell({ template: 'thread-accepted', subject: subjectOf(), data: {} }, 'e11');
    await noticing(async () => (await cardIn('C1'))?.platformRef === null);
    await showing(async () => (await cardIn('C1'))?.platformRef !== null);
    await house.ctx.db.$executeRaw`update delivery set leased_until = null`;
    await noticing(allSent);
    expect(slack.of('chat.postMessage').map(({ thread_ts }) => thread_ts)).toEqual([undefined, '17.0001']);
  });

  it('name flats, not people, and reach the front desk', async () => {
    const subject = { type: 'resident' as const, id: anna.residentId };
    await tell({ template: 'resident-unreachable', subject, data: { unitIds: [flat.unitId] } }, 'e5');
    await tell(
      { template: 'join-under-attack', subject: { type: 'company', id: ticket.id }, data: { tries: 200 } },
      'e6',
    );
    await noticing(allSent);
    const [unreachable, attack] = slack.of('chat.postMessage').map(({ text }) => text);
    expect(unreachable).toMatch(/12 Sadovaya St\., кв\. /);
    expect(unreachable).not.toContain('Anna');
    expect(attack).toContain('200');
  });

  it('wait out an outage, then come in order, each once', async () => {
    let isAway = true;
    slack.refuse('chat.postMessage', () => (isAway ? new WebAPIRequestError(new Error('fetch failed')) : null));
    await placeCard(house.ctx, {
      ...{ subject: subjectNow(), place: 'slack:C1', channel: 'slack' },
      platformRef: 'C1:5.5',
    });
    await tell({ template: 'thread-accepted', subject: subjectOf(), data: {} }, 'e7');
    await tell({ template: 'thread-rated', subject: subjectOf(), data: { rating: 5 } }, 'e8');
    const isPutOff = async () =>
      (await house.ctx.db.delivery.count({ where: { state: 'pending', leasedUntil: { not: null } } })) === 2;
    await noticing(isPutOff, async () => {
      // Slack is back before the first of them is tried again: the second does not overtake it.
      isAway = false;
      await house.ctx.db.$executeRaw`update delivery set leased_until = null where template = 'thread-rated'`;
      await expect.poll(isPutOff, { timeout: 5000 }).toBe(true);
      expect(slack.calls).toEqual([]);
    });
    await house.ctx.db.$executeRaw`update delivery set leased_until = null`;
    await noticing(allSent);
    expect(slack.of('chat.postMessage').map(({ text }) => text)).toEqual([
      'Житель принял работу. Заявка закрыта.',
      'Оценка: 5 из 5',
    ]);
  });

  it('put a file into the thread, but not the photos that stand on the card', async () => {
    const [photo = ''] = await storePhotos(1);
    const voice = await storeVoice();
    await placeCard(house.ctx, {
      ...{ subject: subjectNow(), place: 'slack:C1', channel: 'slack' },
      platformRef: 'C1:5.5',
    });
    await tell({ template: 'thread-file', subject: subjectOf(), data: { attachmentId: photo } }, 'e9');
    await tell({ template: 'thread-file', subject: subjectOf(), data: { attachmentId: voice } }, 'e10');
    await noticing(
      async () => (await house.ctx.db.delivery.count({ where: { state: { in: ['sent', 'cancelled'] } } })) === 2,
    );
    expect(slack.of('files.uploadV2')).toMatchObject([{ channel_id: 'C1', thread_ts: '5.5' }]);
  });
});

describe('files of colleagues', () => {
  it('are brought into our storage with our token; what Slack has lost is refused', async () => {
    const files = ['F1', 'F2'].map((sourceRef) => ({ kind: 'photo' as const, source: 'slack' as const, sourceRef }));
    await inTransaction(house.ctx, (tx) =>
      attachFiles(tx, { owner: { ticketId: ticket.id }, purpose: 'report', files }),
    );
    slack.refuse('files.info', ({ file }) => (file === 'F2' ? 'file_not_found' : null));
    const asked: unknown[] = [];
    const fetch = async (url: unknown, init?: { headers?: unknown }) => {
      asked.push([url, init?.headers]);
      return new Response(png);
    };
    const source = { token: 'xoxb-1', fetch: fetch as typeof globalThis.fetch };
    const fetched = () => house.ctx.db.attachment.count({ where: { ticketId: ticket.id, state: 'remote' } });
    await during(
      (desk) => startFetching(desk, source),
      async () => (await fetched()) === 0,
      () => {},
    );
    expect(asked).toEqual([['https://files.example/F1', { authorization: 'Bearer xoxb-1' }]]);
    const rows = await house.ctx.db.attachment.findMany({
      where: { ticketId: ticket.id },
      orderBy: { sourceRef: 'asc' },
    });
    expect(rows).toMatchObject([
      { state: 'stored', mime: 'image/png' },
      { state: 'refused', refusal: 'not-available' },
    ]);
  });
});

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

const subjectOf = () => ({ type: 'ticket' as const, id: ticket.id });
const allSent = async () =>
  (await house.ctx.db.delivery.count({ where: { channel: 'slack', state: { not: 'sent' } } })) === 0;

async function tell(notice: Notice, eventKey: string): Promise<void> {
  house.clock.advance('PT1S');
  await inTransaction(house.ctx, (tx) => deliver(tx, { ...notice, eventKey, recipient: { slackChannel: 'C1' } }));
}

async function aNote(text: string): Promise<{ messageId: string }> {
  await noteTicket(house.ctx, sergey, { ticketId: ticket.id, text, files: [] });
  const message = await house.ctx.db.message.findFirstOrThrow({ orderBy: { id: 'desc' }, select: { id: true } });
  return { messageId: message.id };
}

async function storePhotos(count: number): Promise<string[]> {
  const files = Array.from({ length: count }, (_, n) => ({
    ...{ kind: 'photo' as const, source: 'telegram' as const, sourceRef: `${ticket.id}:${n}` },
  }));
  const owner = { ticketId: ticket.id };
  const ids = await inTransaction(house.ctx, (tx) => attachFiles(tx, { owner, purpose: 'problem', files }));
  for (const id of ids) await markStored(house.ctx, id, { bytes: png });
  return ids;
}

async function storeVoice(): Promise<string> {
  const files = [{ kind: 'voice' as const, source: 'telegram' as const, sourceRef: `${ticket.id}:v` }];
  const owner = { ticketId: ticket.id };
  const [id = ''] = await inTransaction(house.ctx, (tx) => attachFiles(tx, { owner, purpose: 'problem', files }));
  await markStored(house.ctx, id, { bytes: Buffer.from('OggS\0\u0002 a voice') });
  return id;
}

async function askToJoinAs(name: string): Promise<{ requestId: string }> {
  const { askToJoin } = await import('#api/residents/join-requests.ts');
  return askToJoin(house.ctx, anna.chatId, { name, where: '12 Sadovaya St., 57', role: 'owner' });
}
