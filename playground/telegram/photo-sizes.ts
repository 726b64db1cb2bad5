import { badRequest } from './errors.ts';

type PhotoVariant = { width: number; height: number; bytes: Buffer };

/** Longer sides of the sizes Telegram keeps: s, m, x, y. */
const sides = [90, 320, 800, 1280];

/**
 * Telegram's sizes of a picture, smallest first; a picture is never enlarged. `padTo` makes the largest at least so
 * many bytes long. Refuses what is no picture and one of impossible proportions.
 */
export async function makeSizes(bytes: Buffer, padTo = 0): Promise<PhotoVariant[]> {
  // Loaded on the first picture: most runs need none.
  const { default: sharp } = await import('sharp');
  let width: number;
  let height: number;
  try {
    const meta = await sharp(bytes).rotate().metadata();
    width = meta.autoOrient.width;
    height = meta.autoOrient.height;
  } catch {
    throw badRequest('IMAGE_PROCESS_FAILED');
  }
  const [shorter, longer] = width < height ? [width, height] : [height, width];
  if (width + height > 10_000 || longer / shorter > 20) throw badRequest('PHOTO_INVALID_DIMENSIONS');

  const wanted = sides.filter((side) => side < longer);
  if (wanted.length < sides.length) wanted.push(longer);
  const variants: PhotoVariant[] = [];
  for (const side of wanted) {
    const { data, info } = await sharp(bytes)
      .rotate()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 82 })
      .toBuffer({ resolveWithObject: true })
      .catch(() => {
        throw badRequest('IMAGE_PROCESS_FAILED');
      });
    variants.push({ width: info.width, height: info.height, bytes: data });
  }
  const largest = variants.at(-1);
  if (largest && largest.bytes.length < padTo) {
    // Bytes after the end-of-image mark are ignored by every reader of JPEG.
    largest.bytes = Buffer.concat([largest.bytes, Buffer.alloc(padTo - largest.bytes.length)]);
  }
  return variants;
}

const drawn = new Map<number, Buffer>();

/** A picture to send when nobody brought one: a plain drawing, a different colour for each number. */
export async function drawPicture(n: number): Promise<Buffer> {
  const hue = (n * 67) % 360;
  const known = drawn.get(hue);
  if (known) return known;
  const { default: sharp } = await import('sharp');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="720">
    <rect width="960" height="720" fill="hsl(${hue},35%,78%)"/>
    <path d="M0 520 Q240 460 480 520 T960 520 V720 H0 Z" fill="hsl(${hue},40%,48%)"/>
    <path d="M480 150 C410 260 370 320 370 385 a110 110 0 0 0 220 0 C590 320 550 260 480 150 Z" fill="hsl(${hue},55%,40%)"/>
  </svg>`;
  const picture = await sharp(Buffer.from(svg)).jpeg({ quality: 85 }).toBuffer();
  drawn.set(hue, picture);
  return picture;
}
