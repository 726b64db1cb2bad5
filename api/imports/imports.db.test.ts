import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import type { TestHouse } from '#api/core/testing.ts';
import { testCtx } from '#api/core/testing.ts';
import { addResident } from '#api/residents/residents.ts';
import { aColleague, aCompany } from '#api/residents/testing.ts';
import { applyImport } from './apply-import.ts';
import { checkFile } from './check-file.ts';
import { errorFile } from './error-file.ts';
import { getImport, listImports } from './imports.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
});
afterAll(() => house.close());

const header =
  'building_code;building_address;entrance;floor;unit;unit_type;area_m2;account_number;els;full_name;phone;email;role;share;language';

function check(text: string | Uint8Array, target = 'residents') {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return checkFile(ctx, systemActor, { target, fileName: 'residents.csv', bytes });
}

async function counts(): Promise<number[]> {
  const { building, unit, account, resident, occupancy } = ctx.db;
  const tables = [building.count(), unit.count(), account.count(), resident.count(), occupancy.count()];
  return Promise.all(tables);
}

const goodFile = [
  header,
  'A;"ул. Садовая, 12";2;5;57;Квартира;"54,5";0000510057;40ОН891234;Ветрова Анна Сергеевна;8 (999) 000-00-01;anna@example.org;собственник;1/2;ru',
  'A;"ул. Садовая, 12";2;5;57;Квартира;"54,5";0000510057;40ОН891234;Ветров Борис;+79990000002;;член семьи;;',
  'A;"ул. Садовая, 12";2;5;58;;33;0000510058;;;;;;;',
  "B;пр. Мира, 3;1;1;1;flat;45.00;0000530001;;<b>O'Neil & _co_;;;tenant;;en",
  'B;пр. Мира, 3;1;1;2;flat;45.00;0000530002;;Ветрова Анна Сергеевна;79990000001;;owner;50%;ru',
].join('\r\n');

describe('residents.csv', () => {
  it('says what it would do and does nothing yet', async () => {
    const batch = await check(goodFile);
    expect(batch).toMatchObject({
      state: 'checked',
      rowCount: 5,
      goodCount: 5,
      badCount: 0,
      encoding: 'utf-8',
      separator: ';',
    });
    expect(batch.effects).toMatchObject({ buildings: 2, units: 4, accounts: 4, residents: 3, occupancies: 4 });
    expect(await counts()).toEqual([0, 0, 0, 0, 0]);
  });

  it('makes houses, flats, accounts and people, once', async () => {
    const { id } = await check(goodFile);
    const applied = await applyImport(ctx, systemActor, id);
    expect(applied).toMatchObject({ state: 'applied', effects: { residents: 3, occupancies: 4 } });
    expect(await counts()).toEqual([2, 4, 4, 3, 4]);
    await expect(applyImport(ctx, systemActor, id)).rejects.toMatchObject({ code: 'import.already-applied' });
    const anna = await ctx.db.resident.findFirst({ where: { phone: '+79990000001' }, include: { occupancies: true } });
    expect(anna).toMatchObject({ givenName: 'Анна', email: 'anna@example.org' });
    expect(anna?.occupancies.map(({ share }) => share?.toString())).toEqual(['0.5', '0.5']);
    expect(await ctx.db.resident.count({ where: { fullName: "<b>O'Neil & _co_", locale: 'en' } })).toBe(1);
    const unit = await ctx.db.unit.findFirst({ where: { number: '57' }, include: { accounts: true, building: true } });
    expect(unit).toMatchObject({ entrance: 2, floor: 5, building: { entrances: 2, floors: 5, hasLift: false } });
    expect(unit?.accounts).toMatchObject([{ number: '0000510057', unifiedNumber: '40ОН891234', isMain: true }]);
  });

  it('changes nothing the second time, however the file is encoded and cut', async () => {
    const before = await counts();
    const tabbed = goodFile.replaceAll('"', '').replaceAll(';', '\t');
    for (const file of [
      goodFile,
      `\uFEFF${goodFile}`,
      iconv.encode(goodFile, 'win1251'),
      iconv.encode(tabbed, 'cp866'),
    ]) {
      const { id } = await check(file);
      const { effects, badCount } = await applyImport(ctx, systemActor, id);
      expect([badCount, ...Object.values(effects)].every((count) => count === 0)).toBe(true);
    }
    expect(await counts()).toEqual(before);
  });

  it('reads Russian code pages by themselves', async () => {
    expect(await check(iconv.encode(goodFile, 'win1251'))).toMatchObject({ encoding: 'windows-1251', badCount: 0 });
    expect(await check(iconv.encode(goodFile, 'cp866'))).toMatchObject({ encoding: 'cp866', badCount: 0 });
    expect(await check(iconv.encode(`\uFEFF${goodFile}`, 'utf-16le'))).toMatchObject({
      encoding: 'utf-16le',
      badCount: 0,
    });
  });

  it('takes over what a later file says about somebody', async () => {
    const file = [
      'Адрес,Номер помещения,ФИО,Телефон,E-mail,Роль,Код дома,Этажность',
      'ul,57,ветров борис,+7 999 000-00-22,boris@example.org,Собственник,A,9',
    ].join('\n');
    const batch = await check(file);
    expect(batch).toMatchObject({ separator: ',', ignoredColumns: ['Этажность'] });
    const { effects } = await applyImport(ctx, systemActor, batch.id);
    expect(effects).toMatchObject({ residents: 0, residentsChanged: 1, rolesChanged: 1 });
    const boris = await ctx.db.resident.findFirst({ where: { phone: '+79990000022' }, include: { occupancies: true } });
    expect(boris?.occupancies[0]).toMatchObject({ role: 'owner', rights: expect.arrayContaining(['household']) });
  });

  it('refuses rows one by one, with the reason and the line', async () => {
    const file = [
      header,
      'A;;x;;60;;;;;;;;;;',
      'A;;;;60;;;;;Иван;нет;;owner;;',
      'A;;;;60;;;;;Иван;;not-an-email;owner;;',
      'A;;;;60;;;;;Иван;;;король;;',
      'A;;;;60;;;;;Иван;;;;;',
      'A;;;;;;;;;Иван;;;owner;;',
      ';;;;60;;;;;Иван;;;owner;;',
      'Z;;;;60;;;;;Иван;;;owner;;',
      'A;;;;60;;;0000510057;;Иван;;;owner;;',
      'A;;;;60;;;;40XX891234;Иван;;;owner;;',
      'A;;;;60;;;;;Иван;;;owner;3/2;',
      'A;;;;60;;;;;Иван;;;owner;;;лишнее',
      'A;;;;60;;;;;Хороший;;;owner;;',
    ].join('\n');
    const batch = await check(file);
    expect(batch.problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'import.bad-number'],
      [3, 'import.bad-phone'],
      [4, 'import.bad-email'],
      [5, 'import.bad-word'],
      [6, 'import.role-missing'],
      [7, 'import.unit-missing'],
      [8, 'import.building-missing'],
      [9, 'import.address-missing'],
      [10, 'import.account-elsewhere'],
      [11, 'import.bad-els'],
      [12, 'import.bad-share'],
      [13, 'import.too-many-cells'],
    ]);
    expect(batch).toMatchObject({ goodCount: 1, badCount: 12, effects: { residents: 1, units: 1 } });
  });

  it('gives the refused rows back, safe to open and ready to be sent again', async () => {
    const file = [
      header,
      'A;;;;61;;;;;"=HYPERLINK(""http://x"")";-5;;owner;;',
      'A;;;;62;;"-12,5";;;@Иван;+7999;;owner;;',
    ];
    const batch = await check(iconv.encode(file.join('\n'), 'win1251'));
    expect(batch.badCount).toBe(2);
    const { bytes, fileName } = await errorFile(ctx, await aColleague(ctx, 'manager'), batch.id);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    expect(fileName).toBe('residents-errors.csv');
    expect(text.startsWith(`\uFEFF${header};reason\r\n`)).toBe(true);
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(text).toContain(`;'@Иван;+7999;`);
    expect(text).toMatch(/;-12,5;/);
    const again = await check(text.replace(';-5;', ';;').replace(';-12,5;', ';12,5;').replace('+7999', '+79990000077'));
    expect(again).toMatchObject({ badCount: 0, ignoredColumns: ['reason'] });
    const { id } = again;
    await applyImport(ctx, systemActor, id);
    expect(await ctx.db.resident.count({ where: { fullName: '=HYPERLINK("http://x")' } })).toBe(1);
  });

  it('refuses at the time of applying what no longer fits', async () => {
    const one = await check([header, 'A;;;;70;;;0000599999;;;;;;;'].join('\n'));
    const two = await check([header, 'A;;;;71;;;0000599999;;;;;;;', 'A;;;;72;;;;;;;;;;'].join('\n'));
    await applyImport(ctx, systemActor, one.id);
    const applied = await applyImport(ctx, systemActor, two.id);
    expect(applied).toMatchObject({ goodCount: 1, badCount: 1, effects: { units: 1 } });
    expect(applied.problems).toMatchObject([{ code: 'import.account-elsewhere', values: { number: '0000599999' } }]);
  });

  it('tells namesakes of one flat apart by their phones, twice the same', async () => {
    const file = [
      header,
      'A;;;;80;;;;;Лугов Пётр;+79990000301;;owner;;',
      'A;;;;80;;;;;Лугов Петр;+79990000302;;family;;',
      'A;;;;80;;;;;Лугов Пётр;+79990000301;x@example.org;tenant;;',
    ].join('\n');
    const first = await applyImport(ctx, systemActor, (await check(file)).id);
    expect(first.effects).toMatchObject({ residents: 2, occupancies: 2 });
    const second = await applyImport(ctx, systemActor, (await check(file)).id);
    expect(Object.values(second.effects).every((count) => count === 0)).toBe(true);
  });

  it('does not bring back to the list who was never on it, nor mixes up people added by hand', async () => {
    const unit = await ctx.db.unit.findFirstOrThrow({ where: { number: '58' } });
    const hand = { fullName: 'Ручная Рука', phone: '89990000401', locale: 'ru' as const, role: 'owner' as const };
    const { residentId } = await addResident(ctx, systemActor, { ...hand, unitId: unit.id });
    const file = [header, 'A;;;;58;;;;;РУЧНАЯ  РУКА;+7 999 000 04 01;;owner;;'].join('\n');
    const { effects } = await applyImport(ctx, systemActor, (await check(file)).id);
    expect(effects).toMatchObject({ residents: 0, occupancies: 0, residentsChanged: 0 });
    expect(await ctx.db.occupancy.count({ where: { residentId } })).toBe(1);
  });
});

describe('the machinery', () => {
  it.each([
    ['import.empty', header],
    ['import.empty', ''],
    ['import.missing-columns', 'full_name;phone\nИван;1'],
    ['import.broken-workbook', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0])],
    ['import.not-csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 59, 10])],
    ['import.too-big', new Uint8Array(50 * 1024 * 1024 + 1).fill(65)],
    ['import.too-many-rows', `unit\n${'1\n'.repeat(300_001)}`],
  ])('refuses %s', async (code, file) => {
    await expect(check(file)).rejects.toMatchObject({ code });
  });

  it('knows its targets and who may use them', async () => {
    await expect(check(goodFile, 'ghosts')).rejects.toMatchObject({ code: 'import.unknown-target' });
    const technician = await aColleague(ctx, 'technician');
    const input = { target: 'residents', fileName: 'x.csv', bytes: new TextEncoder().encode(goodFile) };
    await expect(checkFile(ctx, technician, input)).rejects.toThrow('not-allowed');
    const { id } = await check(goodFile);
    await expect(getImport(ctx, technician, id)).rejects.toThrow('not-allowed');
    const accountant = await aColleague(ctx, 'accountant');
    await expect(applyImport(ctx, accountant, id)).rejects.toThrow('not-allowed');
  });

  it('lists imports page by page, newest first', async () => {
    const first = await listImports(ctx, systemActor, { limit: 2 });
    const second = await listImports(ctx, systemActor, { limit: 2, after: first.next });
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    await expect(listImports(ctx, systemActor, { after: 'rubbish' })).rejects.toMatchObject({
      code: 'page.bad-cursor',
    });
  });

  it('takes five thousand flats in one file in a few seconds', async () => {
    const rows = Array.from(
      { length: 5_000 },
      (_, index) => `C;ул. Новая, 1;1;1;${index + 1};;50;77${index};;Житель ${index};;;owner;;`,
    );
    const { id } = await check([header, ...rows].join('\n'));
    const { effects } = await applyImport(ctx, systemActor, id);
    expect(effects).toMatchObject({ units: 5_000, residents: 5_000, accounts: 5_000 });
  });
});
