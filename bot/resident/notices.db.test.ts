import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueInvoice } from '#api/billing/issue-invoice.ts';
import { recordPayment } from '#api/billing/record-payment.ts';
import { attachFiles, markStored } from '#api/conversations/attachments.ts';
import { replyToResident, writeToCompany } from '#api/conversations/talk.ts';
import type { StaffActor } from '#api/core/actor.ts';
import { systemActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import type { Notice } from '#api/notifications/templates.ts';
import { openChat } from '#api/residents/chats.ts';
import { createJoinCode } from '#api/residents/join-codes.ts';
import { aColleague, aUnit } from '#api/residents/testing.ts';
import { askResident } from '#api/tickets/ask-resident.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { rejectTicket } from '#api/tickets/finish-ticket.ts';
import { openTicket } from '#api/tickets/open-ticket.ts';
import { resolveTicket } from '#api/tickets/resolve-ticket.ts';
import { guestOf } from './guest.ts';
import { renderNotice } from './notices.ts';
import { aHouseWithFlat, aJoined, aPerson, type Person } from './testing.ts';
import { plain } from './view.ts';
import type { Guest } from './who.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let unitId: string;
let buildingId: string;
let sergey: StaffActor;
let anna: Person;
let carol: Person;

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  ({ unitId, buildingId } = await aHouseWithFlat(ctx));
  sergey = await aColleague(ctx, 'technician', 'dispatcher');
  await ctx.db.staffMember.update({ where: { id: sergey.staffId }, data: { name: 'Сергей Иванов', trade: 'plumber' } });
  anna = await aJoined(ctx, unitId);
  carol = await aJoined(ctx, unitId, { languageCode: 'en', saidName: 'Carol Hayes', role: 'family' });
});
afterAll(() => house.close());

async function guest(person: Person): Promise<Guest> {
  return guestOf(ctx, await openChat(ctx, { messenger: 'telegram', address: person.address, locale: 'ru' }));
}

async function told(person: Person, notice: Notice): Promise<{ text: string; labels: string[] } | null> {
  const answer = await renderNotice(ctx, await guest(person), notice);
  if (!answer?.view) return null;
  expect(answer.place).toBe('new');
  return { text: plain(answer.view.text), labels: answer.view.rows.flat().map((button) => button.label) };
}

async function aTicket(text: string): Promise<string> {
  const { actor } = await guest(anna);
  if (!actor) throw new Error('anna has joined');
  const input = { unitId, kind: 'technical', place: 'flat', text, files: [], source: 'telegram' } as const;
  return (await openTicket(ctx, actor, { ...input, files: [] })).id;
}

const about = (id: string) => ({ type: 'ticket' as const, id });

describe('a ticket', () => {
  it('is claimed by a name and a trade, in the language of each', async () => {
    const ticketId = await aTicket('Течёт кран');
    const notice: Notice = { template: 'ticket-claimed', subject: about(ticketId), data: {} };
    expect(await told(anna, notice)).toBeNull();
    await claimTicket(ctx, sergey, { ticketId });
    expect((await told(anna, notice))?.text).toMatch(/^Заявку № \d+ «Течёт кран» взял в работу: Сергей, сантехник\.$/);
    expect((await told(carol, notice))?.text).toMatch(/is taken: Сергей, plumber\.$/);
  });

  it('asks while the answer is awaited, and not after', async () => {
    const ticketId = await aTicket('Шумит труба');
    await askResident(ctx, sergey, { ticketId, question: 'Днём или <b>ночью</b>?' });
    const { id: messageId } = await ctx.db.message.findFirstOrThrow({ where: { conversation: { ticketId } } });
    const notice: Notice = { template: 'ticket-question', subject: about(ticketId), data: { messageId } };
    const shown = await told(anna, notice);
    expect(shown?.text).toContain('Днём или <b>ночью</b>?');
    expect(shown?.labels[0]).toBe('Ответить');
    await anna.say('ночью');
    await anna.tap('Это ответ по заявке');
    expect(await told(anna, notice)).toBeNull();
  });

  it('is done with a report to accept or return; declined with a reason', async () => {
    const done = await aTicket('Капает');
    await claimTicket(ctx, sergey, { ticketId: done });
    await resolveTicket(ctx, sergey, { ticketId: done, report: 'Заменили прокладку' });
    const shown = await told(anna, { template: 'ticket-resolved', subject: about(done), data: {} });
    expect(shown?.text).toContain('Заменили прокладку');
    expect(shown?.labels.slice(0, 2)).toEqual(['Всё в порядке, принять', 'Не сделано, вернуть']);
    const declined = await aTicket('Покрасьте мне машину');
    await rejectTicket(ctx, sergey, { ticketId: declined, reason: 'Это не наша работа' });
    const why = await told(carol, { template: 'ticket-rejected', subject: about(declined), data: {} });
    expect(why?.text).toContain('Reason: Это не наша работа');
  });

  it('is not told to who no longer may see it', async () => {
    const ticketId = await aTicket('Лампа');
    await claimTicket(ctx, sergey, { ticketId });
    const other = await aJoined(ctx, await aUnit(ctx, { buildingId }));
    expect(await told(other, { template: 'ticket-claimed', subject: about(ticketId), data: {} })).toBeNull();
  });
});

it("brings the company's answer, its pictures as pictures and its files as files", async () => {
  const { actor } = await guest(anna);
  if (!actor) throw new Error('anna has joined');
  const { conversationId } = await writeToCompany(ctx, actor, { unitId, text: 'Вопрос', files: [] });
  const { messageId } = await replyToResident(ctx, sergey, { conversationId, text: 'Ответ' });
  const subject = { type: 'conversation' as const, id: conversationId };
  expect(await told(anna, { template: 'chat-message', subject, data: { messageId } })).toMatchObject({
    text: 'Сергей отвечает:\nОтвет',
    labels: ['Ответить'],
  });
  const [pdf = '', png = ''] = await inTransaction(ctx, (tx) =>
    attachFiles(tx, {
      owner: { messageId },
      purpose: 'talk',
      files: [
        { kind: 'file', source: 'slack', sourceRef: 'F1', name: 'акт.pdf' },
        { kind: 'photo', source: 'slack', sourceRef: 'F2' },
      ],
    }),
  );
  await markStored(ctx, pdf, { bytes: new TextEncoder().encode('%PDF-1.7\n%âãÏÓ\n') });
  await markStored(ctx, png, {
    bytes: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  });
  const show = async (attachmentId: string) =>
    (await renderNotice(ctx, await guest(anna), { template: 'chat-file', subject, data: { attachmentId } }))?.view;
  expect(await show(pdf)).toMatchObject({ text: 'Файл от компании: акт.pdf', files: [{ attachmentId: pdf }] });
  expect(await show(png)).toMatchObject({ pictures: [{ attachmentId: png }] });
});

it('tells of a newcomer, with the way to cut them off; and who was cut off, why', async () => {
  const flat = await aUnit(ctx, { buildingId, number: '70' });
  const owner = await aJoined(ctx, flat, { saidName: 'Ирина' });
  house.clock.advance('PT1H');
  await aJoined(ctx, flat, { saidName: 'Некто', role: 'family' });
  const { id } = await ctx.db.occupancy.findFirstOrThrow({ where: { unitId: flat, resident: { fullName: 'Некто' } } });
  const notice: Notice = { template: 'newcomer', subject: { type: 'occupancy', id }, data: { unitId: flat } };
  const answer = await renderNotice(ctx, await guest(owner), notice);
  expect(answer?.view && plain(answer.view.text)).toContain('подключился новый человек: Некто (кв. 70');
  const cut = answer?.view?.rows.flat().find((button) => button.label === 'Отключить: Некто');
  await owner.press(cut && 'route' in cut ? cut.route : '');
  await owner.tap('Да, отключить');
  expect(await ctx.db.occupancy.findUnique({ where: { id } })).not.toMatchObject({ endsOn: null });
});

it('reminds of a bill only while it is unpaid', async () => {
  const { id: accountId } = await ctx.db.account.findFirstOrThrow({ where: { unitId } });
  house.clock.set('2026-12-01T09:00:00Z');
  const lines = [{ serviceCode: 's', name: 's', group: 'other' as const, unit: '', chargedMinor: 10_000n }];
  const dates = { issuedOn: '2026-11-25', dueOn: '2026-12-15' };
  const { invoiceId } = await issueInvoice(ctx, systemActor, { accountId, period: '2026-11', ...dates, lines });
  const notice: Notice = {
    template: 'bill-reminder',
    subject: { type: 'company', id: buildingId },
    data: { day: '2026-12-14', bills: [{ invoiceId, why: 'tomorrow' }] },
  };
  expect((await told(anna, notice))?.text).toMatch(/^Завтра, 15 декабря, срок оплаты\.\nНоябрь: осталось 100,00\s₽$/);
  await recordPayment(ctx, systemActor, {
    accountId,
    amountMinor: 10_000n,
    paidOn: '2026-12-10',
    provider: 'bank',
    chargeId: 'x',
  });
  expect(await told(anna, notice)).toBeNull();
});

it('names the flat and gives each bill its button to somebody with two flats', async () => {
  const second = await aUnit(ctx, { buildingId, number: '58', accountNumber: '0000510058' });
  const person = await aJoined(ctx, unitId, { languageCode: 'en', saidName: 'Two Flats' });
  const { code } = await createJoinCode(ctx, systemActor, { unitId: second, role: 'owner' });
  await person.say('/settings');
  await person.tap('Add a flat');
  await person.say(code);
  const { id: accountId } = await ctx.db.account.findFirstOrThrow({ where: { unitId: second } });
  const lines = [{ serviceCode: 's', name: 's', group: 'other' as const, unit: '', chargedMinor: 10_000n }];
  const dates = { issuedOn: '2026-12-01', dueOn: '2026-12-15' };
  const { invoiceId } = await issueInvoice(ctx, systemActor, { accountId, period: '2026-12', ...dates, lines });
  const bill = await told(person, {
    template: 'bill-reminder',
    subject: { type: 'company', id: buildingId },
    data: { day: '2026-12-14', bills: [{ invoiceId, why: 'tomorrow' }] },
  });
  expect(bill?.text).toMatch(/December, flat 58, ул\. Садовая, 12: 100\.00\s₽ left/);
  expect(bill?.labels).toEqual(['Open the bill', 'I have paid']);
});

it('takes the tab bar from who has no flat left, and names the flat', async () => {
  const person = await aJoined(ctx, unitId, { role: 'family' });
  const data = { address: 'ул. Садовая, 12', number: '57' };
  const notice: Notice = { template: 'access-ended', subject: { type: 'occupancy', id: unitId }, data };
  await person.say('/settings');
  await person.tap('Отключиться: кв. 57');
  await person.tap('Да, отключиться');
  const answer = await renderNotice(ctx, await guest(person), notice);
  expect(answer).toMatchObject({ keyboard: 'none' });
  expect(plain(answer?.view?.text ?? '')).toContain('кв. 57, ул. Садовая, 12');
});

it('says what the office decided, to a stranger too', async () => {
  const stranger = aPerson(ctx);
  await stranger.say('/start');
  const subject = { type: 'join-request' as const, id: buildingId };
  const notice: Notice = { template: 'join-decided', subject, data: { approved: false, unitId: null } };
  expect((await told(stranger, notice))?.text).toContain('не смог подтвердить');
});
