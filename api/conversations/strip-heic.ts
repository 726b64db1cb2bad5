/**
 * A HEIC or AVIF (ISO/IEC 23008-12 on 14496-12) whose Exif and XMP items are blank: they stay where they were, all zeros, so that nothing
 * else moves. How the picture is turned is a property of its own there.
 */
export function blankHeicMetadata(bytes: Uint8Array): Uint8Array {
  const meta = boxesOf(bytes, 0, bytes.length).find((box) => box.type === 'meta');
  if (!meta) return bytes;
  const inside = boxesOf(bytes, meta.from + 4, meta.until);
  const names = inside.find((box) => box.type === 'iinf');
  const places = inside.find((box) => box.type === 'iloc');
  if (!names || !places) return bytes;
  const wanted = metadataItems(bytes, names);
  const idat = inside.find((box) => box.type === 'idat')?.from ?? 0;
  const out = bytes.slice();
  for (const { item, from, length, isInside } of extentsOf(bytes, places)) {
    const start = from + (isInside ? idat : 0);
    if (wanted.has(item)) out.fill(0, start, start + length);
  }
  return out;
}

type Box = { type: string; from: number; until: number };
type Extent = { item: number; from: number; length: number; isInside: boolean };

function boxesOf(bytes: Uint8Array, from: number, until: number): Box[] {
  const read = readerOf(bytes, from);
  const boxes: Box[] = [];
  while (read.at() + 8 <= until) {
    const start = read.at();
    const size = read.number(4);
    const type = read.words(4);
    const long = size === 1 ? read.number(8) : size;
    const end = size === 0 ? until : start + long;
    if (end > until || end <= start) throw new RangeError('a box beyond the end');
    boxes.push({ type, from: read.at(), until: end });
    read.go(end);
  }
  return boxes;
}

/** `infe`: the ids of items that are Exif, or XMP as RDF. */
function metadataItems(bytes: Uint8Array, { from, until }: Box): Set<number> {
  const isLong = (bytes[from] ?? 0) > 0;
  const items = new Set<number>();
  for (const box of boxesOf(bytes, from + (isLong ? 8 : 6), until).filter(({ type }) => type === 'infe')) {
    const read = readerOf(bytes, box.from);
    const version = read.number(1);
    read.skip(3);
    const item = read.number(version === 3 ? 4 : 2);
    read.skip(2);
    const type = read.words(4);
    const isXmp = type === 'mime' && Buffer.from(bytes.subarray(read.at(), box.until)).includes('application/rdf+xml');
    if (type === 'Exif' || isXmp) items.add(item);
  }
  return items;
}

/** `iloc`: where the bytes of every item lie. */
function extentsOf(bytes: Uint8Array, { from }: Box): Extent[] {
  const read = readerOf(bytes, from);
  const version = read.number(1);
  read.skip(3);
  const sizes = read.number(2);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version > 0 ? sizes & 15 : 0;
  const extents: Extent[] = [];
  for (let left = read.number(version < 2 ? 2 : 4); left > 0; left -= 1) {
    const item = read.number(version < 2 ? 2 : 4);
    const isInside = version > 0 && (read.number(2) & 15) === 1;
    read.skip(2);
    const base = read.number(baseSize);
    for (let parts = read.number(2); parts > 0; parts -= 1) {
      read.skip(indexSize);
      const start = base + read.number(offsetSize);
      extents.push({ item, from: start, length: read.number(lengthSize), isInside });
    }
  }
  return extents;
}

function readerOf(bytes: Uint8Array, start: number) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = start;
  return {
    at: () => at,
    go: (to: number) => {
      at = to;
    },
    skip: (count: number) => {
      at += count;
    },
    words: (count: number) => {
      at += count;
      return String.fromCharCode(...bytes.subarray(at - count, at));
    },
    /** Big-endian, of 0, 1, 2, 4 or 8 bytes. */
    number: (size: number) => {
      let value = 0;
      for (let byte = 0; byte < size; byte += 1) value = value * 256 + view.getUint8(at + byte);
      at += size;
      return value;
    },
  };
}
