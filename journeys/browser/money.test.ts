import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import * as bills from '../steps/import-bills.ts';
import { enterByLink } from '../steps/on-the-page.ts';
import type { Visit } from '../support/browser.ts';
import { printedLink } from '../support/manager.ts';
import { openShownHouse, type ShownHouse } from '../support/shown-house.ts';
import { wordsOf } from '../support/words.ts';

const { text } = wordsOf('ru');

describe('money on the admin page', () => {
  let house: ShownHouse;
  let visit: Visit;
  beforeAll(async () => {
    house = await openShownHouse(inject('postgresUrl'), 'ru');
    visit = await house.eyes.visit();
    await enterByLink(visit.page, `${house.product.url}/admin/welcome#${await printedLink(house.product)}`);
    await visit.page.getByRole('link', { name: text('admin.nav.import') }).waitFor();
  });
  afterAll(() => house?.close());

  const intercoms = `select count(*) from invoice where period = '2026-12' and due_on = '2026-12-25' and state = 'issued'`;

  it('comes as a file of foreign columns: tried, applied, the same again is nothing, taken back', async () => {
    const { page, complaints } = visit;
    await page.getByRole('link', { name: text('admin.nav.import') }).click();
    await bills.handOver(page, 'intercom.csv', bills.intercomFile);
    await page.getByText(text('admin.import.say-columns')).waitFor();
    const profile = await bills.mapColumns(page);
    await bills.seesDryRun(page);
    expect(await house.database.count(intercoms)).toBe(0);

    await bills.applyGoodRows(page);
    expect(await house.database.count(intercoms)).toBe(2);
    const refused = await bills.readErrorFile(page);
    expect(refused).toEqual([
      expect.stringContaining(text('errors.import.account-unknown', { number: '9999999999' })),
      expect.stringContaining(text('errors.import.bad-number', bills.noNumber)),
    ]);

    await bills.handOver(page, 'again.csv', bills.intercomFile, profile);
    await bills.wouldDo(page, 'unchanged');

    await page.getByRole('button', { name: 'intercom.csv' }).click();
    await bills.takeBack(page);
    expect(await house.database.count(intercoms)).toBe(0);
    expect(complaints).toEqual([]);
  });
});
