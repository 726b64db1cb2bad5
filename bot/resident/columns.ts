import { block, cut, drawing, drawingWidth, ink, words } from './drawing.ts';

/** A month of a chart: its values from the foot upwards (or side by side), and what stands above them. */
export type Column = { label: string; values: readonly number[]; said: string };

/** One chart of a picture. `names` of the values stand beside the title when there are several. */
export type Chart = { title: string; names: readonly string[]; columns: readonly Column[] };

/** The most columns that are readable on a phone. */
export const mostColumns = 12;

const colours = [ink.strong, ink.soft, ink.more];
const margin = 32;
const top = 76;
const chartHeight = 236;
const tallest = 130;

/** Charts one under another, a column a month; the values of a month lie on one another or stand side by side. */
export function columnsPicture(title: string, charts: readonly Chart[], manner: 'stacked' | 'beside'): string {
  const parts = charts.map((chart, index) => drawChart(chart, top + index * chartHeight, manner));
  return drawing(top + charts.length * chartHeight, cut(title, 44), ...parts);
}

function drawChart({ title, names, columns }: Chart, from: number, manner: 'stacked' | 'beside'): string {
  const floor = from + 30 + 26 + tallest;
  const shown = columns.slice(-mostColumns);
  const step = (drawingWidth - 2 * margin) / Math.max(shown.length, 6);
  const heightOf = (value: number, most: number) =>
    value <= 0 ? 0 : Math.max(2, Math.round((value / most) * tallest));
  const most = Math.max(1e-9, ...shown.map(({ values }) => (manner === 'stacked' ? sum(values) : Math.max(...values))));
  const drawn = shown.map(({ label, values, said }, index) => {
    const left = Math.round(margin + index * step);
    const width = Math.round(step - 12);
    const heights = values.map((value) => heightOf(value, most));
    const bars = heights.map((height, at) => {
      if (height === 0) return '';
      if (manner === 'beside') {
        const each = Math.floor(width / values.length);
        return block(left + at * each, floor - height, each - 2, height, colours[at] ?? ink.none);
      }
      return block(left, floor - sum(heights.slice(0, at + 1)), width, height, colours[at] ?? ink.none);
    });
    const peak = manner === 'stacked' ? sum(heights) : Math.max(0, ...heights);
    const middle = left + width / 2;
    const centred = 'text-anchor="middle"';
    return `${bars.join('')}${words(middle, floor - peak - 6, 15, said, centred)}${words(middle, floor + 20, 16, label, centred)}`;
  });
  const line = `<line x1="${margin}" y1="${floor}" x2="${drawingWidth - margin}" y2="${floor}" stroke="${ink.none}" stroke-width="2"/>`;
  return `${words(margin, from + 22, 22, cut(title, names.length > 1 ? 30 : 56), 'font-weight="700"')}${legend(names, from)}${drawn.join('')}${line}`;
}

function legend(names: readonly string[], from: number): string {
  if (names.length < 2) return '';
  const each = 130;
  const left = drawingWidth - margin - names.length * each;
  return names
    .map((name, at) => {
      const x = left + at * each;
      return `${block(x, from + 6, 18, 18, colours[at] ?? ink.none)}${words(x + 26, from + 22, 17, cut(name, 11))}`;
    })
    .join('');
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
