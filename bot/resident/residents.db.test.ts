import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { openChat } from '#api/residents/chats.ts';
import { createJoinCode } from '#api/residents/join-codes.ts';
import { aBuilding, aCompany, aResident, aUnit } from '#api/residents/testing.ts';
import { ensureCategories } from '#api/tickets/categories.ts';
import { aPerson, aPhoto, type Person } from './testing.ts';

let house: TestHouse;
let unitId: string;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  await ensureCategories(house.ctx);
  const buildingId = await aBuilding(house.ctx, { address: 'ул. Садовая, 12' });
  unitId = await aUnit(house.ctx, { buildingId, number: '57', accountNumber: '0000510057' });
});
afterAll(() => house.close());

async function joined(languageCode = 'ru', role: 'owner' | 'tenant' = 'owner'): Promise<Person> {
  const { code } = await createJoinCode(house.ctx, systemActor, { unitId, role });
  const person = aPerson(house.ctx, { languageCode });
  await person.say(code);
  return person;
}

describe('joining', () => {
  it('shows a stranger the phones and three ways in, whatever they write, and nothing else', async () => {
    const stranger = aPerson(house.ctx);
    for (const words of ['/start', 'привет', '/pay', '💳 Платежи', '/nonsense']) {
      const text = await stranger.say(words);
      expect(text).toContain('+7 495 000-00-12');
      expect(text).not.toContain('Садовая');
      expect(stranger.labels()).toEqual(['Ввести код', 'Отправить мой номер телефона', 'Я живу здесь, но кода нет']);
    }
  });

  it('spots a typed code anywhere in words, welcomes, and gives the tabs', async () => {
    const { code } = await createJoinCode(house.ctx, systemActor, { unitId, role: 'owner' });
    const anna = aPerson(house.ctx);
    const text = await anna.say(`мой код ${code.replaceAll(' ', '-')}, спасибо`);
    expect(text).toContain('Добро пожаловать, Анна');
    expect(text).toContain('0000510057');
    expect(anna.answers[0]).toMatchObject({ keyboard: 'tabs', place: 'new' });
    expect(anna.labels()).toContain('Что хранится и как удалить');
  });
});
