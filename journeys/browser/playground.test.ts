import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Visit } from '../support/browser.ts';
import { openShownHouse, type ShownHouse } from '../support/shown-house.ts';
import { wordsOf } from '../support/words.ts';

describe('a newcomer on the playground page', () => {
  let house: ShownHouse;
  let visit: Visit;
  beforeAll(async () => {
    house = await openShownHouse(inject('postgresUrl'), 'en');
    console.log(`browser: ${house.eyes.name}`);
    visit = await house.eyes.visit();
  });
  afterAll(() => house?.close());

  it('reports a leak with a photo on the left, claims it on the right, and sees the card change', async () => {
    const { page, complaints } = visit;
    const { text } = wordsOf('en');
    await page.goto(`${house.product.url}/playground/`);
    await page.getByRole('button', { name: /Frank/ }).click();
    const chat = page.locator('.tg-messages');
    const tap = (key: string) =>
      chat
        .getByRole('button', { name: text(key), exact: true })
        .last()
        .click();
    const category = (name: string) => chat.getByRole('button', { name, exact: true }).last().click();

    await page.getByRole('button', { name: 'Attach', exact: true }).click();
    await page.locator('.tg-samples button').first().click();
    await chat.getByText(text('resident.loose.ask')).waitFor();
    await tap('resident.loose.report');
    await tap('resident.report.kinds.technical');
    await category('Water');
    await tap('resident.report.places.flat');
    await chat.getByText(text('resident.report.check-hint')).waitFor();
    await page.getByLabel('Message', { exact: true }).fill('The pipe under the sink leaks');
    await page.keyboard.press('Enter');
    await chat.getByText(text('resident.report.added')).waitFor();
    await tap('resident.report.send');
    await chat.getByText(text('resident.states.new')).last().waitFor();

    const card = page.locator('.sl-messages article', { hasText: 'The pipe under the sink leaks' }).last();
    await card.getByText(text('slack.states.new')).waitFor();
    await card.locator('img[alt*="Photo"]').waitFor();
    await card.getByRole('button', { name: text('slack.buttons.claim'), exact: true }).click();
    await card.getByText(text('slack.states.claimed')).waitFor();
    await card.getByRole('button', { name: text('slack.buttons.start'), exact: true }).waitFor();

    const living = chat.locator('.tg-bubble, article, div', { hasText: '1 photo' }).last();
    await chat
      .getByText(/Taken .*Marina|Taken .*Марина/)
      .last()
      .waitFor();
    expect(await living.textContent()).toMatch(/The pipe under the sink leaks/);
    await chat
      .getByText(/is taken/)
      .last()
      .waitFor();
    expect(complaints).toEqual([]);
  });
});
