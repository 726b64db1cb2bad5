import { AppError } from '#api/core/errors.ts';
import { broken, dayAt, type Line, moneyAt, mustAgree, paidAt, type Register, registerRow, sumOf } from './register.ts';

/**
 * Sberbank's register: `date; time; branch; cashier; operation; account; name; address; period; sum; to transfer; commission`
 * and mostly `; channel`, with a line of totals at the end: `=rows; sum; to transfer; commission; order; its date`.
 */
export function readSber(lines: readonly Line[]): Register {
  const totals = lines.at(-1);
  if (!totals?.text.startsWith('=')) throw new AppError('register.totals-missing');
  let transferred = 0n;
  const rows = lines.slice(0, -1).map(({ line, text }) => {
    const cells = text.split(';').map((cell) => cell.trim());
    // Some contracts have no channel; an empty cell may end the line.
    if (cells.length < 12 || cells.length > 14) return broken(line);
    const [date = '', , , , operationId = '', account = '', payer = '', address = '', period = ''] = cells;
    const [, , , , , , , , , sum = '', toTransfer = '', commission = ''] = cells;
    if (operationId === '') return broken(line);
    transferred += moneyAt(line, toTransfer);
    return registerRow({
      ...{ line, operationId, paidOn: dayAt(line, date), account, payer, address, period },
      ...{ amountMinor: paidAt(line, sum), commissionMinor: moneyAt(line, commission || '0') },
    });
  });
  const [count = '', sum = '', transfer = '', commission = ''] = totals.text.slice(1).split(';');
  if (!/^\d+$/.test(count.trim())) return broken(totals.line);
  mustAgree(Number(count), rows.length);
  mustAgree(
    moneyAt(totals.line, sum),
    sumOf(rows, (row) => row.amountMinor),
  );
  mustAgree(moneyAt(totals.line, transfer), transferred);
  mustAgree(
    moneyAt(totals.line, commission || '0'),
    sumOf(rows, (row) => row.commissionMinor),
  );
  return { format: 'sber', rows, skipped: {} };
}
