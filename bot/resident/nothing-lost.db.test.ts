import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
async function telling(): Promise<Person> {
  const person = await aJoined(ctx, unitId);
  for (const step of ['Новая заявка', 'Что-то сломалось', 'Вода', 'В квартире']) {
    if (step === 'Новая заявка') await person.say('/service');
    await person.tap(step);
  }
  return person;
}

const newest = () => ctx.db.ticket.findFirstOrThrow({ orderBy: { number: 'desc' } });

describe('what a form does not see', () => {
  it('keeps words about something else, and asks what they are when told so', async () => {
    const person = await telling();
    await person.say('/settings');
    await person.tap('Добавить квартиру по коду');
    await person.tap('Начать: ввод кода');
    expect(await person.say('у меня течёт кран')).toContain('Не нашли здесь 12 цифр');
    expect(await person.tap('Это о другом')).toContain('у меня течёт кран\nЧто с этим сделать?');
    expect(person.labels()).toContain('↩ Вернуться к незаконченному');
    await person.tap('Подать заявку: Вода');
    expect(await person.tap('В квартире')).toContain('у меня течёт кран');
  });

  it('keeps a photo sent where words are asked', async () => {
    const person = await aJoined(ctx, unitId);
    await person.say('/settings');
    await person.tap('Добавить квартиру по коду');
    await person.give({ kind: 'files', files: [aPhoto()], text: '' });
    expect(await person.tap('Это о другом')).toContain('Получили: 1 фото.');
  });

  it('puts the number to call first, and the words reach the emergency service', async () => {
    const person = await aJoined(ctx, unitId, { languageCode: 'en' });
    await person.say('/chat');
    const text = await person.say('there is a smell of gas on the stairs');
    expect(text).toMatch(/^Smell of gas\? .*\n.*\n\nPassed on to the company/);
    await person.tap('Tell the emergency service');
    await person.tap('Tell the emergency service');
    expect(await newest()).toMatchObject({ urgency: 'emergency', text: 'there is a smell of gas on the stairs' });
  });

  it('does not call a finished talk unfinished', async () => {
    const person = await aJoined(ctx, unitId);
    await person.say('/chat');
    await person.say('спасибо');
    await person.say('/service');
    expect(await person.tap('Новая заявка')).toContain('О чём заявка?');
  });
});

describe('words too long for one message', () => {
  const parts = [4096, 4096, 1808].map((length) => 'ё'.repeat(length));

  it('keeps all of 10 000 characters, which come as three messages', async () => {
    const person = await telling();
    for (const part of parts) expect(await person.say(part)).toContain('Проверьте, пожалуйста');
    await person.tap('Отправить');
    expect((await newest()).text).toBe(parts.join('\n'));
  });

  it('keeps 12 000 characters of more, says so, and loses nothing of the form', async () => {
    const person = await telling();
    for (const part of parts) await person.say(part);
    expect(await person.say('ё'.repeat(4096))).toContain('сохранили первые 12 000 знаков');
    await person.tap('Отправить');
    expect([...(await newest()).text]).toHaveLength(12_000);
  });

  it('takes the parts of one long text outside a form as one, and asks once', async () => {
    const person = await aJoined(ctx, unitId);
    const gathered: unknown[] = [];
    for (const part of parts) {
      await person.say(part);
      gathered.push(person.answers.at(-1)?.gather);
    }
    expect(new Set(gathered).size).toBe(1);
    expect(gathered[0]).toMatch(/^long:/);
    await person.tap('Написать в компанию');
    const message = await ctx.db.message.findFirstOrThrow({ where: { text: { startsWith: 'ёёё' } } });
    expect(message.text).toBe(parts.join('\n'));
    await person.tap('Готово');
    await person.say('короткое');
    expect(person.answers.at(-1)?.gather).toBeUndefined();
  });
});
