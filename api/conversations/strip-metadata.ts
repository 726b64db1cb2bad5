import { blankHeicMetadata } from './strip-heic.ts';
import { stripJpeg } from './strip-jpeg.ts';

/**
 * A picture without what its camera wrote beside it: where and when it was taken, on whose phone. Pixels stay as they were sent, bit
 * for bit; of a JPEG the way it is turned stays too. What is no picture, or none we can read, comes back as it is.
 */
export function stripMetadata(bytes: Uint8Array, mime: string): Uint8Array {
  try {
    if (mime === 'image/jpeg') return stripJpeg(bytes);
    if (mime === 'image/png' || mime === 'image/apng') return stripPng(bytes);
    if (mime === 'image/webp') return stripWebp(bytes);
    if (heicTypes.includes(mime)) return blankHeicMetadata(bytes);
  } catch (error) {
    // A file that ends in the middle of itself: nobody's camera wrote it.
    if (!(error instanceof RangeError)) throw error;
  }
  return bytes;
}

/** As `file-type` names them. */
const heicTypes = ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence', 'image/avif'];

/** PNG chunks (https://www.w3.org/TR/png-3/#11Ancillary-chunks) that speak of the picture instead of being it. */
const pngWords = ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'];

function stripPng(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length; ) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) throw new RangeError('a chunk beyond the end');
    const type = ascii(bytes, at + 4);
    if (!pngWords.includes(type)) kept.push(bytes.subarray(at, end));
    if (type === 'IEND') break;
    at = end;
  }
  return joined(kept);
}

/** RIFF chunks of a WebP (https://developers.google.com/speed/webp/docs/riff_container); `VP8X` says which there are. */
function stripWebp(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [];
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    const end = Math.min(at + 8 + size + (size % 2), bytes.length);
    const type = ascii(bytes, at);
    const chunk = bytes.slice(at, end);
    if (type === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~0b1100;
    if (type !== 'EXIF' && type !== 'XMP ') kept.push(chunk);
    at = end;
  }
  const out = joined([bytes.slice(0, 12), ...kept]);
  viewOf(out).setUint32(4, out.length - 8, true);
  return out;
}

function ascii(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
