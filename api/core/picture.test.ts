import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawPng } from './picture.ts';

describe('drawPng', () => {
  it('draws words of both alphabets without the fonts of the machine', async () => {
    const drawn = async (words: string) => {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text x="4" y="28" font-size="24">${words}</text></svg>`;
      const png = await drawPng(svg);
      expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 200, height: 40 });
      const { data } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
      return data.filter((_, index) => index % 4 === 3).filter((alpha) => alpha > 128).length;
    };
    expect(await drawn('')).toBe(0);
    for (const words of ['В срок 92 %', 'On time 92 %']) expect(await drawn(words)).toBeGreaterThan(300);
    // A letter that the font lacks would be a box, the same for each.
    expect(await drawn('щщщщ')).not.toBe(await drawn('жжжж'));
  });
});
