import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeCursor } from '#api/company/page.ts';
import { newId, shortId } from '#api/core/ids.ts';
import { aBuilding, aUnit } from '#api/residents/testing.ts';
import { aCompany, type HttpHouse, httpHouse } from './testing.ts';

let house: HttpHouse;
let unitId: string;
beforeAll(async () => {
  house = await httpHouse();
  await aCompany(house);
  unitId = await aUnit(house.ctx, { buildingId: await aBuilding(house.ctx) });
});
afterAll(() => house.close());

type Document = { paths: Record<string, { get?: { parameters?: { in: string; name: string }[] } }> };

/** Cursors that are no list's: of no form at all, of every length there is, and of cells that no list has. */
function forgeries(): string[] {
  const id = newId(house.ctx.now());
  const moment = house.ctx.now().toISOString();
  const cells = [
    ...[[], ['x'], [7], [null]],
    ...[
      [moment, 'me'],
      [7, id],
      ['a\0b', id],
      [1e300, 'exactly'],
      [5, 'gladly'],
    ],
    ...[
      ['one', 7, id],
      [1, '2026-11', 'me'],
      ['a\0b', '1', id],
      [2 ** 40, '2026-11', id],
      [1, 2, 3, 4],
    ],
  ];
  return ['rubbish', '%00', ...cells.map(writeCursor)];
}

/** Cursors of other lists, which only a list of words may take for its own. */
function foreign(): string[] {
  const id = newId(house.ctx.now());
  return [
    ['yesterday', id],
    ['2026-99-99T00:00:00Z', id],
    ['one', '2026-11', id],
  ].map(writeCursor);
}

it('a forged cursor of any list is refused in words, and never reaches the database', async () => {
  const boss = await house.signedIn('manager');
  const { body } = await boss.call<Document>('GET', '/api/openapi.json');
  const lists = Object.entries(body.paths).filter(([, { get }]) =>
    get?.parameters?.some((one) => one.in === 'query' && one.name === 'after'),
  );
  expect(lists.length).toBeGreaterThan(10);
  for (const [path] of lists) {
    const address = path.replace(/\{[^}]+\}/g, shortId(unitId));
    for (const cursor of forgeries()) {
      const answer = await boss.call('GET', `${address}?q=x&after=${encodeURIComponent(cursor)}`);
      expect([path, cursor, answer.status, answer.body.code]).toEqual([path, cursor, 422, 'page.bad-cursor']);
      expect(answer.body.detail).toBe('The list has changed. Please open it again.');
    }
    for (const cursor of foreign()) {
      const { status } = await boss.call('GET', `${address}?q=x&after=${cursor}`);
      expect([200, 422], `${path} ${cursor}`).toContain(status);
    }
  }
});
