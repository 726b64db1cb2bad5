import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { answerTicket } from './answer-ticket.ts';
import { askResident } from './ask-resident.ts';
import { ensureCategories, listCategories } from './categories.ts';
import { claimTicket } from './claim-ticket.ts';
import { acceptTicket, cancelTicket, rejectTicket } from './finish-ticket.ts';
import { holdTicket, resumeTicket } from './hold-ticket.ts';
import { listMyTickets } from './my-tickets.ts';
import { noteTicket } from './note-ticket.ts';
import { openTicket } from './open-ticket.ts';
import { rateTicket } from './rate-ticket.ts';
import { releaseTicket } from './release-ticket.ts';
import { resolveTicket } from './resolve-ticket.ts';
import { returnTicket } from './return-ticket.ts';
import { getStaffTicket, listStaffTickets } from './staff-tickets.ts';
import { startTicket } from './start-ticket.ts';
import { replay } from './status.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat, type TestResident } from './testing.ts';
import { getMyTicket } from './ticket-card.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  await ensureCategories(house.ctx);
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
});
afterAll(() => house.close());

const photo = { kind: 'photo' as const, source: 'telegram' as const, sourceRef: 'file-1' };
const said = (ticketId: string, text: string, externalKey?: string) => ({ ticketId, text, files: [], externalKey });

describe('a ticket from the first word to the rating', () => {
  it('keeps words, files, timeline and events, and its timeline adds up to its state', async () => {
    const { ctx } = house;
    const sergey = await aColleague(ctx);
    const ticket = await aTicket(ctx, anna, flat, { categoryCode: 'plumbing', files: [photo] });
    const { id: ticketId } = ticket;
    expect(ticket).toMatchObject({ status: 'new', version: 1, urgency: 'normal', buildingId: flat.buildingId });
    await claimTicket(ctx, sergey, { ticketId });
    await askResident(ctx, sergey, { ticketId, question: 'Which tap?' });
    const asked = await getMyTicket(ctx, anna, ticketId);
    expect(asked).toMatchObject({
      pause: 'waiting-for-resident',
      question: 'Which tap?',
      photosCount: 1,
      isMine: true,
    });
    expect(asked).toMatchObject({ category: { code: 'plumbing' }, assignee: { name: 'Sergey', trade: 'plumber' } });
    expect(asked).toMatchObject({
      canAnswer: true,
      canCancel: true,
      canAccept: false,
      canReturn: false,
      canRate: false,
    });
    house.clock.advance('PT1M');
    await answerTicket(ctx, anna, said(ticketId, 'The left one', 'telegram:1:5'));
    await startTicket(ctx, sergey, { ticketId });
    house.clock.advance('PT1M');
    await noteTicket(ctx, sergey, said(ticketId, 'Needs a new cartridge', 'slack:C1:1.2'));
    await resolveTicket(ctx, sergey, { ticketId, report: 'Changed the cartridge', materials: 'cartridge 35 mm' });
    house.clock.advance('PT1M');
    await returnTicket(ctx, anna, said(ticketId, 'Still drips'));
    const back = await getMyTicket(ctx, anna, ticketId);
    expect(back).toMatchObject({ status: 'claimed', reopenedCount: 1, resolvedAt: null, assigneeId: sergey.staffId });
    await resolveTicket(ctx, sergey, { ticketId, report: 'Changed the tap' });
    await acceptTicket(ctx, anna, { ticketId });
    const rated = await rateTicket(ctx, anna, { ticketId, rating: 5, reasons: ['fast'], comment: 'Thanks' });

    const card = await getStaffTicket(ctx, sergey, ticketId);
    expect(card).toMatchObject({ status: 'closed', report: 'Changed the tap', rating: 5, version: rated.version });
    expect(card.service).toBe('technical');
    expect(card.timeline.map((entry) => entry.kind).join(' ')).toBe(
      'opened claimed asked answered started noted resolved returned resolved accepted rated',
    );
    expect(replay(card.timeline)).toEqual({ status: 'closed', pause: 'none', assigneeId: sergey.staffId });
    expect(card.messages.map((one) => [one.visibility, one.text])).toEqual([
      ['resident', 'Which tap?'],
      ['resident', 'The left one'],
      ['internal', 'Needs a new cartridge'],
      ['resident', 'Still drips'],
    ]);
    expect(JSON.stringify(card)).not.toContain('Petrova');
    const events = await ctx.db.outboxEvent.findMany({ where: { data: { path: ['ticketId'], equals: ticketId } } });
    expect(events).toHaveLength(card.timeline.length);
    expect(card.timeline[6]?.data).toMatchObject({ materials: 'cartridge 35 mm' });
    expect(JSON.stringify(events)).not.toMatch(/cartridge|drips|Thanks/);
  });

  it('puts off, resumes, releases, rejects and cancels', async () => {
    const { ctx } = house;
    const [sergey, boss] = [await aColleague(ctx), await aColleague(ctx, 'manager')];
    const { id: ticketId } = await aTicket(ctx, anna, flat);
    await claimTicket(ctx, sergey, { ticketId });
    const past = holdTicket(ctx, sergey, { ticketId, reason: 'no part', until: ctx.now() });
    await expect(past).rejects.toMatchObject({ code: 'ticket.hold-in-past' });
    await holdTicket(ctx, sergey, { ticketId, reason: 'no part' });
    expect(await getMyTicket(ctx, anna, ticketId)).toMatchObject({ pause: 'on-hold', pauseReason: 'no part' });
    expect(await resumeTicket(ctx, sergey, { ticketId })).toMatchObject({ status: 'claimed', pause: 'none' });
    expect(await releaseTicket(ctx, boss, { ticketId })).toMatchObject({ status: 'new', assigneeId: null });
    await rejectTicket(ctx, boss, { ticketId, reason: 'The city serves this' });
    expect(await getMyTicket(ctx, anna, ticketId)).toMatchObject({ rejectedReason: 'The city serves this' });
    const other = await aTicket(ctx, anna, flat);
    expect(await cancelTicket(ctx, anna, { ticketId: other.id })).toMatchObject({ status: 'cancelled' });
    const again = cancelTicket(ctx, anna, { ticketId: other.id });
    await expect(again).rejects.toMatchObject({ code: 'ticket.wrong-state', values: { status: 'cancelled' } });
  });

  it('refuses a resolve without a report and one by a stranger to the ticket', async () => {
    const { ctx } = house;
    const [sergey, ivan] = [await aColleague(ctx), await aColleague(ctx)];
    const { id: ticketId } = await aTicket(ctx, anna, flat);
    await claimTicket(ctx, sergey, { ticketId });
    const empty = resolveTicket(ctx, sergey, { ticketId, report: '  ' });
    await expect(empty).rejects.toMatchObject({ code: 'ticket.no-report' });
    const foreign = resolveTicket(ctx, ivan, { ticketId, report: 'done' });
    await expect(foreign).rejects.toMatchObject({
      code: 'ticket.not-yours',
      values: { by: expect.stringContaining('Sergey') },
    });
    expect((await getStaffTicket(ctx, ivan, ticketId)).timeline).toHaveLength(2);
  });

  it('lands the same words once, and one of two simultaneous starts', async () => {
    const { ctx } = house;
    const sergey = await aColleague(ctx);
    const { id: ticketId } = await aTicket(ctx, anna, flat);
    await Promise.all([1, 2, 3].map(() => answerTicket(ctx, anna, said(ticketId, 'And it hums', 'telegram:1:9'))));
    await claimTicket(ctx, sergey, { ticketId });
    const starts = await Promise.allSettled([1, 2, 3, 4].map(() => startTicket(ctx, sergey, { ticketId })));
    expect(starts.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const { messages, timeline } = await getStaffTicket(ctx, sergey, ticketId);
    expect(messages).toHaveLength(1);
    expect(timeline.map((entry) => entry.kind)).toEqual(['opened', 'answered', 'claimed', 'started']);
  });
});

describe('openTicket', () => {
  it('opens one ticket however often the same update comes', async () => {
    const { ctx } = house;
    const same = { text: 'Twice the same update', onceKey: 'telegram:1:100', files: [photo] };
    const opened = await Promise.all([1, 2, 3].map(() => aTicket(ctx, anna, flat, same)));
    expect(new Set(opened.map((one) => one.number)).size).toBe(1);
    const ticketId = opened[0]?.id ?? '';
    expect(await ctx.db.attachment.count({ where: { ticketId } })).toBe(1);
    expect(await ctx.db.ticketEvent.count({ where: { ticketId } })).toBe(1);
    const boris = await aResident(ctx, flat);
    expect((await aTicket(ctx, boris, flat, { ...same, files: [] })).id).not.toBe(ticketId);
  });

  it('stops a flood of words and of tickets, but never an emergency', async () => {
    const { ctx } = house;
    const home = await aFlat(ctx);
    const boris = await aResident(ctx, home);
    const first = await aTicket(ctx, boris, home, { text: 'No light' });
    await expect(aTicket(ctx, boris, home, { text: 'No light' })).rejects.toMatchObject({
      code: 'ticket.too-many',
      values: { why: 'same-words', number: first.number },
    });
    for (let count = 1; count < 20; count += 1) await aTicket(ctx, boris, home, { text: `No light ${count}` });
    await expect(aTicket(ctx, boris, home)).rejects.toMatchObject({ code: 'ticket.too-many', values: { why: 'day' } });
    const flood = await aTicket(ctx, boris, home, { text: 'No light', categoryCode: 'emergency-flood' });
    expect(flood).toMatchObject({ urgency: 'emergency' });
    house.clock.advance('PT25H');
    expect(await aTicket(ctx, boris, home, { text: 'No light' })).toMatchObject({ status: 'new' });
  });

  it('counts by what the company decided', async () => {
    const { ctx } = house;
    const home = await aFlat(ctx);
    const boris = await aResident(ctx, home);
    await saveSetting(ctx, systemActor, 'ticket-limits', { perDay: 2, sameWordsMinutes: 0 });
    await aTicket(ctx, boris, home, { text: 'No light' });
    await aTicket(ctx, boris, home, { text: 'No light' });
    const third = aTicket(ctx, boris, home);
    await expect(third).rejects.toMatchObject({ code: 'ticket.too-many', values: { why: 'day', limit: 2 } });
    expect(await aTicket(ctx, boris, home, { categoryCode: 'emergency-gas' })).toMatchObject({ status: 'new' });
    await saveSetting(ctx, systemActor, 'ticket-limits', {});
  });

  it('refuses a foreign flat, an unknown category and one of another kind', async () => {
    const { ctx } = house;
    const foreign = await aFlat(ctx);
    await expect(aTicket(ctx, anna, foreign)).rejects.toMatchObject({ code: 'flat.not-found' });
    for (const categoryCode of ['nothing', 'debt']) {
      const wrong = aTicket(ctx, anna, flat, { categoryCode });
      await expect(wrong).rejects.toMatchObject({ code: 'ticket.unknown-category', values: { code: categoryCode } });
    }
  });

  it('lets a colleague open one for a building', async () => {
    const { ctx } = house;
    const desk = await aColleague(ctx, 'dispatcher');
    const input = { kind: 'technical' as const, place: 'common-area' as const, text: 'Entrance 2 is dark' };
    const { buildingId } = flat;
    const ticket = await openTicket(ctx, desk, { ...input, buildingId, files: [], source: 'phone' });
    expect(ticket).toMatchObject({ residentId: null, unitId: null, buildingId });
    const asking = askResident(ctx, desk, { ticketId: ticket.id, question: 'Where?' });
    await expect(asking).rejects.toMatchObject({ code: 'ticket.no-resident' });
  });

  it('keeps the classifier the company has changed', async () => {
    const { ctx } = house;
    await ctx.db.ticketCategory.update({ where: { code: 'acts' }, data: { archivedAt: ctx.now() } });
    await ensureCategories(ctx);
    const codes = (await listCategories(ctx, 'general')).map((one) => one.code);
    expect(codes).toContain('papers');
    expect(codes).not.toContain('acts');
  });
});

describe('what a resident sees', () => {
  it("is their own flat's, never another's", async () => {
    const { ctx } = house;
    const home = await aFlat(ctx);
    const [vera, stranger] = [await aResident(ctx, home), await aResident(ctx, await aFlat(ctx))];
    const ticket = await aTicket(ctx, vera, home);
    const { id: ticketId } = ticket;
    expect((await listMyTickets(ctx, vera)).items.map((one) => one.id)).toEqual([ticketId]);
    expect((await listMyTickets(ctx, stranger)).items).toEqual([]);
    expect((await listMyTickets(ctx, stranger, { unitId: home.unitId })).items).toEqual([]);
    const deeds = [
      () => getMyTicket(ctx, stranger, ticketId),
      () => cancelTicket(ctx, stranger, { ticketId }),
      () => answerTicket(ctx, stranger, said(ticketId, 'hello')),
      () => returnTicket(ctx, stranger, said(ticketId, '')),
      () => rateTicket(ctx, stranger, { ticketId, rating: 1 }),
    ];
    for (const deed of deeds) await expect(deed()).rejects.toMatchObject({ code: 'ticket.not-found' });
    expect((await getMyTicket(ctx, vera, ticketId)).version).toBe(1);
    await expect(getStaffTicket(ctx, vera, ticketId)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(listStaffTickets(ctx, vera)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('begins with their own occupancy and ends with it', async () => {
    const { ctx } = house;
    const home = await aFlat(ctx);
    const before = await aResident(ctx, home, { endsOn: '2026-11-20' });
    house.clock.set('2026-11-10T09:00:00Z');
    const old = await aTicket(ctx, before, home);
    house.clock.set('2026-11-25T09:00:00Z');
    const after = await aResident(ctx, home, { startsOn: '2026-11-20' });
    const fresh = await aTicket(ctx, after, home);
    expect((await listMyTickets(ctx, after)).items.map((one) => one.id)).toEqual([fresh.id]);
    await expect(getMyTicket(ctx, after, old.id)).rejects.toMatchObject({ code: 'ticket.not-found' });
    await expect(getMyTicket(ctx, before, old.id)).rejects.toMatchObject({ code: 'ticket.not-found' });
    expect((await listMyTickets(ctx, before)).items).toEqual([]);
  });

  it('is shared by the household, but only with the right to tickets', async () => {
    const { ctx } = house;
    const home = await aFlat(ctx);
    const [owner, tenant] = [await aResident(ctx, home), await aResident(ctx, home, { role: 'tenant' })];
    const guest = await aResident(ctx, home, { role: 'family', rights: ['meters'] });
    const ticket = await aTicket(ctx, tenant, home);
    expect(await getMyTicket(ctx, owner, ticket.id)).toMatchObject({ isMine: false, canCancel: true });
    await expect(getMyTicket(ctx, guest, ticket.id)).rejects.toMatchObject({ code: 'ticket.not-found' });
    expect((await listMyTickets(ctx, guest)).items).toEqual([]);
  });
});

describe('lists', () => {
  it('page through everything once, by state and kind', async () => {
    const { ctx } = house;
    const home = await aFlat(ctx);
    const vera = await aResident(ctx, home);
    const made: string[] = [];
    for (let count = 0; count < 9; count += 1) {
      made.push((await aTicket(ctx, vera, home, { kind: count % 3 === 0 ? 'billing' : 'technical' })).id);
    }
    await cancelTicket(ctx, vera, { ticketId: made[4] ?? '' });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await listMyTickets(ctx, vera, { after, limit: 4 });
      seen.push(...page.items.map((one) => one.id));
      after = page.next;
    } while (after);
    expect(seen).toHaveLength(9);
    expect(new Set(seen)).toEqual(new Set(made));
    expect((await listMyTickets(ctx, vera, { kind: 'billing', limit: 50 })).items).toHaveLength(3);
    expect((await listMyTickets(ctx, vera, { state: 'done' })).items.map((one) => one.id)).toEqual([made[4]]);
    expect((await listMyTickets(ctx, vera, { state: 'open', limit: 50 })).items).toHaveLength(8);
    await expect(listMyTickets(ctx, vera, { after: 'rubbish' })).rejects.toMatchObject({ code: 'page.bad-cursor' });
  });

  it('find a ticket for colleagues by its number alone', async () => {
    const { ctx } = house;
    const desk = await aColleague(ctx, 'read-only');
    const ticket = await aTicket(ctx, anna, flat, { text: 'Zebra in\nthe lift' });
    const { items } = await listStaffTickets(ctx, desk, { number: ticket.number });
    expect(items).toMatchObject([{ id: ticket.id, title: 'Zebra in the lift', address: '12 Sadovaya St.' }]);
    expect((await listStaffTickets(ctx, desk, { number: 1 })).items).toEqual([]);
  });
});
