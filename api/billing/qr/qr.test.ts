import fc from 'fast-check';
import iconv from 'iconv-lite';
import jsQR from 'jsqr';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawPng } from '#api/core/picture.ts';
import { fitsIban } from '../payees/iban.ts';
import { fitsAccount, fitsCorrAccount } from '../payees/russian-codes.ts';
import { qrSvg } from './draw.ts';
import { type EpcPayment, writeEpc } from './epc.ts';
import { type GostPayment, writeGost } from './gost.ts';
import { readEpc } from './read-epc.ts';
import { readGost, readPeriod } from './read-gost.ts';
import { accountVectors, corrVectors, epcVectors, gostVectors, notGost } from './vectors.ts';

const cosyQuarter: GostPayment = {
  name: 'ООО «УК Уютный квартал»',
  account: '40702810200000012345',
  bankName: 'ПАО Сбербанк',
  bic: '044525225',
  corrAccount: '30101810400000000225',
  sumMinor: 1_308_367n,
  purpose: 'ЛС 0000510057, ноябрь 2026',
  taxId: '7700000009',
  kpp: '770001001',
  personalAccount: '0000510057',
  period: '2026-11',
};
const redCross: EpcPayment = {
  name: 'Red Cross of Belgium',
  iban: 'BE72 0000 0000 1616',
  amountMinor: 12_345n,
  currency: 'EUR',
  text: 'Urgency fund',
};

/** The words of a payment QR, in letters and signs that such words have. */
const words = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'абвЁя AZ09«»".,-№|~#=/'), minLength: 1, maxLength }).filter((text) => {
    return text.trim() === text;
  });

async function scan(svg: string): Promise<Uint8Array> {
  const { data, info } = await sharp(await drawPng(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const found = jsQR(new Uint8ClampedArray(data), info.width, info.height);
  if (!found) throw new Error('no QR in the picture');
  return Uint8Array.from(found.binaryData);
}

describe('readGost', () => {
  it.each(gostVectors)('reads $encoding «$text»', ({ text, encoding, says, sumMinor, period }) => {
    const read = readGost(iconv.encode(text, encoding));
    expect(read?.values).toMatchObject(says);
    expect(read).toMatchObject({ sumMinor: sumMinor ?? null, period: period ?? null });
    expect(Object.keys(read?.values ?? {})).not.toContain('Fine');
  });

  it.each(notGost)('refuses %j', (text) => {
    expect(readGost(Buffer.from(text))).toBeNull();
  });

  it('reads a period in every form there is', () => {
    for (const form of [
      '042026',
      '0426',
      '04.2026',
      '04.26',
      '04/2026',
      '202604',
      '2026-04',
      '2026.04',
      '2026-04-01',
    ]) {
      expect([form, readPeriod(form)]).toEqual([form, '2026-04']);
    }
    for (const form of ['', '132026', '0026', 'апрель', '4', '20261301']) expect(readPeriod(form)).toBeNull();
  });
});

describe('writeGost', () => {
  it('writes the five that must come first, in their order, then the rest', () => {
    expect(writeGost(cosyQuarter)).toBe(
      'ST00012|Name=ООО «УК Уютный квартал»|PersonalAcc=40702810200000012345|BankName=ПАО Сбербанк|BIC=044525225|CorrespAcc=30101810400000000225|Sum=1308367|Purpose=ЛС 0000510057, ноябрь 2026|PayeeINN=7700000009|KPP=770001001|PersAcc=0000510057|PaymPeriod=112026|TechCode=02',
    );
  });

  it('takes another separator when a value has the usual one', () => {
    expect(writeGost({ ...cosyQuarter, name: 'Дом | сад ~ двор' })).toMatch(/^ST00012\^Name=Дом \| сад ~ двор\^Per/);
  });

  it.each([
    ['name', { name: 'я'.repeat(161) }],
    // Short enough in letters, but the required block may have 300 bytes.
    ['name', { name: 'я'.repeat(120) }],
    ['name', { name: '' }],
    ['name', { name: 'ООО\n«Дом»' }],
    ['name', { name: '|~^#;*$!&@%' }],
    ['bankName', { bankName: 'x'.repeat(46) }],
    ['bic', { bic: '04452522' }],
    ['bankAccount', { account: '4070281020000001234' }],
    ['corrAccount', { corrAccount: '' }],
    ['sum', { sumMinor: 0n }],
    ['sum', { sumMinor: -1n }],
    ['sum', { sumMinor: 10n ** 18n }],
    ['purpose', { purpose: 'x'.repeat(161) }],
    ['taxId', { taxId: '770000000' }],
    ['kpp', { kpp: '77000' }],
  ])('refuses what does not fit, naming %s', (field, change) => {
    expect(() => writeGost({ ...cosyQuarter, ...change })).toThrow(
      expect.objectContaining({ code: 'qr.does-not-fit', values: { field } }),
    );
  });

  it('comes back as it went, for any words', () => {
    fc.assert(
      fc.property(
        words(60),
        words(40),
        words(150),
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        (name, bankName, purpose, sumMinor) => {
          const read = readGost(Buffer.from(writeGost({ ...cosyQuarter, name, bankName, purpose, sumMinor })));
          expect(read).toMatchObject({ sumMinor, period: '2026-11' });
          expect(read?.values).toMatchObject({ Name: name, BankName: bankName, Purpose: purpose });
        },
      ),
    );
  });
});

describe('an EPC QR', () => {
  it.each(epcVectors)('is read: $text', ({ text, says }) => {
    expect(readEpc(Buffer.from(text))).toMatchObject(says);
    expect(readEpc(Buffer.from(`${text.replaceAll('\n', '\r\n')}\r\n`))).toMatchObject(says);
    expect(fitsIban(text.split('\n')[6] ?? '')).toBe(true);
  });

  it('is read in the charset it names, with a comma and with lines left out', () => {
    const bytes = iconv.encode('BCD\n002\n2\nSCT\n\nÄrzte\nde72 3702 0500 0009 7097 00\nEUR5,5', 'iso88591');
    expect(readEpc(bytes)).toMatchObject({
      name: 'Ärzte',
      iban: 'DE72370205000009709700',
      amountMinor: 550n,
      text: '',
    });
    for (const no of ['', 'BCD', 'BCD\n003\n1\nSCT\n\nA\nDE', 'ST00012|Name=A'])
      expect(readEpc(Buffer.from(no))).toBeNull();
  });

  it('is written without empty lines at its end', () => {
    expect(writeEpc(redCross)).toBe(
      'BCD\n002\n1\nSCT\n\nRed Cross of Belgium\nBE72000000001616\nEUR123.45\n\n\nUrgency fund',
    );
    expect(writeEpc({ ...redCross, amountMinor: 100n, text: '' })).toMatch(/\nEUR1$/);
    expect(writeEpc({ ...redCross, text: '', reference: 'RF18539007547034' })).toMatch(/\n\nRF18539007547034$/);
  });

  it.each([
    ['currency', { currency: 'RUB' }],
    ['name', { name: 'x'.repeat(71) }],
    ['name', { name: 'a\nb' }],
    ['iban', { iban: 'BE72000000001617' }],
    ['iban', { iban: 'BE7200000000161' }],
    ['bic', { bic: '044525225' }],
    ['sum', { amountMinor: 0n }],
    ['sum', { amountMinor: 100_000_000_000n }],
    ['purpose', { text: 'x'.repeat(141) }],
    ['reference', { reference: 'RF18539007547034' }],
    // Letters of two bytes each: the whole would pass 331.
    ['purpose', { name: 'Ж'.repeat(70), text: 'Ж'.repeat(140) }],
  ])('is refused, naming %s', (field, change) => {
    expect(() => writeEpc({ ...redCross, ...change })).toThrow(
      expect.objectContaining({ code: 'qr.does-not-fit', values: { field } }),
    );
  });

  it('comes back as it went', () => {
    fc.assert(
      fc.property(words(35), words(70), fc.bigInt({ min: 1n, max: 99_999_999_999n }), (name, text, amountMinor) => {
        expect(readEpc(Buffer.from(writeEpc({ ...redCross, name, text, amountMinor })))).toMatchObject({
          name,
          text,
          amountMinor,
          iban: 'BE72000000001616',
        });
      }),
    );
  });
});

describe('the picture', () => {
  it('is read back by a decoder that is not ours, byte for byte', async () => {
    for (const text of [writeGost(cosyQuarter), writeEpc(redCross), ...epcVectors.map((one) => one.text)]) {
      expect(Buffer.from(await scan(qrSvg(text))).toString()).toBe(text);
    }
  });

  it('is read back too when it holds as much as it may', async () => {
    const long = { name: 'я'.repeat(80), purpose: 'Ж'.repeat(160), bankName: 'ПАО «Очень большой банк»' };
    const gost = writeGost({ ...cosyQuarter, ...long });
    expect(Buffer.from(await scan(qrSvg(gost))).toString()).toBe(gost);
    const epc = writeEpc({ ...redCross, name: 'Ж'.repeat(50), text: 'Ж'.repeat(80), bic: 'BPOTBEB1' });
    expect(Buffer.byteLength(epc)).toBeGreaterThan(310);
    expect(Buffer.from(await scan(qrSvg(epc, 13))).toString()).toBe(epc);
    expect(() => qrSvg(gost, 13)).toThrow(RangeError);
  });
});

describe('control keys', () => {
  it.each(accountVectors)('of account $account in $bic: $fits', ({ account, bic, fits }) => {
    expect(fitsAccount(account, bic)).toBe(fits);
  });
  it.each(corrVectors)('of correspondent account $account in $bic: $fits', ({ account, bic, fits }) => {
    expect(fitsCorrAccount(account, bic)).toBe(fits);
  });
});
