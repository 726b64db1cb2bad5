import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dangers } from '#api/company/emergency.ts';
import { saveSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aHouseWithFlat, aJoined, aPhoto, type Person } from '../testing.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let unitId: string;
let anna: Person;

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  ({ unitId } = await aHouseWithFlat(ctx));
  anna = await aJoined(ctx, unitId);
});
/** Nobody's emergency of before is the same as the next one. */
beforeEach(() => house.clock.advance('PT1H'));
afterAll(() => house.close());

const newest = () => ctx.db.ticket.findFirstOrThrow({ orderBy: { number: 'desc' }, include: { category: true } });
const talkOf = (ticketId: string) =>
  ctx.db.message.findMany({
    where: { conversation: { ticketId } },
    orderBy: { id: 'asc' },
    include: { attachments: true },
  });

async function told(person: Person, danger: string): Promise<void> {
  await person.say('/home');
  await person.tap('Авария');
  await person.tap(danger);
  await person.tap('Сообщить аварийной службе');
}

describe('from Home', () => {
  it('a ticket is there after three taps and no question; where it is and words follow', async () => {
    await told(anna, 'Застряли в лифте');
    const ticket = await newest();
    expect(ticket).toMatchObject({ urgency: 'emergency', place: 'common-area', text: '', unitId, status: 'new' });
    expect(ticket.category?.danger).toBe('stuck');
    expect(anna.answers[0]?.card?.subject.id).toBe(ticket.id);
    expect(anna.text).toMatch(/^Кто-то застрял в лифте\? Звоните/);
    expect(anna.text).toContain(`Аварийная служба видит заявку № ${ticket.number}. Где это случилось?`);
    await anna.say('Между пятым и шестым, двое детей');
    expect(anna.text).toContain('Передали аварийной службе');
    await anna.give({ kind: 'files', files: [aPhoto('panel')], text: '' });
    const talk = await talkOf(ticket.id);
    expect(talk.map((message) => message.text)).toEqual(['Между пятым и шестым, двое детей', '']);
    expect(talk[1]?.attachments).toHaveLength(1);
  });

  it('is moved to where it is by one tap, once, whatever was typed before', async () => {
    await told(anna, 'Топит, прорвало трубу');
    const inEntrance = anna.routeOf('В подъезде, лифте, подвале');
    await anna.say('С потолка у лифта');
    await anna.press(inEntrance);
    await anna.press(inEntrance);
    const ticket = await newest();
    expect(ticket.place).toBe('common-area');
    const moves = await ctx.db.ticketEvent.findMany({ where: { ticketId: ticket.id, kind: 'answered' } });
    expect(moves.filter((event) => 'place' in (event.data as object))).toHaveLength(1);
  });

  it('is one ticket for a household and half an hour, and the words of the second go into the first', async () => {
    const boris = await aJoined(ctx, unitId, { role: 'family' });
    await told(anna, 'Запах газа');
    const before = await ctx.db.ticket.count();
    await boris.say('Пахнет газом на лестнице');
    await boris.tap('Сообщить аварийной службе');
    expect(await ctx.db.ticket.count()).toBe(before);
    const ticket = await newest();
    expect(boris.toast).toBe(`Аварийная служба уже знает: заявка № ${ticket.number}`);
    expect((await talkOf(ticket.id)).map((message) => message.text)).toEqual(['Пахнет газом на лестнице']);
    house.clock.advance('PT31M');
    await told(anna, 'Запах газа');
    expect(await ctx.db.ticket.count()).toBe(before + 1);
  });

  it('throws away nothing that was half filled in', async () => {
    await anna.say('/service');
    await anna.tap('Новая заявка');
    await anna.tap('Что-то сломалось');
    await told(anna, 'Пожар, дым');
    expect(anna.labels()).toContain('В моей квартире');
    await anna.tap('Во дворе');
    expect((await newest()).place).toBe('grounds');
    await anna.say('Дым из подвала');
    await anna.tap('Готово');
    expect((await ctx.db.formState.findFirstOrThrow({ where: { form: 'report' } })).step).toBe('category');
    await anna.tap('↩ Вернуться к незаконченному');
    expect(anna.text).toContain('Что именно?');
    await ctx.db.formState.deleteMany();
  });

  it('told from within another form, has the words that follow; the form comes back after them', async () => {
    await anna.say('/service');
    await anna.tap('Новая заявка');
    await anna.tap('Что-то сломалось');
    await anna.say('Пахнет газом');
    await anna.tap('Сообщить аварийной службе');
    await anna.tap('Сообщить аварийной службе');
    const ticket = await newest();
    expect(ticket.category?.danger).toBe('gas');
    await anna.say('На кухне, окно открыли');
    await anna.say('/home');
    await anna.tap('↩ Вернуться к незаконченному');
    await anna.give({ kind: 'files', files: [aPhoto('stove')], text: '' });
    expect((await talkOf(ticket.id)).map(({ text, attachments }) => [text, attachments.length])).toEqual([
      ['На кухне, окно открыли', 0],
      ['', 1],
    ]);
    expect(await ctx.db.looseMessage.count({ where: { text: 'На кухне, окно открыли' } })).toBe(0);
    await anna.tap('Готово');
    await anna.tap('↩ Вернуться к незаконченному');
    expect((await ctx.db.formState.findFirstOrThrow({ where: { form: 'report' } })).step).toBe('category');
    await ctx.db.formState.deleteMany();
  });
});

describe('the numbers', () => {
  it('stand before everything, as the company set them, and for gas with what to do', async () => {
    for (const danger of dangers) {
      const text = await anna.press(`sos?d=${danger}`);
      expect(text.split('\n')[0]).toMatch(/\d{3}/);
    }
    expect(await anna.press('sos?d=gas')).toMatch(/Выйдите и звоните с улицы: 104 или 112\nНе включайте/);
    const numbers = [{ danger: 'gas' as const, phone: '+7 495 104-04-04' }];
    await saveSetting(ctx, systemActor, 'emergency-numbers', numbers);
    expect(await anna.press('sos?d=gas')).toContain('звоните с улицы: +7 495 104-04-04\n');
    // A danger without a number of its own has the company's.
    expect(await anna.press('sos?d=fire')).toContain('+7 495 000-00-12');
  });
});

describe('whatever the limits say', () => {
  it('an emergency is told, with all its words and photos, and does not use them up', async () => {
    await saveSetting(ctx, systemActor, 'ticket-limits', { perDay: 1, sameWordsMinutes: 60 });
    for (const danger of ['Запах газа', 'Пожар, дым', 'Топит, прорвало трубу', 'Застряли в лифте']) {
      const before = await ctx.db.ticket.count();
      await told(anna, danger);
      expect(await ctx.db.ticket.count()).toBe(before + 1);
      for (let n = 0; n < 5; n += 1) await anna.say('Скорее!');
      expect(await talkOf((await newest()).id)).toHaveLength(5);
    }
    await anna.tap('Готово');
    await anna.say('/service');
    await anna.tap('Новая заявка');
    await anna.tap('Что-то сломалось');
    await anna.tap('Вода');
    await anna.tap('В квартире');
    await anna.say('Капает кран');
    await anna.tap('Отправить');
    expect(anna.toast).toMatch(/^Отправлено/);
  });

  it('a category that was put away stops no emergency', async () => {
    await ctx.db.ticketCategory.updateMany({ where: { danger: 'power' }, data: { archivedAt: ctx.now() } });
    await told(anna, 'Искрит, нет света в подъезде');
    expect(await newest()).toMatchObject({ urgency: 'emergency', categoryId: null });
  });
});
