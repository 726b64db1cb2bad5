import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { askToPay, hasReceipt, payAtPage, payInChat } from '../steps/pay.ts';
import type { Visit } from '../support/browser.ts';
import { openShownHouse, type ShownHouse } from '../support/shown-house.ts';

describe('a newcomer pays on the playground page', () => {
  let house: ShownHouse;
  let visit: Visit;
  beforeAll(async () => {
    house = await openShownHouse(inject('postgresUrl'), 'en');
    visit = await house.eyes.visit();
    await visit.page.goto(`${house.product.url}/playground/`);
    await visit.page.getByRole('button', { name: /Frank/ }).click();
  });
  afterAll(() => house?.close());

  it('in the chat, and at a page by YooKassa with a code: each with a receipt', async () => {
    const { page } = visit;
    const chat = await askToPay(page, '101');
    await payInChat(page, chat);
    await hasReceipt(chat, '101.00 ₽');
    await askToPay(page, '202');
    await payAtPage(visit, chat, 'yookassa', 'three-d-secure');
    await hasReceipt(chat, '202.00 ₽');
    expect(visit.complaints).toEqual([]);
  });
});
