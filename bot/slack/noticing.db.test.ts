import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attachFiles } from '#api/conversations/attachments.ts';
import { replyToResident, startConversation } from '#api/conversations/talk.ts';
import type { StaffActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { findCard, placeCard } from '#api/notifications/cards.ts';
import { deliver } from '#api/notifications/deliver.ts';
import type { Notice } from '#api/notifications/templates.ts';
import { answerTicket } from '#api/tickets/answer-ticket.ts';
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
import { aDesk, during, type FakeSlack, fakeSlack, png, storeFiles } from './testing-desk.ts';

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

const subjectOf = () => ({ type: 'ticket' as const, id: ticket.id });
const cardNow = () => findCard(house.ctx, subjectOf(), 'slack:C1');
const postCard = () =>
  placeCard(house.ctx, { subject: subjectOf(), place: 'slack:C1', channel: 'slack', platformRef: 'C1:5.5' });
const noticing = (what: () => unknown, then?: () => unknown) =>
  during(startNoticing(aDesk(house.ctx, slack)), what, then);
const showing = (what: () => unknown) =>
  during(
    startShowing(aDesk(house.ctx, slack), () => {}),
    what,
  );
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

describe('notices', () => {
  it('wait for their card and come into its thread in order', async () => {
    const { messageId } = await aNote('Tap & <b>');
    await tell({ template: 'thread-message', subject: subjectOf(), data: { messageId } }, 'e1');
    await tell({ template: 'thread-accepted', subject: subjectOf(), data: {} }, 'e2');
    await noticing(async () => {
      const rows = await house.ctx.db.delivery.findMany({});
      return rows.some((row) => row.leasedUntil !== null);
    });
    expect(slack.calls).toEqual([]);
    await postCard();
    await noticing(allSent);
    expect(slack.of('chat.postMessage')).toMatchObject([
      { channel: 'C1', thread_ts: '5.5', text: expect.stringContaining('Tap &amp; &lt;b&gt;') },
      { channel: 'C1', thread_ts: '5.5', text: 'Житель принял работу. Заявка закрыта.' },
    ]);
  });

  it('say what became of a reply', async () => {
    await postCard();
    const { messageId } = await inTransaction(house.ctx, async (tx) => {
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
        messageId,
        recipient: { residentId: anna.residentId },
      }),
    );
    await house.ctx.db.delivery.updateMany({ where: { channel: 'telegram' }, data: { state: 'sent' } });
    await tell({ template: 'thread-reply', ...about }, 'e3');
    await noticing(allSent);
    expect(slack.of('chat.postMessage')[0]?.text).toBe('→ жителю On my way ✓ доставлено');
  });

  it('call the owner by name when the resident wants something of them, and nobody else', async () => {
    await postCard();
    await answerTicket(house.ctx, anna, { ticketId: ticket.id, text: 'And the tap drips', files: [] });
    const { id: messageId } = await house.ctx.db.message.findFirstOrThrow({ orderBy: { id: 'desc' } });
    await tell({ template: 'thread-message', subject: subjectOf(), data: { messageId } }, 'e7');
    await noticing(allSent);
    await claimTicket(house.ctx, sergey, { ticketId: ticket.id });
    await tell({ template: 'thread-message', subject: subjectOf(), data: { messageId } }, 'e8');
    await tell({ template: 'thread-returned', subject: subjectOf(), data: { messageId, count: 1 } }, 'e9');
    await tell({ template: 'thread-accepted', subject: subjectOf(), data: {} }, 'e10');
    await noticing(allSent);
    const { slackUserId } = await house.ctx.db.staffMember.findUniqueOrThrow({ where: { id: sergey.staffId } });
    const called = slack.of('chat.postMessage').map(({ text }) => text?.startsWith(`<@${slackUserId}> `));
    expect(called).toEqual([false, true, true, false]);
  });

  it('never call a reply delivered that went to nobody', async () => {
    await postCard();
    const { messageId } = await aNote('x');
    await house.ctx.db.message.update({ where: { id: messageId }, data: { visibility: 'resident' } });
    await tell({ template: 'thread-reply', subject: subjectOf(), data: { messageId } }, 'e4');
    await noticing(allSent);
    expect(slack.of('chat.postMessage')[0]?.text).toContain('не доставлено: жителя нет в мессенджере');
  });

  it('bring back a card that somebody deleted, and go on in its new thread', async () => {
    await postCard();
    slack.refuse('chat.postMessage', ({ thread_ts }) => (thread_ts === '5.5' ? 'invalid_thread_ts' : null));
    await tell({ template: 'thread-accepted', subject: subjectOf(), data: {} }, 'e11');
    await noticing(async () => (await cardNow())?.platformRef === null);
    await showing(async () => (await cardNow())?.platformRef !== null);
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

  it('that were posted by somebody who died before he could say so are not posted twice', async () => {
    await postCard();
    await tell({ template: 'thread-accepted', subject: subjectOf(), data: {} }, 'e9');
    await noticing(allSent);
    const { platformRef } = await house.ctx.db.delivery.findFirstOrThrow({});
    await house.ctx.db.delivery.updateMany({
      data: { state: 'sending', platformRef: null, sentAt: null, leasedUntil: null },
    });
    await noticing(allSent);
    expect(slack.of('chat.postMessage')).toHaveLength(1);
    expect((await house.ctx.db.delivery.findFirstOrThrow({})).platformRef).toBe(platformRef);
  });

  it('put a file into the thread, but not the photos that stand on the card', async () => {
    const [photo = ''] = await storeFiles(house.ctx, ticket.id, 'photo', 1);
    const [voice = ''] = await storeFiles(house.ctx, ticket.id, 'voice', 1);
    await postCard();
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
    await during(startFetching(aDesk(house.ctx, slack), source), async () => (await fetched()) === 0);
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
