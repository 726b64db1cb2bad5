import type { Page } from 'playwright-core';
import readXlsxFile from 'read-excel-file/node';
import { expect } from 'vitest';
import type { Visit } from '../support/browser.ts';
import { eventually } from '../support/processes.ts';
import { downloaded } from '../support/seen.ts';
import { wordsOf } from '../support/words.ts';

const { text } = wordsOf('ru');

/** A register of the bank: one payer mistook a digit of 0000510057, the other paid for something else. */
export const register = `12-11-2026;10-10-10;5278;5278;601234567890ABCD;0000510957;ИВАНОВ ИВАН ИВАНОВИЧ;;1026;4338,61;4295,22;43,39
12-11-2026;10-12-44;5278;5278;601234567891ABCD;7777777777;ПЕТРОВ П. П.;;1026;358,94;355,35;3,59
=2;4697,55;4650,57;46,98;558220;13-11-2026
`;

/** A billing program that holds flat 56 to owe one rouble. */
export const balances = 'account_number;as_of;balance\r\n0000510056;2026-11-19;1,00\r\n';

/** Lands a file without looking: the page of files has a test of its own. */
export async function landFile({ context }: Visit, url: string, target: string, file: string): Promise<void> {
  const at = `${url}/api/v1/imports`;
  const headers = { 'content-type': 'application/octet-stream' };
  const sent = await context.request.post(`${at}?target=${target}&fileName=${target}.csv`, { headers, data: file });
  const { id } = await sent.json();
  const reaches = (wanted: string) =>
    eventually(`${target} is ${wanted}`, async () => {
      const answer = await context.request.get(`${at}/${id}`);
      return (await answer.json()).state === wanted;
    });
  await reaches('checked');
  await context.request.post(`${at}/${id}/apply`);
  await reaches('applied');
}

/** What all owe the payee, as the page says, in kopecks. */
export async function owedTo(page: Page, payee: string): Promise<number> {
  const row = page.getByRole('row').filter({ hasText: payee });
  return Number((await row.getByRole('cell').nth(1).textContent())?.replace(/\D/g, ''));
}

/** Money with a mistaken number: a number that is none is refused in place, and the likely account is taken. */
export async function findsOwner(page: Page): Promise<void> {
  const one = unmatched(page, '4 338,61 ₽');
  await one.getByRole('button', { name: text('admin.debts.unmatched.match') }).click();
  await one.getByText(text('admin.debts.unmatched.why.similar')).first().waitFor();
  await one.getByLabel(text('admin.debts.unmatched.or-number')).fill('123');
  await one.getByRole('button', { name: text('admin.debts.unmatched.record') }).click();
  await one.getByRole('alert').waitFor();
  await one.getByLabel(text('admin.debts.unmatched.or-number')).fill('');
  await one.getByRole('radio', { name: /^0000510057/ }).check();
  await one.getByRole('button', { name: text('admin.debts.unmatched.record') }).click();
  await page.getByText(text('admin.debts.unmatched.matched')).waitFor();
  await one.waitFor({ state: 'detached' });
}

/** Money that is not ours is marked so, with the reason. */
export async function findsNoOwner(page: Page): Promise<void> {
  const one = unmatched(page, '358,94 ₽');
  await one.getByRole('button', { name: text('admin.debts.unmatched.ignore') }).click();
  await one.getByLabel(text('admin.debts.unmatched.reason')).fill('Ошибка банка');
  await page.keyboard.press('Enter');
  await page.getByText(text('admin.debts.unmatched.none')).waitFor();
}

function unmatched(page: Page, sum: string) {
  return page
    .getByRole('region', { name: text('admin.debts.unmatched.title') })
    .getByRole('listitem')
    .filter({ hasText: sum });
}

/** The debtors as both kinds of table: the row of an account, with what it owes. */
export async function takesDebtors(page: Page, account: string): Promise<{ csv: string | undefined; xlsx: unknown }> {
  const link = (format: string) =>
    page.getByRole('link', { name: text('admin.debts.download', { what: text('admin.debts.debtors'), format }) });
  const csv = await downloaded(page, link('CSV'));
  const xlsx = await downloaded(page, link('XLSX'));
  expect([csv.name, xlsx.name]).toEqual(['debtors.csv', 'debtors.xlsx']);
  const lines = csv.bytes.toString('utf8').split('\r\n');
  const [sheet] = await readXlsxFile(xlsx.bytes);
  const head = text('common.tables.owed');
  const column = sheet?.data[0]?.indexOf(head) ?? -1;
  const place = lines[0]?.split(';').indexOf(head) ?? -1;
  return {
    csv: lines.find((line) => line.includes(account))?.split(';')[place],
    xlsx: sheet?.data.find((row) => row.includes(account))?.[column],
  };
}
