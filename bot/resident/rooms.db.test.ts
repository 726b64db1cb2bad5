import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueInvoice } from '#api/billing/issue-invoice.ts';
import { recordPayment } from '#api/billing/record-payment.ts';
import type { StaffActor } from '#api/core/actor.ts';
import { systemActor } from '#api/core/actor.ts';
import { newId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { toDateColumn } from '#api/core/time.ts';
import { publishNews, writeNews } from '#api/news/write-news.ts';
import { aColleague, aUnit } from '#api/residents/testing.ts';
import { aHouseWithFlat, aJoined, aPhoto, type Person } from './testing.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let unitId: string;
let buildingId: string;
let manager: StaffActor;
let anna: Person;
let carol: Person;

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  house.clock.set('2026-09-01T09:00:00Z');
  ({ unitId, buildingId } = await aHouseWithFlat(ctx));
  manager = await aColleague(ctx, 'manager');
  anna = await aJoined(ctx, unitId);
  carol = await aJoined(ctx, unitId, { languageCode: 'en', saidName: 'Carol Hayes' });
  const { id: accountId } = await ctx.db.account.findFirstOrThrow({ where: { unitId } });
  for (const [period, water] of [
    ['2026-09', 87_314n],
    ['2026-10', 218_586n],
  ] as const) {
    await issueInvoice(ctx, systemActor, {
      accountId,
      period,
      issuedOn: `${period}-25`,
      dueOn: `${period === '2026-09' ? '2026-10' : '2026-11'}-15`,
      lines: [
        {
          serviceCode: 'maintenance',
          name: 'Содержание',
          group: 'service-fees',
          unit: 'm2',
          volume: '54',
          tariff: '52.89',
          chargedMinor: 285_606n,
        },
        {
          serviceCode: 'water',
          name: 'Вода',
          group: 'water',
          unit: 'm3',
          volume: '10',
          tariff: '21.8586',
          method: 'meter',
          chargedMinor: water,
          recalculationMinor: -1_000n,
          recalculationReason: 'нет воды',
        },
      ],
    });
  }
  const paid = { accountId, amountMinor: 371_920n, paidOn: '2026-10-12', provider: 'bank', chargeId: 'c-1' };
  await recordPayment(ctx, systemActor, paid);
  house.clock.set('2026-11-20T09:00:00Z');
});
afterAll(() => house.close());

describe('Home', () => {
  it('says what needs doing now, in both languages', async () => {
    const ru = await anna.say('🏠 Home');
    expect(ru).toContain('Анна, кв. 57, ул. Садовая, 12');
    expect(ru).toContain('ЛС 0000510057 · 54 м²');
    expect(ru).toMatch(/К оплате 5\s031,92\s₽/);
    expect(ru).toMatch(/октябрь 5\s031,92\s₽ · просрочено на 5 дней/);
    const en = await carol.say('/home');
    expect(en).toContain('Carol, flat 57');
    expect(en).toContain('You owe 5,031.92\u00a0₽');
    expect(en).toContain('October 5,031.92\u00a0₽ · 5 days overdue');
  });

  it('is short when nothing is owed or open', async () => {
    const newcomer = await aJoined(ctx, await aUnit(ctx, { buildingId, number: '77' }));
    expect(await newcomer.say('/home')).toContain('Всё оплачено, заявок нет. Спасибо!');
  });
});

describe('Payments', () => {
  it('lists bills with their state and part, filtered by group and state', async () => {
    const text = await carol.say('💳 Payments');
    expect(text).toContain('1. October · 5,031.92\u00a0₽ · unpaid, was due 15 Nov');
    expect(text).toContain('2. September · 3,719.20\u00a0₽ · paid');
    expect(await carol.tap('Water')).toContain('1. October · water: 2,175.86\u00a0₽ of 5,041.92\u00a0₽');
    await carol.tap('Bills: all');
    expect(carol.text).toContain('Shown: water, unpaid.');
    expect(carol.text).not.toContain('September');
    expect(carol.labels().some((label) => /^pay/i.test(label))).toBe(false);
  });

  it('opens a bill whose sums add up, and the requisites', async () => {
    await carol.say('/pay');
    const text = await carol.tap('1');
    expect(text).toContain('Bill for October');
    expect(text).toContain('54 m² × 52.89 = 2,856.06\u00a0₽');
    expect(text).toContain(
      '10 m³ by meter × 21.8586 = 2,175.86\u00a0₽ (charged 2,185.86\u00a0₽; adjustment −10.00\u00a0₽ (нет воды))',
    );
    expect(text).toContain('Total for the period: 5,031.92\u00a0₽');
    expect(text).toContain('Left to pay: 5,031.92\u00a0₽, was due 15 Nov');
    expect(await carol.tap('Payment details')).toContain('Purpose: ЛС 0000510057, октябрь 2026');
  });

  it('is closed to a tenant until the owner opens it', async () => {
    const elena = await aJoined(ctx, unitId, { role: 'tenant', saidName: 'Елена Сорина' });
    expect(await elena.say('/pay')).toContain('видит собственник');
    expect(await elena.say('/home')).not.toContain('К оплате');
    await anna.say('/pay');
    await elena.press(anna.routeOf('1'));
    expect(elena.toast).toContain('нет права');
    await anna.say('/settings');
    await anna.tap('Люди квартиры');
    expect(anna.text).toContain('Елена Сорина · Арендатор');
    await anna.tap('Показать счета');
    expect(anna.text).toContain('видит счета');
    expect(await elena.say('/pay')).toContain('Долга нет');
  });

  it('of another flat is not found', async () => {
    const hugo = await aJoined(ctx, await aUnit(ctx, { buildingId, number: '12' }));
    await anna.say('/pay');
    await hugo.press(anna.routeOf('1'));
    expect(hugo.toast).toBe('Такого счёта у вас нет.');
  });
});

describe('Meters', () => {
  async function withMeters(languageCode = 'ru'): Promise<Person> {
    const flat = await aUnit(ctx, { buildingId });
    await ctx.db.readingWindow.deleteMany();
    await ctx.db.readingWindow.create({
      data: { id: newId(ctx.now()), buildingId, resource: null, startDay: 15, endDay: 25, exceptions: {} },
    });
    for (const [resource, values] of [
      ['cold-water', ['412']],
      ['hot-water', ['288']],
      ['electricity', ['12340', '4118']],
    ] as const) {
      const id = newId(ctx.now());
      const createdAt = ctx.now();
      const kwh = resource === 'electricity';
      await ctx.db.meter.create({
        data: {
          ...{ id, unitId: flat, resource, serial: id.slice(-6), zones: values.length, digits: 5, decimals: 3 },
          ...{ unitOfMeasure: kwh ? 'kWh' : 'm3', isAutomatic: false, createdAt },
        },
      });
      await ctx.db.reading.create({
        data: {
          ...{ id: newId(createdAt), meterId: id, values: [...values], takenOn: toDateColumn('2026-10-20') },
          ...{ countsForPeriod: '2026-10', isLate: false, source: 'demo', state: 'accepted', createdAt },
        },
      });
    }
    return aJoined(ctx, flat, { languageCode });
  }

  it('takes all values in one message, shows what it understood, and accepts', async () => {
    const person = await withMeters();
    expect(await person.say('/home')).toContain('Показания: осталось 5 дней, не передано 3 из 3 счётчиков');
    await person.tap('Передать показания');
    expect(person.text).toContain('до 25 ноября');
    expect(await person.say('418 292')).toContain('Нужно 4 числа, а мы видим 2');
    const understood = await person.say('418 292 12502/4176');
    expect(understood).toMatch(/Холодная вода: 418 \(расход 6 м³\)/);
    expect(understood).toMatch(/12\s502 \/ 4\s176 \(расход 162 \/ 58 кВт·ч\)/);
    expect(await person.tap('Верно, передать')).toContain('Спасибо, приняли за ноябрь');
    expect(await person.say('/meters')).toContain('Все показания переданы');
  });

  it('asks about a doubtful value, takes a photo where it must, and never a word instead', async () => {
    const person = await withMeters('en');
    await person.say('/meters');
    await person.tap('1. Cold water');
    await person.say('4180');
    await person.tap('Correct, send');
    expect(person.text).toContain('Is there a digit too many?');
    await person.tap('No, 4,180 is right');
    expect(person.text).toContain('send a photo of the meter');
    expect(await person.say('I promise')).toContain('A photo is needed here');
    const text = await person.give({ kind: 'files', files: [aPhoto()], text: '' });
    expect(text).toContain('Thank you, accepted for November');
  });

  it('lets a slip be corrected, and tells the accountants of a replaced meter', async () => {
    const person = await withMeters();
    await person.say('/meters');
    await person.tap('1. Холодная вода');
    await person.say('41');
    await person.tap('Верно, передать');
    expect(person.text).toContain('меньше прежнего');
    expect(await person.tap('Исправить')).toContain('Напишите, что на счётчике сейчас');
    await person.say('7');
    await person.tap('Верно, передать');
    expect(await person.tap('Счётчик заменили')).toMatch(/заявка № \d+/);
    const ticket = await ctx.db.ticket.findFirstOrThrow({ orderBy: { number: 'desc' }, include: { category: true } });
    expect(ticket).toMatchObject({ kind: 'billing', category: { code: 'meters' } });
  });

  it('offers a reading for bare numbers outside a form', async () => {
    const person = await withMeters();
    await person.say('418 292 12502/4176');
    expect(person.labels()[0]).toBe('Передать показания');
    expect(await person.tap('Передать показания')).toContain('Поняли так');
  });

  it('accepts out of the window and says for which period it counts', async () => {
    const person = await withMeters();
    house.clock.set('2026-11-27T09:00:00Z');
    await person.say('/meters');
    expect(person.text).toContain('Сейчас приёма нет');
    await person.tap('1. Холодная вода');
    await person.say('418');
    expect(await person.tap('Верно, передать')).toContain('пойдут в счёт за декабрь');
    house.clock.set('2026-11-20T09:00:00Z');
  });
});

describe('News', () => {
  it('is listed, read, and marked as read by a button', async () => {
    const texts = {
      ru: { title: 'Замена лифта <b>', body: 'Со среды.' },
      en: { title: 'New lift', body: 'From Wednesday.' },
    };
    const { newsId: id } = await writeNews(ctx, manager, { texts, urgency: 'common', audience: 'everyone' });
    await publishNews(ctx, manager, id);
    expect(await anna.say('/news')).toContain('1. Замена лифта <b> · 20 ноября, 12:00 · не прочитано');
    expect(await anna.tap('1')).toContain('Со среды.');
    await anna.tap('Прочитано');
    expect(anna.text).toContain('Вы это прочитали');
    expect(await carol.say('/news')).toContain('New lift');
    expect(await ctx.db.newsRead.count({ where: { postId: id } })).toBe(1);
  });
});

describe('Settings', () => {
  it('changes the language at once, with the tabs', async () => {
    const person = await aJoined(ctx, unitId, { saidName: 'Фрэнк' });
    await person.say('/settings');
    expect(await person.tap('English')).toContain('From now on we speak English.');
    expect(person.answers[0]).toMatchObject({ keyboard: 'tabs' });
    expect(await person.say('🛠 Заявки')).toContain('Your requests');
  });

  it('lets a newcomer be cut off by those who were there before, after a second question', async () => {
    const flat = await aUnit(ctx, { buildingId, number: '61' });
    const owner = await aJoined(ctx, flat, { saidName: 'Ирина Полева' });
    house.clock.advance('PT1H');
    const stranger = await aJoined(ctx, flat, { role: 'family', saidName: 'Некто' });
    await owner.say('/settings');
    await owner.tap('Люди квартиры');
    expect(await owner.tap('2. Отключить')).toContain('Отключить от квартиры: Некто?');
    await owner.tap('Да, отключить');
    expect(owner.text).not.toContain('Некто');
    expect(await stranger.say('/home')).toContain('не подключены ни к одной квартире');
  });

  it('leaves a flat only after a second question, and is a stranger again', async () => {
    const person = await aJoined(ctx, await aUnit(ctx, { buildingId, number: '62' }));
    await person.say('/settings');
    expect(await person.tap('Отключиться')).toContain('Отключиться от квартиры');
    await person.tap('Да, отключиться');
    expect(person.answers[0]).toMatchObject({ keyboard: 'none' });
    expect(await person.say('/pay')).toContain('не подключены ни к одной квартире');
  });
});
