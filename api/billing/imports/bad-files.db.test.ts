import { crc32, deflateRawSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { importTargets } from '#api/flows/import-targets.ts';
import { applyImport } from '#api/imports/apply-import.ts';
import { checkFile } from '#api/imports/check-file.ts';
import { errorFile } from '#api/imports/error-file.ts';
import { aBuilding, aCompany, aUnit } from '#api/residents/testing.ts';
import { hasWords } from '#locales/translate.ts';
import { sberFile } from '../registers/register-vectors.ts';
import { standsAt } from '../testing-ledger.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let buildingId: string;
let flat = 0;
let [one, other] = ['', ''];

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
  buildingId = await aBuilding(ctx);
});
afterAll(() => house.close());

/** Two accounts that nothing has happened to yet, for each file. */
beforeEach(async () => {
  house.clock.advance('PT1M');
  for (const _ of [1, 2]) {
    flat += 1;
    [one, other] = [other, `00007${String(10_000 + flat)}`];
    await aUnit(ctx, { buildingId, number: `7${flat}`, accountNumber: other });
  }
});

function check(target: string, file: string | Uint8Array) {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  return checkFile(ctx, systemActor, { target, fileName: `${target}.csv`, bytes }, importTargets);
}

const owes = async (number: string) => {
  const { id } = await ctx.db.account.findFirstOrThrow({ where: { number } });
  return (await standsAt(ctx, id)).balanceMinor;
};

/** An archive of these files, as any program packs one. */
function zipOf(files: Record<string, string>): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = deflateRawSync(Buffer.from(content));
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(data.byteLength, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), facts, Buffer.from(name), data]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), facts, place, Buffer.from(name)]),
    );
    parts.push(local);
    at += local.byteLength;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(central.byteLength, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, central, Buffer.from('PK\u0005\u0006'), end]);
}

const sheetOf = (rows: string) => ({
  'xl/workbook.xml': '<workbook><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
});
const head = 'account_number;period;due_date;service_name;charged;to_pay';

const whole: [what: string, target: string, file: () => string | Uint8Array, code: string][] = [
  ['a bank register without its total', 'bank-register', () => withoutTotal(), 'register.totals-missing'],
  ['a zip bomb', 'invoices', () => zipOf(sheetOf(' '.repeat(60_000_000))), 'import.zip-bomb'],
  ['a million columns', 'invoices', () => `${'a;'.repeat(1_000_000)}\n1`, 'import.too-many-columns'],
  [
    'a workbook with a cell far away',
    'invoices',
    () => zipOf(sheetOf('<row r="1"><c r="XFD1"><v>1</v></c></row>')),
    'import.too-many-columns',
  ],
  ['a workbook cut off', 'invoices', () => zipOf(sheetOf('')).subarray(0, 200), 'import.broken-workbook'],
  ['an archive that is no workbook', 'invoices', () => zipOf({ 'a.txt': 'b' }), 'import.not-csv'],
  ['an old workbook', 'invoices', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'import.old-excel'],
  ['a quote that nobody closes', 'invoices', () => `${head}\n"1;2${';x'.repeat(10)}`, 'import.bad-csv'],
  ['a heading alone', 'invoices', () => head, 'import.empty'],
  ['another table', 'invoices', () => 'a;b\n1;2', 'import.missing-columns'],
];

function withoutTotal(): Uint8Array {
  return iconv.encode(sberFile.replace(/^=.*\n/m, ''), 'windows-1251');
}

/** Rows of bills: the first account's go wrong, the other's are good. */
const good = () => `${other};2026-10;15.11.2026;Вода;100,00;100,00`;
const parts: [what: string, rows: () => string[], problems: [line: number, code: string][]][] = [
  ['a total that is missing', () => [`${one};2026-10;15.11.2026;Вода;100,00;`, good()], [[2, 'import.cell-missing']]],
  [
    'an account that is mistyped',
    () => [good(), `${one}7;2026-10;15.11.2026;Вода;100,00;100,00`],
    [[3, 'import.account-unknown']],
  ],
  [
    'decimal marks that are mixed',
    () => [good(), `${one};2026-10;15.11.2026;Вода;50,25;50,25`, `${one};2026-10;15.11.2026;Газ;60.25;60,25`],
    [
      [3, 'import.bill-refused'],
      [4, 'import.mixed-marks'],
    ],
  ],
  [
    'an enormous sum and one of words',
    () => [`${one};2026-10;15.11.2026;Вода;99999999999999;1`, `${one};2026-09;15.10.2026;Вода;=1+1;1`, good()],
    [
      [2, 'import.bad-number'],
      [3, 'import.bad-number'],
    ],
  ],
  [
    'cells beyond the headings',
    () => [`${one};2026-10;15.11.2026;Вода;100,00;100,00;лишнее`, good()],
    [[2, 'import.too-many-cells']],
  ],
];

describe('a file that is wrong', () => {
  it.each(whole)('is refused whole, in words: %s', async (_, target, file, code) => {
    const before = [await ctx.db.ledgerEntry.count(), await ctx.db.importLine.count()];
    await expect(check(target, file())).rejects.toMatchObject({ code });
    for (const locale of ['ru', 'en'] as const) expect(hasWords(locale, `errors.${code}`)).toBe(true);
    expect([await ctx.db.ledgerEntry.count(), await ctx.db.importLine.count()]).toEqual(before);
    expect(await ctx.db.importBatch.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({
      state: 'failed',
      failure: code,
    });
  });

  it.each(parts)('loses no good row: %s', async (_, rows, problems) => {
    const { id } = await check('invoices', [head, ...rows()].join('\r\n'));
    const applied = await applyImport(ctx, systemActor, id, importTargets);
    expect(applied.problems.map(({ line, code }) => [line, code])).toEqual(problems);
    expect([await owes(one), await owes(other)]).toEqual([0n, 10_000n]);
  });

  it('with a formula in a name is not run: the name is a text, and leaves us as one', async () => {
    const rows = [
      `${one};2026-10;15.11.2026;=cmd|' /C calc'!A0;100;100`,
      `${other};2026-10;;"=HYPERLINK(""http://x"")";1;1`,
    ];
    const { id } = await check('invoices', [head, ...rows].join('\r\n'));
    await applyImport(ctx, systemActor, id, importTargets);
    expect(await ctx.db.invoiceLine.count({ where: { serviceName: "=cmd|' /C calc'!A0" } })).toBe(1);
    const text = new TextDecoder().decode((await errorFile(ctx, systemActor, id)).bytes);
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
  });
});
