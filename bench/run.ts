/** `npm run bench [row …] [-- --json]`: each row beside its baseline, interleaved in one run. */
import { measure, type Result } from './row.ts';
import { rows } from './rows.ts';

const args = process.argv.slice(2);
const isJson = args.includes('--json');
const names = args.filter((arg) => !arg.startsWith('--'));
const unknown = names.filter((name) => !rows.some((row) => row.name === name));
if (unknown.length > 0) {
  console.error(`no such row: ${unknown.join(', ')}; there are ${rows.map((row) => row.name).join(', ')}`);
  process.exit(2);
}

if (!isJson) console.log(line(['row', 'ours', 'baseline', 'ratio', 'aim', 'unit', 'holds']));
for (const row of rows.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const result = await measure(row);
  console.log(isJson ? JSON.stringify(result) : present(result));
}
process.exit(0);

function present({ row, ours, baseline, ratio, aim, most, unit, holds, reason, details = [] }: Result): string {
  const wanted = most === undefined ? `≤ ${aim}×` : `≤ ${most}`;
  const text = line([row, String(ours), String(baseline), `${ratio}×`, wanted, unit, holds ? 'yes' : 'no']);
  return [text, ...(reason ? [`misses: ${reason}`] : []), ...details].join('\n    ');
}

function line(cells: string[]): string {
  const widths = [16, 10, 10, 8, 8, 16, 6];
  return cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join(' ')
    .trimEnd();
}
