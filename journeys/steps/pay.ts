import type { Locator, Page } from 'playwright-core';
import type { Visit } from '../support/browser.ts';
import { wordsOf } from '../support/words.ts';

const { text, says } = wordsOf('en');

/** Somebody asks to pay a sum of their own: what they are shown then names the ways. `said` is the sum in words. */
export async function askToPay(page: Page, sum: string, said = `${sum}.00 ₽`): Promise<Locator> {
  const chat = page.locator('.tg-messages');
  const say = async (words: string) => {
    await page.getByLabel('Message', { exact: true }).fill(words);
    await page.keyboard.press('Enter');
  };
  await say('/pay');
  await chat
    .getByRole('button', { name: text('resident.pay.other-sum'), exact: true })
    .last()
    .click();
  await chat.getByText(text('resident.pay.ask-sum')).last().waitFor();
  await say(sum);
  await chat
    .getByText(says('resident.pay.title', { sum: said }))
    .last()
    .waitFor();
  return chat;
}

/** In the chat, by the messenger's own form. */
export async function payInChat(page: Page, chat: Locator): Promise<void> {
  await chat
    .getByRole('button', { name: text('resident.pay.by.telegram'), exact: true })
    .last()
    .click();
  await chat
    .getByRole('button', { name: /^(Pay|Оплатить|Заплатить) .*\d/ })
    .last()
    .click();
  await page.locator('.tg-pay-button').click();
  await page.locator('.tg-pay-button', { hasText: /^Close$/ }).click();
}

/** At our page, which leads to the payment system's; afterwards ours says that it is paid. */
export async function payAtPage(
  { context }: Visit,
  chat: Locator,
  way: 'yookassa' | 'stripe',
  deed: 'three-d-secure' | 'noisy',
): Promise<void> {
  await chat
    .getByRole('button', { name: text(`resident.pay.by.${way}`), exact: true })
    .last()
    .click();
  await chat.getByText(text('resident.pay.ready')).last().waitFor();
  const opened = context.waitForEvent('page');
  await chat
    .getByRole('link', { name: /Go to pay/ })
    .or(chat.getByRole('button', { name: /Go to pay/ }))
    .last()
    .click();
  const page = await opened;
  await page.locator(`button[value=${way}]`).click();
  await page.locator(`button[value=${deed}]`).click();
  if (deed === 'three-d-secure') await page.locator('button[value=confirm]').click();
  await page.getByText(text('pay.page.paid')).waitFor();
  await page.close();
}

/** The receipt of a sum, once it is there. */
export async function hasReceipt(chat: Locator, sum: string): Promise<void> {
  await receiptsOf(chat, sum).last().waitFor();
}

export function receiptsOf(chat: Locator, sum: string): Locator {
  return chat.getByText(says('notices.payment-received', { sum }));
}
