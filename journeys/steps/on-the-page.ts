import type { Locator, Page } from 'playwright-core';
import { wordsOf } from '../support/words.ts';

const { text } = wordsOf('en');

/** Frank, on the left, sends a photo first and then says what is wrong; gives back the chat and the card on the right. */
export async function reportOnThePage(
  page: Page,
  url: string,
  words: string,
): Promise<{ chat: Locator; card: Locator }> {
  await page.goto(`${url}/playground/`);
  await page.getByRole('button', { name: /Frank/ }).click();
  const chat = page.locator('.tg-messages');
  const tap = (label: string) => chat.getByRole('button', { name: label, exact: true }).last().click();

  await page.getByRole('button', { name: 'Attach', exact: true }).click();
  await page.locator('.tg-samples button').first().click();
  await chat.getByText(text('resident.loose.ask')).waitFor();
  await tap(text('resident.loose.report'));
  await tap(text('resident.report.kinds.technical'));
  await tap('Water');
  await tap(text('resident.report.places.flat'));
  await chat.getByText(text('resident.report.check-hint')).waitFor();
  await page.getByLabel('Message', { exact: true }).fill(words);
  await page.keyboard.press('Enter');
  await chat.getByText(text('resident.report.added')).waitFor();
  await tap(text('resident.report.send'));
  await chat.getByText(text('resident.states.new')).last().waitFor();

  const card = page.locator('.sl-messages article', { hasText: words }).last();
  await card.getByText(text('slack.states.new')).waitFor();
  await card.locator('img[alt*="Photo"]').waitFor();
  return { chat, card };
}

/** Whoever sits on the right claims it; the chat on the left hears of it. */
export async function claimOnThePage({ chat, card }: { chat: Locator; card: Locator }): Promise<void> {
  await card.getByRole('button', { name: text('slack.buttons.claim'), exact: true }).click();
  await card.getByText(text('slack.states.claimed')).waitFor();
  await card.getByRole('button', { name: text('slack.buttons.start'), exact: true }).waitFor();
  await chat
    .getByText(/Taken .*Марина/)
    .last()
    .waitFor();
  await chat
    .getByText(/is taken/)
    .last()
    .waitFor();
}

/** A colleague enters by their one-time link. */
export async function enterByLink(page: Page, link: string): Promise<void> {
  await page.goto(link);
  const password = 'four quiet house spirits';
  await page.getByRole('textbox', { name: text('admin.welcome.password') }).fill(password);
  await page.getByRole('textbox', { name: text('admin.welcome.again') }).fill(password);
  await page.getByRole('button', { name: text('admin.welcome.go') }).click();
}
