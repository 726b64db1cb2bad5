import { AppError } from '#api/core/errors.ts';
import { broken, dayAt, type Line, moneyAt, mustAgree, paidAt, type Register, registerRow, sumOf } from './register.ts';

const header = ['Идентификатор платежа', 'Сумма платежа', 'Сумма комиссии без НДС', 'НДС с комиссии', 'Описание'];

/** YooKassa's registry of a day: a title, the day, a header, the payments, and at the end their sum and number. */
export function readYookassaDay(lines: readonly Line[]): Register {
  const day = lines.flatMap(({ line, text }) => {
    const date = /^Дата платежей:\s*(\S+)/i.exec(text)?.[1];
    return date ? [dayAt(line, date)] : [];
  })[0];
  const at = lines.findIndex(({ text }) => text.startsWith('Идентификатор платежа;'));
  const said = totalsOf(lines);
  if (!day || at < 0) throw new AppError('register.unknown-format');
  const names = (lines[at]?.text ?? '').split(';').map((name) => name.trim());
  const [id, sum, commission, tax, about] = header.map((name) => names.indexOf(name));
  const rows = lines
    .slice(at + 1)
    .filter(({ text }) => !isTotal(text))
    .map(({ line, text }) => {
      const cells = text.split(';').map((cell) => cell.trim());
      const cell = (index: number | undefined) => cells[index ?? -1] ?? '';
      const operationId = cell(id);
      if (operationId === '' || cells.length !== names.length) return broken(line);
      const fees = [cell(commission), cell(tax)].map((fee) => moneyAt(line, fee || '0'));
      return registerRow({
        ...{ line, operationId, paidOn: day, amountMinor: paidAt(line, cell(sum)), purpose: cell(about) },
        commissionMinor: fees.reduce((all, fee) => all + fee, 0n),
      });
    });
  mustAgree(said.count, rows.length);
  mustAgree(
    said.sum,
    sumOf(rows, (row) => row.amountMinor),
  );
  return { format: 'yookassa-day', rows, skipped: {} };
}

function isTotal(text: string): boolean {
  return /^(Сумма|Число) /i.test(text) && text.includes(':');
}

function totalsOf(lines: readonly Line[]): { sum: bigint; count: number } {
  const find = (form: RegExp) =>
    lines.flatMap(({ line, text }) => {
      const value = form.exec(text)?.[1];
      return value === undefined ? [] : [{ line, value }];
    })[0];
  const sum = find(/^Сумма принятых платежей:\s*([\d\s.,]+)/i);
  const count = find(/^Число платежей:\s*(\d+)/i);
  if (!sum || !count) throw new AppError('register.totals-missing');
  return { sum: moneyAt(sum.line, sum.value), count: Number(count.value) };
}
