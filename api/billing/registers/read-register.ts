import { AppError } from '#api/core/errors.ts';
import { readBankExchange } from './bank-exchange.ts';
import { linesOf, type Register } from './register.ts';
import { readSber } from './sber.ts';
import { readSberPairs } from './sber-pairs.ts';
import { readYookassaDay } from './yookassa-day.ts';

/**
 * Reads a bank's register, whichever of the known forms it has. Refuses the whole file: `register.unknown-format`,
 * `register.totals-missing` (cut off), `register.totals-disagree` { said, found }, `register.broken` { line }.
 */
export function readRegister(text: string): Register {
  const lines = linesOf(text);
  const first = lines[0]?.text ?? '';
  if (/^1CClientBankExchange/i.test(first)) return readBankExchange(lines);
  if (/^РЕЕСТР ПЛАТЕЖЕЙ/i.test(first)) return readYookassaDay(lines);
  if (/;\d{2}\/\d{2}\/\d{4};/.test(first) && /;[A-Za-z_]\w*:/.test(first)) return readSberPairs(lines);
  if (/^\d{2}-\d{2}-\d{4};\d{2}-\d{2}-\d{2};/.test(first) || /^=\d+;/.test(first)) return readSber(lines);
  throw new AppError('register.unknown-format');
}
