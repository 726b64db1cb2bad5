import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aColleague, aUnit } from '#api/residents/testing.ts';
import { askResident } from '#api/tickets/ask-resident.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { resolveTicket } from '#api/tickets/resolve-ticket.ts';
import { aHouseWithFlat, aJoined, aPhoto, type Person } from '../testing.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let unitId: string;
let sergey: StaffActor;

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  ({ unitId } = await aHouseWithFlat(ctx));
  sergey = await aColleague(ctx, 'technician');
});
afterAll(() => house.close());

/** Walks the form up to its look-before-sending. */
async function written(person: Person, words: string): Promise<void> {
  house.clock.advance('PT1S');
  await person.say('/service');
  await person.tap('Новая заявка');
  await person.tap('Что-то сломалось');
  await person.tap('Вода');
  await person.tap('В квартире');
  await person.say(words);
}

async function sent(person: Person, words: string): Promise<string> {
  await written(person, words);
  await person.tap('Отправить');
  return newest();
}

async function newest(): Promise<string> {
  return (await ctx.db.ticket.findFirstOrThrow({ orderBy: { number: 'desc' } })).id;
}

describe('a report', () => {
  it('takes an album in two halves as one answer, shows a preview, and becomes a living card', async () => {
    const anna = await aJoined(ctx, unitId);
    await anna.say('🛠 Заявки');
    expect(await anna.tap('Новая заявка')).toContain('Шаг 1 из 5');
    await anna.tap('Что-то сломалось');
    await anna.tap('Вода');
    expect(await anna.tap('В квартире')).toContain('Расскажите, что случилось');
    const half = (text: string, ref: string) =>
      anna.give({ kind: 'files', files: [aPhoto(ref)], text, groupKey: 'album-1' });
    await half('Течёт кран на кухне', 'photo-1');
    expect(anna.answers[0]?.gather).toBe('album:album-1');
    expect(await half('', 'photo-2')).toContain('2 фото');
    expect(anna.text).toContain('Течёт кран на кухне');
    await anna.say('С самого утра');
    expect(await anna.tap('Отправить')).toContain('На рассмотрении');
    expect(anna.toast).toMatch(/^Отправлено: заявка № \d+$/);
    const id = await newest();
    expect(anna.answers[0]).toMatchObject({ card: { subject: { type: 'ticket', id }, version: 1 } });
    const ticket = await ctx.db.ticket.findUniqueOrThrow({ where: { id }, include: { attachments: true } });
    expect(ticket).toMatchObject({ text: 'Течёт кран на кухне\nС самого утра', place: 'flat', unitId, status: 'new' });
    expect(ticket.attachments.map((file) => file.sourceRef)).toEqual(['photo-1', 'photo-2']);
  });

  it('is sent once by a double tap, whether the update or the finger repeats', async () => {
    const anna = await aJoined(ctx, unitId);
    await written(anna, 'Капает батарея');
    const send = anna.routeOf('Отправить');
    const before = await ctx.db.ticket.count();
    await anna.press(send, 'telegram:1:send-once');
    const again = await anna.press(send, 'telegram:1:send-once');
    expect(again).toContain('Капает батарея');
    expect(await anna.press(send)).toContain('Капает батарея');
    expect(anna.toast).toContain('устарела');
    expect(await ctx.db.ticket.count()).toBe(before + 1);
  });

  it('is kept when a tab wins, and offered again', async () => {
    const anna = await aJoined(ctx, unitId);
    await written(anna, 'Скрипит дверь');
    await anna.say('📰 Новости');
    expect(anna.labels()).toContain('↩ Вернуться к незаконченному');
    await anna.say('/service');
    expect(await anna.tap('Новая заявка')).toContain('Продолжим?');
    expect(await anna.tap('Продолжить')).toContain('Скрипит дверь');
    await anna.tap('Отменить');
    await anna.say('/service');
    await anna.tap('Новая заявка');
    await anna.tap('Что-то сломалось');
    await anna.say('/service');
    await anna.tap('Новая заявка');
    expect(await anna.tap('Начать заново')).toContain('О чём заявка?');
  });

  it('keeps what is told before it is asked, and never asks twice', async () => {
    const anna = await aJoined(ctx, unitId);
    await anna.say('/service');
    await anna.tap('Новая заявка');
    expect(await anna.say('Сломался домофон')).toContain('Записали это');
    await anna.tap('Что-то сломалось');
    await anna.tap('Домофон');
    expect(await anna.tap('В подъезде')).toContain('Сломался домофон');
    expect(anna.labels()).toContain('Отправить');
  });

  it('of the other kinds asks for no place', async () => {
    const anna = await aJoined(ctx, unitId, { languageCode: 'en' });
    await anna.say('/service');
    await anna.tap('New request');
    await anna.tap('A question about a bill');
    await anna.tap('Debt');
    expect(anna.text).toContain('Step 3 of 4');
    await anna.say('Why do I owe this?');
    expect(await anna.tap('Send')).toContain('Billing: Debt');
  });
});

describe('a ticket', () => {
  it('goes from claimed over a question to done, accepted and rated, on one card', async () => {
    const anna = await aJoined(ctx, unitId);
    const ticketId = await sent(anna, 'Шумит бачок');
    await claimTicket(ctx, sergey, { ticketId });
    await askResident(ctx, sergey, { ticketId, question: 'Какой этаж?' });
    await anna.say('/service');
    expect(anna.text).toContain('Нужен ваш ответ');
    await anna.tap('1');
    expect(anna.text).toContain('Какой этаж?');
    expect(await anna.tap('Ответить')).toContain('Вопрос от компании: Какой этаж?');
    expect(anna.answers[0]?.place).toBe('new');
    expect(await anna.say('Пятый')).toContain('Передали в заявку');
    expect(await anna.say('Звоните в домофон')).toContain('Передали в заявку');
    await anna.tap('Готово');
    const said = await ctx.db.message.findMany({ where: { conversation: { ticketId }, authorKind: 'resident' } });
    expect(said.map((message) => message.text)).toEqual(['Пятый', 'Звоните в домофон']);
    await resolveTicket(ctx, sergey, { ticketId, report: 'Заменили клапан' });
    await anna.say('/service');
    await anna.tap('1');
    expect(anna.text).toContain('Заменили клапан');
    expect(await anna.tap('Всё в порядке, принять')).toContain('Как мы справились?');
    expect(await anna.tap('4')).toContain('Ваша оценка: 4 из 5');
    expect(await ctx.db.ticket.findUnique({ where: { id: ticketId } })).toMatchObject({ status: 'closed', rating: 4 });
  });

  it('is returned with words and photos', async () => {
    const anna = await aJoined(ctx, unitId);
    const ticketId = await sent(anna, 'Не греет полотенцесушитель');
    await claimTicket(ctx, sergey, { ticketId });
    await resolveTicket(ctx, sergey, { ticketId, report: 'Готово' });
    await anna.say('/service');
    await anna.tap('1');
    await anna.tap('Не сделано, вернуть');
    await anna.give({ kind: 'files', files: [aPhoto()], text: 'Всё ещё холодный' });
    expect(await ctx.db.ticket.findUnique({ where: { id: ticketId } })).toMatchObject({
      status: 'claimed',
      reopenedCount: 1,
    });
  });

  it('is cancelled only after a second question', async () => {
    const anna = await aJoined(ctx, unitId);
    const ticketId = await sent(anna, 'Уже не нужно');
    expect(await anna.tap('Отменить')).toContain('Отменить заявку');
    expect(anna.labels()).toEqual(['Нет, оставить', 'Да, отменить']);
    await anna.tap('Да, отменить');
    expect(anna.text).toContain('Отменена вами');
    expect(await ctx.db.ticket.findUnique({ where: { id: ticketId } })).toMatchObject({ status: 'cancelled' });
  });

  it('of another flat is not found by its button, and nothing changes', async () => {
    const anna = await aJoined(ctx, unitId);
    const ticketId = await sent(anna, 'Секрет кв. 57');
    const card = anna.routeOf('Отменить').replace('t-cancel', 't');
    const hugo = await aJoined(ctx, await aUnit(ctx, { number: '99' }));
    for (const route of [
      card,
      card.replace('t/', 't-cancel-yes/'),
      card.replace('t/', 't-say/'),
      card.replace('t/', 't-return/'),
    ]) {
      await hugo.press(route);
      expect(hugo.toast).toBe('Такой заявки у вас нет.');
      expect(hugo.answers[0]?.view).toBeUndefined();
    }
    expect(await ctx.db.ticket.findUnique({ where: { id: ticketId } })).toMatchObject({ status: 'new' });
  });

  it('is filtered by kind and state, and paged', async () => {
    const frank = await aJoined(ctx, await aUnit(ctx, { number: '31' }));
    for (let at = 1; at <= 7; at += 1) await sent(frank, `Заявка номер ${at}`);
    await frank.say('/service');
    expect(frank.labels()).toContain('1/2');
    await frank.tap('›');
    expect(frank.text).toContain('7. №');
    await frank.tap('Вид: все');
    expect(frank.labels()).toContain('Вид: технические');
    await frank.tap('Вид: технические');
    expect(frank.text).toContain('Таких заявок нет');
  });
});

describe('an emergency', () => {
  it('shows the numbers first, then tells the emergency service once', async () => {
    const anna = await aJoined(ctx, unitId);
    await anna.say('/home');
    expect(await anna.tap('Авария')).toMatch(/^Авария: сначала звонок/);
    expect(await anna.tap('Запах газа')).toMatch(/звоните с улицы: 104 или 112/);
    const tell = anna.routeOf('Сообщить аварийной службе');
    const before = await ctx.db.ticket.count();
    await anna.press(tell);
    await anna.press(tell);
    expect(await ctx.db.ticket.count()).toBe(before + 1);
    expect(await ctx.db.ticket.findUniqueOrThrow({ where: { id: await newest() } })).toMatchObject({
      urgency: 'emergency',
      unitId,
    });
  });

  it('takes the words of danger with it', async () => {
    const anna = await aJoined(ctx, unitId);
    const text = await anna.say('Помогите, топит с потолка!');
    expect(text).toMatch(/^Заливает\? Звоните: \+7 495 000-00-12/);
    await anna.tap('Сообщить аварийной службе');
    expect(await ctx.db.ticket.findUniqueOrThrow({ where: { id: await newest() } })).toMatchObject({
      urgency: 'emergency',
      text: 'Помогите, топит с потолка!',
    });
  });
});
