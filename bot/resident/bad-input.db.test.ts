import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCursor } from '#api/company/page.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aHouseWithFlat, aJoined, aPhoto, type Person } from './testing.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let unitId: string;

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  ({ unitId } = await aHouseWithFlat(ctx));
});
afterAll(() => house.close());

/** Somebody in the middle of a request, at "Tell us what has happened". */
async function telling(languageCode = 'ru'): Promise<Person> {
  const person = await aJoined(ctx, unitId, { languageCode });
  const en = languageCode === 'en';
  await person.say('/service');
  await person.tap(en ? 'New request' : 'Новая заявка');
  await person.tap(en ? 'Something is broken' : 'Что-то сломалось');
  await person.tap(en ? 'Water' : 'Вода');
  await person.tap(en ? 'In the flat' : 'В квартире');
  return person;
}

const where = async (person: Person) =>
  ctx.db.formState.findFirst({
    where: { chat: { address: person.address } },
    select: { form: true, step: true, isOpen: true },
  });
const atStory = { form: 'report', step: 'story', isOpen: true };

describe('what a form cannot take', () => {
  const bad = [
    ['a sticker', { kind: 'other', what: 'sticker' }, 'Стикеры мы не понимаем', 'do not understand stickers'],
    ['a point on the map', { kind: 'other', what: 'location' }, 'Точку на карте', 'a point on the map'],
    ['a poll', { kind: 'other', what: 'poll' }, 'Опросы', 'polls'],
    ['25 MB', { kind: 'other', what: 'too-big', sizeBytes: 25e6 }, 'больше 20 МБ', 'larger than 20 MB'],
    ['what nobody knows', { kind: 'other', what: 'unknown' }, 'открыть не можем', 'cannot open this'],
    ['emoji only', { kind: 'text', text: '👍🏽 !!!' }, 'Одних значков', 'signs alone'],
    [
      'an edit',
      { kind: 'text', text: 'другое', isEdited: true },
      'Правку старого сообщения',
      'edits of an old message',
    ],
    ['an unknown command', { kind: 'text', text: '/fly' }, 'Такой команды нет', 'no such command'],
  ] as const;

  it.each(bad)('%s: said in both languages, and the form stays where it was', async (_name, content, ru, en) => {
    for (const [language, sentence, question] of [
      ['ru', ru, 'Расскажите, что случилось'],
      ['en', en, 'Tell us what has happened'],
    ] as const) {
      const person = await telling(language);
      const text = await person.give(content);
      expect(text).toContain(sentence);
      expect(text).toContain(question);
      expect(await where(person)).toEqual(atStory);
    }
    expect(await ctx.db.looseMessage.count()).toBe(0);
  });

  it("somebody else's contact: said, and the form stays", async () => {
    const person = await telling();
    expect(await person.give({ kind: 'contact', phone: '+79991112233', own: false })).toContain(
      'Здесь нужны слова, фото',
    );
    expect(await where(person)).toEqual(atStory);
  });

  it('the same outside a form: said, with the way home', async () => {
    const person = await aJoined(ctx, unitId);
    for (const [, content, ru] of bad) {
      expect(await person.give(content)).toContain(ru);
      expect(person.labels()).toEqual(['На главную']);
    }
    expect(await ctx.db.looseMessage.count()).toBe(0);
  });
});

describe('forwarded words', () => {
  it("takes a forwarded message as the person's own words, and notes it", async () => {
    const person = await telling();
    const text = await person.give({ kind: 'text', text: 'Соседка пишет: течёт', isForwarded: true });
    expect(text).toContain('берём его как ваши слова');
    expect(text).toContain('Переслано: Соседка пишет: течёт');
  });

  it('shows words as they were typed, whatever they look like', async () => {
    const person = await telling();
    const words = "<b>O'Neil & _co_ <!channel> *bold* [x](y)";
    expect(await person.say(words)).toContain(words);
  });
});

describe('old and foreign buttons', () => {
  it('of an earlier step: out of date, with the question that is asked now', async () => {
    const person = await telling();
    await person.say('Течёт');
    expect(await person.press('f?s=report.place&v=grounds')).toContain('Проверьте, пожалуйста');
    expect(person.toast).toContain('устарела');
  });

  it('of a form that was cancelled, of a route of former days, of nonsense: out of date, with Home', async () => {
    const person = await telling();
    const send = 'f?s=report.check&v=send';
    await person.tap('Отменить');
    for (const route of [
      send,
      'f-back?s=report.check',
      'f-go-on',
      'former?x=1',
      '',
      '/',
      't/short',
      '~nosuchtoken',
      'pay?g=beer',
    ]) {
      const text = await person.press(route);
      expect(person.toast).toContain('устарела');
      expect(text).toContain('кв. 57, ул. Садовая, 12');
    }
    expect(await ctx.db.ticket.count({ where: { text: '' } })).toBe(0);
  });

  it('of a list that is not this one: said in words, and nothing breaks', async () => {
    const person = await aJoined(ctx, unitId, { languageCode: 'en' });
    const forged = [
      writeCursor(['x', 7, null]),
      writeCursor([1, '2026-11', 'me']),
      writeCursor([1, 'a\0', unitId]),
      'no-list',
    ];
    for (const cursor of forged) {
      for (const side of ['a', 'b']) {
        const text = await person.press(`pay?${side}=${encodeURIComponent(cursor)}`);
        expect(`${text} ${person.toast}`).toContain('The list has changed. Please open it again.');
      }
    }
  });

  it('a token of another chat opens nothing', async () => {
    const [anna, boris] = [await aJoined(ctx, unitId), await aJoined(ctx, unitId)];
    const chat = await ctx.db.chat.findFirstOrThrow({ where: { address: anna.address } });
    await ctx.db.routeToken.create({ data: { token: 'tok', chatId: chat.id, route: 'help', createdAt: ctx.now() } });
    expect(await anna.press('~tok')).toContain('Что здесь можно');
    await boris.press('~tok');
    expect(boris.toast).toContain('устарела');
  });
});

describe('free words', () => {
  it('are kept, and become the first answer of a request: asked nothing twice', async () => {
    const person = await aJoined(ctx, unitId);
    const text = await person.say('у меня кран течёт на кухне');
    expect(text).toContain('Что с этим сделать?');
    expect(person.labels()).toEqual([
      'Подать заявку: Вода',
      'Написать в компанию',
      'Передать показания',
      'Ничего не нужно',
    ]);
    await person.tap('Подать заявку: Вода');
    expect(await person.tap('В квартире')).toContain('у меня кран течёт на кухне');
    await person.tap('Отправить');
    const ticket = await ctx.db.ticket.findFirstOrThrow({ orderBy: { number: 'desc' }, include: { category: true } });
    expect(ticket).toMatchObject({ text: 'у меня кран течёт на кухне', category: { code: 'plumbing' } });
    expect(await ctx.db.looseMessage.findFirst({ orderBy: { createdAt: 'desc' } })).toMatchObject({
      outcome: 'ticket',
      outcomeId: ticket.id,
    });
  });

  it('keeps both halves of an album together, and sends them to the company when asked to', async () => {
    const person = await aJoined(ctx, unitId, { languageCode: 'en' });
    for (const ref of ['loose-1', 'loose-2']) {
      await person.give({ kind: 'files', files: [aPhoto(ref)], text: '', groupKey: 'loose-album' });
    }
    expect(person.text).toContain('We have got 2 photos.');
    expect(await person.tap('Write to the company')).toContain('Passed on to the company.');
    const message = await ctx.db.message.findFirstOrThrow({
      include: { attachments: true },
      orderBy: { createdAt: 'desc' },
    });
    expect(message.attachments.map((file) => file.sourceRef).sort()).toEqual(['loose-1', 'loose-2']);
    expect(await person.say('and one thing more')).toContain('Passed on to the company.');
    expect(await person.tap('Done')).toContain('All right.');
  });

  it('are let go when nothing is wanted', async () => {
    const person = await aJoined(ctx, unitId);
    await person.say('просто мысли вслух');
    expect(await person.tap('Ничего не нужно')).toContain('ничего не делаем');
  });

  it('put the number to call first when they speak of danger, also inside a form', async () => {
    const person = await telling();
    expect(await person.say('Из розетки искрит')).toMatch(/^Искрит или нет света/);
  });
});

describe('the same update twice', () => {
  it('keeps a loose message once and still answers', async () => {
    const person = await aJoined(ctx, unitId);
    const before = await ctx.db.looseMessage.count();
    await person.give({ kind: 'text', text: 'один раз' }, 'telegram:1:loose-once');
    expect(await person.give({ kind: 'text', text: 'один раз' }, 'telegram:1:loose-once')).not.toBe('');
    expect(await ctx.db.looseMessage.count()).toBe(before + 1);
  });

  it('twenty taps of Send at the same moment open one ticket', async () => {
    const person = await telling();
    await person.say('Одна заявка');
    const send = person.routeOf('Отправить');
    const before = await ctx.db.ticket.count();
    await Promise.all(Array.from({ length: 20 }, () => person.press(send)));
    expect(await ctx.db.ticket.count()).toBe(before + 1);
  });
});
