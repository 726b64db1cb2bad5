import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attachFiles, markStored, openAttachment } from '#api/conversations/attachments.ts';
import { listMessages } from '#api/conversations/messages.ts';
import { replyToResident } from '#api/conversations/talk.ts';
import type { StaffActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { plus, toDateColumn } from '#api/core/time.ts';
import { knownProblems } from '#api/flows/known-problems.ts';
import { answerTicket } from './answer-ticket.ts';
import { ensureCategories } from './categories.ts';
import { claimTicket } from './claim-ticket.ts';
import { acceptTicket, cancelTicket } from './finish-ticket.ts';
import { countFollowers, getFollowedTicket } from './followed-ticket.ts';
import { acceptJoined, joinTicket, leaveTicket, returnJoined } from './join-ticket.ts';
import { mergeTicket } from './merge-ticket.ts';
import { listMyTickets } from './my-tickets.ts';
import { rateTicket } from './rate-ticket.ts';
import { resolveTicket } from './resolve-ticket.ts';
import { returnTicket } from './return-ticket.ts';
import { replay } from './status.ts';
import type { TicketSummary } from './summary.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat, type TestResident } from './testing.ts';
import { getMyTicket } from './ticket-card.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let sergey: StaffActor;
let flat: TestFlat;
let anna: TestResident;
let next: TestFlat;
let boris: TestResident;
let ticket: TicketSummary;

const secret = 'Заперто изнутри, звоните Анне в 57';

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
  await ensureCategories(ctx);
  sergey = await aColleague(ctx, 'technician', 'dispatcher');
});
beforeEach(async () => {
  house.clock.set('2026-11-20T09:00:00Z');
  flat = await aFlat(ctx);
  anna = await aResident(ctx, flat);
  next = await aFlat(ctx, { buildingId: flat.buildingId });
  boris = await aResident(ctx, next);
  ticket = await aTicket(ctx, anna, flat, { place: 'common-area', categoryCode: 'lift', text: secret });
  house.clock.advance('PT1M');
});
afterAll(() => house.close());

const nothing = { text: '', files: [] };
const join = (who: TestResident, unitId: string, id = ticket.id) =>
  joinTicket(ctx, who, { ticketId: id, unitId, ...nothing });

async function done(): Promise<void> {
  await claimTicket(ctx, sergey, { ticketId: ticket.id });
  await resolveTicket(ctx, sergey, { ticketId: ticket.id, report: 'Ключ взял у Анны из 57, лифт пошёл' });
  house.clock.advance('PT1M');
}

async function moveOut(who: TestResident, endsOn: string): Promise<void> {
  await ctx.db.occupancy.update({ where: { id: who.occupancyId }, data: { endsOn: toDateColumn(endsOn) } });
}

describe('known problems', () => {
  it('are the open ones of the same house and place, the same category first; never those of a flat', async () => {
    const known = async (place: 'common-area' | 'grounds' = 'common-area', categoryCode = 'lift') =>
      (await knownProblems(ctx, boris, { unitId: next.unitId, place, categoryCode })).tickets.map((one) => one.id);
    await aTicket(ctx, anna, flat, { place: 'flat' });
    const light = await aTicket(ctx, anna, flat, { place: 'common-area', categoryCode: 'electricity' });
    const bench = await aTicket(ctx, anna, flat, { place: 'grounds' });
    const elsewhere = await aFlat(ctx);
    await aTicket(ctx, await aResident(ctx, elsewhere), elsewhere, { place: 'common-area' });
    expect(await known()).toEqual([ticket.id, light.id]);
    expect(await known('common-area', 'electricity')).toEqual([light.id, ticket.id]);
    expect(await known('grounds')).toEqual([bench.id]);
    await cancelTicket(ctx, anna, { ticketId: light.id });
    await done();
    expect(await known()).toEqual([]);
    await expect(knownProblems(ctx, boris, { unitId: flat.unitId, place: 'common-area' })).rejects.toMatchObject({
      code: 'flat.not-found',
    });
  });

  it('say what, where, since when and how it stands, and nothing else', async () => {
    const [shown] = (await knownProblems(ctx, boris, { unitId: next.unitId, place: 'common-area' })).tickets;
    expect(Object.keys(shown ?? {}).sort()).toEqual(
      ['category', 'createdAt', 'hasJoined', 'id', 'isMine', 'kind', 'pause', 'pausedUntil', 'place', 'status'].sort(),
    );
    expect(shown).toMatchObject({ isMine: false, hasJoined: false, category: { code: 'lift' }, status: 'new' });
    const [own] = (await knownProblems(ctx, anna, { unitId: flat.unitId, place: 'common-area' })).tickets;
    expect(own?.isMine).toBe(true);
  });
});

describe('joining', () => {
  it('counts once, and gives sight of the problem and of nothing more', async () => {
    await join(boris, next.unitId);
    await join(boris, next.unitId);
    expect(await countFollowers(ctx, ticket.id)).toBe(1);
    const shown = await getFollowedTicket(ctx, boris, ticket.id);
    expect(shown).toMatchObject({ number: ticket.number, place: 'common-area', status: 'new', canLeave: true });
    for (const word of [
      '57',
      'Анн',
      'Anna',
      flat.unitId,
      anna.residentId,
      'text',
      'attachments',
      'report',
      'question',
    ]) {
      expect(JSON.stringify(shown)).not.toContain(word);
    }
    const events = await ctx.db.ticketEvent.findMany({ where: { ticketId: ticket.id }, orderBy: { createdAt: 'asc' } });
    expect(replay(events)).toMatchObject({ status: 'new' });
    expect(events.filter((event) => event.kind === 'joined')).toHaveLength(1);
  });

  it('opens no other door to the ticket: neither its card, list, words, files, nor any deed of its author', async () => {
    const [photo = ''] = await inTransaction(ctx, (tx) =>
      attachFiles(tx, {
        owner: { ticketId: ticket.id },
        purpose: 'problem',
        files: [{ kind: 'photo', source: 'telegram', sourceRef: 'photo-1' }],
      }),
    );
    await markStored(ctx, photo, { bytes: Buffer.from('a photo') });
    await answerTicket(ctx, anna, { ticketId: ticket.id, text: 'Код домофона 4821', files: [] });
    const { id: conversationId } = await ctx.db.conversation.findFirstOrThrow({ where: { ticketId: ticket.id } });
    await replyToResident(ctx, sergey, { conversationId, text: 'Анна, идём к вам в 57' });
    await join(boris, next.unitId);
    await done();
    const ticketId = ticket.id;
    const doors = [
      () => getMyTicket(ctx, boris, ticketId),
      () => answerTicket(ctx, boris, { ticketId, text: 'И я', files: [] }),
      () => acceptTicket(ctx, boris, { ticketId }),
      () => returnTicket(ctx, boris, { ticketId, text: 'Нет', files: [] }),
      () => cancelTicket(ctx, boris, { ticketId }),
      () => rateTicket(ctx, boris, { ticketId, rating: 1 }),
      () => listMessages(ctx, boris, { conversationId }),
      () => openAttachment(ctx, boris, photo),
    ];
    for (const door of doors) await expect(door()).rejects.toMatchObject({ code: expect.stringMatching(/not-found$/) });
    expect((await listMyTickets(ctx, boris)).items).toEqual([]);
  });

  it('is for neighbours: not for another house, a flat’s own ticket, one’s own, or a tenant without the right', async () => {
    const elsewhere = await aFlat(ctx);
    const far = await aResident(ctx, elsewhere);
    await expect(join(far, elsewhere.unitId)).rejects.toMatchObject({ code: 'ticket.not-found' });
    await expect(join(far, next.unitId)).rejects.toMatchObject({ code: 'flat.not-found' });
    const inFlat = await aTicket(ctx, anna, flat, { place: 'flat' });
    await expect(join(boris, next.unitId, inFlat.id)).rejects.toMatchObject({ code: 'ticket.not-found' });
    const wife = await aResident(ctx, flat, { role: 'family' });
    await expect(join(wife, flat.unitId)).rejects.toMatchObject({ code: 'ticket.already-yours' });
    const tenant = await aResident(ctx, next, { rights: ['meters'] });
    await expect(join(tenant, next.unitId)).rejects.toMatchObject({ code: 'not-allowed' });
    await done();
    await expect(join(boris, next.unitId)).rejects.toMatchObject({ code: 'ticket.wrong-state' });
  });

  it('ends by leaving, and by moving out', async () => {
    await join(boris, next.unitId);
    await leaveTicket(ctx, boris, { ticketId: ticket.id });
    await expect(leaveTicket(ctx, boris, { ticketId: ticket.id })).rejects.toMatchObject({ code: 'ticket.not-found' });
    await expect(getFollowedTicket(ctx, boris, ticket.id)).rejects.toMatchObject({ code: 'ticket.not-found' });
    await join(boris, next.unitId);
    await moveOut(boris, '2026-11-20');
    await expect(getFollowedTicket(ctx, boris, ticket.id)).rejects.toMatchObject({ code: 'ticket.not-found' });
    expect(await countFollowers(ctx, ticket.id)).toBe(0);
    await done();
    const again = { ticketId: ticket.id, text: 'Всё равно не едет', files: [] };
    await expect(returnJoined(ctx, boris, again)).rejects.toMatchObject({ code: 'ticket.not-found' });
  });

  it('holds for thirty neighbours at once', async () => {
    const neighbours = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const home = await aFlat(ctx, { buildingId: flat.buildingId });
        return { home, who: await aResident(ctx, home) };
      }),
    );
    await Promise.all(neighbours.flatMap(({ home, who }) => [join(who, home.unitId), join(who, home.unitId)]));
    expect(await countFollowers(ctx, ticket.id)).toBe(30);
    const events = await ctx.db.ticketEvent.count({ where: { ticketId: ticket.id, kind: 'joined' } });
    expect(events).toBe(30);
  }, 60_000);
});

describe('when it is done', () => {
  it('any one who joined returns it, with words, whatever the author said; the words are the colleagues’ alone', async () => {
    await join(boris, next.unitId);
    await done();
    await acceptTicket(ctx, anna, { ticketId: ticket.id });
    const { reopenedCount: before } = await getMyTicket(ctx, anna, ticket.id);
    const words = { ticketId: ticket.id, text: 'На моём этаже дверь не открывается', files: [], externalKey: 'k1' };
    await returnJoined(ctx, boris, words);
    await expect(returnJoined(ctx, boris, words)).rejects.toMatchObject({ code: 'ticket.wrong-state' });
    const now = await getMyTicket(ctx, anna, ticket.id);
    expect(now).toMatchObject({ status: 'claimed', reopenedCount: before + 1 });
    const { id: conversationId } = await ctx.db.conversation.findFirstOrThrow({ where: { ticketId: ticket.id } });
    expect((await listMessages(ctx, anna, { conversationId })).items).toEqual([]);
    const [said] = (await listMessages(ctx, sergey, { conversationId })).items;
    expect(said).toMatchObject({ text: words.text, visibility: 'internal' });
  });

  it('a yes of who joined closes nothing and is asked for anew after the next report', async () => {
    await join(boris, next.unitId);
    await expect(acceptJoined(ctx, boris, { ticketId: ticket.id })).rejects.toMatchObject({
      code: 'ticket.wrong-state',
    });
    await done();
    expect((await getFollowedTicket(ctx, boris, ticket.id)).canJudge).toBe(true);
    await acceptJoined(ctx, boris, { ticketId: ticket.id });
    expect(await getFollowedTicket(ctx, boris, ticket.id)).toMatchObject({ verdict: 'accepted', canJudge: false });
    expect((await getMyTicket(ctx, anna, ticket.id)).status).toBe('resolved');
    await returnTicket(ctx, anna, { ticketId: ticket.id, text: 'Снова стоит', files: [] });
    house.clock.advance('PT1M');
    await resolveTicket(ctx, sergey, { ticketId: ticket.id, report: 'Сделано' });
    expect(await getFollowedTicket(ctx, boris, ticket.id)).toMatchObject({ verdict: null, canJudge: true });
  });

  it('two weeks after it was closed it is too late for everybody', async () => {
    await join(boris, next.unitId);
    await done();
    await acceptTicket(ctx, anna, { ticketId: ticket.id });
    house.clock.set(plus(ctx.now(), 'P15D').toISOString());
    const late = { ticketId: ticket.id, text: 'Не едет', files: [] };
    await expect(returnJoined(ctx, boris, late)).rejects.toMatchObject({ code: 'ticket.too-late' });
  });
});

it('a duplicate’s author follows the original and sees no more of it than a neighbour does', async () => {
  const twin = await aTicket(ctx, boris, next, { place: 'common-area', categoryCode: 'lift' });
  await mergeTicket(ctx, sergey, { ticketId: twin.id, originalNumber: ticket.number });
  expect(await getFollowedTicket(ctx, boris, ticket.id)).toMatchObject({ number: ticket.number });
  await expect(getMyTicket(ctx, boris, ticket.id)).rejects.toMatchObject({ code: 'ticket.not-found' });
  expect((await getMyTicket(ctx, boris, twin.id)).status).toBe('closed');
});
