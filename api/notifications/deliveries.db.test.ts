import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { saveSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { instant } from '#api/core/time.ts';
import { aCompany, aFlat, aResident, type TestFlat, type TestResident } from '#api/tickets/testing.ts';
import { type DeliverInput, deliver } from './deliver.ts';
import { cancelDelivery, claimDeliveries, markFailed, markSent, retryLater } from './deliveries.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
});
afterAll(() => house.close());
beforeEach(async () => {
  // 12:00 in Moscow.
  house.clock.set('2026-11-20T09:00:00Z');
  await house.ctx.db.delivery.deleteMany();
});

const tell = (input: DeliverInput) => inTransaction(house.ctx, (tx) => deliver(tx, input));
function resolved(eventKey: string, residentId = anna.residentId): DeliverInput {
  const subject = { type: 'ticket' as const, id: newId(house.ctx.now()) };
  return { template: 'ticket-resolved', subject, data: {}, eventKey, recipient: { residentId } };
}
const claim = (limit = 100) => claimDeliveries(house.ctx, 'telegram', 'soon', limit);
/** Lets every lease run out: the database's clock cannot be moved, its rows can. */
const expireLeases = () =>
  house.ctx.db.$executeRaw`update delivery set leased_until = clock_timestamp() - interval '1 second'
    where leased_until is not null`;

describe('deliver', () => {
  it('writes one message per occasion and recipient, however often and however fast it is asked', async () => {
    const input = resolved('event-1');
    const written = await Promise.all([1, 2, 3, 4, 5].map(() => tell(input)));
    expect(written.filter(Boolean)).toHaveLength(1);
    expect(await tell({ ...input, eventKey: 'event-2' })).toBe(true);
    expect(await house.ctx.db.delivery.count()).toBe(2);
  });

  it('writes none to who has no active chat or has switched the topic off', async () => {
    const { ctx } = house;
    const blocked = await aResident(ctx, flat, { chatState: 'blocked' });
    expect(await tell(resolved('event-1', blocked.residentId))).toBe(false);
    const boris = await aResident(ctx, flat);
    const choice = { residentId: boris.residentId, topic: 'tickets', isOn: false, updatedAt: ctx.now() };
    await ctx.db.topicChoice.create({ data: choice });
    const claimed = { ...resolved('event-2', boris.residentId), template: 'ticket-claimed' as const };
    expect(await tell(claimed as DeliverInput)).toBe(false);
    expect(await tell(resolved('event-3', boris.residentId))).toBe(true);
  });

  it('waits for the morning of the place where the person lives', async () => {
    const { ctx, clock } = house;
    const far = await aFlat(ctx, { timeZone: 'Asia/Vladivostok' });
    const vera = await aResident(ctx, far);
    // 23:30 in Moscow, 06:30 in Vladivostok.
    clock.set('2026-11-20T20:30:00Z');
    await tell(resolved('event-1'));
    await tell(resolved('event-1', vera.residentId));
    expect(await claim()).toEqual([]);
    clock.set('2026-11-20T22:00:00Z');
    expect((await claim()).map((one) => one.residentId)).toEqual([vera.residentId]);
    clock.set('2026-11-21T04:59:59Z');
    expect(await claim()).toEqual([]);
    clock.set('2026-11-21T05:00:00Z');
    expect(await claim()).toMatchObject([{ residentId: anna.residentId, isSilent: false, address: anna.address }]);
  });

  it('answers softly at night who is still awake, and loudly in an emergency', async () => {
    const { ctx, clock } = house;
    clock.set('2026-11-20T20:30:00Z');
    await tell({ ...resolved('emergency'), manner: 'loud' });
    await ctx.db.chat.update({ where: { id: anna.chatId }, data: { lastSeenAt: instant('2026-11-20T20:00:00Z') } });
    await tell(resolved('event-1'));
    const claimed = await claim();
    expect(claimed.map((one) => one.isSilent).sort()).toEqual([false, true]);
  });

  it("follows the operator's own quiet hours", async () => {
    await saveSetting(house.ctx, systemActor, 'quiet-hours', { from: '11:00', until: '13:00' });
    await house.ctx.db.chat.update({
      where: { id: anna.chatId },
      data: { lastSeenAt: instant('2026-11-01T00:00:00Z') },
    });
    await tell(resolved('event-1'));
    expect(await claim()).toEqual([]);
    house.clock.set('2026-11-20T10:00:00Z');
    expect(await claim()).toHaveLength(1);
    await saveSetting(house.ctx, systemActor, 'quiet-hours', { from: '22:00', until: '08:00' });
  });
});

describe('claimDeliveries', () => {
  it('never gives two workers the same message, and gives all of them', async () => {
    for (let count = 0; count < 60; count += 1) await tell(resolved(`event-${count}`));
    const batches = await Promise.all(Array.from({ length: 8 }, () => claim(10)));
    const ids = batches.flat().map((one) => one.id);
    expect(new Set(ids).size).toBe(ids.length);
    const rest = await claim(100);
    expect(ids.length + rest.length).toBe(60);
    expect(await claim(100)).toEqual([]);
  });

  it('gives a message again when its worker died', async () => {
    await tell(resolved('event-1'));
    const [first] = await claim();
    expect(await claim()).toEqual([]);
    await expireLeases();
    expect(await claim()).toMatchObject([{ id: first?.id, attempts: 2 }]);
  });

  it('keeps lanes and channels apart and hands the notice over whole', async () => {
    await tell({ ...resolved('event-1'), lane: 'bulk' });
    const subject = { type: 'ticket' as const, id: newId(house.ctx.now()) };
    const messageId = newId(house.ctx.now());
    const slackChannel = 'C042';
    await tell({
      template: 'thread-message',
      subject,
      data: { messageId },
      eventKey: 'e',
      recipient: { slackChannel },
    });
    expect(await claim()).toEqual([]);
    expect(await claimDeliveries(house.ctx, 'slack', 'soon', 10)).toMatchObject([
      { notice: { template: 'thread-message', subject, data: { messageId } }, address: 'C042', locale: null },
    ]);
    expect(await claimDeliveries(house.ctx, 'telegram', 'bulk', 10)).toMatchObject([
      { address: anna.address, locale: 'en', chatId: anna.chatId },
    ]);
  });

  it('fails what can reach nobody any more', async () => {
    const boris = await aResident(house.ctx, flat);
    await tell(resolved('event-1', boris.residentId));
    await house.ctx.db.chat.update({ where: { id: boris.chatId }, data: { state: 'blocked' } });
    expect(await claim()).toEqual([]);
    const [row] = await house.ctx.db.delivery.findMany();
    expect(row).toMatchObject({ state: 'failed', failure: 'no-address' });
  });
});

describe('what becomes of a message', () => {
  it('is kept apart for each recipient, and what was sent stays sent', async () => {
    const { ctx } = house;
    const subject = { type: 'news-post' as const, id: newId(ctx.now()) };
    const people = await Promise.all([1, 2, 3, 4].map(() => aResident(ctx, flat)));
    for (const { residentId } of people) {
      await tell({ template: 'news', subject, data: { urgency: 'common' }, eventKey: 'n', recipient: { residentId } });
    }
    const [one, two, three] = await claim();
    await markSent(ctx, one?.id ?? '', `${one?.address}:15`);
    await markFailed(ctx, two?.id ?? '', { reason: 'blocked', final: true });
    await cancelDelivery(ctx, three?.id ?? '');
    const states = async () =>
      (await ctx.db.delivery.findMany({ where: { subjectId: subject.id } })).map(({ state }) => state).sort();
    expect(await states()).toEqual(['cancelled', 'failed', 'sending', 'sent']);
    // What was sent stays sent, whatever a late worker says.
    await markFailed(ctx, one?.id ?? '', { reason: 'late', final: true });
    expect(await states()).toEqual(['cancelled', 'failed', 'sending', 'sent']);
  });

  it('comes back after a failure, and after a pause without being counted', async () => {
    const { ctx } = house;
    await tell(resolved('event-1'));
    const [first] = await claim();
    await markFailed(ctx, first?.id ?? '', { reason: 'network', final: false });
    expect(await claim()).toEqual([]);
    await expireLeases();
    const [second] = await claim();
    expect(second).toMatchObject({ id: first?.id, attempts: 2 });
    await retryLater(ctx, first?.id ?? '', 30);
    expect(await claim()).toEqual([]);
    await expireLeases();
    expect(await claim()).toMatchObject([{ attempts: 2 }]);
  });

  it('is given up after many failures', async () => {
    const { ctx } = house;
    await tell(resolved('event-1'));
    await ctx.db.delivery.updateMany({ data: { attempts: 29 } });
    const [last] = await claim();
    await markFailed(ctx, last?.id ?? '', { reason: 'network', final: false });
    expect(await ctx.db.delivery.findMany()).toMatchObject([{ state: 'failed', failure: 'network', attempts: 30 }]);
  });
});
