import { broken, dayAt, type Line, moneyAt, mustAgree, paidAt, type Register, registerRow, sumOf } from './register.ts';

const accountKeys = ['CLIENTNO', 'ACCOUNT', 'LS'];
const operationKeys = ['SUIP', 'OPERID', 'OPERATIONID', 'PAYMENTID', 'DOCID'];

/**
 * Sberbank's register of named values: `branch; office; …; dd/mm/yyyy; sum; fee; …; CLIENTNO:210042076; CounterVal_1:123; …`. A line
 * of totals, `=rows; sum`, is not in every contract's; when it is there it must agree.
 */
export function readSberPairs(lines: readonly Line[]): Register {
  const totals = lines.find(({ text }) => text.startsWith('='));
  const seen = new Map<string, number>();
  const rows = lines
    .filter((one) => one !== totals)
    .map(({ line, text }) => {
      const cells = text.split(';').map((cell) => cell.trim());
      const at = cells.findIndex((cell) => /^\d{2}\/\d{2}\/\d{4}$/.test(cell));
      if (at < 0) return broken(line);
      const pairs = pairsOf(cells.slice(at + 1));
      const paidOn = dayAt(line, cells[at] ?? '');
      const amountMinor = paidAt(line, cells[at + 1] ?? '');
      const account = firstOf(pairs, accountKeys);
      const fee = cells[at + 2] ?? '';
      const given = firstOf(pairs, operationKeys);
      const made = [...cells.slice(0, at), paidOn, account, amountMinor].join('|');
      // The bank gives no id: the same payment twice a day is told apart by its place among its likes.
      const times = (seen.get(made) ?? 0) + 1;
      seen.set(made, times);
      return registerRow({
        ...{ line, paidOn, amountMinor, account, operationId: given || `sber|${made}|${times}` },
        commissionMinor: fee === '' || fee.includes(':') ? 0n : moneyAt(line, fee),
        payer: firstOf(pairs, ['FIO', 'CLIENTNAME', 'NAME']),
        address: firstOf(pairs, ['ADDRESS', 'ADR']),
        period: firstOf(pairs, ['PERIOD']),
        readings: readingsOf(pairs),
      });
    });
  if (totals) {
    const [count = '', sum = ''] = totals.text.slice(1).split(';');
    if (!/^\d+$/.test(count.trim())) return broken(totals.line);
    mustAgree(Number(count), rows.length);
    mustAgree(
      moneyAt(totals.line, sum),
      sumOf(rows, (row) => row.amountMinor),
    );
  }
  return { format: 'sber-pairs', rows, skipped: {} };
}

/** Values by their names in capitals; a value may itself hold a colon. */
function pairsOf(cells: readonly string[]): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const cell of cells) {
    const match = /^([A-Za-z_]\w*):(.*)$/.exec(cell);
    if (match) pairs.set((match[1] ?? '').toUpperCase(), (match[2] ?? '').trim());
  }
  return pairs;
}

function firstOf(pairs: Map<string, string>, keys: readonly string[]): string {
  for (const key of keys) {
    const value = pairs.get(key);
    if (value) return value;
  }
  return '';
}

/** `CounterVal_1`, `CounterVal_2`… in the order of their numbers. */
function readingsOf(pairs: Map<string, string>): string[] {
  return [...pairs]
    .flatMap(([key, value]) => {
      const number = /^COUNTERVAL_(\d+)$/.exec(key)?.[1];
      return number && value !== '' ? [{ at: Number(number), value }] : [];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
