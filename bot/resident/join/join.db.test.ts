import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { createJoinCode } from '#api/residents/join-codes.ts';
import { decideJoinRequest } from '#api/residents/join-requests.ts';
import { aResident, aUnit } from '#api/residents/testing.ts';
import { aHouseWithFlat, aJoined, aPerson } from '../testing.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let unitId: string;
let buildingId: string;

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  ({ unitId, buildingId } = await aHouseWithFlat(ctx));
});
afterAll(() => house.close());

const waysIn = ['Ввести код', 'Отправить мой номер телефона', 'Я живу здесь, но кода нет'];

describe('a stranger', () => {
  it('sees the phones and three ways in, whatever they write, and nothing else', async () => {
    const stranger = aPerson(ctx);
    for (const words of ['/start', 'привет', '/pay', '💳 Платежи', '👍']) {
      const text = await stranger.say(words);
      expect(text).toContain('+7 495 000-00-12');
      expect(text).not.toContain('Садовая');
      expect(stranger.labels()).toEqual(waysIn);
    }
    expect(await stranger.press('svc')).toContain('+7 495 000-00-12');
    expect(await ctx.db.looseMessage.count()).toBe(0);
  });

  it('is given the number to call before anything else when they speak of danger', async () => {
    const text = await aPerson(ctx).say('пахнет газом!');
    expect(text).toMatch(/^Запах газа\? Выйдите и звоните с улицы: 104 или 112/);
  });

  it('is spoken to in their own language', async () => {
    const text = await aPerson(ctx, { languageCode: 'en-GB' }).say('/start');
    expect(text).toContain('Emergency service, day and night: +7 495 000-00-12');
  });
});

describe('joining', () => {
  it('spots a typed code anywhere in words, welcomes, and gives the tabs and Home', async () => {
    const { code } = await createJoinCode(ctx, systemActor, { unitId, role: 'owner' });
    const anna = aPerson(ctx);
    const text = await anna.say(`мой код ${code.replaceAll(' ', '-')}, спасибо`);
    expect(text).toContain('Добро пожаловать, Анна.');
    expect(text).toContain('кв. 57 (лицевой счёт 0000510057)');
    expect(anna.answers[0]).toMatchObject({ keyboard: 'tabs', place: 'new' });
    expect(anna.labels()).toContain('Что хранится и как удалить');
    expect(await anna.tap('Что хранится')).toContain('Версия текста: 2026-11');
    expect(await ctx.db.consent.count()).toBeGreaterThan(0);
  });

  it('works by a link, once; the second of two people is told that it was used', async () => {
    const { linkPayload } = await createJoinCode(ctx, systemActor, { unitId, role: 'family' });
    expect(await aPerson(ctx).say(`/start ${linkPayload}`)).toContain('Добро пожаловать');
    const late = aPerson(ctx);
    expect(await late.say(`/start ${linkPayload}`)).toContain('уже использован');
    expect(late.labels()).toEqual(waysIn);
  });

  it('counts tries in words and says until when to wait', async () => {
    const guesser = aPerson(ctx);
    expect(await guesser.say('1111 2222 3333')).toContain('Осталось 4 попытки');
    for (const last of ['3334', '3335', '3336', '3337']) await guesser.say(`1111 2222 ${last}`);
    expect(await guesser.say('1111 2222 3338')).toContain('Слишком много попыток. Попробуйте снова: 20 ноября, 13:00');
  });

  it('greets once: an answer is short and still shows the phones and the ways in', async () => {
    const stranger = aPerson(ctx);
    expect(await stranger.say('/start')).toContain('Здравствуйте');
    const text = await stranger.say('1234 5678');
    expect(text).toMatch(/^Не нашли здесь 12 цифр/);
    expect(text).not.toContain('Здравствуйте');
    expect(text).toContain('+7 495 000-00-12');
    expect(stranger.labels()).toEqual(waysIn);
  });

  it('says that no tries are left instead of counting to nought', async () => {
    const guesser = aPerson(ctx, { languageCode: 'en' });
    for (const last of ['1', '2', '3', '4', '5']) await guesser.say(`2111 2222 333${last}`);
    expect(guesser.text).toContain('No tries are left this hour');
  });

  it('takes the own contact only, and asks the messenger for it', async () => {
    const flat = await aUnit(ctx, { buildingId, number: '58' });
    await aResident(ctx, { unitId: flat, fullName: 'Галина Тихонова', phone: '+79990000777' });
    const galina = aPerson(ctx, { saidName: 'Galina' });
    await galina.say('/start');
    await galina.tap('Отправить мой номер телефона');
    expect(galina.answers[0]).toMatchObject({ keyboard: 'share-phone' });
    expect(await galina.give({ kind: 'contact', phone: '+79990000777', own: false })).toContain('чужой контакт');
    expect(await galina.give({ kind: 'contact', phone: '79990000777', own: true })).toContain(
      'Добро пожаловать, Галина',
    );
  });

  it('sends who has no code to the office, step by step, and the office lets them in', async () => {
    const pyotr = aPerson(ctx, { saidName: "<b>O'Neil & _co_" });
    await pyotr.say('/start');
    await pyotr.tap('Я живу здесь');
    expect(pyotr.text).toContain('Шаг 1 из 4');
    expect(await pyotr.tap("Я <b>O'Neil & _co_")).toContain('Где вы живёте?');
    expect(await pyotr.give({ kind: 'other', what: 'sticker' })).toContain('Где вы живёте?');
    await pyotr.say('Садовая 12, кв 57');
    expect(await pyotr.say('не знаю')).toContain('Нажмите, пожалуйста, одну из кнопок.');
    expect(await pyotr.tap('Снимаю жильё')).toContain("<b>O'Neil & _co_");
    expect(await pyotr.tap('Отправить в офис')).toContain('Отправили в офис');
    const request = await ctx.db.joinRequest.findFirstOrThrow({ where: { state: 'pending' } });
    expect(request).toMatchObject({ saidName: "<b>O'Neil & _co_", unitId, role: 'tenant' });
    await decideJoinRequest(ctx, systemActor, { requestId: request.id, approve: true });
    expect(await pyotr.say('/home')).toContain('кв. 57, ул. Садовая, 12');
  });

  it('lets a resident add a second flat by its code, and switch', async () => {
    const carol = await aJoined(ctx, unitId, { languageCode: 'en', saidName: 'Carol Hayes' });
    const other = await aUnit(ctx, { buildingId, number: '108' });
    const { code } = await createJoinCode(ctx, systemActor, { unitId: other, role: 'owner' });
    await carol.say('/settings');
    await carol.tap('Add a flat by its code');
    expect(await carol.say('12')).toContain('We found no 12 digits here');
    await carol.say(code);
    await carol.say('/home');
    const before = carol.text;
    await carol.tap('Go to: ');
    expect(carol.text).not.toBe(before);
    expect(carol.text).toContain('Carol, ');
  });
});

describe('a second update with the same key', () => {
  it('joins once and still shows Home', async () => {
    const { code } = await createJoinCode(ctx, systemActor, { unitId, role: 'family' });
    const boris = aPerson(ctx, { saidName: 'Борис' });
    await boris.give({ kind: 'text', text: code }, 'telegram:1:join-twice');
    const again = await boris.give({ kind: 'text', text: code }, 'telegram:1:join-twice');
    expect(again).toContain('кв. 57');
    expect(await ctx.db.resident.count({ where: { fullName: 'Борис' } })).toBe(1);
  });
});
