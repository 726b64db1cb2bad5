import { getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aBuilding, aColleague, aCompany, aResident } from '#api/residents/testing.ts';
import type { Locale } from '#locales/translate.ts';
import { listPayees, updatePayee } from '../payees/payees.ts';
import { aBillOf, aFlatWithAccount, aLine, aPaymentOf } from '../testing.ts';
import { issueCertificate } from './certificate.ts';
import { type PaperOf, printPaper } from './papers.ts';

let house: TestHouse;
let buildingId: string;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx, { legalName: 'ООО «УК Уютный квартал»', officeAddress: 'ул. Садовая, 12' });
  buildingId = await aBuilding(house.ctx);
  const [main] = await listPayees(house.ctx, systemActor);
  await updatePayee(house.ctx, systemActor, main?.id ?? '', {
    ...{ taxId: '7700000009', kpp: '770001001', ogrn: '1027700000019', bankName: 'ПАО Сбербанк', bic: '044525225' },
    ...{ bankAccount: '40702810200000012345', corrAccount: '30101810400000000225' },
  });
});
afterAll(() => house.close());

type Who = Parameters<typeof printPaper>[1];

/** What a reader of PDFs finds in it: words with single blanks. */
async function read(bytes: Uint8Array): Promise<{ text: string; pages: number }> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const texts: string[] = [];
  for (let page = 1; page <= pdf.numPages; page++) {
    const { items } = await (await pdf.getPage(page)).getTextContent();
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  return { text: texts.join(' ').replace(/\s+/g, ' '), pages: pdf.numPages };
}

async function printed(actor: Who, of: PaperOf, locale: Locale = 'ru') {
  const { bytes, fileName } = await printPaper(house.ctx, actor, of, locale);
  return { fileName, ...(await read(bytes)) };
}

async function aFlat() {
  const flat = await aFlatWithAccount(house.ctx, buildingId);
  const { actor } = await aResident(house.ctx, { ...flat, fullName: 'Анна Ветрова', startsOn: '2026-01-01' });
  const { number } = await house.ctx.db.account.findUniqueOrThrow({ where: { id: flat.accountId } });
  return { ...flat, actor, number };
}

describe('a bill as PDF', () => {
  it('has every word and every sum of the bill, in the reader’s language', async () => {
    const { accountId, actor, number } = await aFlat();
    const lines = [
      aLine('heating', 198_069n, {
        name: 'Отопление',
        unit: 'Gcal',
        volume: '0.55',
        method: 'meter',
        tariff: '3601.25',
      }),
      aLine('water', 39_582n, {
        name: 'Холодная вода',
        recalculationMinor: -1_500n,
        recalculationReason: 'не было воды',
      }),
      aLine('penalty', 0n, { name: 'Пени', penaltyMinor: 4_120n }),
    ];
    const invoiceId = await aBillOf(house.ctx, accountId, '2026-10', lines, {
      openingMinor: 12_345n,
      roundingMinor: 3n,
    });
    await aPaymentOf(house.ctx, accountId, 100_000n, '2026-11-10');
    const { text, fileName, pages } = await printed(actor, { paper: 'invoice', invoiceId });
    expect(fileName).toBe(`Счёт ${number} за октябрь 2026.pdf`);
    expect(pages).toBe(1);
    for (const words of [
      'Счёт за октябрь 2026',
      'ООО «УК Уютный квартал»',
      'ИНН: 7700000009',
      'Счёт: 40702810200000012345',
      `ЛС ${number}, октябрь 2026`,
      'Отопление',
      '0,55 Гкал',
      'по счётчику',
      '3 601,25',
      '1 980,69 ₽',
      'Холодная вода',
      'перерасчёт −15,00 ₽ (не было воды)',
      '380,82 ₽',
      'пени 41,20 ₽',
      'Округление 0,03 ₽',
      'Итого за период 2 402,74 ₽',
      'Оплачено −1 000,00 ₽',
      'Осталось оплатить 1 402,74 ₽',
      'К оплате 1 402,74 ₽ до 25 октября 2026',
      'Долг до этого счёта 123,45 ₽, вместе 2 526,19 ₽',
    ]) {
      expect(text).toContain(words);
    }
    const english = await printed(actor, { paper: 'invoice', invoiceId }, 'en');
    expect(english.fileName).toBe(`Bill ${number} October 2026.pdf`);
    for (const words of ['Bill for October 2026', 'Left to pay 1,402.74 ₽', '0.55 Gcal', 'by meter']) {
      expect(english.text).toContain(words);
    }
  });

  it('goes on over as many pages as its lines need, with the head on each', async () => {
    const { accountId, actor } = await aFlat();
    const lines = Array.from({ length: 150 }, (_, index) => aLine('other', BigInt(index), { name: `Услуга ${index}` }));
    const invoiceId = await aBillOf(house.ctx, accountId, '2026-10', lines);
    const { text, pages } = await printed(actor, { paper: 'invoice', invoiceId });
    expect(pages).toBeGreaterThan(2);
    expect(text.match(/Начислено/g)?.length).toBe(pages);
    expect(text).toContain(`${pages} / ${pages}`);
    for (let index = 0; index < 150; index++) expect(text).toContain(`Услуга ${index} `);
  });

  it('is printed for who keeps the books, and for no neighbour, tenant or technician', async () => {
    const { unitId, accountId } = await aFlat();
    const invoiceId = await aBillOf(house.ctx, accountId, '2026-10', [aLine('water', 100n)]);
    const of = { paper: 'invoice', invoiceId } as const;
    expect((await printed(await aColleague(house.ctx, 'accountant'), of)).text).toContain('1,00 ₽');
    const { actor: neighbour } = await aFlat();
    const { actor: tenant } = await aResident(house.ctx, { unitId, role: 'tenant' });
    await expect(printed(neighbour, of)).rejects.toMatchObject({ code: 'invoice.not-found' });
    await expect(printed(tenant, of)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(printed(await aColleague(house.ctx, 'technician'), of)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(printed(neighbour, { paper: 'statement', unitId })).rejects.toMatchObject({ code: 'flat.not-found' });
  });
});

describe('a statement as PDF', () => {
  it('has each month from what it opened with to what it closed with, and the balance in words', async () => {
    const { unitId, accountId, actor } = await aFlat();
    await aBillOf(house.ctx, accountId, '2026-09', [aLine('water', 100_000n)]);
    await aPaymentOf(house.ctx, accountId, 100_000n, '2026-10-05');
    await aBillOf(house.ctx, accountId, '2026-10', [aLine('water', 250_050n, { recalculationMinor: -50n })]);
    const { text, fileName } = await printed(actor, { paper: 'statement', unitId });
    expect(fileName).toMatch(/^Выписка кв\. \d+ 2026-09 – 2026-11\.pdf$/);
    for (const words of [
      'Выписка: сентябрь 2026 – ноябрь 2026',
      'ОГРН 1027700000019',
      'сентябрь 2026 0,00 ₽ 1 000,00 ₽ 0,00 ₽ 0,00 ₽ 1 000,00 ₽',
      'октябрь 2026 1 000,00 ₽ 2 500,50 ₽ −0,50 ₽ 1 000,00 ₽ 2 500,00 ₽',
      'Всего 3 500,50 ₽ −0,50 ₽ 1 000,00 ₽',
      'К оплате 2 500,00 ₽',
    ]) {
      expect(text).toContain(words);
    }
    const span = { from: '2026-09', until: '2026-09' };
    expect((await printed(actor, { paper: 'statement', unitId, span })).text).not.toContain('октябрь');
  });

  it('says so when nothing happened', async () => {
    const { unitId, actor } = await aFlat();
    const { text } = await printed(actor, { paper: 'statement', unitId });
    expect(text).toContain('ничего не начислялось и не оплачивалось');
  });
});

describe('a certificate that nothing is owed', () => {
  it('is numbered and dated, names every account, and is the same the same day', async () => {
    const { unitId, accountId, actor, number } = await aFlat();
    await aBillOf(house.ctx, accountId, '2026-10', [aLine('water', 100_000n)]);
    await aPaymentOf(house.ctx, accountId, 112_000n, '2026-11-10');
    const first = await issueCertificate(house.ctx, actor, unitId);
    expect((await issueCertificate(house.ctx, actor, unitId)).number).toBe(first.number);
    const { text, fileName } = await printed(actor, { paper: 'certificate', certificateId: first.id });
    expect(fileName).toBe(`Справка № ${first.number} об отсутствии задолженности.pdf`);
    for (const words of [
      `Справка № ${first.number} об отсутствии задолженности`,
      'от 20 ноября 2026',
      'ООО «УК Уютный квартал» подтверждает: на 20 ноября 2026 задолженности',
      'ИНН 7700000009 · КПП 770001001 · ОГРН 1027700000019',
      `лицевой счёт ${number}, ООО «УК Уютный квартал»: переплата 120,00 ₽`,
      'Выдана: Анна Ветрова',
      '+7 495 000-00-11',
    ]) {
      expect(text).toContain(words);
    }
    await aPaymentOf(house.ctx, accountId, 1_000n, '2026-11-20');
    const later = await issueCertificate(house.ctx, actor, unitId);
    expect(later.number).toBeGreaterThan(first.number);
    // What was certified stands as it was written.
    expect((await printed(actor, { paper: 'certificate', certificateId: first.id })).text).toContain('120,00 ₽');
  });

  it('is refused with the sum while something is owed', async () => {
    const { unitId, accountId, actor } = await aFlat();
    await aBillOf(house.ctx, accountId, '2026-10', [aLine('water', 100_000n)]);
    await expect(issueCertificate(house.ctx, actor, unitId)).rejects.toMatchObject({
      code: 'certificate.debt',
      values: { sum: 100_000n, currency: 'RUB' },
    });
    await aPaymentOf(house.ctx, accountId, 100_000n, '2026-11-10');
    expect((await issueCertificate(house.ctx, actor, unitId)).accounts).toHaveLength(1);
  });

  it('is nobody else’s to read', async () => {
    const { unitId, actor } = await aFlat();
    const { id } = await issueCertificate(house.ctx, actor, unitId);
    const { actor: neighbour } = await aFlat();
    const { actor: family } = await aResident(house.ctx, { unitId, role: 'family' });
    for (const who of [neighbour, family]) {
      await expect(printed(who, { paper: 'certificate', certificateId: id })).rejects.toMatchObject({
        code: 'certificate.not-found',
      });
    }
    const accountant = await aColleague(house.ctx, 'accountant');
    expect((await printed(accountant, { paper: 'certificate', certificateId: id }, 'en')).text).toContain(
      'nothing is owed',
    );
    await expect(issueCertificate(house.ctx, neighbour, unitId)).rejects.toMatchObject({ code: 'flat.not-found' });
  });
});
