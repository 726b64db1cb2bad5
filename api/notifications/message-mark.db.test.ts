import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { takeBack } from '#api/conversations/take-back.ts';
import { replyToResident, writeToCompany } from '#api/conversations/talk.ts';
import type { StaffActor } from '#api/core/actor.ts';
import { openHearing } from '#api/core/hearing.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { instant } from '#api/core/time.ts';
import { aColleague, aCompany, aFlat, aResident, type TestResident } from '#api/tickets/testing.ts';
import { findCard } from './cards.ts';
import { cancelDelivery, claimDeliveries, markFailed, markSent } from './deliveries.ts';
import { hearForNotices } from './hearers.ts';
import { placeLine } from './message-lines.ts';
import { readMark } from './message-mark.ts';
import { claimRetractions, markNotRetracted, markRetracted } from './retractions.ts';
import { hearAll } from './testing.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let anna: TestResident;
let tamara: StaffActor;
let conversationId: string;
let unitId: string;
const hearing = openHearing();
hearForNotices(hearing);

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
  tamara = await aColleague(ctx, 'dispatcher');
});
afterAll(() => house.close());
beforeEach(async () => {
  await ctx.db.delivery.deleteMany();
  const flat = await aFlat(ctx);
  unitId = flat.unitId;
  anna = await aResident(ctx, flat);
  ({ conversationId } = await writeToCompany(ctx, anna, { unitId, text: 'Привет', files: [] }));
  await hear();
});

const hear = () => hearAll(ctx, hearing);

async function reply(text: string): Promise<string> {
  house.clock.advance('PT0.01S');
  const { messageId } = await replyToResident(ctx, tamara, { conversationId, text });
  await hear();
  return messageId;
}

const claim = () => claimDeliveries(ctx, 'telegram', 'soon', 10);
const state = async (messageId: string) => (await readMark(ctx, messageId)).state;
const row = (messageId: string) => ctx.db.delivery.findFirstOrThrow({ where: { messageId } });

describe('the mark of a reply', () => {
  it('is its own, whatever became of the others', async () => {
    const [one, two, three] = [await reply('раз'), await reply('два'), await reply('три')];
    expect(await Promise.all([one, two, three].map(state))).toEqual(Array(3).fill('on-its-way'));
    const [first, second] = await claim();
    await markSent(ctx, first?.id ?? '', '1:10');
    await markFailed(ctx, second?.id ?? '', { reason: 'unreachable', final: true });
    expect(await Promise.all([one, two, three].map(state))).toEqual(['delivered', 'not-delivered', 'on-its-way']);
    expect(await readMark(ctx, two)).toEqual({ state: 'not-delivered', why: 'blocked' });
  });

  it('says why nobody got it', async () => {
    await ctx.db.chat.update({ where: { id: anna.chatId }, data: { state: 'blocked' } });
    expect(await readMark(ctx, await reply('раз'))).toEqual({ state: 'not-delivered', why: 'no-chat' });
  });

  it('names the hour until which quiet hours hold it', async () => {
    house.clock.set('2026-11-20T20:30:00Z'); // half past eleven in Moscow
    const mark = await readMark(ctx, await reply('раз'));
    expect(mark).toMatchObject({ state: 'on-its-way', until: instant('2026-11-21T05:00:00Z') });
    house.clock.set('2026-11-21T09:00:00Z');
  });

  it('makes the line of its message due again, and no other', async () => {
    const [one, two] = [await reply('раз'), await reply('два')];
    await placeLine(ctx, one, 'C1', 'C1:1');
    await placeLine(ctx, two, 'C1', 'C1:2');
    const due = async (id: string) => {
      const card = await findCard(ctx, { type: 'message', id }, 'slack:C1');
      return (card?.wantedVersion ?? 0) > (card?.shownVersion ?? 0);
    };
    const [first] = await claim();
    expect([await due(one), await due(two)]).toEqual([false, false]);
    await markSent(ctx, first?.id ?? '', '1:10');
    expect([await due(one), await due(two)]).toEqual([true, false]);
  });
});

describe('a reply that is taken back', () => {
  it('before it is sent, never is', async () => {
    const messageId = await reply('раз');
    await takeBack(ctx, tamara, { messageId });
    await hear();
    expect(await claim()).toEqual([]);
    expect(await state(messageId)).toBe('taken-back');
  });

  it('after it was sent, is removed where it went', async () => {
    const messageId = await reply('раз');
    const [sent] = await claim();
    await markSent(ctx, sent?.id ?? '', `${anna.address}:77`);
    await takeBack(ctx, tamara, { messageId });
    await hear();
    expect(await state(messageId)).toBe('taking-back');
    const [retraction] = await claimRetractions(ctx, 'telegram', 5);
    expect(retraction).toMatchObject({ platformRef: `${anna.address}:77`, attempts: 1 });
    expect(await claimRetractions(ctx, 'telegram', 5)).toEqual([]);
    await markRetracted(ctx, retraction?.id ?? '');
    expect(await state(messageId)).toBe('taken-back');
  });

  it('while it is on its way, is removed as soon as it has arrived', async () => {
    for (const hearsBefore of [true, false]) {
      const messageId = await reply('раз');
      const [sending] = await claim();
      await takeBack(ctx, tamara, { messageId });
      if (hearsBefore) await hear();
      expect(await state(messageId)).toBe('taking-back');
      await markSent(ctx, sending?.id ?? '', `${anna.address}:78`);
      await hear();
      expect(await row(messageId)).toMatchObject({ state: 'retracting', platformRef: `${anna.address}:78` });
      await ctx.db.delivery.deleteMany({ where: { messageId } });
    }
  });

  it('at the same moment as it is sent, ends up taken back in any order', async () => {
    for (let round = 0; round < 12; round += 1) {
      const messageId = await reply(`раз ${round}`);
      const [sending] = await claim();
      await Promise.all([
        takeBack(ctx, tamara, { messageId }).then(hear),
        markSent(ctx, sending?.id ?? '', `${anna.address}:${round}`),
      ]);
      expect(await row(messageId)).toMatchObject({ state: 'retracting' });
      await ctx.db.delivery.deleteMany({ where: { messageId } });
    }
  });

  it('and which the messenger keeps, says so', async () => {
    const messageId = await reply('раз');
    const [sent] = await claim();
    await markSent(ctx, sent?.id ?? '', `${anna.address}:79`);
    await takeBack(ctx, tamara, { messageId });
    await hear();
    const [retraction] = await claimRetractions(ctx, 'telegram', 5);
    await markNotRetracted(ctx, retraction?.id ?? '', 'refused');
    expect(await state(messageId)).toBe('not-taken-back');
  });

  it('and that a worker was about to send, is dropped', async () => {
    const messageId = await reply('раз');
    const [sending] = await claim();
    await takeBack(ctx, tamara, { messageId });
    await hear();
    await cancelDelivery(ctx, sending?.id ?? '');
    expect(await state(messageId)).toBe('taken-back');
  });
});
