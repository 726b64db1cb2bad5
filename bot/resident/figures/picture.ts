/** A bar of the picture: its share in per cent now and a month before; null where too little is known. */
export type Bar = { label: string; now: number | null; before: number | null };

export type BarWords = { title: string; now: string; before: string; unknown: string };

const width = 800;
const left = 250;
const longest = 440;
const rowHeight = 84;
const top = 132;

/** Shares as pairs of bars, this month above the last: an SVG for a chat, readable on a phone, light on any ground. */
export function barsPicture(bars: readonly Bar[], words: BarWords): string {
  const height = top + bars.length * rowHeight + 20;
  const text = (x: number, y: number, size: number, what: string, more = '') =>
    `<text x="${x}" y="${y}" font-family="PT Sans" font-size="${size}" fill="#1f2933" ${more}>${escaped(what)}</text>`;
  const bar = (y: number, share: number | null, colour: string) => {
    const length = share === null ? 4 : Math.max(4, Math.round((share / 100) * longest));
    const said = share === null ? words.unknown : `${share} %`;
    return `<rect x="${left}" y="${y}" width="${length}" height="26" rx="4" fill="${share === null ? '#c9d1d9' : colour}"/>${text(left + length + 12, y + 21, 22, said)}`;
  };
  const rows = bars.map(({ label, now, before }, index) => {
    const y = top + index * rowHeight;
    return `${text(32, y + 40, 24, label)}${bar(y, now, '#1f7a5c')}${bar(y + 32, before, '#9bbfb2')}`;
  });
  const legend =
    `<rect x="32" y="76" width="20" height="20" rx="4" fill="#1f7a5c"/>${text(62, 93, 20, words.now)}` +
    `<rect x="280" y="76" width="20" height="20" rx="4" fill="#9bbfb2"/>${text(310, 93, 20, words.before)}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="#ffffff"/>${text(32, 50, 30, words.title, 'font-weight="700"')}${legend}${rows.join('')}</svg>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}
