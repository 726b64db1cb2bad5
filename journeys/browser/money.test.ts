import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import * as bills from '../steps/import-bills.ts';
import * as settings from '../steps/money-settings.ts';
import { enterByLink } from '../steps/on-the-page.ts';
import * as relative from '../steps/relative.ts';
import * as debts from '../steps/settle-debts.ts';
import type { Visit } from '../support/browser.ts';
import { printedLink } from '../support/manager.ts';
import { eventually } from '../support/processes.ts';
import { troublesOf } from '../support/seen.ts';
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

  it('without an owner finds one or is nobody’s, what billing says otherwise is listed, and debtors are two tables', async () => {
    const { page, complaints } = visit;
    const { url } = house.product;
    await debts.landFile(visit, url, 'bank-register', debts.register);
    await debts.landFile(visit, url, 'balances', debts.balances);
    await page.goto(`${url}/admin/debts`);
    const payee = 'ООО «УК Уютный квартал»';
    await page.getByRole('region', { name: text('admin.debts.by-age') }).waitFor();
    expect(await troublesOf(page)).toEqual([]);
    const before = await debts.owedTo(page, payee);
    await debts.findsOwner(page);
    await eventually('the debt is less', async () => (await debts.owedTo(page, payee)) === before - 433_861);
    await debts.findsNoOwner(page);

    const differences = page.getByRole('region', { name: text('admin.debts.differences.title') });
    const difference = differences.getByRole('listitem').filter({ hasText: '0000510056' });
    await difference.getByText(text('admin.debts.differences.stated', { day: '19 ноября', sum: '1,00 ₽' })).waitFor();
    await difference.getByRole('link').waitFor();
    expect(await troublesOf(page)).toEqual([]);

    // 24 526,55 before the payment that found its owner.
    expect(await debts.takesDebtors(page, '0000510057')).toEqual({ csv: '20187,94', xlsx: 20187.94 });
    // A payment the page could not match was said at its place; the browser notes the refused request all the same.
    expect(complaints.filter((one) => !/422|404/.test(one))).toEqual([]);
  });

  it('is paid by a stranger on a telephone, who learns payee, period and sum, and nothing else', async () => {
    const chats = await house.eyes.visit({ locale: 'ru-RU' });
    await chats.page.goto(`${house.product.url}/playground/`);
    const address = await relative.asksRelative(chats.page);
    const stranger = await house.eyes.visit({ locale: 'ru-RU' });
    await relative.looksAtPayPage(stranger, address);
    await relative.paysAsStranger(stranger);
    await stranger.page.goto(address);
    await relative.seesPaid(stranger.page);
    await relative.hearsOfIt(chats.page);
    expect([...chats.complaints, ...stranger.complaints]).toEqual([]);
  });

  it('costs what the settings say, and is due by terms of one’s own until they are given up', async () => {
    const { page } = visit;
    const kept = async (key: string, path: string) => {
      const [row] = await house.database.query<{ said: unknown }>(
        'select value #> $2::text[] as said from setting where key = $1',
        [key, path.split('.')],
      );
      return row?.said ?? null;
    };
    await page.goto(`${house.product.url}/admin/settings/money`);
    await settings.setCommission(page);
    expect(await kept('payments', 'commissions.yookassa')).toEqual({
      ...{ percent: '1.5', fixedMinor: 1029, payer: 'resident' },
    });
    await settings.makeOwnTerms(page);
    expect(await kept('billing-terms', 'own.due.day')).toBe(20);
    expect(await kept('billing-terms', 'own.late.0.charge')).toEqual({
      ...{ kind: 'percent-once', percent: '0.5', minMinor: '0' },
    });
    await page.reload();
    await settings.giveUpOwnTerms(page);
    expect(await kept('billing-terms', 'own')).toBe(null);
  });
});
