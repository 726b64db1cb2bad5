import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { typeOf } from './file-kind.ts';
import { stripMetadata } from './strip-metadata.ts';

const secret = 'Nokia of Anna, 55.7558 N';
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="${secret}"/></rdf:RDF></x:xmpmeta>`;
const gps = { GPSLatitudeRef: 'N', GPSLatitude: '55/1 45/1 2088/100', GPSLongitudeRef: 'E' };

/** A picture as a phone takes it: on its side, with its place and its owner. */
function aPhotograph() {
  const pixels = Buffer.from(Array.from({ length: 24 * 16 * 3 }, (_, at) => (at * 37) % 251));
  return sharp(pixels, { raw: { width: 24, height: 16, channels: 3 } })
    .withExif({ IFD0: { Model: secret }, IFD3: gps })
    .withXmp(xmp);
}

const pixelsOf = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();
const holdsSecret = (bytes: Uint8Array) => Buffer.from(bytes).includes(secret);

describe('a photo', () => {
  it.each([
    ['image/jpeg', () => aPhotograph().jpeg({ quality: 90 }).toBuffer()],
    ['image/jpeg', () => aPhotograph().jpeg({ progressive: true }).toBuffer()],
    ['image/png', () => aPhotograph().png().toBuffer()],
    ['image/webp', () => aPhotograph().webp({ lossless: true }).toBuffer()],
  ])('of %s loses its place and its owner, and no pixel', async (mime, make) => {
    const taken = new Uint8Array(await make());
    expect(holdsSecret(taken)).toBe(true);
    const kept = stripMetadata(taken, mime);
    expect(holdsSecret(kept)).toBe(false);
    expect(await typeOf(kept)).toBe(mime);
    expect(await pixelsOf(kept)).toEqual(await pixelsOf(taken));
    const { exif, xmp: words } = await sharp(kept).metadata();
    expect([exif?.includes('GPS') ?? false, words]).toEqual([false, undefined]);
    expect(stripMetadata(kept, mime)).toEqual(kept);
  });

  it('still knows how it is turned, and loses what was hidden behind its end', async () => {
    const taken = await aPhotograph().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect((await sharp(taken).metadata()).orientation).toBe(6);
    const film = Buffer.concat([taken, Buffer.from(secret)]);
    const kept = stripMetadata(new Uint8Array(film), 'image/jpeg');
    expect(holdsSecret(kept)).toBe(false);
    expect((await sharp(kept).metadata()).orientation).toBe(6);
  });

  it('keeps its colours', async () => {
    const wide = await aPhotograph().withIccProfile('p3').jpeg().toBuffer();
    expect((await sharp(stripMetadata(new Uint8Array(wide), 'image/jpeg')).metadata()).icc).toBeDefined();
  });

  it('of an iPhone has blank metadata where it had some, and nothing moves', () => {
    const taken = aHeic();
    const kept = stripMetadata(taken, 'image/heic');
    expect(kept.length).toBe(taken.length);
    expect(holdsSecret(kept)).toBe(false);
    expect(Buffer.from(kept).includes('the picture itself')).toBe(true);
    expect(kept.filter((byte, at) => byte !== taken[at] && byte !== 0)).toEqual(new Uint8Array());
  });

  it('that breaks off, and what is no picture, stay as they are', async () => {
    const taken = new Uint8Array(await aPhotograph().jpeg().toBuffer());
    for (const length of [2, 3, 21, 200, taken.length - 2]) {
      const part = taken.slice(0, length);
      expect(stripMetadata(part, 'image/jpeg')).toEqual(part);
    }
    for (const mime of ['image/png', 'image/webp', 'image/heic', 'application/pdf']) {
      const words = new TextEncoder().encode('no picture at all, whatever it is called');
      expect(() => stripMetadata(words, mime)).not.toThrow();
    }
  });
});

/** As small as a HEIC can be: item 1 is the picture, item 2 its Exif, item 3 XMP inside the header. */
function aHeic(): Uint8Array {
  const [picture, exif] = ['the picture itself', `Exif ${secret}`];
  const ftyp = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic'));
  const xmpInside = Buffer.from(xmp);
  const make = (base: number) =>
    box(
      'meta',
      Buffer.concat([
        u32(0),
        box('iinf', Buffer.concat([u32(0), u16(3), infe(1, 'hvc1'), infe(2, 'Exif'), infe(3, 'mime')])),
        box(
          'iloc',
          Buffer.concat([
            ...[u32(0x01000000), u16(0x4400), u16(3)],
            ...[place(1, 0, base, picture.length), place(2, 0, base + picture.length, exif.length)],
            place(3, 1, 0, xmpInside.length),
          ]),
        ),
        box('idat', xmpInside),
      ]),
    );
  const base = ftyp.length + make(0).length + 8;
  return new Uint8Array(Buffer.concat([ftyp, make(base), box('mdat', Buffer.from(picture + exif))]));
}

const u16 = (value: number) => Buffer.from([value >> 8, value & 255]);
const u32 = (value: number) => Buffer.concat([u16(value >>> 16), u16(value & 65_535)]);
const box = (type: string, body: Buffer) => Buffer.concat([u32(body.length + 8), Buffer.from(type), body]);
const infe = (item: number, type: string) =>
  box('infe', Buffer.concat([u32(0x02000000), u16(item), u16(0), Buffer.from(`${type}\0application/rdf+xml\0`)]));
const place = (item: number, method: number, offset: number, length: number) =>
  Buffer.concat([u16(item), u16(method), u16(0), u16(1), u32(offset), u32(length)]);
