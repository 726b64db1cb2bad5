import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { choose, troublesOf } from '../support/seen.ts';
import { wordsOf } from '../support/words.ts';

const { text } = wordsOf('ru');

function section(page: Page, title: string): Locator {
  return page.locator('section').filter({ has: page.getByRole('heading', { name: text(title), exact: true }) });
}

const save = (form: Locator) => form.getByRole('button', { name: text('admin.page.save'), exact: true }).last();

/** YooKassa costs the payer a per cent and a sum for each payment; a sum that is none is said at its field. */
export async function setCommission(page: Page): Promise<void> {
  const costs = section(page, 'admin.money.commissions');
  const yookassa = costs.getByRole('group', { name: text('admin.payments.ways.yookassa') });
  const fixed = yookassa.getByLabel(text('admin.money.fixed', { currency: 'RUB' }));
  await yookassa.getByLabel(text('admin.money.percent')).fill('1,5');
  await fixed.fill('десять');
  await fixed.press('Enter');
  await yookassa.getByText(text('admin.money.bad-fixed', { most: '10 000,00 ₽' })).waitFor();
  expect(await fixed.getAttribute('aria-invalid')).toBe('true');
  expect(await fixed.evaluate((field) => field === document.activeElement)).toBe(true);
  await fixed.fill('10,29');
  await yookassa.getByLabel(text('admin.money.payer'), { exact: true }).first().click();
  await page.getByRole('option', { name: text('admin.money.payers.resident') }).click();
  await save(costs).click();
  await page.getByText(text('admin.settings.saved')).last().waitFor();
  await expect.poll(() => save(costs).isDisabled()).toBe(true);
}

/** Terms of one's own, begun from Russia's: the 20th, and half a per cent once instead of parts of the key rate. */
export async function makeOwnTerms(page: Page): Promise<void> {
  const terms = section(page, 'admin.money.terms');
  await terms.getByRole('button', { name: text('admin.money.make-own') }).click();
  const day = terms.getByLabel(text('admin.money.day'), { exact: true });
  await day.fill('45');
  await save(terms).click();
  await terms.getByText(text('admin.money.wrong.number', { least: 1, most: 31 })).waitFor();
  await day.fill('20');
  await choose(page, text('admin.money.charge'), text('admin.money.charges.percent-once'));
  await terms.getByLabel(text('admin.money.rate'), { exact: true }).fill('0,5');
  await terms.getByText('0,5 % от долга один раз').waitFor();
  expect(await troublesOf(page)).toEqual([]);
  await save(terms).click();
  await terms.getByText(text('admin.money.own')).waitFor();
}

/** Gives them up, after being told what holds then. */
export async function giveUpOwnTerms(page: Page): Promise<void> {
  const terms = section(page, 'admin.money.terms');
  const back = terms.getByRole('button', { name: text('admin.money.back-to-preset') });
  await back.click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await back.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await dialog.getByText(text('admin.money.means.ru')).waitFor();
  expect(await troublesOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: text('admin.money.back-to-preset') }).click();
  await terms.getByRole('button', { name: text('admin.money.make-own') }).waitFor();
}
