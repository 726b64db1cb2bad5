/**
 * A JPEG (ITU-T T.81, annex B) without comments and application segments, but for what its colours need, and with an Exif segment
 * that says how it is turned and nothing else. What follows the end of the picture (a second one, a film) falls.
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [];
  let turned = 1;
  let at = 2;
  for (;;) {
    const marker = view.getUint16(at);
    if (marker === endOfImage) break;
    if (marker === fill) {
      at += 1;
      continue;
    }
    if (marker >> 8 !== 0xff) throw new RangeError('no marker where one belongs');
    let end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) throw new RangeError('a segment beyond the end');
    if (marker === exif) turned = orientationOf(bytes.subarray(at + 4, end)) ?? turned;
    const stays = isPicture(bytes, marker, at);
    if (marker === startOfScan) end = endOfScan(bytes, end);
    if (stays) kept.push(bytes.subarray(at, end));
    at = end;
  }
  const head = [bytes.subarray(0, 2), ...(turned > 1 ? [orientationSegment(turned)] : [])];
  return new Uint8Array(Buffer.concat([...head, ...kept, new Uint8Array([0xff, 0xd9])]));
}

const endOfImage = 0xffd9;
/** Any number of these may stand before a marker. */
const fill = 0xffff;
const startOfScan = 0xffda;
const exif = 0xffe1;
const comment = 0xfffe;
/** JFIF and Adobe's: how colours are to be read. A colour profile is in APP2, beside things that are none. */
const ofColours = [0xffe0, 0xffee];

function isPicture(bytes: Uint8Array, marker: number, at: number): boolean {
  if (marker === comment) return false;
  const isApplication = marker >= 0xffe0 && marker <= 0xffef;
  if (!isApplication || ofColours.includes(marker)) return true;
  return marker === 0xffe2 && startsWith(bytes, at + 4, 'ICC_PROFILE');
}

/** Where the next real marker is: `ff 00` and the restarts belong to the scan. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0;
    const isRestart = next >= 0xd0 && next <= 0xd7;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !isRestart) return at;
  }
  throw new RangeError('a scan without an end');
}

/** Tag 0x0112 of the first directory: 1 to 8, or null when it is not said. */
function orientationOf(segment: Uint8Array): number | null {
  if (!startsWith(segment, 0, 'Exif\0\0')) return null;
  const tiff = segment.subarray(6);
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const isLittle = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, isLittle);
  const count = view.getUint16(directory, isLittle);
  for (let entry = 0; entry < count; entry += 1) {
    const at = directory + 2 + entry * 12;
    if (view.getUint16(at, isLittle) !== 0x0112) continue;
    const value = view.getUint16(at + 8, isLittle);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

function orientationSegment(value: number): Uint8Array {
  return new Uint8Array([
    ...[0xff, 0xe1, 0, 34, ...Buffer.from('Exif\0\0MM'), 0, 42, 0, 0, 0, 8],
    ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0],
  ]);
}

function startsWith(bytes: Uint8Array, at: number, words: string): boolean {
  return Buffer.from(bytes.subarray(at, at + words.length)).toString('latin1') === words;
}
