import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { choose, downloaded, troublesOf } from '../support/seen.ts';
import { wordsOf } from '../support/words.ts';

const { text } = wordsOf('ru');

const foreign = ['Абонент', 'Отчётный месяц', 'Крайний день', 'За что', 'Рублей'];
export const noNumber = { column: 'charged', value: 'сто рублей' };
const whole = { exact: true };
const kept = 'Программа соседей';

/** A file of a program nobody taught us: one account is unknown, one sum is none. */
export const intercomFile = [
  foreign,
  ['0000510057', '2026-12', '25.12.2026', 'Домофон', '120,00'],
  ['0000510056', '2026-12', '25.12.2026', 'Домофон', '120,00'],
  ['9999999999', '2026-12', '25.12.2026', 'Домофон', '120,00'],
  ['0000510055', '2026-12', '25.12.2026', 'Домофон', 'сто рублей'],
]
  .map((row) => row.join(';'))
  .join('\r\n');

/** Hands over a file of bills: `profile`, in a form that is known by name. */
export async function handOver(page: Page, name: string, file: string, profile?: string): Promise<void> {
  await choose(page, text('admin.import.what'), text('admin.import.targets.invoices'));
  if (profile) await choose(page, text('admin.import.profile'), profile);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(file, 'utf8') });
  await page.getByRole('heading', { name }).waitFor();
}

/** Says which column is which, and keeps it under a name. Gives the name. */
export async function mapColumns(page: Page): Promise<string> {
  const places = ['account_number', 'period', 'due_date', 'service_name', 'charged'] as const;
  for (const [index, key] of places.entries()) {
    const column = text(`admin.import.keys.${key}`);
    await choose(page, text('admin.import.where', { column }), foreign[index] ?? '');
  }
  // What stands there is shown before anything is read by it.
  await page.getByText('0000510057 · 0000510056 · 9999999999').waitFor();
  expect(await troublesOf(page)).toEqual([]);
  await page.getByLabel(text('admin.import.keep-as')).fill(kept);
  await page.getByRole('button', { name: text('admin.import.read-anew') }).click();
  return kept;
}

/** The dry run: how many rows would do what, and each problem with its line. Nothing is a bill yet. */
export async function seesDryRun(page: Page): Promise<void> {
  await page.getByText(text('admin.import.summary', { rows: '4', good: '2', bad: '2' })).waitFor();
  await wouldDo(page, 'bills');
  const reasons = page.getByRole('row');
  await reasons.filter({ hasText: text('errors.import.account-unknown', { number: '9999999999' }) }).waitFor();
  await reasons.filter({ hasText: text('errors.import.bad-number', noNumber) }).waitFor();
  expect(await troublesOf(page)).toEqual([]);
}

/** What the open file would do, to two bills and nothing else. */
export async function wouldDo(page: Page, effect: 'bills' | 'unchanged'): Promise<void> {
  const what = text(`admin.import.effects.${effect}`, { count: 2 });
  await page.getByText(`${text('admin.import.would')} ${what}`, whole).waitFor();
}

/** Applies what fits, and waits until it is done. */
export async function applyGoodRows(page: Page): Promise<void> {
  await page.getByRole('button', { name: text('admin.import.apply', { count: 2 }) }).click();
  await page
    .getByText(`${text('admin.import.did')} ${text('admin.import.effects.bills', { count: 2 })}`, whole)
    .waitFor();
  await inHistory(page, 'applied').waitFor();
}

/** The rows that were refused come back as a file: as they were, with the reason beside. */
export async function readErrorFile(page: Page): Promise<string[]> {
  const link = page.getByRole('link', { name: text('admin.import.error-file') });
  const { name, bytes } = await downloaded(page, link);
  expect(name).toBe('intercom-errors.csv');
  const [head, ...rows] = bytes.toString('utf8').trimEnd().split('\r\n');
  expect(head).toBe(`\uFEFF${[...foreign, 'reason'].join(';')}`);
  return rows;
}

/** Takes the file back, after being asked whether that is meant. */
export async function takeBack(page: Page): Promise<void> {
  await page.getByRole('button', { name: text('admin.import.undo') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(text('admin.import.undo-about')).waitFor();
  await dialog.getByRole('button', { name: text('admin.import.undo'), exact: true }).click();
  await page.getByText(text('admin.import.undone')).waitFor();
  await inHistory(page, 'undone').first().waitFor();
}

/** The rows of earlier files that stand so. */
export function inHistory(page: Page, state: string) {
  return page.getByRole('row').filter({ hasText: text(`admin.import.state-is.${state}`) });
}
