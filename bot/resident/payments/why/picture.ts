import { block, cut, drawing, drawingWidth, ink, words } from '../../drawing.ts';

/** A bar: what changed, by how much in minor units, and the sum in words. */
export type ChangeBar = { label: string; minor: bigint; said: string };

const axis = 520;
const longest = 150;
const rowHeight = 52;
const top = 120;

/** Changes as bars from a middle line: what asks for more goes right, what takes off goes left; the sign stands in the words too. */
export function changesPicture(bars: readonly ChangeBar[], title: string, subtitle: string): string {
  const largest = Math.max(1, ...bars.map(({ minor }) => Math.abs(Number(minor))));
  const rows = bars.map(({ label, minor, said }, index) => {
    const y = top + index * rowHeight;
    const length = Math.max(4, Math.round((Math.abs(Number(minor)) / largest) * longest));
    const isMore = minor >= 0n;
    const bar = block(isMore ? axis : axis - length, y, length, 28, isMore ? ink.more : ink.strong);
    const sum = isMore
      ? words(axis + length + 10, y + 22, 20, said)
      : words(axis - length - 10, y + 22, 20, said, 'text-anchor="end"');
    // A bar to the left has its sum between itself and the label.
    return `${words(32, y + 22, 20, cut(label, 24))}${bar}${sum}`;
  });
  const height = top + bars.length * rowHeight + 16;
  const line = `<line x1="${axis}" y1="${top - 8}" x2="${axis}" y2="${height - 16}" stroke="${ink.none}" stroke-width="2"/>`;
  return drawing(height, cut(title, Math.floor(drawingWidth / 18)), words(32, 88, 22, subtitle), line, ...rows);
}
