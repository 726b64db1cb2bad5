import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attachFiles } from '#api/conversations/attachments.ts';
import { writeToCompany } from '#api/conversations/talk.ts';
import { systemActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { hearEvent, openHearing } from '#api/core/hearing.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { mapChannel } from '#api/staff/channels.ts';
import { answerTicket } from '#api/tickets/answer-ticket.ts';
import { askResident } from '#api/tickets/ask-resident.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { acceptTicket } from '#api/tickets/finish-ticket.ts';
import { resolveTicket } from '#api/tickets/resolve-ticket.ts';
import { startTicket } from '#api/tickets/start-ticket.ts';
import {
  aColleague,
  aCompany,
  aFlat,
  aResident,
  aTicket,
  type TestFlat,
  type TestResident,
} from '#api/tickets/testing.ts';
import { findCard, listCards } from './cards.ts';
import { hearForNotices } from './hearers.ts';
import { getNoticeMessage } from './notice-message.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
const hearing = openHearing();
hearForNotices(hearing);

beforeAll(async () => {
  house = await testCtx();
  const { ctx } = house;
  await aCompany(ctx);
  flat = await aFlat(ctx);
  anna = await aResident(ctx, flat);
  await mapChannel(ctx, systemActor, { service: 'technical', channelId: 'CTECH' });
  await mapChannel(ctx, systemActor, { service: 'emergency', channelId: 'CFIRE' });
  await mapChannel(ctx, systemActor, { service: 'front-desk', channelId: 'CDESK' });
});
afterAll(() => house.close());
beforeEach(async () => {
  await hearAll();
  await house.ctx.db.delivery.deleteMany();
});

/** Hears what was said, oldest first, as the relay and the workers would. */
async function hearAll(): Promise<void> {
  const { ctx } = house;
  for (;;) {
    const rows = await ctx.db.outboxEvent.findMany({ orderBy: { createdAt: 'asc' }, select: { id: true } });
    if (rows.length === 0) return;
    for (const { id } of rows) await hearEvent(ctx, hearing, id);
  }
}

/** `template → recipient` of everything written since, in no order. */
async function told(): Promise<string[]> {
  await hearAll();
  const rows = await house.ctx.db.delivery.findMany();
  await house.ctx.db.delivery.deleteMany();
  const names = new Map([[`resident:${anna.residentId}`, 'anna']]);
  return rows.map((row) => `${row.template} → ${names.get(row.recipient) ?? row.recipient}`).sort();
}
const said = (ticketId: string, text: string) => ({ ticketId, text, files: [] });

describe('a ticket', () => {
  it('becomes a card, and each side is told what matters to it', async () => {
    const { ctx } = house;
    const sergey = await aColleague(ctx);
    const { id: ticketId } = await aTicket(ctx, anna, flat);
    const subject = { type: 'ticket' as const, id: ticketId };
    expect(await told()).toEqual([]);
    expect(await listCards(ctx, subject)).toMatchObject([{ place: 'slack:CTECH', wantedVersion: 1, shownVersion: 0 }]);
    await claimTicket(ctx, sergey, { ticketId });
    expect(await told()).toEqual(['ticket-claimed → anna']);
    await startTicket(ctx, sergey, { ticketId });
    expect(await told()).toEqual([]);
    await askResident(ctx, sergey, { ticketId, question: 'Which tap?' });
    expect(await told()).toEqual([
      'thread-reply → slack:CTECH',
      'thread-settled → slack:CTECH',
      'ticket-question → anna',
    ]);
    await answerTicket(ctx, anna, said(ticketId, 'The left one'));
    expect(await told()).toEqual(['thread-message → slack:CTECH']);
    const { version } = await resolveTicket(ctx, sergey, { ticketId, report: 'Done' });
    expect(await told()).toEqual(['ticket-resolved → anna']);
    expect(await findCard(ctx, subject, 'slack:CTECH')).toMatchObject({ wantedVersion: version });
    await acceptTicket(ctx, anna, { ticketId });
    expect(await told()).toEqual(['thread-accepted → slack:CTECH']);
  });

  it('that is an emergency stands in its own channel and rings at night', async () => {
    const { ctx, clock } = house;
    clock.set('2026-11-20T21:30:00Z');
    const sergey = await aColleague(ctx, 'emergency');
    const { id: ticketId } = await aTicket(ctx, anna, flat, { urgency: 'emergency' });
    await hearAll();
    expect(await listCards(ctx, { type: 'ticket', id: ticketId })).toMatchObject([{ place: 'slack:CFIRE' }]);
    await claimTicket(ctx, sergey, { ticketId });
    await hearAll();
    expect(await ctx.db.delivery.findMany()).toMatchObject([{ isSilent: false, notBefore: ctx.now() }]);
    clock.set('2026-11-20T09:00:00Z');
  });

  it('tells nothing to who has moved out', async () => {
    const { ctx } = house;
    const home = await aFlat(ctx);
    const vera = await aResident(ctx, home);
    const { id: ticketId } = await aTicket(ctx, vera, home);
    await ctx.db.occupancy.updateMany({ where: { residentId: vera.residentId }, data: { endsOn: ctx.now() } });
    await claimTicket(ctx, await aColleague(ctx), { ticketId });
    expect(await told()).toEqual([]);
  });

  it('takes effect once however often its event is handed over', async () => {
    const { ctx } = house;
    const { id: ticketId } = await aTicket(ctx, anna, flat);
    await hearAll();
    await claimTicket(ctx, await aColleague(ctx), { ticketId });
    const { id } = await ctx.db.outboxEvent.findFirstOrThrow();
    const heard = await Promise.all([1, 2, 3].map(() => hearEvent(ctx, hearing, id)));
    expect(heard.filter(Boolean)).toHaveLength(1);
    expect(await told()).toEqual(['ticket-claimed → anna']);
  });
});

describe('files', () => {
  it('go to the side that does not have them, and show on the card', async () => {
    const { ctx } = house;
    const sergey = await aColleague(ctx);
    const { id: ticketId } = await aTicket(ctx, anna, flat);
    await claimTicket(ctx, sergey, { ticketId });
    await told();
    const before = await ctx.db.ticket.findUniqueOrThrow({ where: { id: ticketId } });
    const files = (source: 'telegram' | 'slack') => [{ kind: 'photo' as const, source, sourceRef: newId(ctx.now()) }];
    await store(ticketId, 'problem', files('telegram'));
    expect(await told()).toEqual(['thread-file → slack:CTECH']);
    await store(ticketId, 'report', files('slack'));
    expect(await told()).toEqual(['ticket-file → anna']);
    const card = await findCard(ctx, { type: 'ticket', id: ticketId }, 'slack:CTECH');
    expect(card?.wantedVersion).toBe(before.version + 2);
  });

  async function store(
    ticketId: string,
    purpose: 'problem' | 'report',
    files: Parameters<typeof attachFiles>[1]['files'],
  ): Promise<void> {
    await inTransaction(house.ctx, async (tx) => {
      const ids = await attachFiles(tx, { owner: { ticketId }, purpose, files });
      await tx.db.attachment.updateMany({ where: { id: { in: ids } }, data: { state: 'stored' } });
      for (const attachmentId of ids) await emit(tx, { kind: 'attachment.stored', data: { attachmentId, ticketId } });
    });
  }
});

describe('people and talk', () => {
  it('brings a message to the company into one thread of the front desk', async () => {
    const { ctx } = house;
    const first = await writeToCompany(ctx, anna, { unitId: flat.unitId, text: 'Hello', files: [] });
    await writeToCompany(ctx, anna, { unitId: flat.unitId, text: 'Anybody?', files: [] });
    expect(await told()).toEqual(['thread-message → slack:CDESK', 'thread-message → slack:CDESK']);
    expect(await listCards(ctx, { type: 'conversation', id: first.conversationId })).toHaveLength(1);
    const message = await getNoticeMessage(ctx, first.messageId);
    expect(message).toMatchObject({ text: 'Hello', authorKind: 'resident', authorName: null, ticketId: null });
  });

  it('tells the others of a flat about a newcomer, at once and softly at night', async () => {
    const { ctx, clock } = house;
    const home = await aFlat(ctx);
    const [owner, former] = [await aResident(ctx, home), await aResident(ctx, home, { endsOn: '2026-11-01' })];
    const newcomer = await aResident(ctx, home);
    const { residentId, chatId, occupancyId } = newcomer;
    clock.set('2026-11-20T21:30:00Z');
    const data = { residentId, unitId: home.unitId, occupancyId, chatId };
    await inTransaction(ctx, (tx) => emit(tx, { kind: 'resident.joined', data }));
    await hearAll();
    const rows = await ctx.db.delivery.findMany();
    expect(rows).toMatchObject([{ template: 'newcomer', residentId: owner.residentId, isSilent: true, lane: 'soon' }]);
    expect(rows[0]?.notBefore).toEqual(ctx.now());
    expect(rows.map((row) => row.residentId)).not.toContain(former.residentId);
    clock.set('2026-11-20T09:00:00Z');
  });

  it('tells who was cut off, but not who left', async () => {
    const { ctx } = house;
    const { residentId, occupancyId } = anna;
    const end = { occupancyId, residentId, unitId: flat.unitId, by: 'staff', reason: null };
    await inTransaction(ctx, (tx) => emit(tx, { kind: 'occupancy.ended', data: { ...end, byId: newId(ctx.now()) } }));
    expect(await told()).toEqual(['access-ended → anna']);
    await inTransaction(ctx, (tx) => emit(tx, { kind: 'occupancy.ended', data: { ...end, byId: residentId } }));
    expect(await told()).toEqual([]);
  });

  it('notes at the front desk whom no message reaches', async () => {
    const { ctx } = house;
    const data = { residentId: anna.residentId };
    await inTransaction(ctx, (tx) => emit(tx, { kind: 'resident.unreachable', data }));
    expect(await told()).toEqual(['resident-unreachable → slack:CDESK']);
  });
});

describe('news', () => {
  it('reach everybody they are for once, and an opted-out or blocked one never', async () => {
    const { ctx } = house;
    const [here, there] = [await aFlat(ctx), await aFlat(ctx)];
    const [vera, boris, blocked, optedOut] = await Promise.all([
      aResident(ctx, here),
      aResident(ctx, here),
      aResident(ctx, here, { chatState: 'blocked' }),
      aResident(ctx, here),
    ]);
    const elsewhere = await aResident(ctx, there);
    const choice = { residentId: optedOut?.residentId ?? '', topic: 'news', isOn: false, updatedAt: ctx.now() };
    await ctx.db.topicChoice.create({ data: choice });
    const newsId = newId(ctx.now());
    const now = ctx.now();
    const post = { id: newsId, urgency: 'common', state: 'published', audience: 'buildings', publishedAt: now };
    await ctx.db.newsPost.create({ data: { ...post, createdAt: now, updatedAt: now } });
    await ctx.db.newsAudience.create({ data: { postId: newsId, buildingId: here.buildingId } });
    for (const _ of [1, 2]) {
      await inTransaction(ctx, (tx) => emit(tx, { kind: 'news.published', data: { newsId } }));
      await hearAll();
    }
    const rows = await ctx.db.delivery.findMany();
    const reached = rows.map((row) => row.residentId).sort();
    expect(reached).toEqual([vera?.residentId, boris?.residentId].sort());
    expect(rows.every((row) => row.lane === 'bulk' && row.template === 'news')).toBe(true);
    expect(reached).not.toContain(blocked?.residentId);
    expect(reached).not.toContain(elsewhere.residentId);
  });
});
