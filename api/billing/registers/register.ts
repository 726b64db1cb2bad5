import { AppError } from '#api/core/errors.ts';
import { parseMinor } from '#api/core/money.ts';
import { PlainDate } from '#api/core/time.ts';

export const registerFormats = ['sber', 'sber-pairs', '1c-bank-exchange', 'yookassa-day'] as const;
export type RegisterFormat = (typeof registerFormats)[number];

/** A payment of a bank's register, as the bank writes it. Sums are minor units; what it does not say is empty. */
export type RegisterRow = {
  /** Where in the file it stands, from 1. */
  line: number;
  /** The bank's own id, or a key made of date, number, sum and payer where it gives none. */
  operationId: string;
  paidOn: string;
  account: string;
  amountMinor: bigint;
  commissionMinor: bigint;
  payer: string;
  payerAccount: string;
  address: string;
  period: string;
  purpose: string;
  /** Values of meters that were paid with, in the bank's order. */
  readings: string[];
  /** Our bank account that the money came to. */
  payeeAccount: string;
};

/** A register, read whole: its totals agree with its rows. `skipped` counts by name what in it is none of ours. */
export type Register = { format: RegisterFormat; rows: RegisterRow[]; skipped: Record<string, number> };

/** A line of the file with its number, from 1; empty ones are left out. */
export type Line = { line: number; text: string };

export function linesOf(text: string): Line[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((one, index) => ({ line: index + 1, text: one.trim() }))
    .filter((one) => one.text !== '');
}

/** A row with what its format gives, the rest empty. */
export function registerRow(
  given: Pick<RegisterRow, 'line' | 'operationId' | 'paidOn' | 'amountMinor'> & Partial<RegisterRow>,
): RegisterRow {
  const empty = { account: '', payer: '', payerAccount: '', address: '', period: '', purpose: '', payeeAccount: '' };
  return { ...empty, commissionMinor: 0n, readings: [], ...given };
}

/** The file is broken at this line, so nothing of it is taken. */
export function broken(line: number): never {
  throw new AppError('register.broken', { line });
}

export function moneyAt(line: number, text: string): bigint {
  return parseMinor(text) ?? broken(line);
}

/** A payment's sum: above zero. */
export function paidAt(line: number, text: string): bigint {
  const minor = moneyAt(line, text);
  return minor > 0n ? minor : broken(line);
}

/** `31-12-2026`, `31.12.2026`, `31/12/2026` or `2026-12-31`, as an ISO day. */
export function dayAt(line: number, text: string): string {
  const turned = /^(\d{2})[-./](\d{2})[-./](\d{4})$/.exec(text);
  const iso = turned ? `${turned[3]}-${turned[2]}-${turned[1]}` : text;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return broken(line);
  try {
    return PlainDate.from(iso, { overflow: 'reject' }).toString();
  } catch {
    return broken(line);
  }
}

/** Refuses the whole file unless what it says of itself is what its rows give. */
export function mustAgree(said: bigint | number, found: bigint | number): void {
  if (BigInt(said) === BigInt(found)) return;
  throw new AppError('register.totals-disagree', { said: words(said), found: words(found) });
}

/** Sums in major units, counts as they are. */
function words(value: bigint | number): string {
  if (typeof value === 'number') return value.toString();
  const [sign, whole] = value < 0n ? ['-', -value] : ['', value];
  return `${sign}${whole / 100n},${(whole % 100n).toString().padStart(2, '0')}`;
}

export function sumOf(rows: readonly RegisterRow[], of: (row: RegisterRow) => bigint): bigint {
  return rows.reduce((all, row) => all + of(row), 0n);
}
