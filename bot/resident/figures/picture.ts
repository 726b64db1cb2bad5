import { block, drawing, ink, words as text } from '../drawing.ts';

/** A bar of the picture: its share in per cent now and a month before; null where too little is known. */
export type Bar = { label: string; now: number | null; before: number | null };

export type BarWords = { title: string; now: string; before: string; unknown: string };

const left = 250;
const longest = 440;
const rowHeight = 84;
const top = 132;

/** Shares as pairs of bars, this month above the last. */
export function barsPicture(bars: readonly Bar[], words: BarWords): string {
  const bar = (y: number, share: number | null, colour: string) => {
    const length = share === null ? 4 : Math.max(4, Math.round((share / 100) * longest));
    const said = share === null ? words.unknown : `${share} %`;
    return `${block(left, y, length, 26, share === null ? ink.none : colour)}${text(left + length + 12, y + 21, 22, said)}`;
  };
  const rows = bars.map(({ label, now, before }, index) => {
    const y = top + index * rowHeight;
    return `${text(32, y + 40, 24, label)}${bar(y, now, ink.strong)}${bar(y + 32, before, ink.soft)}`;
  });
  const legend = [
    block(32, 76, 20, 20, ink.strong),
    text(62, 93, 20, words.now),
    block(280, 76, 20, 20, ink.soft),
    text(310, 93, 20, words.before),
  ];
  return drawing(top + bars.length * rowHeight + 20, words.title, ...legend, ...rows);
}
