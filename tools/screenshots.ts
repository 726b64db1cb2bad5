/**
 * `npm run screenshots`: takes the pictures of docs/ anew, on the demo as of a fixed day, in an installed Chrome or Chromium.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { claimOnThePage, enterByLink, reportOnThePage } from '../journeys/steps/on-the-page.ts';
import { printedLink } from '../journeys/support/manager.ts';
import { openShownHouse, type ShownHouse } from '../journeys/support/shown-house.ts';
import { startThrowaway } from './test-postgres.ts';

const docs = fileURLToPath(new URL('../docs/', import.meta.url));

async function main(): Promise<void> {
  await mkdir(docs, { recursive: true });
  const postgres = await startThrowaway();
  try {
    const house = await openShownHouse(postgres.url, 'en');
    try {
      await house.database.query(`update staff_member set locale = 'en'`);
      await takePlayground(house);
      await takeAdmin(house);
    } finally {
      await house.close();
    }
  } finally {
    await postgres.stop();
  }
}

async function takePlayground({ eyes, product }: ShownHouse): Promise<void> {
  const { page, context } = await eyes.visit();
  const both = await reportOnThePage(page, product.url, 'The pipe under the sink leaks, a bucket fills in an hour');
  await claimOnThePage(both);
  await page.getByRole('button', { name: 'Hide', exact: true }).click();
  await take(page, 'playground');
  await context.close();
}

async function takeAdmin({ eyes, product, database }: ShownHouse): Promise<void> {
  const { page, context } = await eyes.visit();
  await enterByLink(page, `${product.url}/admin/welcome#${await printedLink(product)}`);
  await page.getByRole('link', { name: 'Today' }).first().waitFor();
  await take(page, 'admin-today');

  await page.goto(`${product.url}/admin/news/new`);
  const words = {
    Русский: ['Воду отключат', 'Завтра с 10 до 12 не будет холодной воды: меняем задвижку в подвале.'],
    English: [
      'Water will be off',
      'Tomorrow from 10 to 12 there is no cold water: we replace a valve in the basement.',
    ],
  };
  for (const [language, [title = '', body = '']] of Object.entries(words)) {
    const group = page.getByRole('group', { name: language });
    await group.getByLabel('Title').fill(title);
    await group.getByLabel('Text').fill(body);
  }
  await take(page, 'admin-news');

  await page.getByRole('button', { name: 'Publish…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('Nothing waits any more.').waitFor();
  await take(page, 'admin-news-arriving');

  const [flat] = await database.query<{ id: string }>(
    `select unit_id as id from chat where address = '100001' and unit_id is not null`,
  );
  const id = Buffer.from((flat?.id ?? '').replaceAll('-', ''), 'hex').toString('base64url');
  await page.goto(`${product.url}/admin/homes/units/${id}`);
  await take(page, 'admin-flat');
  for (const name of ['figures', 'promises']) {
    await page.goto(`${product.url}/admin/${name}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await take(page, `admin-${name}`);
  }
  await context.close();
}

async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => undefined);
  // Toasts go, pictures come.
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${docs}${name}.png`, animations: 'disabled' });
  console.log(`docs/${name}.png`);
}

await main();
