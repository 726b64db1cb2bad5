import sharp from 'sharp';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { printPdf } from './pdf.ts';
import { pdfHead, pdfSum, pdfTable } from './pdf-page.ts';
import { drawPng } from './picture.ts';

const about = { title: 'Счёт', author: 'Уютный квартал', footer: 'Офис: пн–пт 9–18' };

async function textOf(bytes: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
  return text.replace(/\s+/g, ' ');
}

describe('printPdf', () => {
  it('prints words of both alphabets and signs of money, which come back as they went', async () => {
    const rows = [
      [pdfHead('Услуга'), pdfHead('Сумма', true)],
      ['Отопление, 54 м² <b>', pdfSum('1 980,69 ₽')],
      ['Electricity', pdfSum('$1,234.50', true)],
    ];
    const bytes = await printPdf({
      ...about,
      content: [{ text: 'Счёт № 1', style: 'title' }, pdfTable(['*', 90], rows)],
    });
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
    const text = await textOf(bytes);
    for (const words of ['Счёт № 1', 'Отопление, 54 м² <b>', '1 980,69 ₽', '$1,234.50', 'Офис: пн–пт 9–18', '1 / 1']) {
      expect(text).toContain(words);
    }
  });

  it('has a shape of its own in the font for every sign that papers use', async () => {
    const shape = async (sign: string) => {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><text x="8" y="44" font-size="40">${sign}</text></svg>`;
      return (
        await sharp(await drawPng(svg))
          .raw()
          .toBuffer()
      ).toString('base64');
    };
    const missing = await shape('\uE123');
    for (const sign of '₽$€№²³«»–−·ёЁ') expect([sign, (await shape(sign)) === missing]).toEqual([sign, false]);
  });

  it('refuses a document that reads a file, and goes on with the next', async () => {
    await expect(printPdf({ ...about, content: [{ image: '/etc/hostname' }] })).rejects.toThrow();
    const both = [1, 2].map((n) => printPdf({ ...about, content: [`Лист ${n}`] }));
    const texts = await Promise.all((await Promise.all(both)).map(textOf));
    expect(texts.map((text) => text.slice(0, 6))).toEqual(['Лист 1', 'Лист 2']);
  });
});
