import { decodeText } from '#api/imports/decode.ts';
import type { Table } from '#api/imports/reading/table.ts';
import { readRegister } from './read-register.ts';
import { type RegisterRow, registerRow } from './register.ts';

/** A register in columns of our own, so that it is staged, rehearsed and kept like any other file. */
export const registerColumns = [
  ...[
    'line',
    'operation_id',
    'paid_on',
    'amount',
    'commission',
    'account',
    'payer',
    'payer_account',
    'address',
    'period',
  ],
  ...['purpose', 'readings', 'payee_account', 'format'],
] as const;

/** A bank's register as a table. Refuses what `readRegister` refuses, and import.not-csv. */
export function readOwnForm(bytes: Uint8Array): Table {
  const { text, encoding } = decodeText(bytes);
  const { format, rows, skipped } = readRegister(text);
  return {
    encoding,
    separator: ';',
    format,
    skipped,
    rows: [{ line: 0, cells: [...registerColumns] }, ...rows.map(tableRow)],
  };

  function tableRow(row: RegisterRow) {
    return {
      line: row.line,
      cells: [
        ...[String(row.line), row.operationId, row.paidOn, String(row.amountMinor), String(row.commissionMinor)],
        ...[row.account, row.payer, row.payerAccount, row.address, row.period, row.purpose],
        ...[row.readings.join(' '), row.payeeAccount, format],
      ],
    };
  }
}

/** The row of a register out of the cells of `readOwnForm`, by column, and who the money came through. */
export function rowOfCells(cells: Record<string, string>): RegisterRow & { provider: string } {
  const cell = (key: (typeof registerColumns)[number]) => cells[key] ?? '';
  const row = registerRow({
    ...{ line: Number(cell('line')), operationId: cell('operation_id'), paidOn: cell('paid_on') },
    ...{ amountMinor: BigInt(cell('amount')), commissionMinor: BigInt(cell('commission')) },
    ...{ account: cell('account'), payer: cell('payer'), payerAccount: cell('payer_account') },
    ...{ address: cell('address'), period: cell('period'), purpose: cell('purpose') },
    ...{ readings: cell('readings').split(' ').filter(Boolean), payeeAccount: cell('payee_account') },
  });
  return { ...row, provider: cell('format') === 'yookassa-day' ? 'yookassa' : 'bank' };
}
