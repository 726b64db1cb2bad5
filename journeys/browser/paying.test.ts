import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { askToPay, hasReceipt, payAtPage, payInChat, receiptsOf } from '../steps/pay.ts';
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

describe('an American house pays on the playground page', () => {
  let house: ShownHouse;
  let visit: Visit;
  beforeAll(async () => {
    house = await openShownHouse(inject('postgresUrl'), 'en', 'maple');
    visit = await house.eyes.visit();
    await visit.page.goto(`${house.product.url}/playground/`);
    await visit.page.getByRole('button', { name: /Grace/ }).click();
  });
  afterAll(() => house?.close());

  it('at a page by Stripe, which tells of it ten times and out of order: one receipt, one payment', async () => {
    const { page } = visit;
    const chat = await askToPay(page, '303', '$303.00');
    await payAtPage(visit, chat, 'stripe', 'noisy');
    await hasReceipt(chat, '$303.00');
    const paid = `select count(*) from payment where provider = 'stripe' and state = 'succeeded' and amount_minor = 30300`;
    await house.database.becomes('one payment', 1, paid);
    expect(await receiptsOf(chat, '$303.00').count()).toBe(1);
    expect(visit.complaints).toEqual([]);
  });
});
