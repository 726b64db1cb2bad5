import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlaBook } from '#api/tickets/sla/book.ts';
import { firstLink, type HttpHouse, httpHouse, testPassword, type Visitor } from './testing.ts';

let house: HttpHouse;
let boss: Visitor;

beforeAll(async () => {
  house = await httpHouse();
  boss = house.visitor();
  const token = await firstLink(house);
  await boss.call('POST', '/api/v1/staff/welcome', { token, password: testPassword });
  await boss.call('POST', '/api/v1/company', {
    ...{ name: 'Cosy Quarter', country: 'RU', timeZone: 'Europe/Moscow', locale: 'ru', currency: 'RUB' },
    ...{ officePhone: '+7 495 000-00-00', officeHours: '9–18', emergencyPhone: '+7 495 000-00-01' },
  });
});
afterAll(() => house.close());

type Saved = { version: number; preset: string; document: SlaBook };

describe('promises over HTTP', () => {
  it('begin with the preset of the country, are edited, and say what does not fit', async () => {
    const { body: book } = await boss.call<Saved>('GET', '/api/v1/sla/book');
    expect(book).toMatchObject({ version: 1, preset: 'ru' });
    const [first] = book.document.policies;
    const policies = [{ ...first, firstResponse: 7 }, ...book.document.policies.slice(1)];
    const put = (document: unknown, version = 1) => boss.call('PUT', '/api/v1/sla/book', { version, document });
    expect(await put({ ...book.document, policies: [] })).toMatchObject({
      status: 422,
      body: { code: 'sla.bad-book' },
    });
    expect(await put({ ...book.document, policies })).toMatchObject({
      status: 200,
      body: { version: 2, preset: 'own' },
    });
    expect(await put(book.document)).toMatchObject({ body: { code: 'sla.book-changed' } });
    const preset = await boss.call<SlaBook>('GET', '/api/v1/sla/presets/default');
    expect(preset.body.policies.map(({ name }) => name)).toContain('technical');
  });

  it('show the holidays of a country, and rehearse a month', async () => {
    const { body: days } = await boss.call<{ day: string }[]>('GET', '/api/v1/sla/holidays?country=RU&year=2026');
    expect(days.map(({ day }) => day)).toContain('2026-11-04');
    expect((await boss.call('GET', '/api/v1/sla/holidays?country=Russia&year=2026')).status).toBe(422);
    const { body: book } = await boss.call<Saved>('GET', '/api/v1/sla/book');
    const rehearsed = await boss.call('POST', '/api/v1/sla/rehearsal', { month: '2026-10', document: book.document });
    expect(rehearsed.body).toMatchObject({ month: '2026-10', tickets: 0, changed: [] });
  });

  it('and their figures are read as they are and as a table', async () => {
    const figures = await boss.call('GET', '/api/v1/figures?month=2026-10&by=kind');
    expect(figures.body).toMatchObject({ month: '2026-10', total: { opened: 0, rating: null }, groups: [] });
    expect((await boss.call('GET', '/api/v1/figures?month=October')).status).toBe(422);
    expect((await boss.call('GET', '/api/v1/figures/table.csv?by=building')).status).toBe(200);
  });

  it('are nobody’s who is not signed in', async () => {
    const stranger = house.visitor();
    for (const path of ['/sla/book', '/figures', '/figures/table.csv?by=kind']) {
      expect((await stranger.call('GET', `/api/v1${path}`)).status).toBe(401);
    }
  });
});
