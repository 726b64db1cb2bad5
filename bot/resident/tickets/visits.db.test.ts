import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StaffActor, systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { instant, plus } from '#api/core/time.ts';
import type { Notice } from '#api/notifications/templates.ts';
import { openChat } from '#api/residents/chats.ts';
import { aColleague, aUnit } from '#api/residents/testing.ts';
import { askResident } from '#api/tickets/ask-resident.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { expireTicket } from '#api/tickets/finish-ticket.ts';
import { arrive, missVisit, setOff } from '#api/tickets/go-to-visit.ts';
import { mergeTicket } from '#api/tickets/merge-ticket.ts';
import { openTicket } from '#api/tickets/open-ticket.ts';
import { proposeVisit } from '#api/tickets/propose-visit.ts';
import { resolveTicket } from '#api/tickets/resolve-ticket.ts';
import { returnTicket } from '#api/tickets/return-ticket.ts';
import { formatWindow } from '#locales/format.ts';
import { guestOf } from '../guest.ts';
import { renderNotice } from '../notices.ts';
import { aHouseWithFlat, aJoined, type Person } from '../testing.ts';
import { plain } from '../view.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let unitId: string;
let sergey: StaffActor;
let anna: Person;

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  ({ unitId } = await aHouseWithFlat(ctx));
  sergey = await aColleague(ctx, 'technician', 'dispatcher');
  await ctx.db.staffMember.update({ where: { id: sergey.staffId }, data: { name: 'Сергей Иванов', trade: 'plumber' } });
  anna = await aJoined(ctx, unitId);
});
afterAll(() => house.close());

async function guest(person: Person) {
  return guestOf(ctx, await openChat(ctx, { messenger: 'telegram', address: person.address, locale: 'ru' }));
}

async function aClaimed(text: string): Promise<string> {
  const { actor } = await guest(anna);
  if (!actor) throw new Error('anna has joined');
  house.clock.advance('PT1M');
  const input = { unitId, kind: 'technical', place: 'flat', text, source: 'telegram' } as const;
  const { id: ticketId } = await openTicket(ctx, actor, { ...input, files: [] });
  await claimTicket(ctx, sergey, { ticketId });
  return ticketId;
}

/** Tomorrow at a wall time of Moscow. */
const tomorrow = (time: string) => instant(`${plus(ctx.now(), 'P1D').toISOString().slice(0, 10)}T${time}:00+03:00`);
const dayWords = () => formatWindow('ru', tomorrow('10:00'), tomorrow('11:00'), 'Europe/Moscow').split(', 10:')[0];
const propose = (ticketId: string, from: string, until: string) =>
  proposeVisit(ctx, sergey, { ticketId, startsAt: tomorrow(from), endsAt: tomorrow(until) });
const visitOf = (ticketId: string) =>
  ctx.db.visit.findFirstOrThrow({ where: { ticketId }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] });

async function openCard(): Promise<string> {
  await anna.say('/service');
  return anna.tap('1');
}

async function told(template: Notice['template'], ticketId: string, data: object) {
  const notice = { template, subject: { type: 'ticket', id: ticketId }, data } as Notice;
  const answer = await renderNotice(ctx, await guest(anna), notice);
  if (!answer?.view) return null;
  const buttons = answer.view.rows.flat();
  return {
    text: plain(answer.view.text),
    labels: buttons.map((button) => button.label),
    routes: buttons.map((button) => ('route' in button ? button.route : '')),
    pictures: answer.view.pictures ?? [],
  };
}

describe('a visit on the card of its ticket', () => {
  it('is proposed, agreed to in one tap, and shows who comes with the code to ask for', async () => {
    const ticketId = await aClaimed('Течёт кран');
    await propose(ticketId, '14:00', '16:00');
    expect(await openCard()).toContain(
      `Предлагаем прийти: ${dayWords()}, 14:00–16:00. Придёт Сергей, сантехник. Вам удобно?`,
    );
    const { code } = await visitOf(ticketId);
    expect(await anna.tap('Удобно, жду')).toContain(`Код визита ${code}: спросите его у двери. Мастер не берёт деньги`);
    expect(anna.text).toContain(`Визит: ${dayWords()}, 14:00–16:00. Придёт Сергей, сантехник.`);
    expect(anna.toast).toBe('Договорились!');
    expect(anna.labels()).toEqual(['Перенести визит', 'Дописать', 'Отменить', 'Все заявки']);
    await setOff(ctx, sergey, { ticketId });
    expect(await openCard()).toMatch(/✅ Принята .+ → ✅ Взял Сергей, сантехник .+ → ● В пути → ○ Выполнена/);
    await arrive(ctx, sergey, { ticketId });
    expect(await openCard()).toContain('● У двери');
    await resolveTicket(ctx, sergey, { ticketId, report: 'Заменили картридж' });
    expect(await openCard()).not.toContain(code);
    expect(anna.text).toMatch(/✅ Взял Сергей, сантехник .+ → ✅ Выполнена \d\d:\d\d/);
  });

  it('is moved to a time on offer, and an old button is answered kindly', async () => {
    const ticketId = await aClaimed('Капает');
    await propose(ticketId, '10:00', '11:00');
    await openCard();
    const agree = anna.routeOf('Удобно, жду');
    expect(await anna.tap('Другое время')).toContain('Когда вам удобно?');
    await anna.tap(`${dayWords()}, 17:00–20:00`);
    expect(anna.toast).toBe(`Перенесли: ${dayWords()}, 17:00–20:00. Мастер узнает об этом сейчас.`);
    expect(await visitOf(ticketId)).toMatchObject({ state: 'changed', startsAt: tomorrow('17:00') });
    await anna.press(agree);
    expect(anna.toast).toMatch(/Визит по заявке № \d+ уже изменился/);
    expect(await visitOf(ticketId)).toMatchObject({ state: 'changed' });
    const times = anna.routeOf('Перенести визит');
    await setOff(ctx, sergey, { ticketId });
    expect(await anna.press(times)).toContain('сейчас перенести нельзя');
  });

  it('is not for a neighbour to move', async () => {
    const ticketId = await aClaimed('Секрет');
    await propose(ticketId, '10:00', '11:00');
    await openCard();
    const [agree, times] = [anna.routeOf('Удобно, жду'), anna.routeOf('Другое время')];
    const hugo = await aJoined(ctx, await aUnit(ctx, { number: '98' }));
    for (const route of [agree, times, times.replace('v-times', 'v-who'), times.replace('v-times', 't-reopen')]) {
      await hugo.press(route);
      expect(hugo.toast).toBe('Такой заявки у вас нет.');
    }
    expect(await visitOf(ticketId)).toMatchObject({ state: 'proposed' });
  });
});

describe('notices of a visit', () => {
  it('offer two other times on the proposal itself, and say nothing once it is another one', async () => {
    const ticketId = await aClaimed('Стук в трубе');
    await propose(ticketId, '14:00', '16:00');
    const { id: visitId } = await visitOf(ticketId);
    const shown = await told('visit-proposed', ticketId, { visitId });
    expect(shown?.text).toContain(`Предлагаем прийти: ${dayWords()}, 14:00–16:00`);
    expect(shown?.labels).toHaveLength(5);
    await anna.press(shown?.routes[1] ?? '');
    expect(anna.toast).toMatch(/^Перенесли/);
    await propose(ticketId, '18:00', '19:00');
    expect(await told('visit-proposed', ticketId, { visitId })).toBeNull();
    expect(await told('visit-off', ticketId, { visitId })).toBeNull();
  });

  it('show the face of who comes, and new times when nobody opened', async () => {
    const { key, sha256, sizeBytes } = await ctx.files.put(new TextEncoder().encode('a face'));
    const file = { id: unitId, key, sha256, sizeBytes, mime: 'image/jpeg', createdAt: ctx.now() };
    await ctx.db.storedFile.create({ data: file });
    await ctx.db.staffMember.update({ where: { id: sergey.staffId }, data: { photoFileId: unitId } });
    const ticketId = await aClaimed('Запах в ванной');
    await setOff(ctx, sergey, { ticketId });
    const { id: visitId, code } = await visitOf(ticketId);
    const onTheWay = await told('visit-on-the-way', ticketId, { visitId });
    expect(onTheWay?.text).toContain('Уже в пути: Сергей, сантехник.');
    expect(onTheWay?.text).toContain(code);
    expect(onTheWay?.pictures).toEqual([{ portraitOf: sergey.staffId }]);
    await openCard();
    await anna.tap('Кто придёт');
    expect(anna.answers[0]?.view?.pictures).toEqual([{ portraitOf: sergey.staffId }]);
    await arrive(ctx, sergey, { ticketId });
    expect((await told('visit-at-the-door', ticketId, { visitId }))?.text).toContain('У двери: Сергей, сантехник.');
    expect(await told('visit-on-the-way', ticketId, { visitId })).toBeNull();
    await missVisit(ctx, sergey, { ticketId });
    const missed = await told('visit-missed', ticketId, { visitId });
    expect(missed?.text).toContain('никто не открыл. Выберите, пожалуйста, новое время.');
    expect(missed?.labels.filter((label) => label.includes('–'))).toHaveLength(6);
    const waiting = await told('ticket-waiting', ticketId, { closesOn: '2026-11-30' });
    expect(waiting?.labels[0]).toBe('Другое время');
    expect(await openCard()).toContain('Нужен ваш ответ');
    expect(anna.labels()).toContain('Выбрать время');
    await anna.press(missed?.routes[0] ?? '');
    expect(await visitOf(ticketId)).toMatchObject({ state: 'changed' });
    await ctx.db.staffMember.update({ where: { id: sergey.staffId }, data: { photoFileId: null } });
  });
});

describe('the end of a ticket', () => {
  it('by silence is undone in one tap', async () => {
    const ticketId = await aClaimed('Шумит бачок');
    await askResident(ctx, sergey, { ticketId, question: 'Какой этаж?' });
    const waiting = await told('ticket-waiting', ticketId, { closesOn: '2026-11-30' });
    expect(waiting?.text).toContain('Какой этаж?\n\nБез ответа заявка закроется сама: 30 ноября.');
    await expireTicket(ctx, systemActor, { ticketId });
    const closed = await told('ticket-closed', ticketId, { why: 'no-answer' });
    expect(closed?.text).toContain('мы не дождались вашего ответа');
    expect(closed?.labels[0]).toBe('Открыть снова');
    await anna.press(closed?.routes[1] ?? '');
    expect(anna.labels()).not.toContain('5');
    await anna.tap('Открыть снова');
    expect(anna.toast).toMatch(/снова открыта$/);
    expect(await ctx.db.ticket.findUnique({ where: { id: ticketId } })).toMatchObject({ status: 'claimed' });
    await anna.press(closed?.routes[0] ?? '');
    expect(anna.toast).toMatch(/уже изменилась/);
    expect(anna.text).toContain('Состояние: В работе');
  });

  it('is not agreed to any more when somebody was faster: the old message becomes the card of the present', async () => {
    const ticketId = await aClaimed('Хлопает дверь');
    await resolveTicket(ctx, sergey, { ticketId, report: 'Отрегулировали' });
    await openCard();
    const accept = anna.routeOf('Всё в порядке, принять');
    const { actor } = await guest(anna);
    if (!actor) throw new Error('anna has joined');
    await returnTicket(ctx, actor, { ticketId, text: 'Хлопает снова', files: [] });
    await anna.press(accept);
    expect(anna.toast).toMatch(/уже изменилась/);
    expect(anna.text).toContain('Состояние: В работе');
    expect(anna.labels()).not.toContain('Всё в порядке, принять');
  });

  it('is returned without words in one tap', async () => {
    const ticketId = await aClaimed('Не греет');
    await resolveTicket(ctx, sergey, { ticketId, report: 'Готово' });
    await openCard();
    await anna.tap('Не сделано, вернуть');
    await anna.tap('Вернуть без слов');
    expect(await ctx.db.ticket.findUnique({ where: { id: ticketId } })).toMatchObject({ reopenedCount: 1 });
    await anna.tap('Готово');
  });

  it('is rated by a tap, with reasons by taps and words for who wants to', async () => {
    const ticketId = await aClaimed('Лампа');
    await resolveTicket(ctx, sergey, { ticketId, report: 'Заменили' });
    await openCard();
    await anna.tap('Всё в порядке, принять');
    expect(await anna.tap('2')).toContain('Что было не так?');
    await anna.tap('Долго');
    await anna.tap('Оставили грязь');
    await anna.tap('✓ Долго');
    await anna.tap('Написать словами');
    expect(await anna.say('Следы на ковре')).toContain('Спасибо за оценку!');
    expect(await ctx.db.ticket.findUnique({ where: { id: ticketId } })).toMatchObject({
      rating: 2,
      ratingReasons: ['dirty'],
      ratingComment: 'Следы на ковре',
    });
  });

  it('rated and left: new words are a new trouble, not a comment', async () => {
    const ticketId = await aClaimed('Лампа в коридоре');
    await resolveTicket(ctx, sergey, { ticketId, report: 'Заменили' });
    await openCard();
    await anna.tap('Всё в порядке, принять');
    await anna.tap('5');
    await anna.say('У меня снова течёт кран');
    expect(anna.labels()[0]).toBe('Это о другом');
    expect(await ctx.db.ticket.findUnique({ where: { id: ticketId } })).toMatchObject({
      rating: 5,
      ratingComment: null,
    });
    await anna.tap('Пропустить');
  });

  it('as a duplicate names the original, and is returned when it is something else', async () => {
    const original = await aClaimed('Нет света в подъезде');
    const { number } = await ctx.db.ticket.findUniqueOrThrow({ where: { id: original } });
    const ticketId = await aClaimed('Темно в подъезде');
    await mergeTicket(ctx, sergey, { ticketId, originalNumber: number });
    const shown = await told('ticket-merged', ticketId, {});
    expect(shown?.text).toContain(`о том же, что и заявка № ${number}`);
    expect(shown?.labels[0]).toBe('Это другое, вернуть');
  });
});
