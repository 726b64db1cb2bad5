import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Visit } from '../support/browser.ts';
import { troublesOf } from '../support/seen.ts';
import { wordsOf } from '../support/words.ts';

const { text, label, says } = wordsOf('ru');
export const november = { payee: 'ООО «УК Уютный квартал»', period: 'ноябрь 2026', sum: '13 083,67 ₽' };
/** What a stranger must not learn of flat 57: who, where, and by which number. */
const secrets = ['Анна', 'Садов', '0000510057', 'кв. 57', '+7'];

/** Anna asks a relative to pay her November bill: the address she would send. */
export async function asksRelative(page: Page): Promise<string> {
  await page.locator('.tg-rail').getByRole('button', { name: /Анна/ }).first().click();
  const chat = page.locator('.tg-messages');
  const tap = (words: RegExp) => chat.getByRole('button', { name: words }).last().click();
  const message = page.getByRole('textbox', { name: /^(Сообщение|Message)$/ });
  const start = page.getByRole('button', { name: /^(Старт|Start)$/i });
  // A chat in which nothing was said yet begins with a button.
  await message.or(start).waitFor();
  if (await start.isVisible()) await start.click();
  await message.fill('/pay');
  await page.keyboard.press('Enter');
  await chat.getByText(says('resident.bills.how-to-pay')).last().waitFor();
  await tap(/^1$/);
  await chat.getByText(says('resident.bill.title')).last().waitFor();
  await tap(label('resident.pay.bill', { sum: november.sum }));
  await tap(label('resident.pay.send'));
  await chat.getByText(says('resident.pay.link-title')).last().waitFor();
  const addresses = ((await chat.textContent()) ?? '').match(/http:\/\/[^\s/]+\/pay\/[\w-]{32}/g);
  const address = addresses?.at(-1);
  return address ?? expect.unreachable('no address in the chat');
}

/** A stranger opens it on a telephone: payee, period and sum, and the ways to pay. */
export async function looksAtPayPage({ page }: Visit, address: string): Promise<void> {
  await page.setViewportSize({ width: 400, height: 800 });
  await page.goto(address);
  await page.getByRole('heading', { name: text('pay.page.title') }).waitFor();
  const facts = (await page.locator('dd').allTextContents()).map((fact) => fact.replace(/\s/g, ' '));
  expect(facts).toEqual([november.payee, november.period, november.sum]);
  await keepsSecrets(page);
}

/** And pays at the payment system's page, with a code from a message. */
export async function paysAsStranger({ page }: Visit): Promise<void> {
  await page.getByRole('button', { name: text('pay.page.pay-by', { way: text('pay.ways.yookassa') }) }).click();
  await page.locator('button[value=three-d-secure]').waitFor();
  await keepsSecrets(page);
  await page.locator('button[value=three-d-secure]').click();
  await page.locator('button[value=confirm]').click();
  await seesPaid(page);
}

/** The same link, now or later: paid, and nothing to press. */
export async function seesPaid(page: Page): Promise<void> {
  await page.getByText(text('pay.page.paid')).waitFor();
  expect(await page.getByRole('button').count()).toBe(0);
  await keepsSecrets(page);
}

/** Anna hears that her link was paid. */
export async function hearsOfIt(page: Page): Promise<void> {
  const received = says('notices.payment-received-link', { sum: november.sum });
  await page.locator('.tg-messages').getByText(received).last().waitFor();
}

async function keepsSecrets(page: Page): Promise<void> {
  const source = await page.content();
  expect(secrets.filter((secret) => source.includes(secret))).toEqual([]);
  expect(await troublesOf(page)).toEqual([]);
}
