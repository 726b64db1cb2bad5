import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { enterByLink } from '../steps/on-the-page.ts';
import { printedLink } from '../support/manager.ts';
import { eventually } from '../support/processes.ts';
import { openShownHouse, type ShownHouse } from '../support/shown-house.ts';
import { wordsOf } from '../support/words.ts';

const posts = {
  Русский: { title: 'Воду отключат', body: 'Завтра с 10 до 12 не будет холодной воды.' },
  English: { title: 'Water will be off', body: 'Tomorrow from 10 to 12 there is no cold water.' },
};

/** Two who read Russian, and one who reads English. */
const readers: [RegExp, string][] = [
  [/Анна/, posts.Русский.body],
  [/Галина/, posts.Русский.body],
  [/Frank/, posts.English.body],
];

describe('a manager on the admin page', () => {
  let house: ShownHouse;
  beforeAll(async () => {
    house = await openShownHouse(inject('postgresUrl'), 'ru');
  });
  afterAll(() => house?.close());

  it('signs in by the one-time link, publishes news, and watches it arrive in three chats', async () => {
    const { text: atTheDoor } = wordsOf('en');
    // Inside, the page speaks the manager's own language.
    const { text } = wordsOf('ru');
    const { page, complaints } = await house.eyes.visit();
    await enterByLink(page, `${house.product.url}/admin/welcome#${await printedLink(house.product)}`);
    await page
      .getByRole('link', { name: text('admin.nav.news') })
      .first()
      .click();
    await page.getByRole('link', { name: text('admin.news.write') }).click();
    for (const [language, post] of Object.entries(posts)) {
      const group = page.getByRole('group', { name: language });
      await group.getByLabel(text('admin.news.post-title')).fill(post.title);
      await group.getByLabel(text('admin.news.body')).fill(post.body);
    }
    await page.getByRole('button', { name: text('admin.news.publish-ask') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: text('admin.news.publish'), exact: true })
      .click();

    const figure = async (name: string) => Number(await page.locator(`[data-figure=${name}]`).textContent());
    await page.getByText(text('admin.news.all-gone')).waitFor();
    expect(await figure('delivered')).toBeGreaterThanOrEqual(3);
    expect(await figure('waiting')).toBe(0);

    const chats = await house.eyes.visit();
    await chats.page.goto(`${house.product.url}/playground/`);
    for (const [name, body] of readers) {
      await chats.page.locator('.tg-rail').getByRole('button', { name }).first().click();
      await chats.page.locator('.tg-messages').getByText(body).waitFor();
    }
    await chats.page
      .locator('.tg-messages')
      .getByRole('button', { name: atTheDoor('resident.news.read') })
      .last()
      .click();
    await eventually('the page counts the reader', async () => (await figure('read')) === 1);
    expect([...complaints, ...chats.complaints]).toEqual([]);
  });
});
